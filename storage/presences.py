"""Who is in the rooms of TwinSpaces, as far as the homeserver has told us."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, Table, Text, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.db import Db, UtcTime, metadata

table = Table(
    "room_members",
    metadata,
    Column("room", Text, primary_key=True),
    Column("user", Text, primary_key=True),
    Column("membership", Text, nullable=False),
    Column("event_id", Text, nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("heard_at", UtcTime, nullable=False),
)


_KEY = ("room", "user")


@dataclass(frozen=True)
class Membership:
    """How an account stands to a room, by the event that made it so."""

    user: str
    #: "join", "invite", "leave", "ban" or "knock".
    membership: str
    event_id: str
    #: By the homeserver's clock.
    since: datetime
    #: Who made it so: the account itself, or another.
    sender: str = ""
    #: The event that it came after; empty if that is not known.
    replaces: str = ""


def read(event: Mapping[str, Any]) -> Membership:
    """Read an `m.room.member` event. Raises KeyError, TypeError or ValueError if it is none."""
    return Membership(
        user=str(event["state_key"]),
        membership=str(event["content"]["membership"]),
        event_id=str(event["event_id"]),
        since=datetime.fromtimestamp(event["origin_server_ts"] / 1000, UTC),
        sender=str(event.get("sender", "")),
        replaces=str((event.get("unsigned") or {}).get("replaces_state", "")),
    )


def hear(db: Db, room: str, heard: Membership, at: datetime) -> bool:
    """Note what the homeserver pushed at `at`; False if it changes nothing.

    What comes twice counts once, and what comes late does not undo what came after it.
    """
    known = _known(db, room).get(heard.user)
    if known is not None and not _is_newer(heard, known):
        return False
    _keep(db, room, heard, at, is_new=known is None)
    return known is None or known.membership != heard.membership


def look(
    db: Db, room: str, found: Iterable[Membership], began: datetime, at: datetime
) -> list[Membership]:
    """Note everybody who is or was in a room, as read from the homeserver since `began`.

    What was pushed meanwhile stays, unless it is older. Lists what differed.
    """
    differed, known = [], _known(db, room)
    for one in found:
        before = known.get(one.user)
        if before is not None:
            is_later = before.heard_at >= began and before.since > one.since
            if before.event_id == one.event_id or is_later:
                continue
        _keep(db, room, one, at, is_new=before is None)
        if before is None or before.membership != one.membership:
            differed.append(one)
    return differed


def of_room(db: Db, room: str) -> dict[str, str]:
    """Give the membership of everybody of whom we know, by account."""
    rows = db.execute(select(table.c.user, table.c.membership).where(table.c.room == room))
    return {row[0]: row[1] for row in rows}


def joined(db: Db, room: str) -> frozenset[str]:
    """List the accounts that are in a room."""
    return frozenset(user for user, how in of_room(db, room).items() if how == "join")


def _is_newer(heard: Membership, known: Any) -> bool:
    if heard.event_id == known.event_id:
        return False
    return bool(heard.since >= known.since or heard.replaces == known.event_id)


def _known(db: Db, room: str) -> dict[str, Any]:
    return {row.user: row for row in db.execute(select(table).where(table.c.room == room))}


def _keep(db: Db, room: str, one: Membership, at: datetime, *, is_new: bool) -> None:
    values = {
        "membership": one.membership,
        "event_id": one.event_id,
        "since": one.since,
        "heard_at": at,
    }
    if is_new:
        # Another may have noted the same since we looked: then the later of both stands.
        dialect: Any = sqlite if db.dialect.name == "sqlite" else postgresql
        put = dialect.insert(table).values(room=room, user=one.user, **values)
        is_later = put.excluded.since >= table.c.since
        db.execute(put.on_conflict_do_update(index_elements=_KEY, set_=values, where=is_later))
    else:
        where = (table.c.room == room) & (table.c.user == one.user)
        db.execute(update(table).where(where).values(values))
