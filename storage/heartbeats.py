"""Heartbeats: when each school of a project was last heard of, and how long it is silent.

What counts are days of school: the days of a break or a pause are not counted, and stay so
whatever a teacher changes of the breaks afterwards.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    and_,
    delete,
    exists,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from storage import countries, members, projects, schools, undelivered
from storage.db import Db, UtcTime, metadata

#: A sign of life that follows another so soon is not written down.
SEEN_EVERY = timedelta(hours=1)
#: In which hours of the day, where the school is, somebody may be asked or told of silence.
DAYTIME = range(9, 20)
#: A school whose day was not counted for longer was not in the project meanwhile.
LONGEST_GAP = timedelta(days=60)

table = Table(
    "heartbeats",
    metadata,
    Column("project_id", ForeignKey("projects.id"), primary_key=True, autoincrement=False),
    Column("school_id", ForeignKey("schools.id"), primary_key=True, autoincrement=False),
    Column("seen_at", UtcTime, nullable=False),
    Column("silent_days", Integer, nullable=False, server_default="0"),
    Column("counted_on", Date, nullable=False),
    Column("told", Integer, nullable=False, server_default="0"),
    Column("told_days", Integer, nullable=False, server_default="0"),
    Column("paused_until", Date, nullable=True),
    Index("ix_heartbeats_counted_on", "counted_on"),
)
_rhythms = Table(
    "project_rhythms",
    metadata,
    Column("project_id", ForeignKey("projects.id"), primary_key=True, autoincrement=False),
    Column("rhythm", Text, nullable=False),
)


class Rhythm(StrEnum):
    """How often the founders expect each school to be heard of."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"

    @property
    def days(self) -> int:
        """How long one beat is."""
        return {Rhythm.WEEKLY: 7, Rhythm.FORTNIGHTLY: 14, Rhythm.MONTHLY: 30}[self]


#: What holds until the founders choose.
USUAL = Rhythm.FORTNIGHTLY


class Step(IntEnum):
    """What was said of a silence, each once."""

    NOTHING = 0
    #: The school's teachers were asked, and nobody else.
    NUDGED = 1
    #: Both founders were told.
    SHOWN = 2
    #: A replacement, and a step back, were offered.
    OFFERED = 3

    @property
    def beats(self) -> int:
        """After how many silent beats it is said."""
        return (0, 1, 2, 4)[self]


@dataclass(frozen=True)
class Heartbeat:
    """What is known of a school's part in a project."""

    project_id: int
    school_id: int
    #: The last sign of life, to the hour.
    seen_at: datetime
    #: How many days without a sign, breaks and pauses left out.
    silent_days: int
    #: Up to which day they are counted, where the school is.
    counted_on: date
    told: Step
    #: How many silent days there were when something was last said.
    told_days: int
    #: The last day of the pause; None without one.
    paused_until: date | None

    def due(self, rhythm: Rhythm) -> Step | None:
        """Say what is to be said now; None if nothing.

        One step after the other, and a beat at least between them, also after the service was
        away: nobody hears of a silence before the school itself was asked.
        """
        if self.told == Step.OFFERED:
            return None
        following = Step(self.told + 1)
        is_long_enough = self.silent_days >= following.beats * rhythm.days
        had_time = not self.told or self.silent_days >= self.told_days + rhythm.days
        return following if is_long_enough and had_time else None

    @property
    def batch(self) -> str:
        """The name of what is said of this silence, so that it can be taken back."""
        return f"heartbeat {self.project_id} {self.school_id}"


def seen(db: Db, project_id: int, school_id: int | None, at: datetime) -> None:
    """Note a sign of life of a school: a silence ends, and what was to be said of it is not.

    Source: docs/rules.md, PRJ-3.
    """
    if school_id is None:
        return
    known = of_school(db, project_id, school_id)
    if known is None:
        _begin(db, project_id, school_id, at)
        return
    if not known.silent_days and at - known.seen_at < SEEN_EVERY:
        return
    today = max(local_day(db, school_id, at), known.counted_on)
    values = {"seen_at": at, "silent_days": 0, "counted_on": today, "told": 0, "told_days": 0}
    db.execute(update(table).where(_is(known)).values(values))
    if known.told:
        undelivered.drop(db, known.batch)


def of_school(db: Db, project_id: int, school_id: int) -> Heartbeat | None:
    """Read what is known of a school in a project; None if nothing yet."""
    where = (table.c.project_id == project_id) & (table.c.school_id == school_id)
    row = db.execute(select(table).where(where)).first()
    return _heartbeat(row) if row else None


def rhythm(db: Db, project_id: int) -> Rhythm:
    """Say how often a school is expected to be heard of."""
    found = db.scalar(select(_rhythms.c.rhythm).where(_rhythms.c.project_id == project_id))
    return Rhythm(found) if found else USUAL


def choose(db: Db, project_id: int, rhythm: Rhythm) -> None:
    """Expect schools to be heard of so often from now on."""
    mine = _rhythms.c.project_id == project_id
    if db.execute(update(_rhythms).where(mine).values(rhythm=rhythm)).rowcount == 0:
        db.execute(_rhythms.insert().values(project_id=project_id, rhythm=rhythm))


