"""Seats: what only one of several processes may do at a time, and which of them does it now.

On SQLite there is one process (storage/db.py), which holds them all: nothing is written there.
Source: docs/decisions/0020-seats.md.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    Table,
    Text,
    bindparam,
    case,
    delete,
    func,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql

from storage.db import Db, UtcTime, metadata

#: How long a seat is held after it was last taken, by the database's clock.
SECONDS = 8
#: How long after its time a process may live yet: the database was away, or it was held up.
LATELY_MINUTES = 3
#: What a process is called among the seats, which it holds as long as it lives: this, its
#: holder's name, and the newest shape of the database that it knows.
PROCESS = "process "
#: A process that is stopped in the middle of a transaction must not keep a seat locked for ever.
_PATIENCE = "3s"
_T = TypeVar("_T")

table = Table(
    "seats",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("until", UtcTime, nullable=False),
    # Grows whenever somebody else takes the seat: what a former holder writes is known by it.
    Column("fence", Integer, nullable=False),
)


@dataclass(frozen=True)
class Seat:
    """A seat as somebody holds it, or held it once."""

    name: str
    holder: str
    fence: int


class Lost(Exception):
    """The seat is somebody else's by now: nothing was done."""


def take(db: Db, names: Collection[str], holder: str) -> list[Seat]:
    """Take those of these seats that are free or ours, for SECONDS from now, and return them."""
    if db.dialect.name == "sqlite":
        return [Seat(name, holder, 0) for name in sorted(names)]
    db.execute(select(_impatient()))
    others = select(table.c.name).where(_of_others(names, holder))
    free = sorted(set(names) - set(db.scalars(others)))
    if not free:
        return []
    rows = [{"name": name, "holder": holder, "until": _soon(), "fence": 1} for name in free]
    is_ours = table.c.holder == holder
    taking = postgresql.insert(table).values(rows)
    taking = taking.on_conflict_do_update(
        index_elements=["name"],
        set_={
            "holder": holder,
            "until": _soon(),
            "fence": table.c.fence + case((is_ours, 0), else_=1),
        },
        where=is_ours | (table.c.until <= _now()),
    )
    taken = db.execute(taking.returning(table.c.name, table.c.fence))
    return [Seat(name, holder, fence) for name, fence in taken]


def soonest(db: Db, names: Collection[str], holder: str) -> float:
    """Say in how many seconds the first of these seats that are others' may be free."""
    if db.dialect.name == "sqlite":
        return SECONDS
    first = select(func.min(table.c.until)).where(_of_others(names, holder)).scalar_subquery()
    left = db.scalar(select(func.extract("epoch", first - _now())))
    return SECONDS if left is None else max(0.0, float(left))


def release(db: Db, holder: str) -> None:
    """Give up all that somebody holds, so that others may take it at once."""
    if db.dialect.name == "sqlite":
        return
    mine = table.c.holder == holder
    db.execute(delete(table).where(mine, table.c.name.startswith(PROCESS)))
    db.execute(update(table).where(mine).values(holder="", until=_now()))


_held = (
    select(
        func.set_config("idle_in_transaction_session_timeout", _PATIENCE, literal_column("true"))
    )
    .select_from(table)
    .where(
        table.c.name == bindparam("name_"),
        table.c.holder == bindparam("holder_"),
        table.c.fence == bindparam("fence_"),
    )
    .with_for_update(read=True, of=table)
)


def fenced(db: Db, seat: Seat, work: Callable[..., _T], *args: Any) -> _T:
    """Run `work(db, *args)`, and let it count only if the seat is still ours when it is done.

    From then on nobody can take the seat until the transaction ends; not before, for work may
    take long, and the seat has to be kept meanwhile. Raises Lost if somebody has taken it.
    """
    done = work(db, *args)
    if db.dialect.name != "sqlite":
        values = {"name_": seat.name, "holder_": seat.holder, "fence_": seat.fence}
        if db.execute(_held, values).first() is None:
            raise Lost(seat.name)
    return done


def living(db: Db) -> frozenset[str]:
    """List the holders that live; none on SQLite, where nobody writes down that they do."""
    if db.dialect.name == "sqlite":
        return frozenset()
    return frozenset(db.scalars(select(table.c.holder).where(table.c.until > _now()).distinct()))


def versions(db: Db) -> list[str]:
    """Give, for each process that may live, the newest shape of the database that it knows.

    That is: whoever was there LATELY_MINUTES ago and was not stopped in order since. None on
    SQLite. Empty for a process of a time when that was not written down.
    """
    if db.dialect.name == "sqlite":
        return []
    lately = _now() - text(f"interval '{LATELY_MINUTES} minutes'")
    may_live = table.c.name.startswith(PROCESS) & (table.c.until > lately)
    names = db.scalars(select(table.c.name).where(may_live).order_by(table.c.name))
    return [name.removeprefix(PROCESS).partition(" ")[2] for name in names]


def held(db: Db) -> list[tuple[Seat, float]]:
    """List all seats, with how many seconds each is held yet, below 0 if nobody holds it.

    None on SQLite. What processes are called among them is left out.
    """
    if db.dialect.name == "sqlite":
        return []
    left = func.extract("epoch", table.c.until - _now())
    query = select(table.c.name, table.c.holder, table.c.fence, left)
    rows = db.execute(query.where(~table.c.name.startswith(PROCESS)).order_by(table.c.name))
    return [(Seat(name, holder, fence), float(seconds)) for name, holder, fence, seconds in rows]


def forget_dead(db: Db) -> None:
    """Forget the processes that died a day ago. Safe to repeat."""
    is_dead = table.c.until < _now() - text("interval '1 day'")
    if db.dialect.name != "sqlite":
        db.execute(delete(table).where(table.c.name.startswith(PROCESS), is_dead))


def _of_others(names: Collection[str], holder: str) -> ColumnElement[bool]:
    return table.c.name.in_(names) & (table.c.holder != holder) & (table.c.until > _now())


def _now() -> ColumnElement[Any]:
    """Ask the database's clock: not when the transaction began, but now."""
    return func.clock_timestamp()


def _soon() -> ColumnElement[Any]:
    return _now() + text(f"interval '{SECONDS} seconds'")


def _impatient() -> ColumnElement[Any]:
    return func.set_config("idle_in_transaction_session_timeout", _PATIENCE, True)
