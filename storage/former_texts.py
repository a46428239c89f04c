"""What people were called and said of themselves before: by it, their old copies are found.

Source: docs/rules.md, REG-6.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Column, ForeignKey, Integer, Table, Text, delete, insert, select

from storage.db import Db, UtcTime, metadata

#: A little longer than what was sent is kept (storage/deliveries.py).
KEPT = timedelta(days=37)

table = Table(
    "former_texts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("at", UtcTime, nullable=False, index=True),
)


def keep(db: Db, person_id: int, texts: Iterable[str], at: datetime) -> None:
    """Keep what is not said of a person any more, until no message that says it is kept either."""
    rows = [{"person_id": person_id, "text": text, "at": at} for text in texts if text]
    if rows:
        db.execute(insert(table), rows)


def of_person(db: Db, person_id: int) -> list[str]:
    """List what was said of a person before."""
    query = select(table.c.text).where(table.c.person_id == person_id)
    return list(db.scalars(query.order_by(table.c.id)))


def forget_old(db: Db, at: datetime) -> None:
    """Delete what no message that is kept says any more."""
    db.execute(delete(table).where(table.c.at < at - KEPT))
