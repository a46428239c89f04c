"""What another platform's file is called where we uploaded it, so that it is uploaded once.

Source: docs/decisions/0014-files.md.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Column, Table, Text, delete, insert, select, tuple_

from storage.db import Db, UtcTime, metadata

#: So long, at most, a platform's word for a file is used: as long as what was sent is kept.
KEPT = timedelta(days=30)

table = Table(
    "uploads",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("ref", Text, primary_key=True),
    Column("platform", Text, primary_key=True),
    Column("place", Text, nullable=False),
    Column("at", UtcTime, nullable=False, index=True),
)

#: Where somebody sent a file, and how it is found there.
Source = tuple[str, str]


def note(db: Db, source: Source, platform: str, place: str, at: datetime) -> None:
    """Keep what a file is called on a platform, as bot/delivery writes it. Safe to repeat."""
    forget(db, source, platform)
    values = {"origin": source[0], "ref": source[1], "platform": platform}
    db.execute(insert(table).values(**values, place=place, at=at))


def forget(db: Db, source: Source, platform: str) -> None:
    """Forget what a file was called on a platform: it does not know it any more."""
    same = (table.c.origin == source[0]) & (table.c.ref == source[1])
    db.execute(delete(table).where(same, table.c.platform == platform))


def places(db: Db, platform: str, sources: Collection[Source]) -> dict[Source, str]:
    """Say which of these files a platform has, and what they are called there."""
    if not sources:
        return {}
    those = tuple_(table.c.origin, table.c.ref).in_(list(sources))
    query = select(table.c.origin, table.c.ref, table.c.place)
    rows = db.execute(query.where(table.c.platform == platform, those))
    return {(origin, ref): place for origin, ref, place in rows}


def forget_old(db: Db, now: datetime) -> None:
    """Forget what was uploaded 30 days ago."""
    db.execute(delete(table).where(table.c.at < now - KEPT))
