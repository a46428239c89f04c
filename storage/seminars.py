"""Seminars: what they are about, when they are, who hosts them, and how many can come."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Row,
    Table,
    Text,
    exists,
    func,
    insert,
    select,
    update,
)

from storage import people, public_words
from storage.db import Db, UtcTime, WordList, lock, metadata

#: From so long before the start on a free place is not offered any more but given at once.
NO_OFFERS = timedelta(hours=1)
#: How long after the end attendance can still be noted. Source: docs/rules.md, SEM-4.
CODE_LASTS = timedelta(hours=24)

table = Table(
    "seminars",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("subjects", WordList, nullable=False),
    Column("starts_at", UtcTime, nullable=False),
    Column("ends_at", UtcTime, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("capacity", Integer, nullable=False),
    Column("link", Text, nullable=False),
    Column("host_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("uid", Text, nullable=False, unique=True),
    Column("sequence", Integer, nullable=False, server_default="0"),
    Column("dated_at", UtcTime, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    Column("recording", Text, nullable=False, server_default=""),
    Column("code", Text, nullable=False, server_default=""),
    Index("ix_seminars_state_starts_at", "state", "starts_at"),
    Index("ix_seminars_state_ends_at", "state", "ends_at"),
    # An id is never given twice: old buttons must not fit something new.
    sqlite_autoincrement=True,
)


class Kind(StrEnum):
    """What sort of seminar it is."""

    SEMINAR = "seminar"
    #: It goes on for some days, mostly without a fixed hour.
    EVENT = "event"


class State(StrEnum):
    """Whether a seminar takes place."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Seminar:
    """An online seminar, or a learning event of some days."""

    id: int
    title: str
    speaker: str
    kind: Kind
    language: str
    subjects: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime
    #: How long it is; of a learning event, how much work.
    minutes: int
    capacity: int
    #: Where it takes place.
    link: str
    host_id: int
    state: State
    #: Names it in everybody's calendar, for ever.
    uid: str
    #: Grows with each change, so that calendars know the newest.
    sequence: int
    #: Since when it has the date that it has.
    dated_at: datetime
    changed_at: datetime
    #: Where to see it afterwards; empty before.
    recording: str
    #: What is typed to prove attendance; empty until the host asked for it.
    code: str

    @property
    def is_planned(self) -> bool:
        return self.state == State.PLANNED

    @property
    def last_offers_at(self) -> datetime:
        """Until when a free place is offered; later it is given at once."""
        return self.starts_at - NO_OFFERS

    def is_open(self, at: datetime) -> bool:
        """Tell whether somebody can still sign up."""
        return self.is_planned and at < self.ends_at

    def takes_code(self, at: datetime) -> bool:
        """Tell whether attendance can be noted now."""
        return self.is_planned and self.starts_at <= at < self.ends_at + CODE_LASTS


def add(db: Db, *, at: datetime, **values: Any) -> Seminar:
    """Announce a seminar; the other values are the columns by their names."""
    row = {**values, "state": State.PLANNED, "dated_at": at, "changed_at": at}
    key = db.execute(insert(table).values(row)).inserted_primary_key
    assert key is not None
    return _shown(db, key[0])


def by_id(db: Db, seminar_id: int) -> Seminar | None:
    """Find a seminar; None if there is no such."""
    row = db.execute(select(table).where(table.c.id == seminar_id)).first()
    return _seminar(row) if row else None


def hold(db: Db, seminar_id: int) -> Seminar | None:
    """Lock a seminar's row and read it afresh; None if there is no such."""
    seminar = by_id(db, seminar_id)
    if seminar is None:
        return None
    lock(db, seminar, table)
    return by_id(db, seminar_id)


def change(db: Db, seminar: Seminar, at: datetime, **values: Any) -> Seminar:
    """Change what calendars show of a seminar, but not its date."""
    grown = {"sequence": seminar.sequence + 1, "changed_at": at}
    db.execute(update(table).where(table.c.id == seminar.id).values({**values, **grown}))
    return _shown(db, seminar.id)


def move(db: Db, seminar: Seminar, starts_at: datetime, ends_at: datetime, at: datetime) -> Seminar:
    """Give a seminar another date."""
    return change(db, seminar, at, starts_at=starts_at, ends_at=ends_at, dated_at=at)


def give(db: Db, seminar_id: int, host_id: int) -> Seminar:
    """Let somebody else host a seminar."""
    db.execute(update(table).where(table.c.id == seminar_id).values(host_id=host_id))
    return _surely(db, seminar_id)


