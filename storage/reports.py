"""What people reported, frozen as it was, for those who look after it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, Row, Table, Text, insert, select, update

from storage import belongings
from storage.db import Db, UtcTime, metadata

#: How long a report is kept after it was closed.
KEPT = timedelta(days=365)

table = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reporter_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("about_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("frozen", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("closed_at", UtcTime, nullable=True),
    # An id is never given twice: old buttons must not fit something new.
    sqlite_autoincrement=True,
)


@dataclass(frozen=True)
class Report:
    """One report."""

    id: int
    reporter_id: int
    about_id: int
    #: What is reported: "contact", "message", "post", "idea", "profile".
    kind: str
    #: What the reporter says is wrong.
    words: str
    #: What is reported, as it read then.
    frozen: str
    at: datetime
    closed_at: datetime | None


def add(
    db: Db, *, reporter_id: int, about_id: int, kind: str, words: str, frozen: str, at: datetime
) -> Report:
    """Keep a report."""
    values = {"reporter_id": reporter_id, "about_id": about_id, "kind": kind}
    values |= {"words": words, "frozen": frozen}
    key = db.execute(insert(table).values(**values, at=at)).inserted_primary_key
    assert key is not None
    made = by_id(db, key[0])
    assert made is not None
    return made


def by_id(db: Db, report_id: int) -> Report | None:
    """Find a report; None if there is no such."""
    row = db.execute(select(table).where(table.c.id == report_id)).first()
    return _report(row) if row else None


def open_about(db: Db, person_id: int) -> list[Report]:
    """List the reports about a person that nobody has closed, the oldest first."""
    query = select(table).where(table.c.about_id == person_id, table.c.closed_at.is_(None))
    return [_report(row) for row in db.execute(query.order_by(table.c.id))]


def is_open_between(db: Db, one: int, other: int) -> bool:
    """Tell whether one of two people has reported the other, and nobody has closed it."""
    both = table.c.reporter_id.in_((one, other)) & table.c.about_id.in_((one, other))
    query = select(table.c.id).where(both, table.c.closed_at.is_(None))
    return db.scalar(query.limit(1)) is not None


def open_(db: Db) -> list[Report]:
    """List the reports that nobody has closed, the oldest first."""
    query = select(table).where(table.c.closed_at.is_(None)).order_by(table.c.id)
    return [_report(row) for row in db.execute(query)]


def close(db: Db, report: Report, at: datetime) -> bool:
    """Close a report; False if it was closed already."""
    is_open = (table.c.id == report.id) & table.c.closed_at.is_(None)
    return db.execute(update(table).where(is_open).values(closed_at=at)).rowcount == 1


def forget_old(db: Db, at: datetime) -> None:
    """Delete what was closed a year ago, with what was frozen."""
    belongings.remove(db, table, table.c.closed_at < at - KEPT)


def _report(row: Row[Any]) -> Report:
    return Report(**row._mapping)
