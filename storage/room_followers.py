"""Who wants what is said in a staff room in their own chat with the bot."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Select, Table, delete, insert, select

from storage import members, people
from storage.db import Db, UtcTime, metadata
from storage.people import Standing

table = Table(
    "room_followers",
    metadata,
    Column("project_id", ForeignKey("projects.id"), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True, index=True),
    Column("since", UtcTime, nullable=False),
)


def follow(db: Db, project_id: int, person_id: int, at: datetime) -> None:
    """Bring what is said to somebody from now on. Safe to repeat."""
    if not does_follow(db, project_id, person_id):
        db.execute(insert(table).values(project_id=project_id, person_id=person_id, since=at))


def leave(db: Db, project_id: int, person_id: int) -> None:
    """Bring it to somebody no more. Safe to repeat."""
    mine = (table.c.project_id == project_id) & (table.c.person_id == person_id)
    db.execute(delete(table).where(mine))


def does_follow(db: Db, project_id: int, person_id: int) -> bool:
    """Tell whether somebody wants it."""
    mine = (table.c.project_id == project_id) & (table.c.person_id == person_id)
    return db.scalar(select(table.c.person_id).where(mine)) is not None


def of_project(db: Db, project_id: int) -> list[int]:
    """List the ids of those who want it, in order."""
    query = select(table.c.person_id).where(table.c.project_id == project_id)
    return list(db.scalars(query.order_by(table.c.person_id)))


def readers(project_id: int) -> Select[Any]:
    """Select the `person_id` of those who want it and are validated teachers of the project."""
    part, who = members.table, people.table
    inside = (part.c.project_id == project_id) & (part.c.state == members.State.IN)
    return (
        select(table.c.person_id)
        .join(part, part.c.person_id == table.c.person_id)
        .join(who, who.c.id == table.c.person_id)
        .where(table.c.project_id == project_id, inside, who.c.standing == Standing.VALIDATED)
    )
