"""Who wants to have nothing more to do with whom."""

from datetime import datetime

from sqlalchemy import (
    Column,
    ColumnElement,
    CompoundSelect,
    ForeignKey,
    Table,
    and_,
    delete,
    insert,
    or_,
    select,
)

from storage.db import Db, UtcTime, metadata

table = Table(
    "blocks",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("blocked_id", ForeignKey("people.id"), primary_key=True, index=True),
    Column("since", UtcTime, nullable=False),
)


def add(db: Db, person_id: int, blocked_id: int, at: datetime) -> bool:
    """Let one person never hear of another again; False if it is so already."""
    if blocked_id in by_person(db, person_id):
        return False
    db.execute(insert(table).values(person_id=person_id, blocked_id=blocked_id, since=at))
    return True


def remove(db: Db, person_id: int, blocked_id: int) -> bool:
    """Take a block back; False if there was none."""
    mine = (table.c.person_id == person_id) & (table.c.blocked_id == blocked_id)
    return db.execute(delete(table).where(mine)).rowcount == 1


def by_person(db: Db, person_id: int) -> list[int]:
    """List the people whom this one blocked, the newest first."""
    query = select(table.c.blocked_id).where(table.c.person_id == person_id)
    return list(db.scalars(query.order_by(table.c.since.desc(), table.c.blocked_id)))


def between(db: Db, one: int, other: int) -> bool:
    """Tell whether either of two people blocked the other: then neither reaches the other."""
    return db.scalar(select(table.c.person_id).where(_parts(one, other)).limit(1)) is not None


def apart(person_id: ColumnElement[int], other_id: int) -> ColumnElement[bool]:
    """Say in SQL whether a block stands between the person of a row and another.

    The other's blocks are few and looked up once, however many rows there are.
    """
    return person_id.in_(_apart_from(other_id))


def apart_from(db: Db, person_id: int) -> set[int]:
    """List whom a block parts from a person, whoever of both made it."""
    return set(db.scalars(_apart_from(person_id)))


def _apart_from(person_id: int) -> CompoundSelect[tuple[int]]:
    theirs = select(table.c.blocked_id).where(table.c.person_id == person_id)
    of_them = select(table.c.person_id).where(table.c.blocked_id == person_id)
    return theirs.union_all(of_them)


def _parts(one: int, other: int) -> ColumnElement[bool]:
    return or_(
        and_(table.c.person_id == one, table.c.blocked_id == other),
        and_(table.c.blocked_id == one, table.c.person_id == other),
    )
