"""One message to many people: put, changed and taken back by single statements.

Each reader gets it as they chose: in their language, at their preferred address, at once, daily
or not at all, and not in their quiet hours.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Subquery,
    Text,
    and_,
    case,
    cast,
    func,
    insert,
    literal,
    literal_column,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from storage import addresses, blocks, deliveries, notices, outbox, people
from storage.countries import all_countries
from storage.db import Db, UtcTime
from storage.gathered import TOLD
from storage.notices import AWAKE, DEFAULT_QUIET, DEFAULT_WAY, URGENT, Way
from storage.outbox import State, encode

_people, _places = people.table, addresses.table
_ways, _quiet = notices.table, notices.quiet_hours
_ZONES = {one.code: one.zones[0] for one in all_countries()}
_NOWHERE = "UTC"
#: The reader's time zone, in SQL: written out once, since a message to many needs it each time.
_ZONE: ColumnElement[str] = literal_column(
    str(
        case(
            (_people.c.zone != "", _people.c.zone),
            else_=case(_ZONES, value=_people.c.country, else_=_NOWHERE),
        ).compile(compile_kwargs={"literal_binds": True})
    ),
    Text,
)
_BEGINS = func.coalesce(_quiet.c.begins, DEFAULT_QUIET[0])
_ENDS = func.coalesce(_quiet.c.ends, DEFAULT_QUIET[1])
#: What can still be changed where it is: it has not left, or a line of the day told of it.
_is_here = or_(
    outbox.table.c.state.in_([State.WAITING, State.GATHERED]), outbox.table.c.why == TOLD
)
#: Where somebody reads: the time zone they chose, or none and their country; or neither.
_Place = tuple[str, str]
_ELSEWHERE: _Place = ("", "")
#: The places of those who chose no time zone, each with the one in which they read.
_PLACES = {("", country): zone for country, zone in _ZONES.items()} | {_ELSEWHERE: _NOWHERE}

#: ZoneInfo itself remembers only the last eight, and reads the others from their files again.
_zone = cache(ZoneInfo)


def send(
    db: Db,
    recipients: Select[Any],
    *,
    payload: Mapping[str, Any],
    kind: str,
    at: datetime,
    lane: int,
    batch: str = "",
    once: str = "",
    author_id: int | None = None,
    answers: str = "",
    before: datetime | None = None,
    until: datetime | None = None,
) -> int:
    """Put a message for each recipient into the outbox and say for how many.

    `recipients` selects `person_id`, and may select `way`, the way in which that person wants to
    be told of this one, or NULL. With `once`, each person gets it at most once under that name.
    Nobody gets what an author wrote from whom a block parts them. `answers` is the batch under
    whose copy, in each chat, it is shown as an answer. Who would get it at `before` or later, since
    they want it daily or it is night there, gets it at once. From `until` on it is not sent.
    """
    before = until - notices.DAILY_TAKES if until else before
    readers = recipients.subquery()
    own = [readers.c.way] if "way" in readers.c else []
    way = func.coalesce(*own, _ways.c.way, DEFAULT_WAY.value)
    query = _joined(readers, kind).where(way != Way.OFF.value)
    if author_id is not None:
        query = query.where(_people.c.id != author_id)
        query = query.where(~blocks.apart(_people.c.id, author_id))
    is_daily = way == Way.DAILY.value
    columns: dict[str, Any] = {
        "platform": _places.c.platform,
        "chat": _places.c.chat,
        "sender": literal(""),
        "language": _places.c.language,
        "lane": literal(int(lane)),
        "payload": literal(encode({**payload, "pushed": True})),
        "is_asked": and_(literal(bool(payload.get("buttons"))), ~is_daily),
        "once": literal(f"{once}-") + cast(_people.c.id, Text) if once else null(),
        "edits": literal(""),
        "zone": _ZONE,
        "batch": literal(batch),
        "replies_to": _copy_of(answers) if answers else literal(""),
        "until_at": literal(until, UtcTime),
        "due_at": _due(db, readers, is_daily, kind, at, before),
        "state": case((is_daily, int(State.GATHERED)), else_=int(State.WAITING)),
        "attempts": literal(0),
        "why": literal(""),
    }
    return _put(db, columns, query, is_once=bool(once))


def edit(
    db: Db,
    batch: str,
    payload: Mapping[str, Any],
    at: datetime,
    author_id: int | None = None,
    to: Select[Any] | None = None,
) -> None:
    """Change what a batch says: what has not left at once, the rest at its readers'.

    Not for those whom a block parts from its author by now. `to` selects `person_id` of those
    for whom it changes; None is all.
    """
    packed = encode({**payload, "pushed": True})
    table = outbox.table
    mine = (table.c.batch == batch) & table.c.target.is_(None)
    if author_id is not None:
        mine &= ~_is_read_by(blocks.apart(_places.c.person_id, author_id))
    if to is not None:
        mine &= _is_read_by(_places.c.person_id.in_(select(to.subquery().c.person_id)))
    db.execute(update(table).where(mine, _is_here).values(payload=packed))
    _follow(db, mine, {"payload": literal(packed)}, at)


def payload_of(db: Db, batch: str) -> Mapping[str, Any] | None:
    """Read what a batch said at first; None if there is none, or it was taken back."""
    table = outbox.table
    mine = (table.c.batch == batch) & table.c.target.is_(None)
    removed = select(table.c.id).where(table.c.batch == batch, table.c.removes)
    query = select(table.c.payload).where(mine, table.c.payload != "{}", ~removed.exists())
    found = db.scalar(query.order_by(table.c.id).limit(1))
    return json.loads(found) if found else None


def remove(db: Db, batch: str, at: datetime) -> None:
    """Take a batch back: what has not left stays, the rest is deleted where the platform can."""
    table = outbox.table
    mine = (table.c.batch == batch) & table.c.target.is_(None)
    dead = {"state": int(State.DEAD), "why": "taken back", "payload": "{}"}
    db.execute(update(table).where(mine, _is_here).values(dead))
    # Its buttons are no list any more that a number could answer.
    db.execute(update(table).where(mine).values(is_asked=False))
    _follow(db, mine, {"payload": literal("{}"), "removes": literal(True)}, at)


def _is_read_by(who: ColumnElement[bool]) -> ColumnElement[bool]:
    """Say in SQL whether this is true of the reader of a row."""
    table = outbox.table
    same = (_places.c.platform == table.c.platform) & (_places.c.chat == table.c.chat)
    return select(_places.c.id).where(same, who).correlate(table).exists()


def _joined(readers: Subquery, kind: str) -> Select[Any]:
    """Select the readers who can be reached, each with where and how."""
    other = _places.alias("other")
    is_later = or_(
        other.c.seen_at > _places.c.seen_at,
        and_(other.c.seen_at == _places.c.seen_at, other.c.id < _places.c.id),
    )
    newer = select(other.c.id).where(
        other.c.person_id == _places.c.person_id, other.c.unreachable == "", is_later
    )
    is_newest = and_(
        _places.c.person_id == _people.c.id, _places.c.unreachable == "", ~newer.exists()
    )
    is_way = and_(_ways.c.person_id == _people.c.id, _ways.c.kind == kind)
    return (
        select()
        .select_from(readers)
        .join(_people, _people.c.id == readers.c.person_id)
        .join(_places, is_newest)
        .outerjoin(_ways, is_way)
        .outerjoin(_quiet, _quiet.c.person_id == _people.c.id)
    )


def _due(
    db: Db,
    readers: Subquery,
    is_daily: ColumnElement[bool],
    kind: str,
    at: datetime,
    before: datetime | None,
) -> ColumnElement[datetime]:
    """Say in SQL when each reader is to be told: most share their habits with many others."""

    def no_later(when: datetime) -> datetime:
        return at if before is not None and when >= before else when

    places, nights = dict(_PLACES), defaultdict[tuple[int, int], dict[_Place, datetime]](dict)
    for own, begins, ends in [("", *DEFAULT_QUIET), *_own_habits(db, readers)]:
        here = {(own, ""): own} if own else _PLACES
        places |= here
        for place, zone in here.items():
            when = notices.after_quiet((begins, ends), _zone(zone), at)
            nights[begins, ends][place] = no_later(when)
    daily = {place: no_later(notices.next_daily(_zone(zone), at)) for place, zone in places.items()}
    first, last = _BEGINS, _ENDS
    asleep = [
        (and_(first == begins, last == ends), _by_place(times))
        for (begins, ends), times in nights.items()
        if kind not in URGENT and any(when != at for when in times.values())
    ]
    now = literal(at, UtcTime)
    awake = [(_places.c.seen_at >= at - AWAKE, now)] if asleep else []
    return case((is_daily, _by_place(daily)), *awake, *asleep, else_=now)


def _own_habits(db: Db, readers: Subquery) -> Sequence[Row[Any, Any, Any]]:
    """List the time zones and quiet hours of those readers who chose some."""
    query = (
        select(_people.c.zone, _BEGINS, _ENDS)
        .select_from(readers)
        .join(_people, _people.c.id == readers.c.person_id)
        .outerjoin(_quiet, _quiet.c.person_id == _people.c.id)
        .where(or_(_people.c.zone != "", _quiet.c.person_id.is_not(None)))
    )
    return db.execute(query.distinct()).all()


def _by_place(times: Mapping[_Place, datetime]) -> ColumnElement[datetime]:
    """Say in SQL which of these times a reader's place has: many share one."""
    zones, lands = defaultdict[datetime, list[str]](list), defaultdict[datetime, list[str]](list)
    for (zone, land), when in times.items():
        (zones if zone else lands)[when].append(zone or land)
    by_zone = [(_people.c.zone.in_(some), literal(when, UtcTime)) for when, some in zones.items()]
    by_land = [
        (and_(_people.c.zone == "", _people.c.country.in_(some)), literal(when, UtcTime))
        for when, some in lands.items()
    ]
    return case(*by_zone, *by_land, else_=literal(times.get(_ELSEWHERE), UtcTime))


