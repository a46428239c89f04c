"""How far a message to everybody who signed up for a seminar has got: it goes out in parts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Select,
    Table,
    Text,
    delete,
    func,
    select,
    update,
)
from sqlalchemy import text as sql
from sqlalchemy.dialects import postgresql, sqlite

from storage import people, signups
from storage.db import Db, UtcTime, metadata
from storage.signups import State

_signup = signups.table
#: What was told longer ago than this is of no more use.
KEPT = timedelta(days=7)

table = Table(
    "seminar_tellings",
    metadata,
    Column("seminar_id", ForeignKey("seminars.id"), primary_key=True),
    Column("what", Text, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("turn", Integer, nullable=False, server_default="0"),
    Column("is_done", Boolean, nullable=False, server_default=sql("false")),
    Index(
        "ix_seminar_tellings_under_way",
        "at",
        sqlite_where=sql("is_done = 0"),
        postgresql_where=sql("NOT is_done"),
    ),
)


@dataclass(frozen=True)
class Telling:
    """A message under way."""

    seminar_id: int
    #: What is told, e.g. "news 3"; the same is told once.
    what: str
    #: Whoever signed up later is not told.
    at: datetime
    #: The turn of the last one who was told (storage/signups.py).
    turn: int
    is_done: bool


def begin(db: Db, seminar_id: int, what: str, at: datetime) -> Telling:
    """Begin to tell something, or go on with it; nobody else does until the transaction ends."""
    dialect: Any = sqlite if db.dialect.name == "sqlite" else postgresql
    row = dialect.insert(table).values(seminar_id=seminar_id, what=what, at=at)
    db.execute(row.on_conflict_do_nothing())
    mine = (table.c.seminar_id == seminar_id) & (table.c.what == what)
    found = db.execute(select(table).where(mine).with_for_update()).one()
    return Telling(**found._mapping)


def reach(db: Db, telling: Telling, turn: int) -> None:
    """Note up to whose turn it has been told."""
    db.execute(update(table).where(_is(telling)).values(turn=turn))


def end(db: Db, telling: Telling) -> None:
    """Note that nobody is left to be told."""
    db.execute(update(table).where(_is(telling)).values(is_done=True))


def done(db: Db, those: Collection[tuple[int, str]]) -> set[tuple[int, str]]:
    """Say of these, each a seminar and what is told, which have reached everybody."""
    mine = table.c.seminar_id.in_({number for number, _ in those})
    query = select(table.c.seminar_id, table.c.what).where(mine, table.c.is_done)
    return {(row[0], row[1]) for row in db.execute(query)} & set(those)


def replace(db: Db, seminar_id: int, word: str) -> None:
    """End what begins with this word and is still being told: something newer takes its place."""
    mine = (table.c.seminar_id == seminar_id) & table.c.is_done.is_(False)
    mine &= table.c.what.startswith(f"{word} ", autoescape=True)
    db.execute(update(table).where(mine).values(is_done=True))


def under_way(db: Db, word: str) -> list[Telling]:
    """List what begins with this word and has not reached everybody, the oldest first.

    Nobody else tells them until the transaction ends.
    """
    mine = table.c.what.startswith(f"{word} ", autoescape=True) & table.c.is_done.is_(False)
    query = select(table).where(mine).order_by(table.c.at, table.c.seminar_id)
    rows = db.execute(query.with_for_update())
    return [Telling(**row._mapping) for row in rows]


def forget_old(db: Db, at: datetime) -> int:
    """Delete how far things had got that were told long ago; say how many."""
    return db.execute(delete(table).where(table.c.at < at - KEPT)).rowcount


def _is(telling: Telling) -> ColumnElement[bool]:
    return (table.c.seminar_id == telling.seminar_id) & (table.c.what == telling.what)


def chunk(
    db: Db, seminar_id: int, states: tuple[State, ...], after_turn: int, until: datetime, most: int
) -> tuple[Select[Any], int] | None:
    """Select the next few, by their turns, who stand so since a time, and the last one's turn.

    What is selected is `person_id`, as storage/bulk.py wants it, without those who are suspended.
    None if there is nobody more.
    """
    mine = (_signup.c.seminar_id == seminar_id) & _signup.c.state.in_(states)
    mine &= (_signup.c.turn > after_turn) & (_signup.c.since <= until)
    turns = select(_signup.c.turn).where(mine).order_by(_signup.c.turn).limit(most).subquery()
    last = db.scalar(select(func.max(turns.c.turn)))
    if last is None:
        return None
    hears = people.is_not_suspended(_signup.c.person_id)
    return select(_signup.c.person_id).where(mine, hears, _signup.c.turn <= last), last
