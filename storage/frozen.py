"""What was said in a room, kept as it was at the moment when somebody reported it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, LargeBinary, Table, Text, delete, insert, select

from storage.db import Db, UtcTime, metadata

#: What was frozen for a report that never came is kept no longer than this.
UNUSED = timedelta(days=1)

table = Table(
    "frozen",
    metadata,
    # The event with which it is reported.
    Column("key", Text, primary_key=True),
    Column("room", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("sender", Text, nullable=False),
    Column("lines", Text, nullable=False),
    Column("picture", LargeBinary, nullable=True),
    Column("mime", Text, nullable=False, server_default=""),
    Column("at", UtcTime, nullable=False, index=True),
)


@dataclass(frozen=True)
class Line:
    """One message, as it read then."""

    id: str
    #: The account that wrote it, as a full user id.
    sender: str
    at: str
    text: str
    #: What a file in it is called, and what is to be seen in it; empty if there is none.
    file: str = ""
    alt: str = ""


@dataclass(frozen=True)
class Frozen:
    """A reported message and what was said right before it."""

    room: str
    #: The id of the message that is reported, and the account that wrote it.
    message: str
    sender: str
    #: The oldest first; the last is the one that is reported.
    lines: Sequence[Line]
    #: The picture in it, perhaps smaller; None if there is none.
    picture: bytes | None = None
    mime: str = ""


def keep(db: Db, key: str, frozen: Frozen, at: datetime) -> None:
    """Keep what is about to be reported with the event `key`. Safe to repeat: the first counts."""
    if by_key(db, key) is None:
        values: dict[str, Any] = {"room": frozen.room, "message": frozen.message}
        lines = json.dumps([asdict(line) for line in frozen.lines], ensure_ascii=False)
        values |= {"sender": frozen.sender, "lines": lines}
        values |= {"mime": frozen.mime, "picture": frozen.picture}
        db.execute(insert(table).values(key=key, at=at, **values))


def by_key(db: Db, key: str) -> Frozen | None:
    """Find what was frozen for an event; None if nothing was."""
    row = db.execute(select(table).where(table.c.key == key)).first()
    if row is None:
        return None
    lines = tuple(Line(**line) for line in json.loads(row.lines))
    return Frozen(row.room, row.message, row.sender, lines, row.picture, row.mime)


def forget(db: Db, key: str) -> None:
    """Delete what was frozen for an event."""
    db.execute(delete(table).where(table.c.key == key))
