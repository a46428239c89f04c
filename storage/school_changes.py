"""Validated teachers who changed their school and wait for the coordinators again."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Table, delete, insert, select

from storage.db import Db, UtcTime, metadata

table = Table(
    "school_changes",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("before_id", ForeignKey("schools.id"), nullable=True),
    Column("at", UtcTime, nullable=False),
)


def begin(db: Db, person_id: int, before_id: int | None, at: datetime) -> None:
    """Note that a validated teacher left a school; of several, the last that was confirmed."""
    if not is_under_way(db, person_id):
        db.execute(insert(table).values(person_id=person_id, before_id=before_id, at=at))


def is_under_way(db: Db, person_id: int) -> bool:
    """Tell whether a card is about a change of school."""
    found = select(table.c.person_id).where(table.c.person_id == person_id)
    return db.scalar(found) is not None


def before(db: Db, person_id: int) -> int | None:
    """Find the school where a teacher was before; None if none, or none is known."""
    found: int | None = db.scalar(select(table.c.before_id).where(table.c.person_id == person_id))
    return found


def end(db: Db, person_id: int) -> None:
    """Note that the coordinators have decided about it."""
    db.execute(delete(table).where(table.c.person_id == person_id))
