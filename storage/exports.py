"""Exports of projects: who asked for one, how far it is, and which file it became.

Source: docs/rules.md, TWS-11.
"""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    Row,
    Table,
    Text,
    delete,
    insert,
    select,
    update,
)

from storage.db import Db, UtcTime, metadata

#: How long it is tried to make one, a file is kept, and it is said that there is none.
KEPT = timedelta(hours=24)

table = Table(
    "exports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("project_id", ForeignKey("projects.id"), nullable=False, unique=True),
    Column("asked_by", ForeignKey("people.id"), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("state", Text, nullable=False),
    Column("messages", Integer, nullable=False, server_default="0"),
    Column("percent", Integer, nullable=False, server_default="0"),
    Column("file", Text, nullable=False, server_default=""),
    Column("size", Integer, nullable=False, server_default="0"),
    Column("ended_at", UtcTime, nullable=True),
    # An id is never given twice: what was begun for an older one is thrown away.
    sqlite_autoincrement=True,
)


class State(StrEnum):
    """How far an export is."""

    WAITING = "waiting"
    MAKING = "making"
    READY = "ready"
    #: The disk has too little room.
    NO_ROOM = "no room"
    FAILED = "failed"


@dataclass(frozen=True)
class Export:
    """An export of a project; each project has at most one."""

    id: int
    project_id: int
    asked_by: int
    at: datetime
    state: State
    #: How many messages are in it so far, and how far through the project's time it is.
    messages: int
    percent: int
    #: What its file is called in our folder; empty as long as there is none.
    file: str
    #: In bytes.
    size: int
    ended_at: datetime | None

    @property
    def is_under_way(self) -> bool:
        return self.state in {State.WAITING, State.MAKING}

    def is_there(self, at: datetime) -> bool:
        """Tell whether its file can be had now."""
        return self.state == State.READY and self.ended_at is not None and at < self.ended_at + KEPT


_columns = [table.c[one.name] for one in fields(Export)]


def ask(db: Db, project_id: int, by: int, at: datetime) -> Export:
    """Ask for an export; one under way stays, one that is made makes place for the new one."""
    known = of_project(db, project_id)
    if known is not None and known.is_under_way:
        return known
    db.execute(delete(table).where(table.c.project_id == project_id))
    row = {"project_id": project_id, "asked_by": by, "at": at, "state": State.WAITING}
    db.execute(insert(table).values(row))
    made = of_project(db, project_id)
    assert made is not None
    return made


def of_project(db: Db, project_id: int) -> Export | None:
    """Find the export of a project; None if there is none."""
    return next(iter(_where(db, table.c.project_id == project_id)), None)


def waiting(db: Db, last: int = 0) -> Export | None:
    """Find the export that is to be made next after `last`; None if none is.

    In turn: one that cannot be made, tried again and again, does not keep the others waiting.
    """
    found = sorted(_where(db, table.c.state == State.WAITING), key=lambda one: one.id)
    return next((one for one in found if one.id > last), found[0] if found else None)


def begin(db: Db, export_id: int) -> bool:
    """Note that an export is being made; False if it is not wanted any more."""
    return _move(db, export_id, State.WAITING, state=State.MAKING, messages=0, percent=0)


def reach(db: Db, export_id: int, messages: int, percent: int) -> bool:
    """Note how far an export is; False if it is not wanted any more."""
    return _move(db, export_id, State.MAKING, messages=messages, percent=percent)


def end(
    db: Db, export_id: int, state: State, at: datetime, *, file: str = "", size: int = 0
) -> bool:
    """Note that an export is made, or cannot be; False if it is not wanted any more."""
    return _move(db, export_id, State.MAKING, state=state, ended_at=at, file=file, size=size)


def begin_again(db: Db, export_id: int | None = None) -> None:
    """Let what was being made be made anew: one export, or all of them at the start."""
    where = table.c.state == State.MAKING
    if export_id is not None:
        where &= table.c.id == export_id
    db.execute(update(table).where(where).values(state=State.WAITING))


def files(db: Db, at: datetime) -> frozenset[str]:
    """List the files that may be in our folder; all others are to go."""
    return frozenset(one.file for one in _where(db, table.c.file != "") if one.is_there(at))


def forget_old(db: Db, at: datetime) -> None:
    """Forget the exports whose time is over."""
    db.execute(delete(table).where(table.c.ended_at <= at - KEPT))


def forget_content(db: Db, project_id: int) -> None:
    """Let go of what was exported of a project: somebody in it is erased. Safe to repeat.

    One that is being made is made anew, without them.
    """
    known = of_project(db, project_id)
    if known is None:
        return
    db.execute(delete(table).where(table.c.id == known.id))
    if known.is_under_way:
        ask(db, project_id, known.asked_by, known.at)


def _move(db: Db, export_id: int, before: State, **values: Any) -> bool:
    where = (table.c.id == export_id) & (table.c.state == before)
    return db.execute(update(table).where(where).values(**values)).rowcount == 1


def _where(db: Db, where: ColumnElement[bool]) -> list[Export]:
    query = select(*_columns).where(where).order_by(table.c.at, table.c.id)
    return [_export(row) for row in db.execute(query)]


def _export(row: Row[Any]) -> Export:
    values = dict(row._mapping)
    values["state"] = State(values["state"])
    return Export(**values)
