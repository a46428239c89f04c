"""What coordinators asked about cards of their queue, and what was answered: a thread a card."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    update,
)

from storage.db import Db, UtcTime, metadata

#: How long a talk is kept that no decision ended.
KEPT = timedelta(days=365)

table = Table(
    "card_talks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("card", Text, nullable=False),
    Column("about_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("by_id", ForeignKey("people.id"), nullable=True, index=True),
    Column("is_service", Boolean, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Index("ix_card_talks_card_id", "card", "id"),
)


@dataclass(frozen=True)
class Line:
    """One question or answer."""

    card: str
    #: Whether a coordinator said it.
    is_service: bool
    text: str
    at: datetime


_columns = [table.c[one.name] for one in fields(Line)]


def add(
    db: Db, card: str, about_id: int, by_id: int, text: str, at: datetime, *, is_service: bool
) -> None:
    """Add a question or an answer to a card's talk."""
    values = {"card": card, "about_id": about_id, "by_id": by_id, "is_service": is_service}
    db.execute(insert(table).values(**values, text=text, at=at))


def last(db: Db, card: str, count: int) -> list[Line]:
    """Give the last lines of a card's talk, the oldest first."""
    query = select(*_columns).where(table.c.card == card).order_by(table.c.id.desc())
    found = [Line(**row._mapping) for row in db.execute(query.limit(count))]
    return found[::-1]


def asked(db: Db, cards: Iterable[str]) -> dict[str, Line]:
    """Find the open questions about these cards: those whose talk ends with a question."""
    ends = select(func.max(table.c.id)).where(table.c.card.in_(list(cards))).group_by(table.c.card)
    rows = db.execute(select(*_columns).where(table.c.id.in_(ends), table.c.is_service))
    return {row.card: Line(**row._mapping) for row in rows}


def join(db: Db, gone: int, kept: int) -> None:
    """Let what was said about one registration be said about the one that it became."""
    theirs = update(table).where(table.c.card == f"p{gone}")
    db.execute(theirs.values(card=f"p{kept}"))


def end(db: Db, card: str) -> None:
    """Forget a card's talk: it was decided."""
    db.execute(delete(table).where(table.c.card == card))


def forget_old(db: Db, at: datetime) -> None:
    """Forget talks of which nothing came in a year."""
    db.execute(delete(table).where(table.c.at < at - KEPT))
