"""New matches of saved searches: found for many searches at once, told, and answered."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    and_,
    delete,
    insert,
    select,
    text,
    update,
)

from storage.db import Db, UtcTime, metadata
from storage.partner_apart import is_shown
from storage.partner_cards import cards, seconds

table = Table(
    "partner_matches",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("other_id", ForeignKey("people.id"), primary_key=True, index=True),
    Column("search_id", Integer, nullable=True),
    Column("score", Integer, nullable=False),
    Column("found_at", BigInteger, nullable=False),
    Column("told_at", UtcTime, nullable=True),
    Column("is_answered", Boolean, nullable=False, server_default=text("false")),
)
_waits = and_(table.c.told_at.is_(None), ~table.c.is_answered)
Index(
    "ix_partner_matches_untold",
    table.c.person_id,
    sqlite_where=text("told_at IS NULL"),
    postgresql_where=text("told_at IS NULL"),
)


@dataclass(frozen=True)
class Match:
    """A teacher whom a person has not been shown before."""

    person_id: int
    other_id: int
    #: None where the other is interested in the person.
    search_id: int | None


def add_interest(db: Db, person_id: int, other_id: int, at: datetime) -> None:
    """Let a person be told, the next time, that this teacher is interested; safe to repeat."""
    mine = (table.c.person_id == person_id) & (table.c.other_id == other_id)
    row = {"search_id": None, "score": 0, "found_at": seconds(at), "told_at": None}
    unanswered = update(table).where(mine, ~table.c.is_answered).values(row)
    if db.execute(unanswered).rowcount:
        return
    if db.scalar(select(table.c.person_id).where(mine)) is None:
        db.execute(insert(table).values(row | {"person_id": person_id, "other_id": other_id}))


def to_tell(db: Db, limit: int) -> list[int]:
    """List people who have matches that they were not told of."""
    query = select(table.c.person_id).where(_waits).distinct().order_by(table.c.person_id)
    return list(db.scalars(query.limit(limit)))


def told(db: Db, person_id: int, at: datetime) -> None:
    """Note that a person was told of all their matches."""
    mine = (table.c.person_id == person_id) & table.c.told_at.is_(None)
    db.execute(update(table).where(mine).values(told_at=at))


def waiting(db: Db, person_id: int) -> list[Match]:
    """List a person's matches that they did not answer and who can be found, the best first."""
    query = (
        select(table.c.person_id, table.c.other_id, table.c.search_id)
        .join(cards, cards.c.person_id == table.c.other_id)
        .where(table.c.person_id == person_id, ~table.c.is_answered)
        .where(is_shown(table.c.person_id, table.c.other_id))
        .order_by(table.c.search_id.is_not(None), table.c.score.desc(), table.c.other_id)
    )
    return [Match(*row) for row in db.execute(query)]


def answer(db: Db, person_id: int, other_id: int, is_answered: bool = True) -> None:
    """Note that a person answered a match, or took the answer back; safe to repeat."""
    mine = (table.c.person_id == person_id) & (table.c.other_id == other_id)
    db.execute(update(table).where(mine).values(is_answered=is_answered))


def forget_old(db: Db, before: datetime) -> None:
    """Delete the matches that were found before then."""
    db.execute(delete(table).where(table.c.found_at < seconds(before)))
