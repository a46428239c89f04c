"""Applications for a Quality Label that were sent to a National Support Service."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    func,
    insert,
    select,
    update,
)

from storage import members, people
from storage.db import Db, UtcTime, lock, metadata
from storage.places import START, Place, from_

table = Table(
    "label_reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("project_id", ForeignKey("projects.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("country", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    UniqueConstraint("project_id", "person_id"),
    Index("ix_label_reviews_state_country", "state", "country"),
    # An id is never given twice: old buttons must not fit something new.
    sqlite_autoincrement=True,
)


class State(StrEnum):
    """Where an application stands, and so who has the ball."""

    WAITING = "waiting"  # the coordinators
    ASKED = "asked"  # the teacher: a coordinator asked something
    APPROVED = "approved"
    REFUSED = "refused"


@dataclass(frozen=True)
class Review:
    """One teacher's application of a project, before their country's service."""

    id: int
    project_id: int
    person_id: int
    country: str
    state: State
    since: datetime
    #: Grows with each change, so that an old card's button is known as old.
    revision: int
    #: The reason of a refusal.
    note: str


_columns = [table.c[one.name] for one in fields(Review)]


def send(db: Db, project_id: int, person_id: int, country: str, at: datetime) -> Review | None:
    """Put an application before a country's service, again after a refusal.

    None if it is there already, or approved. Who calls it holds the person.
    """
    there = of_person(db, project_id, person_id)
    if there is not None and there.state != State.REFUSED:
        return None
    if there is not None:
        return change(db, there, State.WAITING, at, note="", country=country)
    values = {"project_id": project_id, "person_id": person_id, "country": country, "since": at}
    db.execute(insert(table).values(**values, state=State.WAITING, revision=1))
    return of_person(db, project_id, person_id)


def by_id(db: Db, review_id: int) -> Review | None:
    """Find an application; None if there is no such."""
    return next(iter(_where(db, table.c.id == review_id)), None)


def hold(db: Db, review_id: int) -> Review | None:
    """Lock an application and read it afresh; None if there is no such."""
    found = by_id(db, review_id)
    if found is not None:
        lock(db, found, table)
    return by_id(db, review_id)


def of_person(db: Db, project_id: int, person_id: int) -> Review | None:
    """Find a teacher's application of a project; None if none was sent."""
    mine = (table.c.project_id == project_id) & (table.c.person_id == person_id)
    return next(iter(_where(db, mine)), None)


def open_of(db: Db, person_id: int) -> list[Review]:
    """List what a teacher sent that nobody has decided."""
    return _where(db, (table.c.person_id == person_id) & table.c.state.in_(_OPEN))


def waiting(
    db: Db, countries: frozenset[str], limit: int = 50, place: Place = START
) -> list[Review]:
    """List what waits for these countries' services, the oldest first; "*" is all."""
    query = select(*_columns).where(_waits(countries))
    query = query.where(from_(table.c.since, table.c.id, place))
    rows = db.execute(query.order_by(table.c.since, table.c.id).limit(limit))
    return [_review(row) for row in rows]


def count_waiting(db: Db, countries: frozenset[str], but: int) -> dict[str, int]:
    """Count what waits for these countries, by country, without what concerns a coordinator.

    That is what is of their projects or of their school, as handlers/labelreviews.py has it.
    """
    member = members.table
    past = (members.State.IN, members.State.LEFT)
    mine = select(member.c.project_id).where(member.c.person_id == but, member.c.state.in_(past))
    who, me = people.table.alias(), people.table.alias()
    school = select(who.c.id).join(me, who.c.school_id == me.c.school_id).where(me.c.id == but)
    query = select(table.c.country, func.count()).where(
        _waits(countries),
        table.c.person_id != but,
        table.c.project_id.not_in(mine),
        table.c.person_id.not_in(school),
    )
    return {row[0]: row[1] for row in db.execute(query.group_by(table.c.country))}


def _waits(countries: frozenset[str]) -> ColumnElement[bool]:
    waits = table.c.state == State.WAITING
    return waits if "*" in countries else waits & table.c.country.in_(countries)


def change(db: Db, review: Review, state: State, at: datetime, **values: object) -> Review:
    """Change where an application stands; its card gets a new revision."""
    new = {**values, "state": state, "since": at, "revision": review.revision + 1}
    db.execute(update(table).where(table.c.id == review.id).values(new))
    changed = by_id(db, review.id)
    assert changed is not None
    return changed


_OPEN = (State.WAITING, State.ASKED)


def _where(db: Db, where: ColumnElement[bool]) -> list[Review]:
    return [_review(row) for row in db.execute(select(*_columns).where(where).order_by(table.c.id))]


def _review(row: Sequence[Any]) -> Review:
    number, project_id, person_id, country, state, since, revision, note = row
    return Review(number, project_id, person_id, country, State(state), since, revision, note)
