"""When a teacher last opened the classroom of a project, and whether they were reminded."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Table,
    and_,
    bindparam,
    func,
    insert,
    or_,
    select,
    update,
)

from storage import members, people, projects, pupils
from storage.db import Db, UtcTime, metadata
from storage.prepared import Prepared

#: How exactly a visit is kept; saves a write at most pages.
EVERY = timedelta(minutes=30)

table = Table(
    "class_visits",
    metadata,
    Column("project_id", ForeignKey("projects.id"), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True, index=True),
    Column("opened_at", UtcTime, nullable=False),
    Column("is_nudged", Boolean, nullable=False),
)


@dataclass(frozen=True)
class ClassVisit:
    """A teacher's last visit of a classroom."""

    opened_at: datetime
    #: Whether they were reminded since.
    is_nudged: bool


@dataclass(frozen=True)
class Places:
    """Where teachers are: by their country, or by a time zone of their own."""

    countries: frozenset[str]
    zones: frozenset[str]


def note(db: Db, project_id: int, person_id: int, at: datetime) -> bool:
    """Note that a teacher opened the classroom; False if that was known well enough."""
    before = of_project(db, project_id).get(person_id)
    if before is not None and at - before.opened_at < EVERY:
        return False
    _put(db, project_id, person_id, opened_at=at, is_nudged=False)
    return True


def note_nudge(db: Db, project_id: int, person_id: int, opened_at: datetime) -> None:
    """Note that a teacher who last came at `opened_at` was reminded."""
    _put(db, project_id, person_id, opened_at=opened_at, is_nudged=True)


_of_project = Prepared(
    select(table.c.person_id, table.c.opened_at, table.c.is_nudged).where(
        table.c.project_id == bindparam("project")
    )
)


def of_project(db: Db, project_id: int) -> dict[int, ClassVisit]:
    """Give the last visits of a classroom, by teacher."""
    rows = _of_project.rows(db, project=project_id)
    return {person: ClassVisit(opened_at, is_nudged) for person, opened_at, is_nudged in rows}


def neglected(
    db: Db, before: datetime, after: int, limit: int, places: Places | None = None
) -> list[int]:
    """List running projects where a teacher of a school with pupils has not come since `before`.

    In the order of their ids, from the one after `after` on; of teachers in some places, if given.
    """
    one, class_ = members.table, pupils.table
    is_late = or_(table.c.opened_at.is_(None), table.c.opened_at < before)
    query = (
        select(one.c.project_id)
        .distinct()
        .join(projects.table, projects.table.c.id == one.c.project_id)
        .outerjoin(
            table,
            (table.c.project_id == one.c.project_id) & (table.c.person_id == one.c.person_id),
        )
        .where(
            one.c.project_id > after,
            one.c.state == members.State.IN,
            projects.table.c.state == projects.State.ACTIVE,
            is_late,
            select(class_.c.id)
            .where(
                class_.c.project_id == one.c.project_id,
                class_.c.school_id == one.c.school_id,
                class_.c.state == pupils.State.IN,
            )
            .exists(),
        )
    )
    if places is not None:
        who = people.table.c
        query = query.join(people.table, who.id == one.c.person_id).where(
            or_(
                who.zone.in_(places.zones),
                and_(who.zone == "", who.country.in_(places.countries)),
            )
        )
    return list(db.scalars(query.order_by(one.c.project_id).limit(limit)))


_added_at = Prepared(
    select(pupils.table.c.added_by, func.max(pupils.table.c.added_at))
    .where(
        pupils.table.c.project_id == bindparam("project"),
        pupils.table.c.state == pupils.State.IN,
    )
    .group_by(pupils.table.c.added_by)
)


def added_at(db: Db, project_id: int) -> dict[int, datetime]:
    """Give when each teacher last added a pupil who is still there: they were there then."""
    return {row[0]: row[1] for row in _added_at.rows(db, project=project_id)}


def _put(db: Db, project_id: int, person_id: int, **values: object) -> None:
    mine = (table.c.project_id == project_id) & (table.c.person_id == person_id)
    if not db.execute(update(table).where(mine).values(values)).rowcount:
        db.execute(insert(table).values(project_id=project_id, person_id=person_id, **values))
