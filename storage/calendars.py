"""The private addresses at which people's calendars read their seminars and meetings."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Table, Text, delete, insert, select

from storage.db import Db, UtcTime, metadata

table = Table(
    "calendars",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    # As it is, not as a hash: its owner may ask for it again, for another device.
    Column("token", Text, nullable=False, unique=True),
    Column("since", UtcTime, nullable=False),
)


def of_person(db: Db, person_id: int) -> str | None:
    """Find the token of a person's calendar; None if they have none yet."""
    return db.scalar(select(table.c.token).where(table.c.person_id == person_id))


def renew(db: Db, person_id: int, token: str, at: datetime) -> None:
    """Give a person's calendar a token; the one before opens nothing any more."""
    db.execute(delete(table).where(table.c.person_id == person_id))
    db.execute(insert(table).values(person_id=person_id, token=token, since=at))


def owner(db: Db, token: str) -> int | None:
    """Find whose calendar a token opens; None if nobody's."""
    return db.scalar(select(table.c.person_id).where(table.c.token == token))
