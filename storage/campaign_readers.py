"""Whether readers may read letters of campaigns, and whether they sleep: asked as these leave.

What was true when a letter was put may not be any more: it may have waited for hours.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import literal, select, update

from storage import addresses, notices, people, reading_times
from storage.db import Db
from storage.outbox import OF_CAMPAIGN, State, table
from storage.people import Standing

_people, _places, _quiet = people.table, addresses.table, notices.quiet_hours
_is_theirs = _people.c.id == _places.c.person_id
_here = (_places.c.platform == table.c.platform) & (_places.c.chat == table.c.chat)


def leave_out(db: Db, ids: Collection[int]) -> set[int]:
    """Drop those of these letters of campaigns whose reader may not read them; give which.

    Whoever was suspended, sent back or erased after their letter was put.
    """
    has_no_right = _people.c.standing.not_in([Standing.VALIDATED, Standing.STAFF])
    letters = select(table.c.id).join(_places, _here).join(_people, _is_theirs)
    lost = set(db.scalars(letters.where(table.c.id.in_(ids), OF_CAMPAIGN, has_no_right)))
    dead = {"state": int(State.DEAD), "why": "no reader", "payload": "{}"}
    db.execute(update(table).where(table.c.id.in_(lost)).values(dead))
    return lost


def put_off(db: Db, ids: Collection[int], now: datetime) -> set[int]:
    """Let those of these letters wait whose readers have their quiet hours by now; give which."""
    these = table.c.id.in_(ids)
    readers = select(_places.c.person_id).join(table, _here).where(these).subquery()
    due = reading_times.due(db, readers, literal(False), "announcements", now, None)
    letters = select(table.c.id, due).join(_places, _here).join(_people, _is_theirs)
    asleep = letters.outerjoin(_quiet, _quiet.c.person_id == _people.c.id).where(these, due > now)
    mornings = defaultdict[datetime, set[int]](set)
    for number, morning in db.execute(asleep):
        mornings[morning].add(number)
    for morning, those in mornings.items():
        db.execute(update(table).where(table.c.id.in_(those)).values(due_at=morning))
    return set().union(*mornings.values())
