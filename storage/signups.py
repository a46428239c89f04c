"""Who comes to which seminar: places, the waiting list, and places offered for a while."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    Row,
    Table,
    Text,
    UniqueConstraint,
    func,
    insert,
    literal,
    literal_column,
    select,
    text,
    update,
)

from storage import people, seminars
from storage.db import Db, UtcTime, metadata
from storage.seminars import Seminar

#: How long a free place waits for the answer of the one it is offered to. Source: SEM-2.
OFFER_LASTS = timedelta(hours=24)
#: So many places are offered or given in one transaction.
AT_ONCE = 200

table = Table(
    "seminar_signups",
    metadata,
    Column("seminar_id", ForeignKey("seminars.id"), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True, index=True),
    Column("state", Text, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("offered_until", UtcTime, nullable=True),
    UniqueConstraint("seminar_id", "turn"),
    Index("ix_seminar_signups_seminar_id_state_turn", "seminar_id", "state", "turn"),
    Index(
        "ix_seminar_signups_offered_until",
        "offered_until",
        sqlite_where=text("offered_until IS NOT NULL"),
        postgresql_where=text("offered_until IS NOT NULL"),
    ),
    Index(
        "ix_seminar_signups_waiting",
        "seminar_id",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
)


class State(StrEnum):
    """How somebody stands to a seminar."""

    IN = "in"
    #: A place is kept for them until they answer, or until its time is over.
    OFFERED = "offered"
    WAITING = "waiting"
    OUT = "out"


#: These take up a place.
PLACED = (State.IN, State.OFFERED)
#: These want to come.
COMING = (State.IN, State.OFFERED, State.WAITING)


class Signing(Enum):
    """What became of a wish to come."""

    IN = "in"
    WAITING = "waiting"
    #: They had a place, or stood on the list, already.
    ALREADY = "already"
    CLOSED = "closed"


@dataclass(frozen=True)
class Signup:
    """Somebody who wanted to come."""

    seminar_id: int
    person_id: int
    state: State
    #: Grows with everybody who signs up or gets a place: the order of the waiting list.
    turn: int
    #: Since when the state is what it is.
    since: datetime
    offered_until: datetime | None


@dataclass(frozen=True)
class Filled:
    """Whom free places went to, in turn, and whose offers had run out; as ids of people."""

    offered: tuple[int, ...] = ()
    placed: tuple[int, ...] = ()
    expired: tuple[int, ...] = ()
    #: Until when the offers made now stand.
    until: datetime | None = None


def of_person(db: Db, seminar_id: int, person_id: int) -> Signup | None:
    """Find somebody's sign-up; None if they never wanted to come."""
    mine = (table.c.seminar_id == seminar_id) & (table.c.person_id == person_id)
    row = db.execute(select(table).where(mine)).first()
    return _signup(row) if row else None


def sign_up(db: Db, seminar_id: int, person_id: int, at: datetime) -> Signing:
    """Give somebody a place, or one on the waiting list if none is free. Safe to repeat.

    The seminar's row is locked before places are counted (docs/decisions/0002-order-and-locks.md).
    """
    seminar = seminars.hold(db, seminar_id)
    if seminar is None or not seminar.is_open(at):
        return Signing.CLOSED
    mine = of_person(db, seminar_id, person_id)
    if mine is not None and mine.state in COMING:
        return Signing.ALREADY
    counts = numbers(db, seminar_id)
    is_first = not counts[State.WAITING] or at >= seminar.starts_at
    is_in = is_first and _taken(counts) < seminar.capacity
    state = State.IN if is_in else State.WAITING
    _put(db, seminar_id, person_id, at, state)
    return Signing.IN if is_in else Signing.WAITING


def take_offer(db: Db, seminar_id: int, person_id: int, at: datetime) -> bool:
    """Let somebody take the place that is kept for them; False if none is, or not any more."""
    seminar = seminars.hold(db, seminar_id)
    mine = of_person(db, seminar_id, person_id)
    if seminar is None or not seminar.is_planned or mine is None or mine.state != State.OFFERED:
        return False
    if mine.offered_until is None or mine.offered_until <= at:
        return False
    _put(db, seminar_id, person_id, at, State.IN)
    return True


def withdraw(db: Db, seminar_id: int, person_id: int, at: datetime) -> bool:
    """Take somebody off a seminar and its list; False if they were on neither."""
    seminar = seminars.hold(db, seminar_id)
    mine = of_person(db, seminar_id, person_id)
    if seminar is None or mine is None or mine.state not in COMING:
        return False
    _stand(db, seminar_id, [person_id], at, State.OUT)
    return True


def fill(db: Db, seminar_id: int, at: datetime, most: int = AT_ONCE) -> Filled:
    """Take back offers that ran out, and offer free places to those who wait, in turn.

    In the last hour before the start a place is given at once. Safe to repeat.
    """
    seminar = seminars.hold(db, seminar_id)
    if seminar is None or not seminar.is_planned or at >= seminar.starts_at:
        return Filled()
    run_out = (table.c.state == State.OFFERED) & (table.c.offered_until <= at)
    query = select(table.c.person_id).where(table.c.seminar_id == seminar_id, run_out)
    expired = list(db.scalars(query.order_by(table.c.turn)))
    _stand(db, seminar_id, expired, at, State.OUT)
    free = seminar.capacity - _taken(numbers(db, seminar_id))
    next_ = _next(db, seminar_id, min(free, most)) if free > 0 else []
    if at >= seminar.last_offers_at:
        for person_id in next_:
            _put(db, seminar_id, person_id, at, State.IN)
        return Filled(placed=tuple(next_), expired=tuple(expired))
    until = min(at + OFFER_LASTS, seminar.last_offers_at)
    _stand(db, seminar_id, next_, at, State.OFFERED, until)
    return Filled(offered=tuple(next_), expired=tuple(expired), until=until)


