"""What the homeserver pushes of TwinSpaces: who comes and goes, who reads, and who else listens."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from handlers import attendance
from matrix_bridge import roomreading, shown
from matrix_bridge.registration import SERVICE
from storage import presences, twinspaces
from storage.db import Db

Pushed = Mapping[str, Any]
#: Takes one event of a push inside the transaction that takes them all. It may come again.
Hearer = Callable[[Db, Pushed], None]
#: Who else listens: whoever wants to hear what is pushed adds a line here.
HEARERS: tuple[Hearer, ...] = (shown.hear,)


def listener(
    in_database: Callable[..., Awaitable[Any]],
    wake: Callable[[], None],
    server_name: str,
    now: Callable[[], datetime],
    others: Sequence[Hearer] = HEARERS,
) -> Callable[[Sequence[Pushed]], Awaitable[None]]:
    """Give what takes the events of a push; `wake` is called once they are written down."""

    async def heard(events: Sequence[Pushed]) -> None:
        if await in_database(_hear, events, server_name, now(), others):
            wake()

    return heard


def _hear(
    db: Db, events: Sequence[Pushed], server_name: str, at: datetime, others: Sequence[Hearer]
) -> bool:
    """Take the events of one push; say whether anything may be there to settle or to send."""
    changed = bool(others) and bool(events)
    for event in events:
        match event.get("type"):
            case "m.room.member":
                changed |= _came_or_went(db, event, server_name, at)
            case "m.receipt":
                changed |= _read(db, event, server_name, at)
            case "m.room.message":
                said_at = roomreading.said_at(event, at)
                changed |= _look_in(db, event, event.get("sender"), server_name, said_at)
        for hearer in others:
            hearer(db, event)
    return changed


def _came_or_went(db: Db, event: Pushed, server_name: str, at: datetime) -> bool:
    """Note who is in a room; let the rooms of the project be compared with what they should be."""
    room = str(event.get("room_id"))
    twinspace = twinspaces.by_room(db, room)
    if twinspace is None:
        return False
    one = presences.read(event)
    if one.user == f"@{SERVICE}:{server_name}":
        return False
    return attendance.hear(db, twinspace, room, one, server_name, at)


def _read(db: Db, event: Pushed, server_name: str, at: datetime) -> bool:
    """Take a teacher's mark "read up to here" in the classroom as a visit."""
    changed = False
    for user, seen_at in _readers(event, at):
        changed |= _look_in(db, event, user, server_name, seen_at)
    return changed


def _readers(event: Pushed, at: datetime) -> Iterator[tuple[str, datetime]]:
    for receipts in _parts(event.get("content")):
        read = receipts.get("m.read")
        for user, receipt in read.items() if isinstance(read, Mapping) else ():
            if isinstance(receipt, Mapping):
                yield user, roomreading.said_at({"origin_server_ts": receipt.get("ts")}, at)


def _parts(content: Any) -> Iterator[Mapping[str, Any]]:
    values = content.values() if isinstance(content, Mapping) else ()
    return (one for one in values if isinstance(one, Mapping))


def _look_in(db: Db, event: Pushed, user: Any, server_name: str, at: datetime) -> bool:
    """Note that somebody saw the classroom, if they are a teacher of the project."""
    twinspace = twinspaces.by_room(db, str(event.get("room_id")))
    if twinspace is None or twinspace.classroom != event.get("room_id"):
        return False
    return attendance.opened(db, twinspace.project_id, str(user), server_name, at)
