"""The safeguarding log: who did what in rooms with pupils, as a chain that nobody can rewrite."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Column, Integer, Table, Text, insert, select, update

from storage.db import Db, UtcTime, metadata

#: What the first entry follows.
BEGINNING = "0" * 64

table = Table(
    "safeguarding_log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcTime, nullable=False),
    Column("kind", Text, nullable=False),
    Column("project_id", Integer, nullable=True, index=True),
    Column("actor", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)
#: One row: who adds an entry locks it, so that there is one writer at a time.
_head = Table(
    "safeguarding_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("hash", Text, nullable=False),
)


class Kind(StrEnum):
    """What is written down."""

    JOINED = "joined"
    LEFT = "left"
    PUT_OUT = "put out"
    RIGHTS = "rights"
    MUTED = "muted"
    UNMUTED = "unmuted"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    REDACTED = "redacted"
    REPORTED = "reported"
    REPORT_READ = "report read"
    REPORT_CLOSED = "report closed"
    ROOM_READ = "room read"
    PUPIL_ADDED = "pupil added"
    PUPIL_OUT = "pupil out"
    PUPIL_ERASED = "pupil erased"
    PERMISSION = "permission"
    SLIP = "slip"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Entry:
    """One entry: opaque ids and no text that anybody wrote."""

    number: int
    at: datetime
    kind: str
    project_id: int | None
    #: Who did it, e.g. "person:7", "pupil:12", "service".
    actor: str
    #: To whom or what it was done, e.g. "pupil:12", "report:3", "school:5".
    subject: str
    #: A fixed word for why; empty where none is asked for.
    reason: str
    #: The hash of the entry before.
    previous: str

    @property
    def hash(self) -> str:
        """The entry's own hash, in which all before it are held."""
        values = [
            one.astimezone(UTC).isoformat() if isinstance(one, datetime) else one
            for one in astuple(self)
        ]
        return hashlib.sha256(json.dumps(values).encode()).hexdigest()


def write(
    db: Db,
    kind: Kind,
    at: datetime,
    *,
    actor: str = "service",
    subject: str = "",
    project_id: int | None = None,
    reason: str = "",
) -> Entry:
    """Add an entry at the end of the chain.

    Call it last in a turn: until the turn ends nobody else can write one.
    Source: docs/rules.md, TWS-13.
    """
    number, previous = _hold_head(db)
    entry = Entry(number + 1, at, kind, project_id, actor, subject, reason, previous)
    values = {**{name: getattr(entry, name) for name in Entry.__dataclass_fields__}}
    db.execute(insert(table).values(**values, hash=entry.hash))
    db.execute(update(_head).values(number=entry.number, hash=entry.hash))
    return entry


def head(db: Db) -> tuple[int, str]:
    """Give the number and hash of the last entry: whoever keeps them can prove a later change."""
    row = db.execute(select(_head.c.number, _head.c.hash)).first()
    return (row[0], row[1]) if row else (0, BEGINNING)


def entries(db: Db) -> Iterator[tuple[Entry, str]]:
    """Read the log from its beginning: each entry, and the hash that stands beside it."""
    for *values, kept in db.execute(select(table).order_by(table.c.number)):
        yield Entry(*values), kept


def _hold_head(db: Db) -> tuple[int, str]:
    row = db.execute(select(_head.c.number, _head.c.hash).with_for_update()).first()
    if row is None:
        db.execute(insert(_head).values(id=1, number=0, hash=BEGINNING))
        return 0, BEGINNING
    return row[0], row[1]
