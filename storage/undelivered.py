"""What is not sent after all, or may have been: after a death, too late, to a lost chat."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, literal_column, select, update

from storage import sending
from storage.db import Db
from storage.outbox import DOUBTFUL, EXPIRES, TO_COME, UNSENT, State, encode, table

#: At which death in the middle of sending it an answer or a reminder is given up.
DEATHS = 10
#: How long it rests after the second death; twice as long after each further one.
REST = timedelta(seconds=2)
#: So much that comes too late is given up in one transaction.
LATE_AT_ONCE = 5000


def recover(
    db: Db, platform: str, exactly_once: bool, now: datetime, running: Collection[int] = ()
) -> None:
    """Try again what was being tried and is not `running` any more, where that is allowed.

    Where the platform knows our transaction ids, always; an edit too, since twice is once.
    Elsewhere bulk never, since it may have arrived, and the rest after a pause that grows:
    it may be what kills us. Source: docs/decisions/0007-outbox.md.
    """
    stuck = (table.c.platform == platform) & UNSENT & (table.c.state == State.ATTEMPTING)
    stuck &= table.c.id.not_in(running)
    if not exactly_once:
        is_new = (table.c.edits == "") & table.c.target.is_(None)
        lost = stuck & is_new & ((table.c.lane >= 2) | (table.c.attempts >= DEATHS))
        _give_up(db, lost, State.UNKNOWN, "died")
        _rest(db, stuck & is_new & (table.c.attempts > 1), now)
    db.execute(update(table).where(stuck).values(state=int(State.WAITING)))


def _rest(db: Db, where: ColumnElement[bool], now: datetime) -> None:
    for deaths in db.scalars(select(table.c.attempts).where(where).distinct()).all():
        due_at = now + REST * 2 ** (deaths - 2)
        db.execute(update(table).where(where, table.c.attempts == deaths).values(due_at=due_at))


def drop_late(db: Db, now: datetime) -> bool:
    """Give up what would come too late by now; True if more of it is left. Safe to repeat."""
    late = select(table.c.id).where(EXPIRES, table.c.until_at <= now).limit(LATE_AT_ONCE)
    dead = update(table).where(table.c.id.in_(late)).values(state=int(State.DEAD), why="too late")
    return db.execute(dead).rowcount == LATE_AT_ONCE


def drop(db: Db, batch: str) -> None:
    """Give up what has not left of a batch: something newer is told, or there is nothing to."""
    dead = {"state": int(State.DEAD), "why": "taken back"}
    db.execute(update(table).where(_waits_in(batch)).values(dead))


def reword(db: Db, batch: str, payload: Mapping[str, Any]) -> None:
    """Let what has not left of a batch say something else."""
    packed = encode({**payload, "pushed": True})
    db.execute(update(table).where(_waits_in(batch)).values(payload=packed))


def _waits_in(batch: str) -> ColumnElement[bool]:
    # Empty batches are excluded in so many words: so the databases see that the index fits.
    mine = (table.c.batch == batch) & (table.c.batch != literal_column("''"))
    return mine & table.c.state.in_(TO_COME)


def doubtful(db: Db) -> dict[str, int]:
    """Count, by platform, the messages of which nobody will know whether they arrived."""
    query = select(table.c.platform, func.count()).where(DOUBTFUL)
    rows = db.execute(query.group_by(table.c.platform).order_by(table.c.platform))
    return {row[0]: row[1] for row in rows}


def stop_chat(db: Db, platform: str, chat: str, sender: str, why: str) -> None:
    """Send nothing of what waits for a chat and is said by `sender` (empty: our bot)."""
    where = (table.c.platform == platform) & (table.c.chat == chat) & (table.c.sender == sender)
    _give_up(db, where & UNSENT & (table.c.state == State.WAITING), State.DEAD, why)


def stop_copies(db: Db, platform: str, chat: str) -> None:
    """Send nothing that waits for a chat and is said for somebody; what takes away is sent."""
    where = (table.c.platform == platform) & (table.c.chat == chat) & (table.c.sender != "")
    waits = UNSENT & (table.c.state == State.WAITING) & ~table.c.removes
    _give_up(db, where & waits, State.DEAD, "not crossing")


def _give_up(db: Db, where: ColumnElement[bool], state: State, why: str) -> None:
    sending.forget(db, sending.matching(db, where))
    db.execute(update(table).where(where).values(state=int(state), why=why))


def move(db: Db, platform: str, chat: str, new_chat: str) -> None:
    """Let what is unsent follow a chat to its new id. Safe to repeat."""
    where = (table.c.platform == platform) & (table.c.chat == chat)
    # The new chat numbers its messages anew: a change of one in the old would hit another.
    dead = {"state": int(State.DEAD), "why": "moved"}
    db.execute(update(table).where(where, UNSENT, table.c.target.is_not(None)).values(dead))
    db.execute(update(table).where(where, table.c.state > State.ATTEMPTING).values(batch=""))
    db.execute(update(table).where(where, UNSENT).values(chat=new_chat, replies_to=""))
