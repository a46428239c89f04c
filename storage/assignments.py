"""Who looks at which card of the queue, so that two coordinators do not do the same.

It stops nobody: of two who decide, the first counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from sqlalchemy import Column, ForeignKey, Table, Text, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.db import Db, UtcTime, metadata

#: How long a card is somebody's who opened it, and one that was passed on.
LOOKS, PASSED = timedelta(minutes=10), timedelta(days=7)

table = Table(
    "assignments",
    metadata,
    Column("card", Text, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=True, index=True),
    Column("until", UtcTime, nullable=False),
    Column("narrowed", Text, nullable=False, server_default=""),
    Column("passed_by", ForeignKey("people.id"), nullable=True),
    Column("words", Text, nullable=False, server_default=""),
)


@dataclass(frozen=True)
class Assignment:
    """That somebody looks at a card, or that it was passed on."""

    #: The card's name in the queue, e.g. "p12".
    card: str
    #: Whose it is; None if it is central support's as a whole.
    person_id: int | None
    until: datetime
    #: To what they had narrowed their queue then: a kind, a country.
    narrowed: str
    #: Who passed it on; None if it was only opened.
    passed_by: int | None
    #: What that one said with it.
    words: str


_columns = [table.c[one.name] for one in fields(Assignment)]


def look(db: Db, card: str, person_id: int, narrowed: str, at: datetime) -> None:
    """Let a card be somebody's for some minutes; what else they only looked at is free again.

    What was passed on to them stays theirs, with the words.
    """
    release(db, person_id)
    mine = of_cards(db, [card], at).get(card)
    if mine is not None and mine.person_id == person_id:
        return
    values = {"person_id": person_id, "until": at + LOOKS, "narrowed": narrowed}
    if mine is not None:  # taken over: what was said with it stays to be read
        values |= {"passed_by": mine.passed_by, "words": mine.words}
    _put(db, card, {"passed_by": None, "words": ""} | values)


def pass_on(db: Db, card: str, to: int | None, by: int, words: str, at: datetime) -> None:
    """Pass a card on to somebody, or to central support as a whole, with a word."""
    values = {"person_id": to, "until": at + PASSED, "narrowed": ""}
    _put(db, card, {**values, "passed_by": by, "words": words})


def release(db: Db, person_id: int) -> None:
    """Let go of what somebody only looks at; what was passed on to them stays theirs."""
    mine = (table.c.person_id == person_id) & table.c.passed_by.is_(None)
    db.execute(delete(table).where(mine))


def release_all(db: Db, person_id: int) -> None:
    """Let go of all that is somebody's who does not decide any more, also what was passed on."""
    db.execute(delete(table).where(table.c.person_id == person_id))


def of_person(db: Db, person_id: int) -> list[str]:
    """List the cards that are somebody's."""
    query = select(table.c.card).where(table.c.person_id == person_id)
    return list(db.scalars(query.order_by(table.c.card)))


def drop(db: Db, card: str) -> None:
    """Forget whose a card was: it was decided."""
    db.execute(delete(table).where(table.c.card == card))


def of_cards(db: Db, cards: Iterable[str], at: datetime) -> dict[str, Assignment]:
    """Find whose these cards are now."""
    query = select(*_columns).where(table.c.card.in_(list(cards)), table.c.until > at)
    return {row.card: Assignment(**row._mapping) for row in db.execute(query)}


def narrowed(db: Db, person_id: int, at: datetime) -> str:
    """Say to what somebody had narrowed their queue when they opened the last card."""
    mine = (table.c.person_id == person_id) & table.c.passed_by.is_(None) & (table.c.until > at)
    return db.scalar(select(table.c.narrowed).where(mine).limit(1)) or ""


def forget_old(db: Db, at: datetime) -> None:
    """Forget what is nobody's any more."""
    db.execute(delete(table).where(table.c.until <= at))


def _put(db: Db, card: str, values: dict[str, object]) -> None:
    kind = sqlite if db.dialect.name == "sqlite" else postgresql
    put = kind.insert(table).values(card=card, **values)
    db.execute(put.on_conflict_do_update(index_elements=["card"], set_=values))
