"""Of which cards that wait coordinators were reminded, and how often."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Integer, Table, Text, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.db import Db, UtcTime, metadata

table = Table(
    "nudges",
    metadata,
    Column("card", Text, primary_key=True),
    # Since when it waits: what is sent again waits anew.
    Column("since", UtcTime, nullable=False),
    Column("count", Integer, nullable=False),
)


def known(db: Db) -> dict[str, tuple[datetime, int]]:
    """Give for each card since when it waited when it was brought to mind, and how often."""
    return {card: (since, count) for card, since, count in db.execute(select(table))}


def note(db: Db, card: str, since: datetime, count: int) -> None:
    """Note that coordinators were reminded of a card that waits since then, so many times."""
    dialect: Any = sqlite if db.dialect.name == "sqlite" else postgresql
    values = {"since": since, "count": count}
    row = dialect.insert(table).values(card=card, **values)
    db.execute(row.on_conflict_do_update(index_elements=[table.c.card], set_=values))


def forget(db: Db, before: datetime) -> None:
    """Delete what is known of cards that wait since before then."""
    db.execute(delete(table).where(table.c.since < before))
