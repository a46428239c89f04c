"""How much there is of something, and how old the oldest of it is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import func, select

from storage import belongings
from storage.db import Db, metadata


@dataclass(frozen=True)
class Found:
    """What there is of one kind of thing."""

    rows: int
    #: None if there is none, or nothing says how old it is.
    oldest: datetime | None


def look(db: Db, tables: Collection[str], since: str) -> Found:
    """Count the rows of these tables, and find the oldest by the column "table column"."""
    belongings.load()
    rows = 0
    for name in tables:
        rows += db.scalar(select(func.count()).select_from(metadata.tables[name])) or 0
    if not since:
        return Found(rows, None)
    name, _, column = since.partition(" ")
    return Found(rows, _time(db.scalar(select(func.min(metadata.tables[name].c[column])))))


def _time(found: object) -> datetime | None:
    """Read a time however a column holds it: also as a day, its text, or seconds since 1970."""
    if isinstance(found, int):
        return datetime.fromtimestamp(found, UTC)
    if isinstance(found, str):
        found = date.fromisoformat(found)
    if isinstance(found, datetime):
        return found
    if isinstance(found, date):
        return datetime(found.year, found.month, found.day, tzinfo=UTC)
    return None
