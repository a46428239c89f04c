"""Whether readers may read letters of campaigns, and whether they sleep: asked as these leave.

What was true when a letter was put may not be any more: it may have waited for hours.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from storage import addresses, notices, people, reading_times
from storage.db import Db
from storage.outbox import OF_CAMPAIGN, State, table
from storage.people import Standing

#: Who may read them.
_READ = (Standing.VALIDATED, Standing.STAFF)
_people, _places, _quiet = people.table, addresses.table, notices.quiet_hours
_is_theirs = _people.c.id == _places.c.person_id
_here = (_places.c.platform == table.c.platform) & (_places.c.chat == table.c.chat)


def leave_out(db: Db, ids: Collection[int]) -> set[int]:
    """Drop those of these letters of campaigns whose reader may not read them; give which.

    Whoever was suspended, sent back or erased after their letter was put.
    """
    # Compared here, not there: the databases would go through all letters, or people, for so few.
    readers = select(table.c.id, OF_CAMPAIGN, _people.c.standing).join(_places, _here)
    found = db.execute(readers.join(_people, _is_theirs).where(table.c.id.in_(ids)))
    lost = {number for number, is_mine, standing in found if is_mine and standing not in _READ}
    dead = {"state": int(State.DEAD), "why": "no reader", "payload": "{}"}
    if lost:
        db.execute(update(table).where(table.c.id.in_(lost)).values(dead))
    return lost


def put_off(db: Db, ids: Collection[int], now: datetime) -> set[int]:
    """Let those of these letters wait whose readers have their quiet hours by now; give which."""
    habits = (reading_times.BEGINS, reading_times.ENDS, reading_times.ZONE)
    letters = select(table.c.id, *habits).join(_places, _here).join(_people, _is_theirs)
    letters = letters.outerjoin(_quiet, _quiet.c.person_id == _people.c.id)
    may_sleep = _places.c.seen_at < now - notices.AWAKE
    of_habits = defaultdict[tuple[int, int, str], set[int]](set)
    for number, *theirs in db.execute(letters.where(table.c.id.in_(ids), may_sleep)):
        of_habits[tuple(theirs)].add(number)
    mornings = defaultdict[datetime, set[int]](set)
    for (begins, ends, zone), those in of_habits.items():
        mornings[notices.after_quiet((begins, ends), ZoneInfo(zone), now)] |= those
    mornings.pop(now, None)
    for morning, those in mornings.items():
        db.execute(update(table).where(table.c.id.in_(those)).values(due_at=morning))
    return set().union(*mornings.values())
