"""How the service is, read from the database: for who watches over it, in numbers alone.

Everything here costs little also with 412,000 people: it is found by an index, or stands in a table
that stays small. It is the same whichever process asks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, exists, func, or_, select

from storage import (
    account_erasing,
    backups,
    campaigns,
    dialogues,
    events,
    exports,
    mutes,
    outbox,
    pupil_erasing,
    room_reports,
    rooms_heard,
    seats,
    sizes,
    twinspaces,
)
from storage.campaigns import UNDER_WAY
from storage.db import Db
from storage.outbox import DOUBTFUL, OF_CAMPAIGN, UNSENT, State

#: A form that was answered so lately is under way.
LATELY = timedelta(hours=1)
LANES = ("reply", "reminder", "bulk")
#: What the age of a backup is counted from.
BACKUP, NO_BACKUP = "backup", "none"


@dataclass(frozen=True)
class Fact:
    """One number, by what it is called and, where there are several, of what it is."""

    name: str
    value: float
    of: tuple[str, ...] = ()


def read(db: Db, now: datetime) -> list[Fact]:
    """Read all numbers."""
    subjects = (_outbox, _doubtful, _parked, _classes, _forms, _rooms, _campaigns, _waiting)
    found = [fact for subject in subjects for fact in subject(db, now)]
    return [*found, *_backups(db, now), *_seats(db), *_sizes(db)]


def _outbox(db: Db, now: datetime) -> Iterator[Fact]:
    """Count what has not left, and say how long the oldest of it has been due.

    What went wrong and rests counts as waiting: it is due since it was put.
    """
    table = outbox.table.c
    what = case(
        (table.state == State.ATTEMPTING, "attempting"),
        (table.due_at > now, "later"),
        else_="waiting",
    )
    query = select(table.platform, table.lane, what, func.count(), func.min(table.due_at))
    rows = db.execute(query.where(UNSENT).group_by(table.platform, table.lane, what))
    oldest: dict[tuple[str, str], float] = {}
    for platform, lane, state, count, since in rows:
        yield Fact("outbox", count, (platform, LANES[lane], state))
        seconds = max(0.0, (now - since).total_seconds())
        key = platform, LANES[lane]
        oldest[key] = max(seconds, oldest.get(key, 0.0))
    for of, seconds in oldest.items():
        yield Fact("outbox_oldest_seconds", seconds, of)


def _doubtful(db: Db, _now: datetime) -> Iterator[Fact]:
    table = outbox.table.c
    query = select(table.platform, func.count()).where(DOUBTFUL).group_by(table.platform)
    for platform, count in db.execute(query):
        yield Fact("outbox_doubtful", count, (platform,))


def _parked(db: Db, _now: datetime) -> Iterator[Fact]:
    for door, count in events.count_parked(db).items():
        yield Fact("parked_events", count, (door,))


def _classes(db: Db, _now: datetime) -> Iterator[Fact]:
    """Count the classes that are muted since nobody of their school looks after them."""
    table = mutes.table.c
    number = select(func.count()).where(table.cause == mutes.Cause.UNSUPERVISED)
    yield Fact("unsupervised_classes", db.scalar(number) or 0)


def _forms(db: Db, now: datetime) -> Iterator[Fact]:
    table = dialogues.table.c
    lately = select(func.count()).where(table.updated_at > now - LATELY, table.step != "")
    yield Fact("forms", db.scalar(lately) or 0)


def _rooms(db: Db, now: datetime) -> Iterator[Fact]:
    """Count the TwinSpaces by how their rooms are; those that failed wait to be tried again.

    Those that are settled are counted as what is left of all.
    """
    table = twinspaces.table.c
    rests = and_(table.is_dirty, table.lease == "", table.leased_until.is_not(None))
    what = case((rests, "failing"), else_="changing")
    found = dict.fromkeys(("failing", "changing"), 0)
    query = select(what, func.count()).where(twinspaces.UNSETTLED)
    found |= dict(db.execute(query.group_by(what)).all())
    number = db.scalar(select(func.count()).select_from(twinspaces.table)) or 0
    found["settled"] = number - sum(found.values())
    for name, number in found.items():
        yield Fact("rooms", number, (name,))
    until = rooms_heard.until(db)
    if until is not None:
        yield Fact("rooms_heard_seconds", max(0.0, (now - until).total_seconds()))


def _campaigns(db: Db, _now: datetime) -> Iterator[Fact]:
    """Count announcements under way, and their letters that wait for their turn."""
    table, letters = campaigns.table.c, outbox.table.c
    query = select(table.state, func.count()).where(table.state.in_(UNDER_WAY))
    found = dict.fromkeys(sorted(UNDER_WAY), 0)
    found |= dict(db.execute(query.group_by(table.state)).all())
    for state, number in found.items():
        yield Fact("campaigns", number, (str(state),))
    left = 0
    for number in campaigns.busy(db):
        mine = letters.batch == campaigns.batch_of(number)
        held = select(func.count()).where(OF_CAMPAIGN, mine, letters.state == State.HELD)
        left += db.scalar(held) or 0
    yield Fact("campaign_letters", left)


def _waiting(db: Db, now: datetime) -> Iterator[Fact]:
    """Count the exports and the erasures that are due and not done, and how long they are."""
    table = exports.table.c
    query = select(func.count(), func.min(table.at))
    is_open = table.state.in_([exports.State.WAITING, exports.State.MAKING])
    yield from _ages(db, "exports", query.where(is_open), now)
    wish, report = account_erasing.table.c, room_reports.table.c
    theirs = or_(report.about_pupil == wish.pupil, report.reporter_pupil == wish.pupil)
    delays = exists().where(theirs, report.closed_at.is_(None))
    is_late = wish.due_at <= now - pupil_erasing.DELAYED
    due = select(func.count(), func.min(wish.due_at)).where(
        wish.done_at.is_(None), wish.due_at <= now, or_(is_late, ~delays)
    )
    yield from _ages(db, "erasures", due, now)


def _backups(db: Db, now: datetime) -> Iterator[Fact]:
    """Say how long ago the last whole backup ended, or for how long there has been none."""
    mark = backups.mark(db)
    if mark is not None:
        of = BACKUP if mark.is_made else NO_BACKUP
        yield Fact("backup_age_seconds", max(0.0, (now - mark.since).total_seconds()), (of,))


def _seats(db: Db) -> Iterator[Fact]:
    """Say of each seat how long it is held yet, and how often it changed hands. Not on SQLite."""
    for seat, seconds in seats.held(db):
        yield Fact("seat_left_seconds", seconds, (seat.name,))
        yield Fact("seat_fence", seat.fence, (seat.name,))
    if db.dialect.name != "sqlite":
        yield Fact("processes", len(seats.living(db)))


def _sizes(db: Db) -> Iterator[Fact]:
    yield Fact("database_bytes", sizes.bytes_of(db))
    found, most = sizes.connections(db)
    for state, count in found.items():
        yield Fact("database_connections", count, (state,))
    if most:
        yield Fact("database_connections_most", most)


def _ages(db: Db, name: str, query: Select[*tuple[Any, ...]], now: datetime) -> Iterator[Fact]:
    count, since = db.execute(query).one()
    yield Fact(name, count)
    yield Fact(f"{name}_oldest_seconds", max(0.0, (now - since).total_seconds()) if since else 0.0)
