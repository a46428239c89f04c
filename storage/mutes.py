"""Which schools' pupils may read but not write in a project, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, Table, Text, bindparam, delete, insert, select

from storage import pupils, quiet_classes
from storage.db import Db, UtcTime, metadata
from storage.prepared import Prepared

table = Table(
    "mutes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("project_id", ForeignKey("projects.id"), nullable=False, index=True),
    # Empty: the pupils of all schools.
    Column("school_id", ForeignKey("schools.id"), nullable=True),
    Column("cause", Text, nullable=False),
    Column("by_id", ForeignKey("people.id"), nullable=True, index=True),
    Column("since", UtcTime, nullable=False),
    Column("until", UtcTime, nullable=True, index=True),
)


class Cause(StrEnum):
    """Why pupils are muted."""

    #: No teacher of their school looks after them. Source: docs/rules.md, TWS-4.
    UNSUPERVISED = "unsupervised"
    #: A teacher wanted it so.
    LOCK = "lock"
    #: It is outside of the hours that their school has set.
    QUIET = "quiet"


@dataclass(frozen=True)
class Mute:
    """One school's pupils, or all, muted in a project for one reason."""

    #: 0 for quiet hours, which stand in no row.
    id: int
    project_id: int
    #: None: all schools.
    school_id: int | None
    cause: Cause
    #: Who locked; None if nobody did.
    by_id: int | None
    since: datetime
    #: When it ends by itself; None if it does not.
    until: datetime | None


def add(
    db: Db,
    project_id: int,
    school_id: int | None,
    cause: Cause,
    at: datetime,
    *,
    by_id: int | None = None,
    until: datetime | None = None,
) -> Mute:
    """Mute a school's pupils, or all; the newest takes the place of one of the same kind.

    Unless somebody else locked all for longer: then both stand.
    """
    for one in _rows(db, project_id):
        is_theirs = school_id is None and one.by_id != by_id
        if (one.school_id, one.cause) == (school_id, cause) and not (
            is_theirs and _outlasts(one, until)
        ):
            end(db, one)
    values: dict[str, Any] = {"project_id": project_id, "school_id": school_id, "cause": cause}
    values |= {"by_id": by_id, "since": at, "until": until}
    key = db.execute(insert(table).values(values)).inserted_primary_key
    assert key is not None
    return Mute(id=key[0], **values)


def end(db: Db, mute: Mute) -> None:
    """Let the pupils write again, as far as this mute is concerned."""
    db.execute(delete(table).where(table.c.id == mute.id))


def of_project(db: Db, project_id: int, at: datetime) -> list[Mute]:
    """List what mutes pupils of a project at a time, quiet hours of their schools included."""
    found = [one for one in _rows(db, project_id) if one.until is None or one.until > at]
    for school in sorted({one.school_id for one in pupils.inside(db, project_id) if one.school_id}):
        hours = quiet_classes.of_school(db, school)
        if hours is not None and hours.hold(at):
            found.append(Mute(0, project_id, school, Cause.QUIET, None, at, None))
    return found


def holds_for(db: Db, project_id: int, school_id: int | None, at: datetime) -> bool:
    """Tell whether the pupils of one school are muted in a project at a time."""
    found = [one for one in _rows(db, project_id) if one.until is None or one.until > at]
    if muted(found, school_id) or school_id is None:
        return muted(found, school_id)
    hours = quiet_classes.of_school(db, school_id)
    return hours is not None and hours.hold(at)


def of_cause(db: Db, project_id: int, cause: Cause) -> list[Mute]:
    """List the mutes of one kind, the oldest first."""
    return [one for one in _rows(db, project_id) if one.cause == cause]


def expired(db: Db, at: datetime) -> list[Mute]:
    """List what should have ended by now."""
    query = select(table).where(table.c.until.is_not(None), table.c.until <= at)
    return [_mute(row) for row in db.execute(query.order_by(table.c.id))]


def muted(found: Sequence[Mute], school_id: int | None) -> bool:
    """Tell whether the pupils of a school are muted by any of these."""
    return any(one.school_id is None or one.school_id == school_id for one in found)


def _outlasts(mute: Mute, until: datetime | None) -> bool:
    return until is not None and (mute.until is None or mute.until > until)


_of_project = Prepared(
    select(table).where(table.c.project_id == bindparam("project")).order_by(table.c.id)
)


def _rows(db: Db, project_id: int) -> list[Mute]:
    return [_mute(row) for row in _of_project.rows(db, project=project_id)]


def _mute(row: Sequence[Any]) -> Mute:
    number, project_id, school_id, cause, by_id, since, until = row
    return Mute(number, project_id, school_id, Cause(cause), by_id, since, until)
