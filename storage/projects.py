"""Projects: what is planned, who founded it, and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    Table,
    Text,
    bindparam,
    func,
    insert,
    literal,
    select,
    update,
)

from storage import project_names, public_words
from storage.db import Db, UtcTime, WordList, lock, metadata
from storage.prepared import Prepared

table = Table(
    "projects",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("languages", WordList, nullable=False),
    Column("age_min", Integer, nullable=False),
    Column("age_max", Integer, nullable=False),
    Column("pupils", Integer, nullable=False),
    Column("subjects", WordList, nullable=False),
    Column("tools", Text, nullable=False, server_default=""),
    Column("aims", Text, nullable=False, server_default=""),
    Column("process", Text, nullable=False, server_default=""),
    Column("results", Text, nullable=False, server_default=""),
    Column("founder_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("cofounder_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("is_national", Boolean, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("since", UtcTime, nullable=False),
    Column("revision", Integer, nullable=False, server_default="1"),
    Column("reason", Text, nullable=False, server_default=""),
    Column("founded_at", UtcTime, nullable=False),
    # An id is never given twice: rooms are found by it, also of a project that a backup lacks.
    sqlite_autoincrement=True,
)


class State(StrEnum):
    """Where a project stands."""

    DRAFT = "draft"
    PARTNER = "partner"  # waits for the co-founder
    NSS = "nss"  # waits for the support service of each founder's country
    ACTIVE = "active"
    CLOSED = "closed"
    ARCHIVED = "archived"


#: In these a project is known to the public. Source: docs/rules.md, TWS-8.
PUBLIC = (State.ACTIVE, State.CLOSED, State.ARCHIVED)


def is_public(state: str, title: str) -> bool:
    """Tell whether everybody may see a project; what was withdrawn as a plan has no title left."""
    return state in PUBLIC and bool(title)


@dataclass(frozen=True)
class Project:
    """A project and its plan."""

    id: int
    title: str
    description: str
    languages: tuple[str, ...]
    age_min: int
    age_max: int
    #: How many pupils, about.
    pupils: int
    subjects: tuple[str, ...]
    tools: str
    aims: str
    process: str
    results: str
    founder_id: int
    cofounder_id: int
    #: Both founders from one country: no Quality Label.
    is_national: bool
    state: State
    since: datetime
    #: Grows with each change of state, so that an old card's button is known as old.
    revision: int
    #: Why it was sent back to draft, if it was.
    reason: str
    founded_at: datetime

    @property
    def is_public(self) -> bool:
        """Whether everybody may see it."""
        return is_public(self.state, self.title)

    @property
    def founders(self) -> frozenset[int]:
        return frozenset({self.founder_id, self.cofounder_id})


_by_id = Prepared(select(table).where(table.c.id == bindparam("id_")))
_STATE = list(table.c).index(table.c.state)


def by_id(db: Db, project_id: int) -> Project | None:
    """Find a project; None if there is no such."""
    row = _by_id.first(db, id_=project_id)
    return of_row(row) if row else None


_founded_by = Prepared(
    select(table.c.id)
    .where(
        (table.c.founder_id == bindparam("person")) | (table.c.cofounder_id == bindparam("person"))
    )
    .order_by(table.c.id.desc())
)


def titled(db: Db, text: str, limit: int) -> list[Project]:
    """List the running projects in whose title a text stands, the newest first."""
    named = func.lower(table.c.title).contains(text.lower(), autoescape=True)
    query = select(table).where(named, table.c.state == State.ACTIVE)
    return [of_row(row) for row in db.execute(query.order_by(table.c.id.desc()).limit(limit))]


def founded_by(db: Db, person_id: int) -> list[int]:
    """List the ids of the projects that a person founds, or is asked to found with another."""
    return [number for (number,) in _founded_by.rows(db, person=person_id)]


def closed_before(db: Db, at: datetime, after: int, limit: int) -> list[Project]:
    """List the next projects, by id, that were closed before a time and are not archived."""
    query = select(table).where(table.c.state == State.CLOSED, table.c.since <= at)
    query = query.where(table.c.id > after).order_by(table.c.id).limit(limit)
    return [of_row(row) for row in db.execute(query)]


def hold(db: Db, project_id: int) -> Project | None:
    """Lock a project's row and read it afresh; None if there is no such."""
    if (project := by_id(db, project_id)) is None:
        return None
    lock(db, project, table)
    return by_id(db, project_id)


def found(db: Db, state: State, at: datetime, **plan: Any) -> Project:
    """Write down a new project; `plan` holds the columns by their names."""
    row = {**plan, "state": state, "since": at, "founded_at": at}
    key = db.execute(insert(table).values(row)).inserted_primary_key
    assert key is not None
    project = by_id(db, key[0])
    assert project is not None
    show(db, project)
    return project


def change(db: Db, project: Project, state: State, at: datetime, **values: Any) -> Project:
    """Move a project to another state; its cards get a new revision."""
    row = {**values, "state": state, "since": at, "revision": project.revision + 1}
    db.execute(update(table).where(table.c.id == project.id).values(row))
    changed = by_id(db, project.id)
    assert changed is not None
    show(db, changed)
    return changed


#: Says in SQL whether everybody may see a project: `is_public`.
IS_PUBLIC = table.c.state.in_([literal(one) for one in PUBLIC]) & (table.c.title != "")


def count_public(db: Db) -> int:
    """Count the projects that everybody may see."""
    return db.scalar(select(func.count()).where(IS_PUBLIC)) or 0


def some_public(db: Db, offset: int, limit: int) -> list[int]:
    """List the ids of such projects in their order, from a number on."""
    query = select(table.c.id).where(IS_PUBLIC).order_by(table.c.id).offset(offset).limit(limit)
    return list(db.scalars(query))


def show(db: Db, project: Project) -> None:
    """Let the public find a project as it is now, or not at all. Safe to repeat."""
    if not project.is_public:
        public_words.hide(db, project.id)
        return
    words = public_words.of_plan(
        *project_names.cut(db, project.id, project.title, project.description),
        subjects=project.subjects,
        languages=project.languages,
        youngest=project.age_min,
        oldest=project.age_max,
    )
    public_words.put(db, project.id, words)


def of_row(row: Sequence[Any]) -> Project:
    """Read a project from a row of the table."""
    values = list(row)
    values[_STATE] = State(values[_STATE])
    return Project(*values)
