"""In which TwinSpace rooms a file was shown: who may not be there may not fetch it either."""

from sqlalchemy import Column, ForeignKey, Table, Text, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.db import Db, metadata

table = Table(
    "room_media",
    metadata,
    Column("address", Text, primary_key=True),
    Column("room", Text, primary_key=True),
    Column("project_id", ForeignKey("projects.id"), nullable=False, index=True),
)


def add(db: Db, address: str, room: str, project_id: int) -> None:
    """Note that a file was shown in a room of a project. Safe to repeat."""
    dialect = sqlite if db.dialect.name == "sqlite" else postgresql
    row = {"address": address, "room": room, "project_id": project_id}
    db.execute(dialect.insert(table).values(row).on_conflict_do_nothing())


def rooms(db: Db, address: str) -> list[str]:
    """List the rooms in which a file was shown; empty if it never was."""
    return list(db.scalars(select(table.c.room).where(table.c.address == address)))
