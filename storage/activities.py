"""Activities: what a project's classes work on, one after the other. At most one is under way."""

from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    func,
    insert,
    select,
    update,
)

from storage.db import Db, UtcTime, metadata

table = Table(
    "activities",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("project_id", ForeignKey("projects.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("begun_by", ForeignKey("people.id"), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("ended_at", UtcTime, nullable=True),
    UniqueConstraint("project_id", "number"),
    # An id is never given twice: old buttons must not fit something new.
    sqlite_autoincrement=True,
)


@dataclass(frozen=True)
class Activity:
    """A piece of a project's work that has a name."""

    id: int
    project_id: int
    #: Counts within the project, from 1.
    number: int
    title: str
    begun_by: int
    at: datetime
    #: None while it is under way.
    ended_at: datetime | None

    @property
    def is_under_way(self) -> bool:
        return self.ended_at is None


_columns = [table.c[one.name] for one in fields(Activity)]


def begin(db: Db, project_id: int, title: str, by: int, at: datetime) -> Activity:
    """Begin an activity; the one under way ends. The caller holds the project (projects.hold)."""
    end(db, project_id, at)
    last = db.scalar(select(func.max(table.c.number)).where(table.c.project_id == project_id)) or 0
    values = {"project_id": project_id, "number": last + 1, "title": title, "begun_by": by}
    key = db.execute(insert(table).values(at=at, **values)).inserted_primary_key
    assert key is not None
    begun = by_id(db, key[0])
    assert begun is not None
    return begun


def end(db: Db, project_id: int, at: datetime) -> Activity | None:
    """End the activity under way and give it; None if none is. The caller holds the project."""
    current = under_way(db, project_id)
    if current is not None:
        db.execute(update(table).where(table.c.id == current.id).values(ended_at=at))
    return current


def resume(db: Db, activity: Activity, at: datetime) -> None:
    """Go on with an activity that had ended; the one under way ends."""
    end(db, activity.project_id, at)
    db.execute(update(table).where(table.c.id == activity.id).values(ended_at=None))


def by_id(db: Db, activity_id: int) -> Activity | None:
    """Find an activity; None if there is no such."""
    found = _where(db, table.c.id == activity_id)
    return found[0] if found else None


def under_way(db: Db, project_id: int) -> Activity | None:
    """Find what a project is working on now; None if nothing has begun, or all has ended."""
    found = _where(db, (table.c.project_id == project_id) & table.c.ended_at.is_(None))
    return found[0] if found else None


def of_project(db: Db, project_id: int) -> list[Activity]:
    """List a project's activities, the newest first."""
    return _where(db, table.c.project_id == project_id)


def _where(db: Db, where: ColumnElement[bool]) -> list[Activity]:
    query = select(*_columns).where(where).order_by(table.c.number.desc())
    return [Activity(*row) for row in db.execute(query)]
