"""In which TwinSpace rooms a file was shown: who may not be there may not fetch it either."""

from sqlalchemy import Boolean, Column, ForeignKey, Table, Text, false, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.db import Db, metadata

table = Table(
    "room_media",
    metadata,
    Column("address", Text, primary_key=True),
    Column("room", Text, primary_key=True),
    # The event that showed it, and the message of which that is a change, or is itself.
    Column("event_id", Text, primary_key=True),
    Column("message", Text, nullable=False),
    Column("is_gone", Boolean, nullable=False, server_default=text("false")),
    Column("project_id", ForeignKey("projects.id"), nullable=False, index=True),
)


def add(db: Db, address: str, room: str, event_id: str, message: str, project_id: int) -> None:
    """Note that a file was shown in a room of a project. Safe to repeat."""
    dialect = sqlite if db.dialect.name == "sqlite" else postgresql
    row = {"address": address, "room": room, "event_id": event_id, "message": message}
    query = dialect.insert(table).values(row | {"project_id": project_id})
    db.execute(query.on_conflict_do_nothing())


def take_back(db: Db, room: str, event_id: str) -> None:
    """Note that a message was taken back: what it showed is shown there no more."""
    theirs = (table.c.event_id == event_id) | (table.c.message == event_id)
    db.execute(update(table).where(table.c.room == room, theirs).values(is_gone=True))


def rooms(db: Db, address: str) -> list[str]:
    """List the rooms in which a file was shown, taken back or not; empty if it never was."""
    query = select(table.c.room).where(table.c.address == address)
    return list(db.scalars(query.distinct().order_by(table.c.room)))


def shown_in(db: Db, address: str) -> list[str]:
    """List the rooms in which a file is shown still."""
    is_it = (table.c.address == address) & (table.c.is_gone == false())
    return list(db.scalars(select(table.c.room).where(is_it).distinct().order_by(table.c.room)))


def may_show(db: Db, address: str, room: str) -> bool:
    """Tell whether a room may show a file: none has shown it before, or this one has.

    Who posts the address of a file of another room brings it to nobody that way.
    """
    known = rooms(db, address)
    return not known or room in known
