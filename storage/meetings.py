"""Meetings of teachers: who asked whom, which times were proposed, and which one it became."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    Row,
    Table,
    Text,
    delete,
    insert,
    select,
    update,
)

from storage.db import Db, UtcTime, lock, metadata

#: Proposals that lie longer are not brought to mind any more.
LOOKED_BACK = timedelta(days=14)

table = Table(
    "meetings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("asker_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("project_id", ForeignKey("projects.id"), nullable=True),
    Column("minutes", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("starts_at", UtcTime, nullable=True),
    Column("link", Text, nullable=False),
    Column("uid", Text, nullable=False, unique=True),
    Column("sequence", Integer, nullable=False, server_default="0"),
    Column("changed_at", UtcTime, nullable=False),
    Column("answered_at", UtcTime, nullable=True),
    Index("ix_meetings_state_starts_at", "state", "starts_at"),
    # An id is never given twice: old buttons must not fit something new.
    sqlite_autoincrement=True,
)
#: The times that were proposed, numbered from 1.
slots = Table(
    "meeting_slots",
    metadata,
    Column("meeting_id", ForeignKey("meetings.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("starts_at", UtcTime, nullable=False),
)
#: Who was invited, the one who asked not among them.
guests = Table(
    "meeting_guests",
    metadata,
    Column("meeting_id", ForeignKey("meetings.id"), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True, index=True),
    Column("state", Text, nullable=False),
)
#: Which times suit whom.
choices = Table(
    "meeting_choices",
    metadata,
    Column("meeting_id", ForeignKey("meetings.id"), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True, index=True),
    Column("number", Integer, primary_key=True),
)


class State(StrEnum):
    """What became of a meeting."""

    PROPOSED = "proposed"
    FIXED = "fixed"
    CANCELLED = "cancelled"


class Guest(StrEnum):
    """What somebody who was invited has said."""

    INVITED = "invited"
    ANSWERED = "answered"
    DECLINED = "declined"


@dataclass(frozen=True)
class Meeting:
    """A meeting, proposed or fixed."""

    id: int
    asker_id: int
    #: The project whose teachers meet; None for contacts.
    project_id: int | None
    minutes: int
    state: State
    #: None before it is fixed.
    starts_at: datetime | None
    #: Where it takes place.
    link: str
    #: Names it in everybody's calendar, for ever.
    uid: str
    sequence: int
    changed_at: datetime
    #: When somebody last answered; None if nobody has.
    answered_at: datetime | None


def propose(
    db: Db,
    *,
    asker_id: int,
    invited: list[int],
    times: list[datetime],
    at: datetime,
    **values: Any,
) -> Meeting:
    """Propose times to people; the other values are the columns by their names."""
    row = {"asker_id": asker_id, "state": State.PROPOSED, "changed_at": at}
    key = db.execute(insert(table).values({**row, **values})).inserted_primary_key
    assert key is not None
    number = key[0]
    for place, starts_at in enumerate(times, start=1):
        slot = {"meeting_id": number, "number": place, "starts_at": starts_at}
        db.execute(insert(slots).values(slot))
    for person_id in invited:
        guest = {"meeting_id": number, "person_id": person_id, "state": Guest.INVITED}
        db.execute(insert(guests).values(guest))
    return _surely(db, number)


def by_id(db: Db, meeting_id: int) -> Meeting | None:
    """Find a meeting; None if there is no such."""
    row = db.execute(select(table).where(table.c.id == meeting_id)).first()
    return _meeting(row) if row else None


def hold(db: Db, meeting_id: int) -> Meeting | None:
    """Lock a meeting's row and read it afresh; None if there is no such."""
    meeting = by_id(db, meeting_id)
    if meeting is None:
        return None
    lock(db, meeting, table)
    return by_id(db, meeting_id)


def times(db: Db, meeting_id: int) -> dict[int, datetime]:
    """Read the proposed times by their numbers."""
    query = select(slots.c.number, slots.c.starts_at).where(slots.c.meeting_id == meeting_id)
    return {row.number: row.starts_at for row in db.execute(query.order_by(slots.c.number))}


def invited(db: Db, meeting_id: int) -> dict[int, Guest]:
    """Read who was invited and what each has said."""
    query = select(guests.c.person_id, guests.c.state).where(guests.c.meeting_id == meeting_id)
    rows = db.execute(query.order_by(guests.c.person_id))
    return {person_id: Guest(state) for person_id, state in rows}


