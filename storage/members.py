"""Which teachers take part in which project, and how."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from storage import member_rows, projects, public_words, schools
from storage.db import Db
from storage.prepared import Prepared
from storage.public_words import Part

table = member_rows.table


class Role(StrEnum):
    """What a teacher is in a project."""

    FOUNDER = "founder"
    PARTNER = "partner"


class State(StrEnum):
    """Whether a teacher takes part."""

    INVITED = "invited"
    IN = "in"
    DECLINED = "declined"
    LEFT = "left"


@dataclass(frozen=True)
class Member:
    """A teacher's part in a project."""

    project_id: int
    person_id: int
    role: Role
    state: State
    school_id: int | None
    since: datetime


def put(
    db: Db,
    project_id: int,
    person_id: int,
    *,
    role: Role,
    state: State,
    school_id: int | None,
    at: datetime,
) -> None:
    """Write down what a teacher is in a project. Safe to repeat."""
    values = {"role": role, "state": state, "school_id": school_id, "since": at}
    where = (table.c.project_id == project_id) & (table.c.person_id == person_id)
    if db.execute(update(table).where(where).values(values)).rowcount == 0:
        db.execute(insert(table).values(project_id=project_id, person_id=person_id, **values))
    show(db, project_id)


def show(db: Db, project_id: int) -> None:
    """Let the public find a project by where its schools are now, and by nobody's name.

    Safe to repeat.
    """
    school = schools.table.c
    there = select(school.country, school.town).where(school.id == table.c.school_id)
    inside = there.where(table.c.project_id == project_id, table.c.state == State.IN)
    places = [(country, town) for country, town in db.execute(inside)]
    public_words.put(db, project_id, {Part.PLACES: public_words.of_places(places)})
    project = projects.by_id(db, project_id)
    if project is not None:
        projects.show(db, project)


_of_person = Prepared(
    select(table).where(
        table.c.project_id == bindparam("project"), table.c.person_id == bindparam("person")
    )
)


def of_person(db: Db, project_id: int, person_id: int) -> Member | None:
    """Find a teacher's part in a project; None if there never was one."""
    row = _of_person.first(db, project=project_id, person=person_id)
    return _member(row) if row else None


_inside = Prepared(
    select(table)
    .where(table.c.project_id == bindparam("project"), table.c.state == State.IN)
    .order_by(table.c.role, table.c.since, table.c.person_id)
)


def inside(db: Db, project_id: int) -> list[Member]:
    """List the teachers who take part in a project, founders first."""
    return [_member(row) for row in _inside.rows(db, project=project_id)]


def ever(db: Db, project_id: int) -> list[Member]:
    """List the teachers who take part in a project or did once."""
    past = (State.IN, State.LEFT)
    query = select(table).where(table.c.project_id == project_id, table.c.state.in_(past))
    return [_member(row) for row in db.execute(query)]


def is_inside(db: Db, project_id: int, person_id: int) -> bool:
    """Tell whether a teacher takes part in a project."""
    member = of_person(db, project_id, person_id)
    return member is not None and member.state == State.IN


_projects_of = Prepared(
    select(table.c.project_id)
    .where(table.c.person_id == bindparam("person"), table.c.state == bindparam("state_"))
    .order_by(table.c.project_id.desc())
)


def projects_of(db: Db, person_id: int, state: State = State.IN) -> list[int]:
    """List the ids of the projects in which a teacher stands so, the newest first."""
    return [number for (number,) in _projects_of.rows(db, person=person_id, state_=state)]


def _member(row: Sequence[Any]) -> Member:
    project_id, person_id, role, state, school_id, since = row
    return Member(project_id, person_id, Role(role), State(state), school_id, since)
