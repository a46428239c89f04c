"""When the last whole backup of this database ended, or since when there has been none."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Boolean, Column, Integer, Table, insert, select, update

from storage.db import Db, UtcTime, metadata

_ID = 1

#: One row, put by the migration: also who never made a backup is told since when there is none.
_table = Table(
    "backups",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("is_made", Boolean, nullable=False),
    Column("since", UtcTime, nullable=False),
)


@dataclass(frozen=True)
class Mark:
    """What is known of backups."""

    #: Whether there is one.
    is_made: bool
    #: When the last one ended, or since when there has been none.
    since: datetime


def mark(db: Db) -> Mark | None:
    """Find out when the last one ended, or since when there has been none."""
    row = db.execute(select(_table.c.is_made, _table.c.since).where(_table.c.id == _ID)).first()
    return None if row is None else Mark(*row)


def note(db: Db, ended_at: datetime) -> None:
    """Note that a whole one ended then."""
    _put(db, Mark(is_made=True, since=ended_at))


def begin(db: Db, at: datetime) -> None:
    """Note that there has been none since then: those made before are of another machine."""
    _put(db, Mark(is_made=False, since=at))


def _put(db: Db, now: Mark) -> None:
    values = {"is_made": now.is_made, "since": now.since}
    if not db.execute(update(_table).where(_table.c.id == _ID).values(values)).rowcount:
        db.execute(insert(_table).values(id=_ID, **values))
