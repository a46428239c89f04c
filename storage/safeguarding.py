"""The safeguarding log: who did what in rooms with pupils, as a chain that nobody can rewrite."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Connection, Integer, Table, Text, event, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.db import Db, UtcTime, metadata

#: What the first entry follows.
BEGINNING = "0" * 64
#: So many entries are read at once.
_PART = 1_000
#: Who acts where it is no person's doing.
SERVICE = "service"

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

#: What makes the database itself refuse to change or delete an entry, in each kind of database.
#: Who owns the database can take it off again; the chain then tells.
SEALS: Mapping[str, tuple[str, ...]] = {
    "sqlite": tuple(
        f"CREATE TRIGGER safeguarding_log_no_{what} BEFORE {what} ON safeguarding_log"
        " BEGIN SELECT RAISE(ABORT, 'the safeguarding log is only added to'); END"
        for what in ("UPDATE", "DELETE")
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION safeguarding_log_sealed() RETURNS trigger AS $$ BEGIN"
        " RAISE EXCEPTION 'the safeguarding log is only added to'; END $$ LANGUAGE plpgsql",
        "CREATE TRIGGER safeguarding_log_sealed BEFORE UPDATE OR DELETE ON safeguarding_log"
        " FOR EACH ROW EXECUTE FUNCTION safeguarding_log_sealed()",
    ),
}


def _seal(_table: Table, db: Connection, **_: Any) -> None:
    for statement in SEALS[db.dialect.name]:
        db.exec_driver_sql(statement)


event.listen(table, "after_create", _seal)


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
    APPOINTED = "appointed"
    DISMISSED = "dismissed"
    WARNED = "warned"
    SUSPENDED = "suspended"
    SUSPENSION_ENDED = "suspension ended"
    SUSPENSION_UPHELD = "suspension upheld"
    APPEALED = "appealed"
    REPORT_READ = "report read"
    LOG_READ = "log read"
    REPORT_CLOSED = "report closed"
    PUPIL_ADDED = "pupil added"
    PUPIL_OUT = "pupil out"
    PUPIL_ERASED = "pupil erased"
    PERMISSION = "permission"
    SLIP = "slip"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    BRIDGE = "bridge"
    MEETING = "meeting"
    RESTORED = "restored"


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
    actor: str = SERVICE,
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
    query = select(table).order_by(table.c.number).limit(_PART)
    rows = db.execute(query).all()
    while rows:
        for *values, kept in rows:
            yield Entry(*values), kept
        rows = db.execute(query.where(table.c.number > rows[-1].number)).all()


def of_project(db: Db, project_id: int, limit: int, before: int = 0) -> list[Entry]:
    """Read a project's newest entries; with `before`, those with smaller numbers."""
    mine = table.c.project_id == project_id
    if before:
        mine &= table.c.number < before
    rows = db.execute(select(table).where(mine).order_by(table.c.number.desc()).limit(limit))
    return [Entry(*values) for *values, _ in rows]


class Fault(StrEnum):
    """What is wrong with the log."""

    #: An entry is not what it was when it was written.
    CHANGED = "changed"
    #: An entry is missing, was put in between, or stands elsewhere than it did.
    OUT_OF_ORDER = "out of order"
    #: The log ends before, or after, the entry that it says is its last.
    END = "end"
    #: The log holds no entry with a number and hash that it once had.
    UNKNOWN_HEAD = "unknown head"


@dataclass(frozen=True)
class Broken:
    """The first place where the log is not what it was."""

    number: int
    fault: Fault


def verify(db: Db, known_head: tuple[int, str] | None = None) -> Broken | None:
    """Find the first place where the log was tampered with; None if it is whole.

    A known head, as it was published, also finds a log that was cut or written anew as a whole.
    Up to that head nothing can be changed unnoticed, whoever owns the database.
    """
    number, last, end = 0, BEGINNING, head(db)
    is_known = known_head is None or known_head == (0, BEGINNING)
    is_whole = end == (0, BEGINNING)
    for entry, kept in entries(db):
        if entry.number != number + 1 or entry.previous != last:
            return Broken(number + 1, Fault.OUT_OF_ORDER)
        if entry.hash != kept:
            return Broken(entry.number, Fault.CHANGED)
        number, last = entry.number, kept
        is_known = is_known or (number, last) == known_head
        is_whole = is_whole or (number, last) == end
    if not is_whole or head(db)[0] < number:  # more may be written meanwhile, head and all
        return Broken(number, Fault.END)
    if not is_known and known_head is not None:
        return Broken(known_head[0], Fault.UNKNOWN_HEAD)
    return None


def _hold_head(db: Db) -> tuple[int, str]:
    """Lock the head, so that there is one writer at a time; the first one makes it."""
    held = select(_head.c.number, _head.c.hash).with_for_update()
    row = db.execute(held).first()
    if row is None:
        # Of two first writers the second waits here, and then finds the row of the first.
        kind = sqlite if db.dialect.name == "sqlite" else postgresql
        first = {"id": 1, "number": 0, "hash": BEGINNING}
        db.execute(kind.insert(_head).values(first).on_conflict_do_nothing())
        row = db.execute(held).one()
    return row[0], row[1]
