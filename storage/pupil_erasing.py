"""Pupils erased: when, and everything of theirs that goes with them.

What they wrote in rooms is with the homeserver: matrix_bridge/erasing.py.
Source: docs/rules.md, TWS-11.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Table, delete, func, select, update

from storage import (
    account_erasing,
    belongings,
    deliveries,
    exports,
    frozen,
    outbox,
    presences,
    projects,
    pupils,
    room_reports,
    safeguarding,
)
from storage.account_erasing import Wish
from storage.db import Db, metadata
from storage.outbox import State
from storage.projects import Project
from storage.pupils import Pupil
from storage.safeguarding import Kind

#: How long after a project closed its pupils are erased.
AFTER_CLOSE = timedelta(days=90)
#: How long an open report about a pupil, or by them, may delay that.
DELAYED = timedelta(days=30)
#: Who erases the pupils of closed projects, in the words of the safeguarding log.
SERVICE = "service"

_CLOSED = frozenset({projects.State.CLOSED, projects.State.ARCHIVED})


def want(
    db: Db,
    pupil_id: int,
    at: datetime,
    *,
    asked_by: str = SERVICE,
    asked_at: datetime | None = None,
) -> Wish | None:
    """Let a pupil be erased from `at` on; None if there is no such pupil.

    Safe to repeat: of two times the earlier counts.
    """
    pupil = pupils.by_id(db, pupil_id)
    if pupil is None:
        return None
    known = {"pupil": pupil.id, "project": pupil.project_id}
    about: dict[str, Any] = {"asked_by": asked_by, "asked_at": asked_at or at}
    return account_erasing.ask(db, pupil.localpart, at, **known, **about)


def date_for(project: Project) -> datetime | None:
    """Say when the pupils of a project are erased; None while it goes on."""
    return project.since + AFTER_CLOSE if project.state in _CLOSED else None


def follow_projects(db: Db, now: datetime, most: int | None = None) -> int:
    """Let the pupils of closed projects be erased 90 days after; of reopened ones, no more.

    Of so many at most, or all; gives of how many. Safe to repeat.
    """
    wished = account_erasing.table
    closed = projects.table.c.state.in_(_CLOSED)
    unwished = pupils.table.c.localpart.not_in(select(wished.c.account))
    query = (
        select(pupils.table.c.id, projects.table.c.since)
        .join(projects.table, projects.table.c.id == pupils.table.c.project_id)
        .where(closed, unwished)
    )
    found = db.execute(query.order_by(pupils.table.c.id).limit(most)).all()
    for pupil_id, since in found:
        want(db, pupil_id, since + AFTER_CLOSE, asked_at=now)
    going_on = select(projects.table.c.id).where(projects.table.c.state == projects.State.ACTIVE)
    ours = (wished.c.asked_by == SERVICE) & wished.c.done_at.is_(None) & (wished.c.due_at > now)
    db.execute(delete(wished).where(ours, wished.c.project.in_(going_on)))
    return len(found)


def overdue(db: Db, now: datetime, most: int | None = None) -> list[Pupil]:
    """List pupils who are on a list still, though the day of their erasure has come."""
    wished = account_erasing.table
    is_due = wished.c.done_at.is_(None) & (wished.c.due_at <= now)
    query = (
        select(*pupils.COLUMNS)
        .join(wished, wished.c.account == pupils.table.c.localpart)
        .where(is_due, pupils.table.c.state == pupils.State.IN)
        .order_by(pupils.table.c.id)
        .limit(most)
    )
    return [pupils.read(row) for row in db.execute(query)]


def delayed_until(db: Db, wish: Wish, now: datetime) -> datetime | None:
    """Say until when an open report keeps what a pupil wrote; None if nothing does."""
    until = wish.due_at + DELAYED
    if wish.pupil is None or until <= now or not room_reports.open_of_pupil(db, wish.pupil):
        return None
    return until


def due(db: Db, now: datetime) -> list[Wish]:
    """List the accounts that are to be erased now, pupils' and teachers'."""
    return [one for one in account_erasing.due(db, now) if delayed_until(db, one, now) is None]


def begun(db: Db, project_id: int) -> list[Wish]:
    """List the pupils of a project whose teacher wants them erased, and who are not yet."""
    table = account_erasing.table
    theirs = (table.c.project == project_id) & table.c.done_at.is_(None)
    return account_erasing.where(db, theirs & (table.c.asked_by != SERVICE))


def begin(db: Db, wish: Wish) -> Pupil | None:
    """Let nothing more of a pupil's be sent; give the pupil, None if there is none any more.

    Safe to repeat.
    """
    pupil = _pupil(db, wish)
    if pupil is not None:
        exports.forget_content(db, pupil.project_id)
        letters = outbox.table
        theirs = (letters.c.platform == outbox.ROOM) & (letters.c.sender == pupil.localpart)
        dead = {"state": int(State.DEAD), "why": "erased", "payload": "{}"}
        db.execute(update(letters).where(theirs, letters.c.state == State.WAITING).values(dead))
    return pupil


def finish(db: Db, wish: Wish, at: datetime) -> None:
    """Delete all rows of the pupil, look whether any is left, and note that it is done.

    Raises RuntimeError, and nothing is deleted, if something of theirs would stay.
    """
    pupil = _pupil(db, wish)
    if pupil is not None:
        _remove_rows(db, pupil)
        left = [where for where, count in _rows_of(db, pupil) if count]
        if left:
            raise RuntimeError(f"something of an erased pupil is left in {', '.join(left)}")
    account_erasing.done(db, wish, at)
    safeguarding.write(
        db,
        Kind.PUPIL_ERASED,
        at,
        actor=wish.asked_by,
        subject=f"pupil:{wish.pupil}",
        project_id=wish.project,
    )


def _pupil(db: Db, wish: Wish) -> Pupil | None:
    """Find the pupil by the account, which is never given twice."""
    return pupils.by_localpart(db, wish.account) if wish.pupil is not None else None


def _remove_rows(db: Db, pupil: Pupil) -> None:
    exports.forget_content(db, pupil.project_id)
    room_reports.forget_pupil(db, pupil.id)
    frozen.empty_account(db, pupil.localpart)
    for column in _columns():
        owner = column.table
        assert isinstance(owner, Table)
        belongings.remove(db, owner, column == pupil.id)
    letters, arrived = outbox.table, deliveries.table
    theirs = (letters.c.platform == outbox.ROOM) & (letters.c.sender == pupil.localpart)
    ids = select(letters.c.id).where(theirs)
    db.execute(delete(arrived).where(arrived.c.outbox_id.in_(ids)))
    db.execute(delete(letters).where(theirs))
    inside = presences.table.c.user.startswith(f"@{pupil.localpart}:", autoescape=True)
    db.execute(delete(presences.table).where(inside))
    belongings.remove(db, pupils.table, pupils.table.c.id == pupil.id)


def _rows_of(db: Db, pupil: Pupil) -> Iterator[tuple[str, int]]:
    """Count, table by table, what there is of a pupil."""
    for column in (*_columns(), pupils.table.c.id):
        owner = column.table
        assert isinstance(owner, Table)
        query = select(func.count()).select_from(owner).where(column == pupil.id)
        yield owner.name, db.scalar(query) or 0
    said = outbox.table.c.sender == pupil.localpart
    query = select(func.count()).select_from(outbox.table).where(said)
    yield outbox.table.name, db.scalar(query) or 0
    yield frozen.table.name, len(frozen.of_account(db, pupil.localpart))


def _columns() -> list[Column[Any]]:
    """List every column that points to pupils: whatever it stands in goes with them."""
    belongings.load()
    return [
        column
        for table in metadata.sorted_tables
        for column in table.c
        if any(key.column.table is pupils.table for key in column.foreign_keys)
    ]