def suits(db: Db, meeting_id: int) -> dict[int, set[int]]:
    """Read whom each of the proposed times suits, by its number."""
    found: dict[int, set[int]] = {number: set() for number in times(db, meeting_id)}
    query = select(choices.c.number, choices.c.person_id)
    for number, person_id in db.execute(query.where(choices.c.meeting_id == meeting_id)):
        found[number].add(person_id)
    return found


def choose(db: Db, meeting_id: int, person_id: int, number: int, at: datetime) -> None:
    """Let a time suit somebody, or not any more."""
    row = {"meeting_id": meeting_id, "person_id": person_id, "number": number}
    mine = [choices.c[name] == value for name, value in row.items()]
    if db.execute(delete(choices).where(*mine)).rowcount == 0:
        db.execute(insert(choices).values(row))
    answer(db, meeting_id, person_id, Guest.ANSWERED, at)


def answer(db: Db, meeting_id: int, person_id: int, state: Guest, at: datetime) -> None:
    """Note what somebody who was invited has said."""
    mine = (guests.c.meeting_id == meeting_id) & (guests.c.person_id == person_id)
    db.execute(update(guests).where(mine).values(state=state))
    if state == Guest.DECLINED:
        theirs = (choices.c.meeting_id == meeting_id) & (choices.c.person_id == person_id)
        db.execute(delete(choices).where(theirs))
    db.execute(update(table).where(table.c.id == meeting_id).values(answered_at=at))


def fix(db: Db, meeting: Meeting, starts_at: datetime, at: datetime) -> Meeting:
    """Let a meeting take place at a time."""
    return _change(db, meeting, at, state=State.FIXED, starts_at=starts_at)


def cancel(db: Db, meeting: Meeting, at: datetime) -> Meeting:
    """Call a meeting off."""
    return _change(db, meeting, at, state=State.CANCELLED)


def of_person(db: Db, person_id: int, after: datetime) -> list[Meeting]:
    """List the meetings that a person goes to and that start after then, the next first."""
    going = select(guests.c.meeting_id).where(
        guests.c.person_id == person_id, guests.c.state != Guest.DECLINED
    )
    mine = (table.c.asker_id == person_id) | table.c.id.in_(going)
    fixed = (table.c.state == State.FIXED) & (table.c.starts_at > after)
    query = select(table).where(mine, fixed).order_by(table.c.starts_at, table.c.id)
    return [_meeting(row) for row in db.execute(query)]


def open_of(db: Db, person_id: int) -> list[Meeting]:
    """List the meetings that a person proposed and that are not fixed yet, the newest first."""
    mine = (table.c.asker_id == person_id) & (table.c.state == State.PROPOSED)
    query = select(table).where(mine).order_by(table.c.id.desc())
    return [_meeting(row) for row in db.execute(query)]


def starting(db: Db, after: datetime, before: datetime) -> list[Meeting]:
    """List the fixed meetings that start after one time and not after another."""
    then = (table.c.starts_at > after) & (table.c.starts_at <= before)
    query = select(table).where(table.c.state == State.FIXED, then)
    return [_meeting(row) for row in db.execute(query.order_by(table.c.starts_at, table.c.id))]


def undecided(db: Db, before: datetime) -> list[Meeting]:
    """List the proposals to which somebody answered, and nobody since then."""
    quiet = table.c.answered_at.between(before - LOOKED_BACK, before)
    open_ = (table.c.state == State.PROPOSED) & quiet
    rows = db.execute(select(table).where(open_).order_by(table.c.id))
    return [_meeting(row) for row in rows]


def _change(db: Db, meeting: Meeting, at: datetime, **values: Any) -> Meeting:
    grown = {"sequence": meeting.sequence + 1, "changed_at": at}
    db.execute(update(table).where(table.c.id == meeting.id).values({**values, **grown}))
    return _surely(db, meeting.id)


def _surely(db: Db, meeting_id: int) -> Meeting:
    meeting = by_id(db, meeting_id)
    assert meeting is not None
    return meeting


def _meeting(row: Row[Any]) -> Meeting:
    values = dict(row._mapping)
    return Meeting(**{**values, "state": State(values["state"])})
