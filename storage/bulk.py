"""One message to many people: put, changed and taken back by single statements.

Each reader gets it as they chose: in their language, at their preferred address, at once, daily
or not at all, and not in their quiet hours.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    Text,
    and_,
    case,
    cast,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from storage import addresses, blocks, deliveries, notices, outbox, people
from storage.countries import all_countries
from storage.db import Db, UtcTime
from storage.notices import DEFAULT_QUIET, DEFAULT_WAY, URGENT, Way
from storage.outbox import State, encode

_people, _places = people.table, addresses.table
_ways, _quiet = notices.table, notices.quiet_hours
#: The reader's time zone, in SQL.
_ZONE = case(
    (_people.c.zone != "", _people.c.zone),
    else_=case(
        {one.code: one.zones[0] for one in all_countries()}, value=_people.c.country, else_="UTC"
    ),
)
_BEGINS = func.coalesce(_quiet.c.begins, DEFAULT_QUIET[0])
_ENDS = func.coalesce(_quiet.c.ends, DEFAULT_QUIET[1])
_HABIT = _ZONE + " " + cast(_BEGINS, Text) + " " + cast(_ENDS, Text)


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
) -> int:
    """Put a message for each recipient into the outbox and say for how many.

    `recipients` selects `person_id`, and may select `way`, the way in which that person wants to
    be told of this one, or NULL. With `once`, each person gets it at most once under that name.
    Nobody gets what an author wrote from whom a block parts them. `answers` is the batch under
    whose copy, in each chat, it is shown as an answer.
    """
    readers = recipients.subquery()
    way = func.coalesce(*_chosen(readers), DEFAULT_WAY.value)
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
        "is_asked": literal(bool(payload.get("buttons"))),
        "once": literal(f"{once}-") + cast(_people.c.id, Text) if once else null(),
        "edits": literal(""),
        "zone": _ZONE,
        "batch": literal(batch),
        "replies_to": _copy_of(answers) if answers else literal(""),
        "due_at": _due(db, query, is_daily, kind, at),
        "state": case((is_daily, int(State.GATHERED)), else_=int(State.WAITING)),
        "attempts": literal(0),
        "why": literal(""),
    }
    return _put(db, columns, query)


def edit(db: Db, batch: str, payload: Mapping[str, Any], at: datetime) -> None:
    """Change what a batch says: what has not left at once, the rest at its readers'."""
    packed = encode({**payload, "pushed": True})
    table = outbox.table
    mine = (table.c.batch == batch) & table.c.target.is_(None)
    unsent = table.c.state.in_([State.WAITING, State.GATHERED])
    db.execute(update(table).where(mine, unsent).values(payload=packed))
    _follow(db, mine, {"payload": literal(packed)}, at)


def remove(db: Db, batch: str, at: datetime) -> None:
    """Take a batch back: what has not left stays, the rest is deleted where the platform can."""
    table = outbox.table
    mine = (table.c.batch == batch) & table.c.target.is_(None)
    unsent = table.c.state.in_([State.WAITING, State.GATHERED])
    dead = {"state": int(State.DEAD), "why": "taken back", "payload": "{}"}
    db.execute(update(table).where(mine, unsent).values(dead))
    _follow(db, mine, {"payload": literal("{}"), "removes": literal(True)}, at)


def _chosen(readers: Subquery) -> list[ColumnElement[Any]]:
    own = [readers.c.way] if "way" in readers.c else []
    return [*own, _ways.c.way]


def _joined(readers: Subquery, kind: str) -> Select[Any]:
    """Select the readers who can be reached, each with where and how."""
    newest = (
        select(_places.c.id)
        .where(_places.c.person_id == _people.c.id, _places.c.unreachable == "")
        .order_by(_places.c.seen_at.desc(), _places.c.id)
        .limit(1)
        .correlate(_people)
        .scalar_subquery()
    )
    is_way = and_(_ways.c.person_id == _people.c.id, _ways.c.kind == kind)
    return (
        select()
        .select_from(readers)
        .join(_people, _people.c.id == readers.c.person_id)
        .join(_places, _places.c.id == newest)
        .outerjoin(_ways, is_way)
        .outerjoin(_quiet, _quiet.c.person_id == _people.c.id)
    )


def _due(
    db: Db, query: Select[Any], is_daily: ColumnElement[bool], kind: str, at: datetime
) -> ColumnElement[datetime]:
    """Say in SQL when each reader is to be told: most share their habits with many others."""
    now = literal(at, UtcTime)
    habits = query.add_columns(_HABIT.label("habit"), is_daily).distinct()
    later: dict[bool, dict[str, Any]] = {True: {}, False: {}}
    for habit, waits in db.execute(habits):
        zone, begins, ends = habit.rsplit(" ", 2)
        if waits:
            when = notices.next_daily(ZoneInfo(zone), at)
        elif kind in URGENT:
            continue
        else:
            when = notices.after_quiet((int(begins), int(ends)), ZoneInfo(zone), at)
        if when != at:
            later[bool(waits)][habit] = literal(when, UtcTime)
    daily, others = (
        case(later[waits], value=_HABIT, else_=now) if later[waits] else now
        for waits in (True, False)
    )
    return case((is_daily, daily), else_=others) if later[True] else others


def _copy_of(batch: str) -> ColumnElement[str]:
    """Find the message as which a batch arrived in the reader's chat."""
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
    return func.coalesce(found.scalar_subquery(), "")


def _put(db: Db, columns: Mapping[str, Any], query: Select[Any]) -> int:
    made = query.add_columns(*(value.label(name) for name, value in columns.items()))
    dialect: Any = sqlite if db.dialect.name == "sqlite" else postgresql
    put = dialect.insert(outbox.table).from_select(list(columns), made)
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
