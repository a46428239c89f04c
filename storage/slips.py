"""Slips: the codes that pupils enter with, tried, renewed and unlocked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Column, Integer, Table, Text, delete, select, true, update
from sqlalchemy.dialects import postgresql, sqlite

from storage import pupils, slip_codes
from storage.db import Db, metadata
from storage.pupils import WRONG_TRIES, Pupil, State

#: How long it is kept how often wrong codes were typed.
KEPT = timedelta(days=90)
#: How many wrong codes were typed on each day, whether or not there is such a slip: each of them
#: is written down, so that it takes the same time and nobody learns which slips there are.
misses = Table(
    "slip_misses",
    metadata,
    Column("day", Text, primary_key=True),
    Column("misses", Integer, nullable=False),
)


def is_free(db: Db, code: str) -> bool:
    """Tell whether no other slip has the name in this code."""
    name, _ = slip_codes.halves(code)
    return db.scalar(select(pupils.table.c.id).where(pupils.table.c.slip == name)) is None


@dataclass(frozen=True)
class Tried:
    """A code that somebody typed: the name of the slip, and the rest as a slow hash."""

    name: str
    secret_hash: str


def tried(code: str) -> Tried:
    """Read a code as it is tried. Slow on purpose: not for a transaction, nor the event loop."""
    name, secret = slip_codes.halves(code)
    return Tried(name, slip_codes.hashed(name, secret))


def enter(db: Db, typed: Tried, at: datetime) -> Pupil | None:
    """Find the pupil whose slip has this code; None if it opens nothing.

    Ten wrong secrets lock the slip that the first half names. Whether there is no such slip, it
    is locked, or the secret is wrong: the answer and the work are the same.

    Source: docs/rules.md, TWS-5.
    """
    table = pupils.table
    is_this = table.c.slip == typed.name
    row = db.execute(select(*pupils.COLUMNS).where(is_this).with_for_update()).first()
    pupil = pupils.read(row) if row else None
    if pupil is not None and _opens(pupil, typed.secret_hash):
        db.execute(update(table).where(table.c.id == pupil.id).values(wrong_tries=0))
        return pupil
    tries = update(table).where(is_this, table.c.wrong_tries < WRONG_TRIES)
    db.execute(tries.values(wrong_tries=table.c.wrong_tries + 1))
    _count_miss(db, at)
    return None


def _opens(pupil: Pupil, secret_hash: str) -> bool:
    return pupil.secret_hash == secret_hash and pupil.is_inside and not pupil.is_locked


def _count_miss(db: Db, at: datetime) -> None:
    dialect = sqlite if db.dialect.name == "sqlite" else postgresql
    first = dialect.insert(misses).values(day=at.date().isoformat(), misses=1)
    more = {"misses": misses.c.misses + 1}
    db.execute(first.on_conflict_do_update(index_elements=["day"], set_=more))


def forget_old(db: Db, at: datetime) -> None:
    """Forget how many wrong codes were typed 90 days ago."""
    db.execute(delete(misses).where(misses.c.day < (at - KEPT).date().isoformat()))


def renew(db: Db, pupil_id: int, code: str) -> None:
    """Give a pupil a new slip; the old one opens nothing any more, its devices are to end.

    Raises ValueError if the parents do not allow the pupil to take part.
    """
    table = pupils.table
    mine = (table.c.id == pupil_id) & (table.c.takes_part == true())
    change = update(table).where(mine, table.c.state == State.IN)
    values = {**slip_codes.kept(code), "wrong_tries": 0, "logout_wanted": pupils.had_slip}
    if db.execute(change.values(values)).rowcount == 0:
        raise ValueError("no slip without the parents' permission to take part")


def unlock(db: Db, pupil_id: int) -> None:
    """Let a slip be tried again that wrong tries had locked."""
    table = pupils.table
    db.execute(update(table).where(table.c.id == pupil_id).values(wrong_tries=0))
