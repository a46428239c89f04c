"""Contacts: who asked whom to work together, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    Row,
    Select,
    Table,
    Text,
    UniqueConstraint,
    case,
    delete,
    insert,
    or_,
    select,
    update,
)

from storage import blocks
from storage.db import Db, UtcTime, metadata

table = Table(
    "contacts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("asker_id", ForeignKey("people.id"), nullable=False),
    Column("asked_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("words", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("asked_at", UtcTime, nullable=False),
    Column("answered_at", UtcTime, nullable=True),
    UniqueConstraint("asker_id", "asked_id"),
    # An id is never given twice: old buttons must not fit something new.
    sqlite_autoincrement=True,
)


class State(StrEnum):
    """What came of a request."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True)
class Contact:
    """A request from one teacher to another; accepted, it is a contact of both."""

    id: int
    asker_id: int
    asked_id: int
    #: What the asker wrote with it.
    words: str
    state: State
    asked_at: datetime
    answered_at: datetime | None

    def other(self, person_id: int) -> int:
        """Say who the other of the two is."""
        return self.asked_id if person_id == self.asker_id else self.asker_id


def by_id(db: Db, contact_id: int) -> Contact | None:
    """Find a request; None if there is no such."""
    return _first(db, table.c.id == contact_id)


def between(db: Db, one: int, other: int) -> Contact | None:
    """Find the request between two people, whoever asked; None if neither did."""
    there = (table.c.asker_id == one) & (table.c.asked_id == other)
    back = (table.c.asker_id == other) & (table.c.asked_id == one)
    return _first(db, there | back)


def ask(db: Db, asker_id: int, asked_id: int, words: str, at: datetime) -> Contact:
    """Write down a request; it takes the place of one that the asker had declined.

    The caller has seen that there is no other between the two.
    """
    declined = (table.c.asker_id == asked_id) & (table.c.asked_id == asker_id)
    db.execute(delete(table).where(declined, table.c.state == State.DECLINED))
    values = {"asker_id": asker_id, "asked_id": asked_id, "words": words}
    values |= {"state": State.WAITING}
    db.execute(insert(table).values(**values, asked_at=at))
    contact = between(db, asker_id, asked_id)
    assert contact is not None
    return contact


def answer(db: Db, contact: Contact, state: State, at: datetime) -> bool:
    """Accept or decline a request; False if it was answered already."""
    waits = (table.c.id == contact.id) & (table.c.state == State.WAITING)
    change = update(table).where(waits).values(state=state, answered_at=at)
    return db.execute(change).rowcount == 1


def join(db: Db, one: int, other: int, at: datetime) -> Contact:
    """Make two people contacts, whatever was between them."""
    before = between(db, one, other)
    contact = before or ask(db, one, other, "", at)
    change = update(table).where(table.c.id == contact.id)
    db.execute(change.values(state=State.ACCEPTED, answered_at=at))
    joined = by_id(db, contact.id)
    assert joined is not None
    return joined


def remove(db: Db, one: int, other: int) -> None:
    """Let two people be no contacts any more; safe to repeat."""
    contact = between(db, one, other)
    if contact is not None:
        db.execute(delete(table).where(table.c.id == contact.id))


def of_person(db: Db, person_id: int) -> list[int]:
    """List the people who are contacts of this one and not blocked, the newest first."""
    mine = or_(table.c.asker_id == person_id, table.c.asked_id == person_id)
    query = select(table).where(mine, table.c.state == State.ACCEPTED, ~_is_blocked())
    found = [_contact(row) for row in db.execute(query.order_by(table.c.answered_at.desc()))]
    return [contact.other(person_id) for contact in found]


def others(person_id: int) -> Select[tuple[int]]:
    """Select `person_id` of the people who are contacts of this one and not blocked."""
    mine = or_(table.c.asker_id == person_id, table.c.asked_id == person_id)
    other = case((table.c.asker_id == person_id, table.c.asked_id), else_=table.c.asker_id)
    return select(other.label("person_id")).where(
        mine, table.c.state == State.ACCEPTED, ~_is_blocked()
    )


def are(db: Db, one: int, other: int) -> bool:
    """Tell whether two people are contacts, and neither blocked the other."""
    contact = between(db, one, other)
    is_accepted = contact is not None and contact.state == State.ACCEPTED
    return is_accepted and not blocks.between(db, one, other)


def requests_to(db: Db, person_id: int) -> list[Contact]:
    """List the requests that wait for this person's answer, the oldest first; none is blocked."""
    query = select(table).where(table.c.asked_id == person_id, table.c.state == State.WAITING)
    query = query.where(~_is_blocked())
    return [_contact(row) for row in db.execute(query.order_by(table.c.id))]


def unanswered(db: Db, after: datetime, before: datetime) -> list[Contact]:
    """List the requests of that time that still wait for an answer."""
    then = table.c.asked_at.between(after, before)
    query = select(table).where(table.c.state == State.WAITING, then).order_by(table.c.id)
    return [_contact(row) for row in db.execute(query)]


def requests_by(db: Db, person_id: int) -> list[Contact]:
    """List the person's own requests that wait for an answer, the oldest first."""
    query = select(table).where(table.c.asker_id == person_id, table.c.state == State.WAITING)
    return [_contact(row) for row in db.execute(query.order_by(table.c.id))]


def _is_blocked() -> ColumnElement[bool]:
    """Say in SQL whether a block stands between the two of a request."""
    block = blocks.table
    there = (block.c.person_id == table.c.asker_id) & (block.c.blocked_id == table.c.asked_id)
    back = (block.c.person_id == table.c.asked_id) & (block.c.blocked_id == table.c.asker_id)
    return select(block.c.person_id).where(or_(there, back)).exists()


def _first(db: Db, where: ColumnElement[bool]) -> Contact | None:
    row = db.execute(select(table).where(where)).first()
    return _contact(row) if row else None


def _contact(row: Row[Any]) -> Contact:
    values = dict(row._mapping)
    values["state"] = State(values["state"])
    return Contact(**values)
