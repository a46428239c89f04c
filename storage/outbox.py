"""What is to be sent, and what became of it. Everything we say goes through here."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Index,
    Integer,
    Table,
    Text,
    bindparam,
    func,
    insert,
    literal,
    literal_column,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite

from storage import tracing
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
    #: It is one of very many and waits for its turn, away from what is looked through to send.
    HELD = 6


#: What has not left, and may still be dropped or say something else.
TO_COME = (State.WAITING, State.GATHERED, State.HELD)
#: A message's number: 32 bits are used up one day. SQLite, whose numbers have 64, wants this name.
Number = BigInteger().with_variant(Integer, "sqlite")
table = Table(
    "outbox",
    metadata,
    Column("id", Number, primary_key=True),
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
    Column("target", Number, nullable=True),
    Column("removes", Boolean, nullable=False, server_default=text("false")),
    Column("due_at", UtcTime, nullable=False),
    Column("until_at", UtcTime, nullable=True),
    Column("state", Integer, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("attempted_at", UtcTime, nullable=True),
    Column("why", Text, nullable=False),
    Column("cause", Text, nullable=False, server_default=""),
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
#: Of what nobody will know whether it arrived. Written out, as above.
DOUBTFUL = table.c.state == literal_column("3")
Index(
    "ix_outbox_doubtful",
    table.c.platform,
    sqlite_where=DOUBTFUL,
    postgresql_where=DOUBTFUL,
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
#: What is one of a campaign. Written out, as above.
_begins = func.substr(table.c.batch, literal_column("1"), literal_column("9"))
OF_CAMPAIGN = _begins == literal_column("'campaign '")
Index(
    "ix_outbox_campaign",
    table.c.batch,
    table.c.state,
    table.c.platform,
    table.c.due_at,
    sqlite_where=OF_CAMPAIGN,
    postgresql_where=OF_CAMPAIGN,
)
#: What is for a group of Telegram, whose ids begin so. Written out, as above.
TO_GROUP = func.substr(table.c.chat, literal_column("1"), literal_column("1")) == literal_column(
    "'-'"
)
Index(
    "ix_outbox_groups",
    table.c.platform,
    table.c.attempted_at,
    sqlite_where=TO_GROUP,
    postgresql_where=TO_GROUP,
)


#: Writes a payload as its row holds it.
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_given = [column.name for column in table.c if column.name != "id"]
#: What no new message has.
_UNTRIED = {"target": None, "removes": False, "attempts": 0, "attempted_at": None, "why": ""}
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
    place = {"platform": platform, "chat": chat, "sender": sender, "language": language}
    what = {"payload": encode(payload), "is_asked": is_asked, "edits": edits, "zone": zone}
    which = {"once": once or None, "batch": batch, "replies_to": replies_to, "lane": int(lane)}
    when = {"due_at": at, "until_at": until, "state": int(state)}
    values = {**place, **what, **which, **when, **_UNTRIED, "cause": tracing.cause.get()}
    put_once = _put_once_sqlite if db.dialect.name == "sqlite" else _put_once_postgresql
    return (put_once if once else _put).run(db, **values) == 1


def caused() -> dict[str, ColumnElement[str]]:
    """Give, for what is put by a statement of its own, the column that says what caused it."""
    return {"cause": literal(tracing.cause.get())}


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


def fate_of(db: Db, once: str) -> tuple[State, str] | None:
    """Say what became of the message with this key, and in a word why; None if none was put."""
    row = db.execute(select(table.c.state, table.c.why).where(table.c.once == once)).first()
    return None if row is None else (State(row.state), row.why)


def was_changed(db: Db, chat: str, message: str, sender: str) -> bool:
    """Tell whether an account was to change or take back a message of a room through us."""
    mine = (table.c.platform == ROOM) & (table.c.chat == chat) & (table.c.sender == sender)
    return db.scalar(select(table.c.id).where(mine, table.c.edits == message).limit(1)) is not None


def author_of(db: Db, source: str) -> str:
    """Find the account that said what crosses a bridge under this name; empty if nothing does.

    Source: handlers/relay.py.
    """
    mine = table.c.batch.in_([source, f"group {source}", f"follow {source}"])
    query = select(table.c.sender).where(mine, table.c.sender != "", table.c.target.is_(None))
    return db.scalar(query.limit(1)) or ""


def is_taken_back(db: Db, batch: str) -> bool:
    """Tell whether the copies of this name have been taken back."""
    mine = (table.c.batch == batch) & table.c.removes
    return db.scalar(select(table.c.id).where(mine).limit(1)) is not None


def waiting_in(db: Db, platform: str, chat: str, begins: str) -> int:
    """Count what waits for a chat of batches whose names begin so."""
    here = (table.c.platform == platform) & (table.c.chat == chat) & UNSENT
    return sum(batch.startswith(begins) for batch in db.scalars(select(table.c.batch).where(here)))
