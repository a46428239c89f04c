"""Which events were taken already, and those that no handler could take."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Column, Integer, LargeBinary, Table, Text, delete, func, insert, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from storage import rooms_heard
from storage.db import Db, UtcTime, metadata
from storage.prepared import Prepared

#: How long a platform may repeat an event. Telegram keeps updates for a day.
REMEMBERED = timedelta(days=7)
#: How long a parked event waits for somebody. Source: docs/decisions/0003.
PARKED = timedelta(days=14)
#: What is said in rooms of TwinSpaces comes under this name.
ROOM = "room"
#: Where events come in by themselves; what is done on pages is never put aside.
DOORS = ("telegram", "matrix", ROOM)

_taken = Table(
    "taken_events",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("event_id", Text, primary_key=True),
    Column("taken_at", UtcTime, nullable=False, index=True),
)

_parked = Table(
    "parked_events",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("event_id", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("parked_at", UtcTime, nullable=False),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True)
class Parked:
    """An event that made its handler raise."""

    id: int
    platform: str
    event_id: str
    #: The kind of error, e.g. "KeyError"; never its text, which may hold what somebody wrote.
    error: str
    #: The event itself, encrypted.
    sealed: bytes
    parked_at: datetime


_COLUMNS = ("platform", "event_id", "taken_at")
_take_sqlite = Prepared(sqlite.insert(_taken).on_conflict_do_nothing(), *_COLUMNS)
_take_postgresql = Prepared(postgresql.insert(_taken).on_conflict_do_nothing(), *_COLUMNS)


def take(db: Db, platform: str, event_id: str, at: datetime) -> bool:
    """Note an event as taken; False if it was already. Of two at once one waits and gets False."""
    statement = _take_sqlite if db.dialect.name == "sqlite" else _take_postgresql
    return statement.run(db, platform=platform, event_id=event_id, taken_at=at) == 1


def taken(db: Db, platform: str, event_ids: Collection[str]) -> frozenset[str]:
    """Tell which of these events were taken."""
    where = (_taken.c.platform == platform) & _taken.c.event_id.in_(event_ids)
    return frozenset(db.scalars(select(_taken.c.event_id).where(where)))


def forget(db: Db, platform: str, event_ids: Collection[str]) -> None:
    """Let these events be taken once more."""
    where = (_taken.c.platform == platform) & _taken.c.event_id.in_(event_ids)
    db.execute(delete(_taken).where(where))


def park(db: Db, platform: str, event_id: str, error: str, sealed: bytes, at: datetime) -> None:
    """Put an event aside that cannot be taken."""
    values = {"platform": platform, "event_id": event_id, "error": error}
    db.execute(insert(_parked).values({**values, "sealed": sealed, "parked_at": at}))


def parked(db: Db) -> list[Parked]:
    """List what was put aside, the oldest first."""
    return [Parked(*row) for row in db.execute(select(_parked).order_by(_parked.c.id))]


def count_parked(db: Db) -> dict[str, int]:
    """Count what is put aside, by the door that it came through."""
    number = func.count()
    found = dict.fromkeys(DOORS, 0)
    rows = db.execute(select(_parked.c.platform, number).group_by(_parked.c.platform))
    return found | dict(rows.all())


def unpark(db: Db, parked_id: int) -> Parked | None:
    """Take an event out of the parked ones, so that it can be taken again; None if no such."""
    row = db.execute(select(_parked).where(_parked.c.id == parked_id)).first()
    if row is None:
        return None
    db.execute(delete(_parked).where(_parked.c.id == parked_id))
    where = (_taken.c.platform == row.platform) & (_taken.c.event_id == row.event_id)
    db.execute(delete(_taken).where(where))
    return Parked(*row)


def drop(db: Db, parked_id: int) -> bool:
    """Delete a parked event for good; False if there is no such."""
    return db.execute(delete(_parked).where(_parked.c.id == parked_id)).rowcount == 1


def forget_old(db: Db, at: datetime) -> None:
    """Delete what no platform repeats any more, and what was parked for two weeks.

    What happened in rooms since all was heard may be read there once more, however late.
    """
    heard = min(at, rooms_heard.until(db) or at)
    is_old = or_(_taken.c.platform != ROOM, _taken.c.taken_at < heard - REMEMBERED)
    db.execute(delete(_taken).where(_taken.c.taken_at < at - REMEMBERED, is_old))
    db.execute(delete(_parked).where(_parked.c.parked_at < at - PARKED))
