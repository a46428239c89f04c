"""Pupils: pseudonyms that a teacher added to a project, and the slips they enter with."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, Row, Table, Text, insert, select, update

from storage.db import Db, UtcTime, metadata

#: Source: docs/rules.md, TWS-5.
WRONG_TRIES = 10
#: A slip's code: so many signs name it (24 million names), the rest is its secret.
NAME_LENGTH, SLIP_LENGTH = 5, 11

table = Table(
    "pupils",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("project_id", ForeignKey("projects.id"), nullable=False, index=True),
    Column("school_id", ForeignKey("schools.id"), nullable=True),
    Column("added_by", ForeignKey("people.id"), nullable=False),
    Column("pseudonym", Text, nullable=False),
    Column("localpart", Text, nullable=False, unique=True),
    Column("state", Text, nullable=False),
    Column("slip", Text, nullable=False, unique=True),
    Column("secret_hash", Text, nullable=False),
    Column("wrong_tries", Integer, nullable=False, server_default="0"),
    Column("added_at", UtcTime, nullable=False),
)


class State(StrEnum):
    """Whether a pupil takes part."""

    IN = "in"
    REMOVED = "removed"


@dataclass(frozen=True)
class Pupil:
    """A pupil in one project. We know a pseudonym and nothing else."""

    id: int
    project_id: int
    school_id: int | None
    added_by: int
    pseudonym: str
    #: The opaque account on the homeserver: "p_…".
    localpart: str
    state: State
    #: The half of the slip that names it; the other half is kept as a hash.
    slip: str
    secret_hash: str
    wrong_tries: int
    added_at: datetime

    @property
    def is_locked(self) -> bool:
        return self.wrong_tries >= WRONG_TRIES


class Entry(StrEnum):
    """What came of typing a slip's code."""

    OPEN = "open"
    WRONG = "wrong"
    LOCKED = "locked"


def add(
    db: Db,
    *,
    project_id: int,
    school_id: int | None,
    added_by: int,
    pseudonym: str,
    code: str,
    localpart: str,
    at: datetime,
) -> Pupil:
    """Add a pupil to a project. Five signs of `code` name the slip, the rest is its secret."""
    slip, secret = halves(code)
    values: dict[str, Any] = {
        "project_id": project_id,
        "school_id": school_id,
        "added_by": added_by,
    }
    values |= {"pseudonym": pseudonym, "localpart": localpart, "state": State.IN, "slip": slip}
    key = db.execute(
        insert(table).values(**values, secret_hash=_hash(slip, secret), added_at=at)
    ).inserted_primary_key
    assert key is not None
    pupil = by_id(db, key[0])
    assert pupil is not None
    return pupil


def by_id(db: Db, pupil_id: int) -> Pupil | None:
    """Find a pupil; None if there is no such."""
    row = db.execute(select(table).where(table.c.id == pupil_id)).first()
    return _pupil(row) if row else None


def by_localpart(db: Db, localpart: str) -> Pupil | None:
    """Find the pupil behind an account; None if it is nobody's."""
    row = db.execute(select(table).where(table.c.localpart == localpart)).first()
    return _pupil(row) if row else None


def inside(db: Db, project_id: int) -> list[Pupil]:
    """List the pupils who take part in a project, by pseudonym."""
    query = select(table).where(table.c.project_id == project_id, table.c.state == State.IN)
    return [_pupil(row) for row in db.execute(query.order_by(table.c.pseudonym, table.c.id))]


def ever(db: Db, project_id: int) -> list[Pupil]:
    """List the pupils who take part or took part in a project."""
    rows = db.execute(select(table).where(table.c.project_id == project_id))
    return [_pupil(row) for row in rows]


def is_free(db: Db, code: str) -> bool:
    """Tell whether no other slip has the name in this code."""
    slip, _ = halves(code)
    return db.scalar(select(table.c.id).where(table.c.slip == slip)) is None


def enter(db: Db, code: str) -> tuple[Entry, Pupil | None]:
    """Try a slip's code. Ten wrong secrets lock the slip that its first half names."""
    slip, secret = halves(code)
    row = db.execute(select(table).where(table.c.slip == slip).with_for_update()).first()
    if row is None:
        return Entry.WRONG, None
    pupil = _pupil(row)
    if pupil.is_locked:
        return Entry.LOCKED, None
    if pupil.secret_hash != _hash(slip, secret) or pupil.state != State.IN:
        tries = update(table).where(table.c.id == pupil.id)
        db.execute(tries.values(wrong_tries=pupil.wrong_tries + 1))
        return Entry.WRONG, None
    db.execute(update(table).where(table.c.id == pupil.id).values(wrong_tries=0))
    return Entry.OPEN, pupil


def reset(db: Db, pupil_id: int, code: str) -> None:
    """Give a pupil a new slip; the old one opens nothing any more."""
    slip, secret = halves(code)
    change = update(table).where(table.c.id == pupil_id)
    db.execute(change.values(slip=slip, secret_hash=_hash(slip, secret), wrong_tries=0))


def remove(db: Db, pupil_id: int) -> None:
    """Take a pupil out of the project; the slip's name is free again."""
    change = update(table).where(table.c.id == pupil_id)
    db.execute(change.values(state=State.REMOVED, slip=f"removed {pupil_id}"))


def halves(code: str) -> tuple[str, str]:
    """Part a slip's code, however it was typed, into its name and its secret."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return plain[:NAME_LENGTH], plain[NAME_LENGTH:]


def _hash(slip: str, secret: str) -> str:
    # A slow hash: the secret has six signs, so a stolen table must not be searched through.
    return hashlib.scrypt(secret.encode(), salt=slip.encode(), n=2**12, r=8, p=1).hex()


def _pupil(row: Row[Any]) -> Pupil:
    values = dict(row._mapping)
    values["state"] = State(values["state"])
    return Pupil(**values)
