"""What was said in a room, kept as it was at the moment when somebody reported it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, LargeBinary, Table, Text, delete, insert, select, update

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
        values |= {"sender": frozen.sender, "lines": _packed(frozen.lines)}
        values |= {"mime": frozen.mime, "picture": frozen.picture}
        db.execute(insert(table).values(key=key, at=at, **values))


def by_key(db: Db, key: str) -> Frozen | None:
    """Find what was frozen for an event; None if nothing was."""
    row = db.execute(select(table).where(table.c.key == key)).first()
    if row is None:
        return None
    lines = tuple(Line(**line) for line in json.loads(row.lines))
    return Frozen(row.room, row.message, row.sender, lines, row.picture, row.mime)


def of_account(db: Db, localpart: str) -> list[str]:
    """List the events under which something that an account wrote was frozen."""
    user = f"@{localpart}:"
    near = table.c.lines.contains(f'"{user}', autoescape=True)
    near |= table.c.sender.startswith(user, autoescape=True)
    found = []
    for row in db.execute(select(table.c.key, table.c.sender, table.c.lines).where(near)):
        senders = {row.sender, *(line["sender"] for line in json.loads(row.lines))}
        if any(one.startswith(user) for one in senders):
            found.append(row.key)
    return found


def empty_account(db: Db, localpart: str) -> None:
    """Empty what an account wrote wherever it was frozen; what others wrote stays."""
    user = f"@{localpart}:"
    for key in of_account(db, localpart):
        kept = by_key(db, key)
        assert kept is not None
        lines = [_emptied(one) if one.sender.startswith(user) else one for one in kept.lines]
        values: dict[str, Any] = {"lines": _packed(lines)}
        if kept.sender.startswith(user):
            values |= {"sender": "", "picture": None, "mime": ""}
        db.execute(update(table).where(table.c.key == key).values(values))


def _emptied(line: Line) -> Line:
    return replace(line, sender="", text="", file="", alt="")


def _packed(lines: Sequence[Line]) -> str:
    return json.dumps([asdict(line) for line in lines], ensure_ascii=False)


def forget(db: Db, key: str) -> None:
    """Delete what was frozen for an event."""
    db.execute(delete(table).where(table.c.key == key))
