"""One message to many people: put, changed and taken back by single statements.

Each reader gets it as they chose: in their language, at their preferred address, at once, daily
or not at all, and not in their quiet hours.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

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

from storage import addresses, blocks, deliveries, notices, outbox, people, readers, reading_times
from storage.db import Db, UtcTime
from storage.gathered import TOLD
from storage.notices import Way
from storage.outbox import TO_COME, State, encode

_people, _places = people.table, addresses.table
#: What else a message says, each with the readers to whom it says it; the first that fits counts.
Variants = Sequence[tuple[ColumnElement[bool], Mapping[str, Any]]]
#: Measured by `make bench` (campaign_lock): a transaction costs SQLite more, and a row less.
AT_ONCE = {"sqlite": 12_000, "postgresql": 6_000}
#: What can still be changed where it is: it has not left, or a line of the day told of it.
_is_here = or_(outbox.table.c.state.in_(TO_COME), outbox.table.c.why == TOLD)


def at_once(db: Db) -> int:
    """Say to how many one message is put in one transaction: turns wait for it below 300 ms."""
    return AT_ONCE[db.dialect.name]


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
    variants: Variants = (),
    within: tuple[int, int] | None = None,
    is_held: bool = False,
) -> int:
    """Put a message for each recipient into the outbox and say for how many.

    `recipients` selects `person_id`, and may select `way`, the way in which that person wants to
    be told of this one, or NULL. With `once`, each person gets it at most once under that name.
    Nobody gets what an author wrote from whom a block parts them. `answers` is the batch under
    whose copy, in each chat, it is shown as an answer. Who would get it at `before` or later, since
    they want it daily or it is night there, gets it at once. From `until` on it is not sent.
    `variants` say something else to some. All recipients are `within` these ids: above the first,
    up to the second; the databases then look at the addresses of no others. What `is_held` leaves
    when it is let (campaign_rows.py).
    """
    chosen = recipients.subquery()
    way = readers.way(chosen)
    query = readers.reached(chosen, kind, author_id, within).where(way != Way.OFF.value)
    is_daily = way == Way.DAILY.value
    columns = {
        **_place_and_words(payload, lane, variants, is_daily),
        **_names(batch, once, answers),
        **_time_and_state(db, chosen, kind, at, before, until, is_daily, is_held),
    }
    return _put(db, columns, query, is_once=bool(once))


def _names(batch: str, once: str, answers: str) -> dict[str, Any]:
    """Give the columns that say what a message is a copy of, and what it answers."""
    return {
        "once": literal(f"{once}-") + cast(_people.c.id, Text) if once else null(),
        "batch": literal(batch),
        "replies_to": _copy_of(answers) if answers else literal(""),
    }


def _time_and_state(
    db: Db,
    chosen: Subquery,
    kind: str,
    at: datetime,
    before: datetime | None,
    until: datetime | None,
    is_daily: ColumnElement[bool],
    is_held: bool,
) -> dict[str, Any]:
    """Give the columns that say when each reader is told, and what is waited for until then."""
    before = until - notices.DAILY_TAKES if until else before
    at_once = State.HELD if is_held else State.WAITING
    return {
        "until_at": literal(until, UtcTime),
        "due_at": reading_times.due(db, chosen, is_daily, kind, at, before),
        "state": case((is_daily, int(State.GATHERED)), else_=int(at_once)),
    }


def _place_and_words(
    payload: Mapping[str, Any], lane: int, variants: Variants, is_daily: ColumnElement[bool]
) -> dict[str, Any]:
    """Give the columns that say where each reader is told, and what."""
    packed: ColumnElement[str] = literal(encode({**payload, "pushed": True}))
    if variants:
        others = ((who, encode({**says, "pushed": True})) for who, says in variants)
        packed = case(*others, else_=packed)
    return {
        "platform": _places.c.platform,
        "chat": _places.c.chat,
        "sender": literal(""),
        "language": _places.c.language,
        "zone": reading_times.ZONE,
        "lane": literal(int(lane)),
        "payload": packed,
        "is_asked": and_(literal(bool(payload.get("buttons"))), ~is_daily),
        "edits": literal(""),
        "attempts": literal(0),
        "why": literal(""),
    }


def edit(
    db: Db,
    batch: str,
    payload: Mapping[str, Any],
    at: datetime,
    author_id: int | None = None,
    to: Select[Any] | None = None,
    chat: str = "",
) -> None:
    """Change what a batch says: what has not left at once, the rest at its readers'.

    Not for those whom a block parts from its author by now. `to` selects `person_id` of those
    for whom it changes; None is all. With `chat`, only what stands there changes.
    """
    packed = encode({**payload, "pushed": True})
    table = outbox.table
    mine = table.c.batch == batch
    if chat:
        mine &= table.c.chat == chat
    if author_id is not None:
        mine &= ~_is_read_by(blocks.apart(_places.c.person_id, author_id))
    if to is not None:
        mine &= _is_read_by(_places.c.person_id.in_(select(to.subquery().c.person_id)))
    first = mine & table.c.target.is_(None)
    db.execute(update(table).where(first, _is_here).values(payload=packed))
    # A change may wait for a message that was leaving then, and waits itself again now.
    waits = table.c.target.is_not(None) & ~table.c.removes & (table.c.state == State.WAITING)
    db.execute(update(table).where(mine, waits).values(payload=packed))
    _follow(db, first, {"payload": literal(packed)}, at)


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
    columns = {**columns, **outbox.caused()}
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
        **outbox.caused(),
        **changes,
    }
    rows = select(*(value.label(name) for name, value in columns.items())).where(mine, has_left)
    db.execute(insert(table).from_select(list(columns), rows))
