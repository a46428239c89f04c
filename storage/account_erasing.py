"""Accounts on our homeserver that are to be erased, and those that were: ids and no text."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Index,
    Integer,
    Row,
    Table,
    Text,
    insert,
    select,
    update,
)

from storage.db import Db, UtcTime, metadata

#: No key to people, pupils or projects: the list outlives them, so that nothing is done twice,
#: and a restored backup can be made to forget them again.
table = Table(
    "account_erasures",
    metadata,
    Column("id", Integer, primary_key=True),
    # A localpart of ours ("p_…", "t_…"), or the full id of an account on some homeserver.
    Column("account", Text, nullable=False, unique=True),
    Column("pupil", Integer, nullable=True, index=True),
    Column("person", Integer, nullable=True),
    Column("project", Integer, nullable=True, index=True),
    Column("asked_by", Text, nullable=False),
    Column("asked_at", UtcTime, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("done_at", UtcTime, nullable=True),
    Index("ix_account_erasures_done_at_due_at", "done_at", "due_at"),
)


@dataclass(frozen=True)
class Wish:
    """That an account is to be erased: a pupil's with all they wrote, a teacher's by itself."""

    id: int
    account: str
    #: The pupil whose account it is; None for a teacher's.
    pupil: int | None
    #: The teacher whose account it was.
    person: int | None
    #: The project of the pupil.
    project: int | None
    #: Who wanted it, in the words of the safeguarding log.
    asked_by: str
    asked_at: datetime
    due_at: datetime
    done_at: datetime | None

    def user(self, server_name: str) -> str | None:
        """Give the full id of the account; None for one of somebody else's homeserver."""
        if not self.account.startswith("@"):
            return f"@{self.account}:{server_name}"
        return self.account if self.account.endswith(f":{server_name}") else None


_columns = [table.c[one.name] for one in fields(Wish)]


def ask(db: Db, account: str, due_at: datetime, **values: Any) -> Wish:
    """Note that an account is to be erased from a time on; of two times the earlier counts.

    `values` holds the other columns by their names. What was done stays done.
    """
    known = by_account(db, account)
    if known is None:
        db.execute(insert(table).values(account=account, due_at=due_at, **values))
    elif known.done_at is None and due_at < known.due_at:
        earlier = {"due_at": due_at, "asked_by": values["asked_by"]}
        db.execute(update(table).where(table.c.id == known.id).values(earlier))
    found = by_account(db, account)
    assert found is not None
    return found


def by_account(db: Db, account: str) -> Wish | None:
    """Find the wish for an account; None if nobody wants it erased."""
    found = where(db, table.c.account == account)
    return found[0] if found else None


def due(db: Db, now: datetime) -> list[Wish]:
    """List what is to be erased now, the oldest wish first."""
    return where(db, table.c.done_at.is_(None) & (table.c.due_at <= now))


def due_in(db: Db, project_id: int, now: datetime) -> list[Wish]:
    """List the accounts of a project's pupils whose day has come, erased already or not."""
    return where(db, (table.c.project == project_id) & (table.c.due_at <= now))


def done(db: Db, wish: Wish, at: datetime) -> None:
    """Note that an account is erased."""
    db.execute(update(table).where(table.c.id == wish.id).values(done_at=at))


def where(db: Db, holds: ColumnElement[bool]) -> list[Wish]:
    """List the wishes of which this is true, the oldest first."""
    query = select(*_columns).where(holds).order_by(table.c.due_at, table.c.id)
    return [_wish(row) for row in db.execute(query)]


def _wish(row: Row[Any]) -> Wish:
    return Wish(**row._mapping)
