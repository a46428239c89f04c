"""How people want to be told: at once, daily or not at all, for each kind; and when not."""

from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    Table,
    Text,
    bindparam,
    delete,
    insert,
    select,
)

from storage.db import Db, metadata
from storage.prepared import Prepared


class Way(StrEnum):
    """How somebody is told."""

    NOW = "now"
    #: Together with others, once a day.
    DAILY = "daily"
    OFF = "off"


#: Every kind of notice, in the order in which they are shown.
KINDS = (
    "contacts",
    "messages",
    "matches",
    "groups",
    "seminars",
    "meetings",
    "projects",
    "heartbeat",
    "announcements",
)
#: Reminders that can be turned off each by itself, besides the kind that they are of.
REMINDERS = ("seminars_day", "seminars_hour", "seminars_minutes")
#: What may come later, but not be missed: somebody wrote it to this person.
NEVER_OFF = frozenset({"messages"})
#: What comes too late when the night is waited for.
URGENT = frozenset({"seminars", "meetings"})
#: Who wrote within this time is awake, whatever the hour: what comes may well be an answer.
AWAKE = timedelta(hours=1)
#: What most people are told; nobody has to choose.
DEFAULT_WAY = Way.NOW
#: From which hour on, and until which, most people are told nothing; in their own time.
DEFAULT_QUIET = (21, 7)
#: At which hour of the reader's day what was gathered is told.
DAILY_HOUR = 17
#: How long it takes at most until everything that was gathered is told.
DAILY_TAKES = timedelta(minutes=15)

table = Table(
    "notice_ways",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("way", Text, nullable=False),
)
quiet_hours = Table(
    "quiet_hours",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("begins", Integer, nullable=False),
    Column("ends", Integer, nullable=False),
)

_way = Prepared(
    select(table.c.way).where(
        table.c.person_id == bindparam("person"), table.c.kind == bindparam("kind_")
    )
)
_quiet = Prepared(
    select(quiet_hours.c.begins, quiet_hours.c.ends).where(
        quiet_hours.c.person_id == bindparam("person")
    )
)


def way(db: Db, person_id: int, kind: str) -> Way:
    """Say how a person is told of one kind."""
    row = _way.first(db, person=person_id, kind_=kind)
    return Way(row[0]) if row else DEFAULT_WAY


def chose(person_id: ColumnElement[int], way: Way, kind: str) -> ColumnElement[bool]:
    """Say in SQL whether the person of a row chose this way for one kind."""
    theirs = (table.c.person_id == person_id) & (table.c.kind == kind) & (table.c.way == way)
    return select(table.c.person_id).where(theirs).exists()


def ways(kind: str) -> tuple[Way, ...]:
    """List the ways in which one may be told of a kind, or of one of its reminders."""
    if kind in REMINDERS:
        return (Way.NOW, Way.OFF)
    return tuple(one for one in Way if one != Way.OFF or kind not in NEVER_OFF)


def choose(db: Db, person_id: int, kind: str, way: Way) -> None:
    """Tell a person of one kind in this way from now on. Raises ValueError if it cannot be."""
    if kind not in (*KINDS, *REMINDERS) or way not in ways(kind):
        raise ValueError(f"no such kind of notice, or not in this way: {kind}, {way}")
    mine = (table.c.person_id == person_id) & (table.c.kind == kind)
    db.execute(delete(table).where(mine))
    if way != DEFAULT_WAY:
        db.execute(insert(table).values(person_id=person_id, kind=kind, way=way))


def quiet(db: Db, person_id: int) -> tuple[int, int]:
    """Say from which hour on, and until which, a person is left alone; two equal ones: never."""
    row = _quiet.first(db, person=person_id)
    return (row[0], row[1]) if row else DEFAULT_QUIET


def keep_quiet(db: Db, person_id: int, begins: int, ends: int) -> None:
    """Leave a person alone between these hours, 0 to 23; two equal ones: never."""
    db.execute(delete(quiet_hours).where(quiet_hours.c.person_id == person_id))
    if (begins, ends) != DEFAULT_QUIET:
        row = {"person_id": person_id, "begins": begins, "ends": ends}
        db.execute(insert(quiet_hours).values(row))


def due(
    db: Db, person_id: int, kind: str, way: Way, zone: tzinfo, at: datetime, seen_at: datetime
) -> datetime:
    """Say when a person, who wrote last at `seen_at`, is to be told what is there at a time."""
    if way == Way.DAILY:
        return next_daily(zone, at)
    if kind in URGENT or seen_at >= at - AWAKE:
        return at
    return after_quiet(quiet(db, person_id), zone, at)


def after_quiet(hours: tuple[int, int], zone: tzinfo, at: datetime) -> datetime:
    """Give the time itself, or the end of the quiet hours that it falls into.

    Works over changes of the clock: the end is an hour on the reader's wall.
    """
    begins, ends = hours
    local = at.astimezone(zone)
    is_quiet = (
        begins <= local.hour < ends if begins <= ends else local.hour >= begins or local.hour < ends
    )
    return next_hour(ends, zone, at) if is_quiet else at


def next_daily(zone: tzinfo, at: datetime) -> datetime:
    """Say when what is gathered at a time will be told."""
    return next_hour(DAILY_HOUR, zone, at)


def is_too_late(zone: tzinfo, at: datetime, until: datetime) -> bool:
    """Tell whether what is gathered at a time may be told only when it makes no sense any more."""
    return next_daily(zone, at) >= until - DAILY_TAKES


def next_hour(hour: int, zone: tzinfo, at: datetime) -> datetime:
    """Find the next time after `at` when clocks in a zone show a full hour."""
    local = at.astimezone(zone)
    day = local.date() if local.hour < hour else local.date() + timedelta(days=1)
    return datetime.combine(day, time(hour), zone)
