"""Who was suspended or warned: by whom, why, until when, and what became of it."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    Table,
    Text,
    func,
    insert,
    select,
    update,
)

from storage import people
from storage.db import Db, UtcTime, metadata
from storage.people import Person

#: How long one lasts, by the word on the button; None: until somebody lifts it.
LASTS = {"week": timedelta(days=7), "month": timedelta(days=30), "open": None}

table = Table(
    "suspensions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("by_id", ForeignKey("people.id"), nullable=True),
    Column("is_central", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("until", UtcTime, nullable=True),
    Column("stood", Text, nullable=False),
    Column("was_available", Boolean, nullable=False),
    Column("ended_at", UtcTime, nullable=True, index=True),
    Column("appeal", Text, nullable=False, server_default=""),
    Column("appealed_at", UtcTime, nullable=True),
    Column("upheld_at", UtcTime, nullable=True),
    # An id is never given twice: old buttons must not fit something new.
    sqlite_autoincrement=True,
)
warnings = Table(
    "warnings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("by_id", ForeignKey("people.id"), nullable=True),
    Column("words", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
)


@dataclass(frozen=True)
class Suspension:
    """One suspension."""

    id: int
    person_id: int
    #: Who suspended; None once that one is erased.
    by_id: int | None
    #: Whether it was central support that did it, whatever became of who it was.
    is_central: bool
    reason: str
    since: datetime
    #: None: until somebody lifts it.
    until: datetime | None
    #: Where the registration stood before, and whether partners found the person.
    stood: str
    was_available: bool
    ended_at: datetime | None
    #: What the person wrote to central support, once; empty if nothing yet.
    appeal: str
    appealed_at: datetime | None
    #: When central support let it stand.
    upheld_at: datetime | None

    @property
    def is_appealed(self) -> bool:
        """Whether an appeal waits for central support."""
        return self.appealed_at is not None and self.upheld_at is None and self.ended_at is None


_columns = [table.c[one.name] for one in fields(Suspension)]


def add(db: Db, **values: Any) -> Suspension:
    """Keep a suspension; the values are columns by their names."""
    key = db.execute(insert(table).values(**values)).inserted_primary_key
    assert key is not None
    [made] = _where(db, table.c.id == key[0])
    return made


def by_id(db: Db, suspension_id: int) -> Suspension | None:
    """Find a suspension; None if there is no such."""
    return next(iter(_where(db, table.c.id == suspension_id)), None)


def of_person(db: Db, person_id: int) -> Suspension | None:
    """Find the suspension under which somebody is now; None if there is none."""
    found = _where(db, (table.c.person_id == person_id) & table.c.ended_at.is_(None))
    return found[-1] if found else None


def suspended(db: Db, countries: frozenset[str], limit: int) -> tuple[list[Person], int]:
    """List who is suspended in these countries, the longest first, and count all of them."""
    who = people.table
    query = select(who).join(table, table.c.person_id == who.c.id)
    query = query.where(table.c.ended_at.is_(None))
    if "*" not in countries:
        query = query.where(who.c.country.in_(countries))
    rows = db.execute(query.order_by(table.c.id).limit(limit))
    found = [people.from_row(row) for row in rows]
    return found, db.scalar(select(func.count()).select_from(query.subquery())) or 0


def due(db: Db, now: datetime, limit: int) -> list[Suspension]:
    """List those that are to end by now."""
    return _where(db, table.c.ended_at.is_(None) & (table.c.until <= now))[:limit]


def appealed(db: Db) -> list[Suspension]:
    """List those whose appeal waits for central support, the oldest appeal first."""
    waits = table.c.appealed_at.is_not(None) & table.c.upheld_at.is_(None)
    found = _where(db, waits & table.c.ended_at.is_(None))
    return sorted(found, key=lambda one: (one.appealed_at or one.since, one.id))


def change(db: Db, suspension: Suspension, **values: Any) -> Suspension:
    """Note what became of a suspension; the values are columns by their names."""
    db.execute(update(table).where(table.c.id == suspension.id).values(**values))
    [changed] = _where(db, table.c.id == suspension.id)
    return changed


def warn(db: Db, person_id: int, by_id: int, words: str, at: datetime) -> None:
    """Keep a warning."""
    values = {"person_id": person_id, "by_id": by_id, "words": words, "at": at}
    db.execute(insert(warnings).values(values))


def counts(db: Db, person_id: int) -> tuple[int, int]:
    """Count how often somebody was warned and how often suspended."""
    found = []
    for one in (warnings, table):
        mine = select(func.count()).select_from(one).where(one.c.person_id == person_id)
        found.append(db.scalar(mine) or 0)
    return found[0], found[1]


def _where(db: Db, where: ColumnElement[bool]) -> list[Suspension]:
    query = select(*_columns).where(where).order_by(table.c.id)
    return [Suspension(**row._mapping) for row in db.execute(query)]
