"""What is to be sent, and what became of it. Everything we say goes through here."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    Table,
    Text,
    bindparam,
    func,
    insert,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from storage.db import Db, UtcTime, metadata
from storage.prepared import Prepared

#: How long a numbered list can be answered. Source: docs/decisions/0005.
ASKED = timedelta(hours=24)
#: How many of the last questions are looked at to understand an answer.
LISTS = 5


class State(IntEnum):
    """What became of a message."""

    WAITING = 0
    #: The call is being made, or was being made when the service died.
    ATTEMPTING = 1
    SENT = 2
    #: The call was made and its outcome will never be known; it is not repeated.
    UNKNOWN = 3
    #: It will not be sent; `why` says so in a word.
    DEAD = 4


table = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("chat", Text, nullable=False),
    Column("sender", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("lane", Integer, nullable=False),
    Column("payload", Text, nullable=False),
    Column("is_asked", Boolean, nullable=False),
    Column("once", Text, nullable=True, unique=True),
    Column("edits", Text, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("state", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("attempted_at", UtcTime, nullable=True),
    Column("why", Text, nullable=False),
)
#: Written out, not bound: only so do the databases see that the partial index fits.
_UNSENT = table.c.state <= literal_column(str(int(State.ATTEMPTING)))
Index(
    "ix_outbox_unsent",
    table.c.platform,
    table.c.lane,
    table.c.id,
    sqlite_where=_UNSENT,
    postgresql_where=_UNSENT,
)
Index(
    "ix_outbox_unsent_chat",
    table.c.platform,
    table.c.chat,
    sqlite_where=_UNSENT,
    postgresql_where=_UNSENT,
)
Index(
    "ix_outbox_asked",
    table.c.platform,
    table.c.chat,
    table.c.id,
    sqlite_where=text("is_asked = 1"),
    postgresql_where=text("is_asked"),
)


@dataclass(frozen=True)
class Letter:
    """One message on its way."""

    id: int
    platform: str
    chat: str
    #: The account that speaks; empty for our bot.
    sender: str
    language: str
    #: 0 reply, 1 reminder, 2 bulk.
    lane: int
    #: What to say, as handlers/packing.py wrote it.
    payload: Mapping[str, Any]
    #: The id, on the platform, of the message that this one replaces; empty for a new one.
    edits: str
    attempts: int
    attempted_at: datetime | None


@dataclass(frozen=True)
class Outcome:
    """What became of an attempt."""

    letter_id: int
    state: State
    why: str = ""
    #: How many calls may have sent it without our knowing.
    attempts: int = 0


_COLUMNS = (
    table.c.id,
    table.c.platform,
    table.c.chat,
    table.c.sender,
    table.c.language,
    table.c.lane,
    table.c.payload,
    table.c.edits,
    table.c.attempts,
    table.c.attempted_at,
)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_given = [column.name for column in table.c if column.name != "id"]
_put = Prepared(insert(table).inline(), *_given)
_once_sqlite = sqlite.insert(table).on_conflict_do_nothing(index_elements=["once"])
_once_postgresql = postgresql.insert(table).on_conflict_do_nothing(index_elements=["once"])


def put(
    db: Db,
    *,
    platform: str,
    chat: str,
    language: str,
    payload: Mapping[str, Any],
    at: datetime,
    lane: int = 0,
    sender: str = "",
    is_asked: bool = False,
    once: str = "",
    edits: str = "",
) -> None:
    """Send this, soon. With `once`, only if nothing with that key was put before."""
    values = {
        "platform": platform,
        "chat": chat,
        "sender": sender,
        "language": language,
        "lane": int(lane),
        "payload": _encode(payload),
        "is_asked": is_asked,
        "once": once or None,
        "edits": edits,
        "due_at": at,
        "state": int(State.WAITING),
        "attempts": 0,
        "attempted_at": None,
        "why": "",
    }
    if not once:
        _put.run(db, **values)
        return
    db.execute(_once_sqlite if db.dialect.name == "sqlite" else _once_postgresql, values)


_pick = (
    select(*_COLUMNS)
    .where(
        table.c.platform == bindparam("platform_"),
        _UNSENT,
        table.c.state == State.WAITING,
        table.c.due_at <= bindparam("now"),
    )
    .order_by(table.c.lane, table.c.id)
    .limit(bindparam("most"))
)
_pick_elsewhere = _pick.where(table.c.chat.not_in(bindparam("busy", expanding=True)))


def pick(
    db: Db, platform: str, now: datetime, most: int, busy: Collection[str] = ()
) -> list[Letter]:
    """List what is due on a platform but not to `busy` chats: replies first, each lane in order."""
    values = {"platform_": platform, "now": now, "most": most}
    if not busy:
        return [_letter(row) for row in db.execute(_pick, values)]
    rows = db.execute(_pick_elsewhere, {**values, "busy": list(busy)})
    return [_letter(row) for row in rows]


_attempt = (
    update(table)
    .where(table.c.id.in_(bindparam("letters", expanding=True)), table.c.state == State.WAITING)
    .values(
        state=int(State.ATTEMPTING), attempts=table.c.attempts + 1, attempted_at=bindparam("now")
    )
    .returning(table.c.id)
)


def attempt(db: Db, ids: Collection[int], now: datetime) -> set[int]:
    """Mark, before the calls are made, that they are being made; return those that still wait."""
    return set(db.scalars(_attempt, {"letters": list(ids), "now": now})) if ids else set()


_outcome = (
    update(table)
    .where(table.c.id.in_(bindparam("letters", expanding=True)))
    .values(state=bindparam("state_"), why=bindparam("why_"), attempts=bindparam("attempts_"))
)


def mark(db: Db, outcomes: Sequence[Outcome]) -> None:
    """Write down what became of attempts."""
    alike: dict[tuple[State, str, int], list[int]] = {}
    for one in outcomes:
        alike.setdefault((one.state, one.why, one.attempts), []).append(one.letter_id)
    for (state, why, attempts), letters in alike.items():
        values = {"state_": int(state), "why_": why, "attempts_": attempts}
        db.execute(_outcome, {**values, "letters": letters})


def recover(db: Db, platform: str, exactly_once: bool) -> None:
    """After a death: try again what was being tried, where that is allowed.

    Where the platform knows our transaction ids, always; an edit too, since twice is once.
    Elsewhere an answer or a reminder once, and bulk never: it may have arrived.
    """
    stuck = (table.c.platform == platform) & _UNSENT & (table.c.state == State.ATTEMPTING)
    if not exactly_once:
        doubtful = stuck & (table.c.edits == "") & ((table.c.lane >= 2) | (table.c.attempts >= 2))
        db.execute(update(table).where(doubtful).values(state=int(State.UNKNOWN), why="died"))
    db.execute(update(table).where(stuck).values(state=int(State.WAITING)))


def stop_chat(db: Db, platform: str, chat: str, sender: str, why: str) -> None:
    """Send nothing of what waits for a chat and is said by `sender` (empty: our bot)."""
    where = (table.c.platform == platform) & (table.c.chat == chat) & (table.c.sender == sender)
    waits = where & _UNSENT & (table.c.state == State.WAITING)
    db.execute(update(table).where(waits).values(state=int(State.DEAD), why=why))


def move(db: Db, platform: str, chat: str, new_chat: str) -> None:
    """Let what is unsent follow a chat to its new id. Safe to repeat."""
    where = (table.c.platform == platform) & (table.c.chat == chat)
    unsent = where & _UNSENT
    db.execute(update(table).where(unsent).values(chat=new_chat))


_last_asked = Prepared(
    select(table.c.payload)
    .where(
        table.c.platform == bindparam("platform_"),
        table.c.chat == bindparam("chat_"),
        table.c.is_asked,
        table.c.due_at > bindparam("since"),
    )
    .order_by(table.c.id.desc())
    .limit(LISTS)
)


def last_asked(db: Db, platform: str, chat: str, at: datetime) -> list[Mapping[str, Any]]:
    """Read what a chat was asked last, within a day, the newest first."""
    rows = _last_asked.rows(db, platform_=platform, chat_=chat, since=at - ASKED)
    return [json.loads(payload) for (payload,) in rows]


def state_of(db: Db, once: str) -> State | None:
    """Say what became of the message with this key; None if nothing with it was put."""
    state = db.scalar(select(table.c.state).where(table.c.once == once))
    return None if state is None else State(state)


def waiting(db: Db) -> dict[str, int]:
    """Count what waits, by platform."""
    query = select(table.c.platform, func.count()).where(_UNSENT)
    return {row[0]: row[1] for row in db.execute(query.group_by(table.c.platform))}


def _letter(row: Any) -> Letter:
    values = list(row)
    values[6] = json.loads(values[6])
    return Letter(*values)
