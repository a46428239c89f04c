"""Tasks that teachers set in a classroom, and who has done them."""

from collections.abc import Mapping
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
    delete,
    func,
    insert,
    select,
    update,
)

from storage import pupils
from storage.db import Db, UtcTime, metadata

table = Table(
    "tasks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("project_id", ForeignKey("projects.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("activity_id", ForeignKey("activities.id"), nullable=True, index=True),
    Column("text", Text, nullable=False),
    Column("by_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("closed_at", UtcTime, nullable=True),
    UniqueConstraint("project_id", "number"),
    # An id is never given twice: old buttons must not fit something new.
    sqlite_autoincrement=True,
)

#: Who has done what. A pupil's mark is that pupil's; a teacher's says that the school is done.
marks = Table(
    "task_marks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("task_id", ForeignKey("tasks.id"), nullable=False),
    Column("school_id", ForeignKey("schools.id"), nullable=True),
    Column("person_id", ForeignKey("people.id"), nullable=True, index=True),
    Column("pupil_id", ForeignKey("pupils.id"), nullable=True, index=True),
    Column("at", UtcTime, nullable=False),
    UniqueConstraint("task_id", "person_id"),
    UniqueConstraint("task_id", "pupil_id"),
)


@dataclass(frozen=True)
class Task:
    """Something to do for the classes of a project."""

    id: int
    project_id: int
    #: Counts within the project, from 1: what people type.
    number: int
    #: The activity that was under way when it was set.
    activity_id: int | None
    text: str
    by_id: int
    at: datetime
    #: None while it is to be done.
    closed_at: datetime | None


@dataclass(frozen=True)
class Mark:
    """That somebody has done a task: a pupil, or by a teacher's word a school."""

    task_id: int
    school_id: int | None
    person_id: int | None
    pupil_id: int | None
    at: datetime


_columns = [table.c[one.name] for one in fields(Task)]
_marks = [marks.c[one.name] for one in fields(Mark)]


def add(
    db: Db, project_id: int, text: str, by: int, at: datetime, activity_id: int | None = None
) -> Task:
    """Set a task. The caller holds the project (projects.hold)."""
    last = db.scalar(select(func.max(table.c.number)).where(table.c.project_id == project_id)) or 0
    values = {"project_id": project_id, "number": last + 1, "text": text, "by_id": by}
    row = {**values, "activity_id": activity_id, "at": at}
    key = db.execute(insert(table).values(row)).inserted_primary_key
    assert key is not None
    made = by_id(db, key[0])
    assert made is not None
    return made


def by_id(db: Db, task_id: int) -> Task | None:
    """Find a task; None if there is no such."""
    found = _where(db, table.c.id == task_id)
    return found[0] if found else None


def by_number(db: Db, project_id: int, number: int) -> Task | None:
    """Find a task by what people type; None if the project has no such."""
    found = _where(db, (table.c.project_id == project_id) & (table.c.number == number))
    return found[0] if found else None


def open_(db: Db, project_id: int) -> list[Task]:
    """List what is to be done in a project, in the order in which it was set."""
    return _where(db, (table.c.project_id == project_id) & table.c.closed_at.is_(None))


def of_project(db: Db, project_id: int) -> list[Task]:
    """List all tasks that a project ever had, in the order in which they were set."""
    return _where(db, table.c.project_id == project_id)


def close(db: Db, task: Task, at: datetime) -> None:
    """Take a task off what is to be done; what was marked stays."""
    db.execute(update(table).where(table.c.id == task.id).values(closed_at=at))


def mark_pupil(db: Db, task: Task, pupil: pupils.Pupil, at: datetime) -> bool:
    """Note that a pupil has done a task; False if that was noted."""
    mine = (marks.c.task_id == task.id) & (marks.c.pupil_id == pupil.id)
    if db.scalar(select(marks.c.id).where(mine)) is not None:
        return False
    row = {"task_id": task.id, "pupil_id": pupil.id, "school_id": pupil.school_id, "at": at}
    db.execute(insert(marks).values(row))
    return True


def unmark_pupil(db: Db, task: Task, pupil_id: int) -> bool:
    """Note that a pupil has not done a task after all; False if nothing was noted."""
    mine = (marks.c.task_id == task.id) & (marks.c.pupil_id == pupil_id)
    return db.execute(delete(marks).where(mine)).rowcount > 0


def mark_school(db: Db, task: Task, school_id: int | None, person_id: int, at: datetime) -> bool:
    """Note by a teacher's word that a school has done a task; False if that was noted."""
    if db.scalar(select(marks.c.id).where(_by_school(task, school_id))) is not None:
        return False
    row = {"task_id": task.id, "person_id": person_id, "school_id": school_id, "at": at}
    db.execute(insert(marks).values(row))
    return True


def unmark_school(db: Db, task: Task, school_id: int | None) -> bool:
    """Note that a school has not done a task after all; False if nothing was noted."""
    return db.execute(delete(marks).where(_by_school(task, school_id))).rowcount > 0


def marks_of(db: Db, project_id: int) -> Mapping[int, list[Mark]]:
    """Give who has done what in a project, by the task's id; the earliest first."""
    query = select(*_marks).join(table, table.c.id == marks.c.task_id)
    found: dict[int, list[Mark]] = {}
    for row in db.execute(query.where(table.c.project_id == project_id).order_by(marks.c.id)):
        found.setdefault(row.task_id, []).append(Mark(*row))
    return found


def forget_pupil(db: Db, pupil_id: int) -> None:
    """Delete what an erased pupil has done."""
    db.execute(delete(marks).where(marks.c.pupil_id == pupil_id))


def _by_school(task: Task, school_id: int | None) -> ColumnElement[bool]:
    where = (marks.c.task_id == task.id) & marks.c.pupil_id.is_(None)
    return where & (
        marks.c.school_id.is_(None) if school_id is None else marks.c.school_id == school_id
    )


def _where(db: Db, where: ColumnElement[bool]) -> list[Task]:
    query = select(*_columns).where(where).order_by(table.c.number)
    return [Task(*row) for row in db.execute(query)]
