"""People who lost their phone, moved to a new address by a coordinator, and objections to it.

Source: docs/rules.md, REG-8.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, Row, Table, insert, select, update

from storage import addresses, parting
from storage.addresses import Known
from storage.db import Db, UtcTime, metadata

#: How long the old addresses may object; as long nothing can be erased or exported.
OBJECTED_WITHIN = timedelta(hours=48)

table = Table(
    "moves",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("by_id", ForeignKey("people.id"), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("objected_at", UtcTime, nullable=True),
    # An id is never given twice: old buttons must not fit something new.
    sqlite_autoincrement=True,
)


@dataclass(frozen=True)
class Move:
    """One move to a new address."""

    id: int
    person_id: int
    #: The coordinator who checked that it is them.
    by_id: int
    at: datetime
    objected_at: datetime | None

    @property
    def until(self) -> datetime:
        """Until when the old addresses may object."""
        return self.at + OBJECTED_WITHIN


def add(db: Db, person_id: int, by_id: int, at: datetime) -> Move:
    """Note that a person was moved."""
    values = {"person_id": person_id, "by_id": by_id, "at": at}
    key = db.execute(insert(table).values(values)).inserted_primary_key
    assert key is not None
    return Move(key[0], person_id, by_id, at, None)


def by_id(db: Db, move_id: int) -> Move | None:
    """Find a move; None if there is no such."""
    row = db.execute(select(table).where(table.c.id == move_id)).first()
    return _move(row) if row else None


def held_until(db: Db, person_id: int, now: datetime) -> datetime | None:
    """Say until when nothing of a person may be erased or exported; None if it may be now."""
    query = select(table).where(table.c.person_id == person_id, table.c.objected_at.is_(None))
    ends = [_move(row).until for row in db.execute(query)]
    return max((end for end in ends if end > now), default=None)


def object_to(db: Db, move: Move, at: datetime) -> list[Known]:
    """Take off every address that came with a move or after it; return those."""
    db.execute(update(table).where(table.c.id == move.id).values(objected_at=at))
    found = addresses.of_person(db, move.person_id)
    new = [one for one in found if one.linked_at is not None and one.linked_at >= move.at]
    for one in new:
        parting.part(db, one.id)
    return new


def _move(row: Row[Any]) -> Move:
    return Move(**row._mapping)
