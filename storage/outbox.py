"""What is to be sent, and what became of it. Everything we say goes through here."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Index,
    Integer,
    Table,
    Text,
    bindparam,
    case,
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
#: What pupils and teachers say in rooms: not ours to keep once it is there.
ROOM = "room"
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
    #: It waits to be told together with others, once a day.
    GATHERED = 5


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
    Column("zone", Text, nullable=False, server_default=""),
    Column("batch", Text, nullable=False, server_default=""),
    Column("replies_to", Text, nullable=False, server_default=""),
    Column("target", Integer, nullable=True),
    Column("removes", Boolean, nullable=False, server_default=text("false")),
    Column("due_at", UtcTime, nullable=False),
    Column("until_at", UtcTime, nullable=True),
    Column("state", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("attempted_at", UtcTime, nullable=True),
    Column("why", Text, nullable=False),
    # An id is never given twice: the transaction ids of Matrix come from it.
    sqlite_autoincrement=True,
)
#: Written out, not bound: only so do the databases see that the partial index fits.
UNSENT = table.c.state <= literal_column(str(int(State.ATTEMPTING)))
Index(
    "ix_outbox_unsent",
    table.c.platform,
    table.c.lane,
    table.c.id,
    sqlite_where=UNSENT,
    postgresql_where=UNSENT,
)
Index(
    "ix_outbox_unsent_chat",
    table.c.platform,
    table.c.chat,
    sqlite_where=UNSENT,
    postgresql_where=UNSENT,
)
Index(
    "ix_outbox_asked",
    table.c.platform,
    table.c.chat,
    table.c.id,
    sqlite_where=text("is_asked = 1"),
    postgresql_where=text("is_asked"),
)


Index(
    "ix_outbox_gathered",
    table.c.due_at,
    sqlite_where=text("state = 5"),
    postgresql_where=text("state = 5"),
)
#: What may come too late by waiting. Written out, as above.
EXPIRES = text("until_at IS NOT NULL AND state IN (0, 5)")
Index("ix_outbox_until", table.c.until_at, sqlite_where=EXPIRES, postgresql_where=EXPIRES)
Index(
    "ix_outbox_batch",
    table.c.batch,
    table.c.chat,
    sqlite_where=text("batch <> ''"),
    postgresql_where=text("batch <> ''"),
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
    #: The time zone in which its reader reads times, e.g. "Europe/Paris".
    zone: str
    #: What it is a copy of, one for each of many readers, so that an edit reaches them all.
    batch: str
    #: The platform's id of the message that it answers; empty if none.
    replies_to: str
    #: The row whose message this one changes, or takes away; None for a message of its own.
    target: int | None
    removes: bool

    @property
    def is_private(self) -> bool:
        """Whether it holds what must not be kept: words said in a room, a link for one person."""
        return self.platform == ROOM or bool(self.payload.get("secret"))


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
    table.c.zone,
    table.c.batch,
    table.c.replies_to,
    table.c.target,
    table.c.removes,
)
#: Writes a payload as its row holds it.
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_given = [column.name for column in table.c if column.name != "id"]
_put = Prepared(insert(table).inline(), *_given)
_once_sqlite = sqlite.insert(table).on_conflict_do_nothing(index_elements=["once"])
_once_postgresql = postgresql.insert(table).on_conflict_do_nothing(index_elements=["once"])
_put_once_sqlite = Prepared(_once_sqlite.inline(), *_given)
_put_once_postgresql = Prepared(_once_postgresql.inline(), *_given)


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
    zone: str = "",
    batch: str = "",
    replies_to: str = "",
    state: State = State.WAITING,
    until: datetime | None = None,
) -> bool:
    """Send this, soon. With `once`, only if nothing with that key was put before; else False.

    From `until` on it is not sent any more (storage/undelivered.py).
    """
    values = {
        "platform": platform,
        "chat": chat,
        "sender": sender,
        "language": language,
        "lane": int(lane),
        "payload": encode(payload),
        "is_asked": is_asked,
        "once": once or None,
        "edits": edits,
        "zone": zone,
        "batch": batch,
        "replies_to": replies_to,
        "target": None,
        "removes": False,
        "due_at": at,
        "until_at": until,
        "state": int(state),
        "attempts": 0,
        "attempted_at": None,
        "why": "",
    }
    put_once = _put_once_sqlite if db.dialect.name == "sqlite" else _put_once_postgresql
    return (put_once if once else _put).run(db, **values) == 1


#: Whether it is not too late for it.
_makes_sense = table.c.until_at.is_(None) | (table.c.until_at > bindparam("now"))
_pick = (
    select(*_COLUMNS)
    .where(
        table.c.platform == bindparam("platform_"),
        UNSENT,
        table.c.state == State.WAITING,
        table.c.due_at <= bindparam("now"),
        _makes_sense,
    )
    .order_by(table.c.lane, table.c.id)
    .limit(bindparam("most"))
)
_pick_elsewhere = _pick.where(table.c.chat.not_in(bindparam("busy", expanding=True)))


def pick(
    db: Db, platform: str, now: datetime, most: int, busy: Collection[str] = ()
) -> list[Letter]:
    """List what is due on a platform but not to `busy` chats: replies first, each lane in order."""
    query, elsewhere = (_pick_elsewhere, {"busy": list(busy)}) if busy else (_pick, {})
    values = {"platform_": platform, "now": now, "most": most, **elsewhere}
    return [_letter(row) for row in db.execute(query, values)]


_waits = (table.c.state == State.WAITING) & _makes_sense
#: Marked by this very attempt, whose commit went well without our hearing of it.
_is_marked = (table.c.state == State.ATTEMPTING) & (table.c.attempted_at == bindparam("now"))
_attempt = (
    update(table)
    .where(table.c.id.in_(bindparam("letters", expanding=True)), _waits | _is_marked)
    .values(
        state=int(State.ATTEMPTING),
        attempts=case((_waits, table.c.attempts + 1), else_=table.c.attempts),
        attempted_at=bindparam("now"),
    )
    .returning(table.c.id)
)


def attempt(db: Db, ids: Collection[int], now: datetime) -> set[int]:
    """Mark, before the calls are made, that they are being made; return those that still wait.

    Safe to repeat with the same `now`.
    """
    return set(db.scalars(_attempt, {"letters": list(ids), "now": now})) if ids else set()


def postpone(db: Db, letter_id: int, due_at: datetime) -> None:
    """Let a message wait until then."""
    db.execute(update(table).where(table.c.id == letter_id).values(due_at=due_at))


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


def forget(db: Db, letters: Iterable[Letter]) -> None:
    """Keep of what was dealt with and is nobody else's to read only its buttons, for answers."""
    for letter in (one for one in letters if one.is_private):
        kept = {name: value for name, value in letter.payload.items() if name != "fields"}
        payload = "{}" if letter.platform == ROOM else encode(kept)
        db.execute(update(table).where(table.c.id == letter.id).values(payload=payload))


def matching(db: Db, where: ColumnElement[bool]) -> list[Letter]:
    """Read the letters of which this is true."""
    return [_letter(row) for row in db.execute(select(*_COLUMNS).where(where))]


_last_asked = Prepared(
    select(table.c.payload)
    .where(
        table.c.platform == bindparam("platform_"),
        table.c.chat == bindparam("chat_"),
        table.c.is_asked,
        table.c.payload != "{}",  # what was taken back asks nothing
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
    found = db.scalar(select(table.c.state).where(table.c.once == once))
    return None if found is None else State(found)


def _letter(row: Any) -> Letter:
    values = [*row[:6], json.loads(row[6]), *row[7:]]
    return Letter(*values)
