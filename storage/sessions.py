"""Browser sessions: what a one-time link or a slip opened, for a while."""

import hashlib
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Table,
    Text,
    delete,
    insert,
    select,
    update,
)

from storage.db import Db, UtcTime, metadata

#: Source: docs/rules.md, TWS-5: a pupil is out after 45 idle minutes.
IDLE = timedelta(minutes=45)
#: Source: docs/rules.md, POR-2: nothing is open for more than a day, and one's own data for that.
LASTS = timedelta(days=1)
OWN_DATA = "me"
#: How exactly we know when it was used; saves a write at most pages.
SEEN_EVERY = timedelta(minutes=1)

table = Table(
    "sessions",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=True),
    Column("pupil_id", ForeignKey("pupils.id"), nullable=True),
    Column("project_id", ForeignKey("projects.id"), nullable=True),
    Column("address_id", ForeignKey("addresses.id"), nullable=True),
    Column("seen_at", UtcTime, nullable=False, index=True),
    Column("began_at", UtcTime, nullable=True),
)


@dataclass(frozen=True)
class Session:
    """Who looks at a project, or at pages of their own, in a browser; a person or a pupil."""

    kind: str
    person_id: int | None
    pupil_id: int | None
    #: None for pages of one's own.
    project_id: int | None
    #: The chat that asked for the link, for pages of one's own.
    address_id: int | None
    #: When it was used, to the minute.
    seen_at: datetime
    began_at: datetime

    def ends_at(self, used_at: datetime, idle: timedelta = IDLE) -> datetime:
        """Say when it ends, if it is used then and not again."""
        return min(used_at + idle, self.began_at + LASTS)


def open_(
    db: Db,
    token: str,
    *,
    kind: str,
    project_id: int,
    at: datetime,
    person_id: int | None = None,
    pupil_id: int | None = None,
) -> None:
    """Open a session; `token` is kept as a hash."""
    values = {"hash": _hash(token), "kind": kind, "project_id": project_id, "seen_at": at}
    who = {"person_id": person_id, "pupil_id": pupil_id}
    db.execute(insert(table).values(**values, **who, began_at=at))


def open_own(
    db: Db, token: str, *, kind: str, person_id: int, address_id: int, at: datetime
) -> None:
    """Open a session for a person's own pages, by a link that was given to one of their chats."""
    values = {"hash": _hash(token), "kind": kind, "person_id": person_id, "seen_at": at}
    db.execute(insert(table).values(**values, address_id=address_id, began_at=at))


def find(db: Db, token: str, at: datetime) -> Session | None:
    """Find a session of a project that began within a day and was used within 45 minutes.

    To look does not count as using it.
    """
    return _find(db, token, table.c.project_id.is_not(None) & _lives(at, IDLE))


def find_own(db: Db, token: str, kind: str, at: datetime, idle: timedelta) -> Session | None:
    """Find a session of a person's own pages that began within a day and was used lately."""
    return _find(db, token, (table.c.kind == kind) & _lives(at, idle))


def _lives(at: datetime, idle: timedelta) -> ColumnElement[bool]:
    return (table.c.began_at > at - LASTS) & (table.c.seen_at > at - idle)


def _find(db: Db, token: str, which: ColumnElement[bool]) -> Session | None:
    columns = [table.c[one.name] for one in fields(Session)]
    row = db.execute(select(*columns).where(table.c.hash == _hash(token), which)).first()
    return None if row is None else Session(*row)


def use(db: Db, token: str, at: datetime) -> None:
    """Note that a session is used now."""
    db.execute(update(table).where(table.c.hash == _hash(token)).values(seen_at=at))


def of_pupils(db: Db, project_id: int, at: datetime) -> dict[str, int]:
    """Give the pupils whose sessions in a project live now, by the sessions' marks."""
    theirs = (table.c.project_id == project_id) & table.c.pupil_id.is_not(None)
    query = select(table.c.hash, table.c.pupil_id).where(theirs, _lives(at, IDLE))
    return {row.hash: row.pupil_id for row in db.execute(query)}


def mark(token: str) -> str:
    """Give the mark by which a session is kept."""
    return _hash(token)


def close(db: Db, token: str) -> None:
    """End a session."""
    db.execute(delete(table).where(table.c.hash == _hash(token)))


def close_pupil(db: Db, pupil_id: int) -> None:
    """End all sessions of a pupil."""
    db.execute(delete(table).where(table.c.pupil_id == pupil_id))


def close_person(db: Db, person_id: int) -> None:
    """End all sessions of a teacher."""
    db.execute(delete(table).where(table.c.person_id == person_id))


def forget_old(db: Db, at: datetime) -> None:
    """Delete the sessions that have ended by idleness, or because their day is over."""
    may_close = (table.c.kind != OWN_DATA) | table.c.began_at.is_(None)
    is_idle = may_close & (table.c.seen_at <= at - IDLE)
    db.execute(delete(table).where(is_idle | (table.c.began_at <= at - LASTS)))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