def _copy_of(batch: str) -> ColumnElement[str]:
    """Find the message as which a batch arrived in the reader's chat, or as which they wrote it.

    A batch made of somebody's own message is named after that (handlers/following.py).
    """
    letters, arrived = outbox.table.alias("parent"), deliveries.table
    found = (
        select(arrived.c.remote_id)
        .join(letters, letters.c.id == arrived.c.outbox_id)
        .where(letters.c.batch == batch, letters.c.chat == _places.c.chat)
        .where(letters.c.platform == _places.c.platform)
        .order_by(arrived.c.outbox_id, arrived.c.part)
        .limit(1)
        .correlate(_places)
    )
    own = _places.c.platform + ":" + _places.c.chat + ":"
    written = func.substr(literal(batch), func.length(own) + 1)
    is_own = func.substr(literal(batch), 1, func.length(own)) == own
    return case((is_own, written), else_=func.coalesce(found.scalar_subquery(), ""))


def _put(db: Db, columns: Mapping[str, Any], query: Select[Any], is_once: bool) -> int:
    made = query.add_columns(*(value.label(name) for name, value in columns.items()))
    dialect: Any = sqlite if db.dialect.name == "sqlite" else postgresql
    put = dialect.insert(outbox.table).from_select(list(columns), made)
    if is_once:
        put = put.on_conflict_do_nothing(index_elements=["once"])
    return db.execute(put, execution_options={"preserve_rowcount": True}).rowcount


def _follow(db: Db, mine: Any, changes: Mapping[str, Any], at: datetime) -> None:
    """Put a row that changes the message of each row that has left, or is just leaving."""
    table = outbox.table
    has_left = or_(table.c.state == State.SENT, table.c.state == State.ATTEMPTING)
    same = ("platform", "chat", "sender", "language", "lane", "zone", "batch", "is_asked")
    columns: dict[str, Any] = {
        **{name: table.c[name] for name in same},
        "payload": table.c.payload,
        "edits": literal(""),
        "target": table.c.id,
        "due_at": literal(at, UtcTime),
        "state": literal(int(State.WAITING)),
        "attempts": literal(0),
        "why": literal(""),
        **changes,
    }
    rows = select(*(value.label(name) for name, value in columns.items())).where(mine, has_left)
    db.execute(insert(table).from_select(list(columns), rows))