def note(db: Db, seminar_id: int, **values: str) -> None:
    """Write down what calendars do not show: the recording, the code for attendance."""
    db.execute(update(table).where(table.c.id == seminar_id).values(values))


@dataclass(frozen=True)
class Wish:
    """What a seminar must have to be listed; what is empty does not matter."""

    language: str = ""
    subject: str = ""
    #: The country of who hosts it.
    country: str = ""


def upcoming(
    db: Db, at: datetime, wish: Wish = Wish(), *, limit: int, offset: int = 0
) -> list[Seminar]:
    """List the seminars that have not ended, the next first."""
    query = select(table).where(table.c.state == State.PLANNED, table.c.ends_at > at, *_fits(wish))
    query = query.order_by(table.c.starts_at, table.c.id).limit(limit).offset(offset)
    return [_seminar(row) for row in db.execute(query)]


def announced(db: Db, after: datetime, wish: Wish = Wish(), *, limit: int) -> list[Seminar]:
    """List what ends after a time, the next first; what was cancelled, too."""
    query = select(table).where(table.c.ends_at > after, *_fits(wish))
    rows = db.execute(query.order_by(table.c.starts_at, table.c.id).limit(limit))
    return [_seminar(row) for row in rows]


def count_upcoming(db: Db, at: datetime, wish: Wish = Wish()) -> int:
    """Count the seminars that have not ended."""
    query = select(func.count()).select_from(table)
    query = query.where(table.c.state == State.PLANNED, table.c.ends_at > at, *_fits(wish))
    return db.scalar(query) or 0


def count_planned(db: Db) -> int:
    """Count the seminars that take place or did."""
    return db.scalar(select(func.count()).where(table.c.state == State.PLANNED)) or 0


def planned(db: Db, offset: int, limit: int) -> list[int]:
    """List the ids of the seminars that take place or did, in their order, from a number on."""
    query = select(table.c.id).where(table.c.state == State.PLANNED).order_by(table.c.id)
    return list(db.scalars(query.offset(offset).limit(limit)))


def hosted_by(db: Db, person_id: int, after: datetime) -> list[Seminar]:
    """List the planned seminars that a person hosts and that end after then, the next first."""
    mine = (table.c.host_id == person_id) & (table.c.state == State.PLANNED)
    query = select(table).where(mine, table.c.ends_at > after)
    return [_seminar(row) for row in db.execute(query.order_by(table.c.starts_at, table.c.id))]


def starting(db: Db, after: datetime, before: datetime) -> list[Seminar]:
    """List the planned seminars that start after one time and not after another."""
    then = (table.c.starts_at > after) & (table.c.starts_at <= before)
    query = select(table).where(table.c.state == State.PLANNED, then)
    return [_seminar(row) for row in db.execute(query.order_by(table.c.starts_at, table.c.id))]


def ended(db: Db, after: datetime, before: datetime) -> list[Seminar]:
    """List the seminars that took place and ended after one time and not after another."""
    then = (table.c.ends_at > after) & (table.c.ends_at <= before)
    query = select(table).where(table.c.state == State.PLANNED, then)
    return [_seminar(row) for row in db.execute(query.order_by(table.c.ends_at, table.c.id))]


def _fits(wish: Wish) -> list[ColumnElement[bool]]:
    """Say in SQL that a seminar has what is wished."""
    fits: list[ColumnElement[bool]] = []
    if wish.language:
        fits.append(table.c.language == wish.language)
    if wish.subject:
        codes = " " + func.coalesce(table.c.subjects, "", type_=Text) + " "
        fits.append(codes.contains(f" {wish.subject} ", autoescape=True))
    if wish.country:
        host = people.table.c
        fits.append(exists().where(host.id == table.c.host_id, host.country == wish.country))
    return fits


def _shown(db: Db, seminar_id: int) -> Seminar:
    """Let the public find a seminar by what it says now."""
    seminar = _surely(db, seminar_id)
    public_words.put_seminar(db, seminar.id, seminar.title, seminar.subjects, seminar.language)
    return seminar


def _surely(db: Db, seminar_id: int) -> Seminar:
    seminar = by_id(db, seminar_id)
    assert seminar is not None
    return seminar


def _seminar(row: Row[Any]) -> Seminar:
    values = dict(row._mapping)
    return Seminar(**{**values, "kind": Kind(values["kind"]), "state": State(values["state"])})