def pause(db: Db, project_id: int, school_id: int, until: date, at: datetime) -> None:
    """Let a school's clock stand still to the end of a day; what waits to be said is not."""
    known = of_school(db, project_id, school_id) or _begin(db, project_id, school_id, at)
    db.execute(update(table).where(_is(known)).values(paused_until=until))
    undelivered.drop(db, known.batch)


def local_day(db: Db, school_id: int, at: datetime) -> date:
    """Say which day it is where a school is."""
    school = schools.by_id(db, school_id)
    country = countries.by_code(school.country) if school else None
    return at.astimezone(country.zone).date() if country else at.date()


def uncounted(db: Db, at: datetime, limit: int) -> list[tuple[int, int, date]]:
    """List schools of active projects whose day is to be counted: project, school, the day.

    Only where it is daytime: what is said of silence is said then.
    """
    inside = members.table
    query = (
        select(inside.c.project_id, inside.c.school_id, schools.table.c.country)
        .distinct()
        .join(projects.table, projects.table.c.id == inside.c.project_id)
        .join(schools.table, schools.table.c.id == inside.c.school_id)
        .outerjoin(
            table,
            and_(
                table.c.project_id == inside.c.project_id, table.c.school_id == inside.c.school_id
            ),
        )
        .where(projects.table.c.state == projects.State.ACTIVE)
        .where(inside.c.state == members.State.IN)
    )
    days = _days(at)
    due = [
        schools.table.c.country.in_(those)
        & or_(table.c.counted_on.is_(None), table.c.counted_on < day)
        for day, those in days.items()
    ]
    if not due:
        return []
    where_it_is = {country: day for day, those in days.items() for country in those}
    rows = db.execute(query.where(or_(*due)).limit(limit))
    return [(row[0], row[1], where_it_is[row[2]]) for row in rows]


def _days(at: datetime) -> Mapping[date, Collection[str]]:
    """Group the countries where it is daytime by the day that it is there."""
    days: dict[date, list[str]] = {}
    for country in countries.all_countries():
        local = at.astimezone(country.zone)
        if local.hour in DAYTIME:
            days.setdefault(local.date(), []).append(country.code)
    return days


def count(
    db: Db,
    project_id: int,
    school_id: int,
    today: date,
    is_free: Callable[[date], bool],
    at: datetime,
) -> Heartbeat:
    """Count the days up to today that are not free or paused. Safe to repeat."""
    known = of_school(db, project_id, school_id)
    if known is None:
        return _begin(db, project_id, school_id, at)
    if today <= known.counted_on:
        return known
    gap = min(today - known.counted_on, LONGEST_GAP)
    days = [today - timedelta(days=back) for back in range(gap.days)]
    counted = sum(not (is_paused(known, day) or is_free(day)) for day in days)
    values = {"silent_days": known.silent_days + counted, "counted_on": today}
    unchanged = _is(known) & (table.c.counted_on == known.counted_on)
    db.execute(update(table).where(unchanged).values(values))
    return of_school(db, project_id, school_id) or known


def is_paused(known: Heartbeat, day: date) -> bool:
    """Tell whether the clock stands still on a day, because somebody asked for it."""
    return known.paused_until is not None and day <= known.paused_until


def tell(db: Db, known: Heartbeat, step: Step) -> bool:
    """Note that a step is said; False if it was, or if a sign of life came in between."""
    unchanged = _is(known) & (table.c.told == known.told)
    unchanged &= table.c.silent_days == known.silent_days
    values = {"told": int(step), "told_days": known.silent_days}
    return db.execute(update(table).where(unchanged).values(values)).rowcount == 1


def begin_anew(db: Db, project_id: int) -> None:
    """Forget what was of a project's schools: their clocks begin at nought."""
    db.execute(delete(table).where(table.c.project_id == project_id))


def forget_gone(db: Db, _now: datetime) -> None:
    """Forget what was of schools that are in a project no more, or of one that does not run."""
    inside, project = members.table, projects.table
    still_in = exists().where(
        inside.c.project_id == table.c.project_id,
        inside.c.school_id == table.c.school_id,
        inside.c.state == members.State.IN,
    )
    is_active = project.c.state == projects.State.ACTIVE
    runs = exists().where(project.c.id == table.c.project_id, is_active)
    db.execute(delete(table).where(or_(~still_in, ~runs)))


def _begin(db: Db, project_id: int, school_id: int, at: datetime) -> Heartbeat:
    today = local_day(db, school_id, at)
    row = {"project_id": project_id, "school_id": school_id, "seen_at": at, "counted_on": today}
    put = (sqlite if db.dialect.name == "sqlite" else postgresql).insert(table).values(row)
    db.execute(put.on_conflict_do_nothing())  # another turn may just have begun it too
    return Heartbeat(project_id, school_id, at, 0, today, Step.NOTHING, 0, None)


def _is(known: Heartbeat) -> ColumnElement[bool]:
    return (table.c.project_id == known.project_id) & (table.c.school_id == known.school_id)


def _heartbeat(row: Sequence[Any]) -> Heartbeat:
    project_id, school_id, seen_at, silent_days, counted_on, told, told_days, paused = row
    return Heartbeat(
        project_id, school_id, seen_at, silent_days, counted_on, Step(told), told_days, paused
    )
