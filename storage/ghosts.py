"""Accounts in staff rooms that say there what a teacher wrote on Telegram."""

from sqlalchemy import Column, ForeignKey, Table, Text, insert, select

from storage.db import Db, metadata

#: Their names on the homeserver begin so: nobody else's do.
PREFIX = "tg_"

#: One for each project, under a name that says nothing: nobody is known again by it elsewhere.
table = Table(
    "ghosts",
    metadata,
    Column("project_id", ForeignKey("projects.id"), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True, index=True),
    Column("localpart", Text, nullable=False, unique=True),
)


def find(db: Db, project_id: int, person_id: int) -> str | None:
    """Find the localpart that speaks for a teacher in a staff room; None if there is none yet."""
    mine = (table.c.project_id == project_id) & (table.c.person_id == person_id)
    found: str | None = db.scalar(select(table.c.localpart).where(mine))
    return found


def add(db: Db, project_id: int, person_id: int, code: str) -> str:
    """Give a teacher an account for one staff room and return its localpart."""
    localpart = f"{PREFIX}{code.lower()}"
    values = {"project_id": project_id, "person_id": person_id, "localpart": localpart}
    db.execute(insert(table).values(values))
    return localpart


def of_project(db: Db, project_id: int) -> dict[int, str]:
    """Give the localparts that ever spoke in a staff room, by person."""
    query = select(table.c.person_id, table.c.localpart).where(table.c.project_id == project_id)
    return {row[0]: row[1] for row in db.execute(query)}


def whose(db: Db, localpart: str) -> int | None:
    """Find for whom an account speaks; None if it is no such account."""
    found: int | None = db.scalar(select(table.c.person_id).where(table.c.localpart == localpart))
    return found


def project_of(db: Db, localpart: str) -> int | None:
    """Find in which project's staff room an account speaks; None if it is no such account."""
    found: int | None = db.scalar(select(table.c.project_id).where(table.c.localpart == localpart))
    return found