def shorten_offers(db: Db, seminar: Seminar) -> None:
    """Let no offer of a seminar that was moved stand longer than it may."""
    late = (table.c.state == State.OFFERED) & (table.c.offered_until > seminar.last_offers_at)
    change = update(table).where(table.c.seminar_id == seminar.id, late)
    db.execute(change.values(offered_until=seminar.last_offers_at))


def unsettled(db: Db, at: datetime) -> list[int]:
    """List the seminars that have an offer that ran out, or both a free place and a list."""
    wait = select(literal(1)).where(
        table.c.seminar_id == seminars.table.c.id,
        table.c.state == literal_column("'waiting'"),  # so that the databases use its index
        people.is_not_suspended(table.c.person_id),
    )
    # Not asked of each seminar: the databases would look through everybody who signed up.
    run_out = select(table.c.seminar_id).where(
        table.c.state == State.OFFERED, table.c.offered_until <= at
    )
    placed = (
        select(func.count())
        .where(table.c.seminar_id == seminars.table.c.id, table.c.state.in_(PLACED))
        .scalar_subquery()
    )
    is_free = wait.exists() & (placed < seminars.table.c.capacity)
    planned = (seminars.table.c.state == seminars.State.PLANNED) & (seminars.table.c.starts_at > at)
    query = select(seminars.table.c.id).where(planned, seminars.table.c.id.in_(run_out) | is_free)
    return list(db.scalars(query.order_by(seminars.table.c.id)))


def numbers(db: Db, seminar_id: int) -> dict[State, int]:
    """Count who stands how to a seminar."""
    found = counts(db, [seminar_id]).get(seminar_id, {})
    return {state: found.get(state, 0) for state in COMING}


def counts(db: Db, seminar_ids: Sequence[int]) -> dict[int, dict[State, int]]:
    """Count who stands how to each of some seminars; one to which nobody comes is left out."""
    query = select(table.c.seminar_id, table.c.state, func.count()).where(
        table.c.seminar_id.in_(seminar_ids), table.c.state.in_(COMING)
    )
    found: dict[int, dict[State, int]] = {}
    for number, state, count in db.execute(query.group_by(table.c.seminar_id, table.c.state)):
        found.setdefault(number, {})[State(state)] = count
    return found


def waits_at(db: Db, signup: Signup) -> int:
    """Say at which place of the waiting list somebody stands, from 1."""
    before = (table.c.state == State.WAITING) & (table.c.turn <= signup.turn)
    query = select(func.count()).where(table.c.seminar_id == signup.seminar_id, before)
    return db.scalar(query) or 0


def mine(db: Db, person_id: int, after: datetime) -> list[tuple[Seminar, Signup]]:
    """List the seminars that end after then and to which a person wants to come, the next first."""
    where = (table.c.person_id == person_id) & table.c.state.in_(COMING)
    query = (
        select(table)
        .join(seminars.table, seminars.table.c.id == table.c.seminar_id)
        .where(where, seminars.table.c.ends_at > after)
        .where(seminars.table.c.state == seminars.State.PLANNED)
        .order_by(seminars.table.c.starts_at, seminars.table.c.id)
    )
    found = []
    for signup in [_signup(row) for row in db.execute(query)]:
        seminar = seminars.by_id(db, signup.seminar_id)
        assert seminar is not None
        found.append((seminar, signup))
    return found


def _taken(counts: dict[State, int]) -> int:
    return sum(counts[state] for state in PLACED)


def _next(db: Db, seminar_id: int, most: int) -> list[int]:
    waiting = (table.c.seminar_id == seminar_id) & (table.c.state == State.WAITING)
    waiting &= people.is_not_suspended(table.c.person_id)
    query = select(table.c.person_id).where(waiting).order_by(table.c.turn).limit(most)
    return list(db.scalars(query))


def _stand(
    db: Db,
    seminar_id: int,
    people: list[int],
    at: datetime,
    state: State,
    until: datetime | None = None,
) -> None:
    """Change how people stand, and keep their turns."""
    if not people:
        return
    theirs = (table.c.seminar_id == seminar_id) & table.c.person_id.in_(people)
    change = update(table).where(theirs)
    db.execute(change.values(state=state, since=at, offered_until=until))


def _put(db: Db, seminar_id: int, person_id: int, at: datetime, state: State) -> None:
    """Write down how somebody stands, with the next turn."""
    last = db.scalar(select(func.max(table.c.turn)).where(table.c.seminar_id == seminar_id))
    values = {"state": state, "turn": (last or 0) + 1, "since": at, "offered_until": None}
    mine = (table.c.seminar_id == seminar_id) & (table.c.person_id == person_id)
    if db.execute(update(table).where(mine).values(values)).rowcount == 0:
        ids = {"seminar_id": seminar_id, "person_id": person_id}
        db.execute(insert(table).values({**ids, **values}))


def _signup(row: Row[Any]) -> Signup:
    values = dict(row._mapping)
    return Signup(**{**values, "state": State(values["state"])})
