"""How far the conversation bot has read on Matrix, on which device, and what it could not read."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Integer, Table, Text, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.db import Db, UtcTime, metadata

#: How long we hope for the key of a message that could not be read.
KEPT = timedelta(days=7)

_sync = Table(
    "matrix_sync",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("since", Text, nullable=False),
    Column("device", Text, nullable=False),
)

_undecrypted = Table(
    "undecrypted",
    metadata,
    Column("event_id", Text, primary_key=True),
    Column("room_id", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("arrived_at", UtcTime, nullable=False, index=True),
)


@dataclass(frozen=True)
class Position:
    """Where reading goes on."""

    #: The homeserver's word for it; empty before the first time.
    since: str
    #: The bot's device; empty if it never had one.
    device: str


@dataclass(frozen=True)
class Undecrypted:
    """A message as it came, whose key has not come yet."""

    event_id: str
    room_id: str
    source: dict[str, Any]
    arrived_at: datetime


def position(db: Db) -> Position:
    """Find where reading goes on."""
    row = db.execute(select(_sync.c.since, _sync.c.device)).first()
    return Position(*row) if row else Position("", "")


def advance(db: Db, since: str) -> None:
    """Note that everything up to `since` was taken."""
    _put(db, since=since)


def use_device(db: Db, device: str) -> None:
    """Note the device that the bot uses from now on."""
    _put(db, device=device)


def put_aside(db: Db, event_id: str, room_id: str, source: Mapping[str, Any], at: datetime) -> None:
    """Keep a message until its key comes; one that is kept already stays as it is."""
    values = {
        "event_id": event_id,
        "room_id": room_id,
        "source": json.dumps(source),
        "arrived_at": at,
    }
    dialect = sqlite if db.dialect.name == "sqlite" else postgresql
    db.execute(dialect.insert(_undecrypted).values(values).on_conflict_do_nothing())


def undecrypted(db: Db) -> list[Undecrypted]:
    """List the messages that wait for their keys, the oldest first."""
    query = select(_undecrypted).order_by(_undecrypted.c.arrived_at, _undecrypted.c.event_id)
    return [
        Undecrypted(row.event_id, row.room_id, json.loads(row.source), row.arrived_at)
        for row in db.execute(query)
    ]


def settle(db: Db, event_id: str) -> None:
    """Forget a message that was read after all, or whose sender was asked to send it again."""
    db.execute(delete(_undecrypted).where(_undecrypted.c.event_id == event_id))


def forget_old(db: Db, at: datetime) -> None:
    """Forget the messages whose keys have not come for a week."""
    db.execute(delete(_undecrypted).where(_undecrypted.c.arrived_at <= at - KEPT))


def _put(db: Db, **values: str) -> None:
    if not db.execute(update(_sync).values(**values)).rowcount:
        db.execute(insert(_sync).values(**({"id": 1, "since": "", "device": ""} | values)))
