"""What is said in the rooms of TwinSpaces, read from the homeserver's pushes as events."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from handlers import words
from handlers.conversation import Event, Place
from matrix_bridge import roomfiles, roomreading
from matrix_bridge.chat import reading
from storage import addresses, events, ghosts, projects, rooms_heard, twinspaces
from storage.addresses import Address
from storage.db import Db
from storage.twinspaces import TwinSpace

Pushed = Mapping[str, Any]
#: An event with this address was said in a room: its user is a full user id there.
PLATFORM = events.ROOM
#: What happened so long before all was heard may be remembered no more: a day less than it is.
FORGOTTEN = events.REMEMBERED - timedelta(days=1)


def read(db: Db, pushed: Sequence[Mapping[str, Any]], service: str, at: datetime) -> list[Event]:
    """Read what people said, changed or took back in rooms of ours, in its order.

    What the service (its full user id) and ghosts say is nobody's doing: they are left out, but
    what the service takes back is taken back. So is what is so old that it was heard and forgotten.
    """
    until = rooms_heard.until(db)
    forgotten = until - FORGOTTEN if until is not None else None
    found = [
        _read(db, source, at)
        for source in pushed
        if not _is_ours(source, service)
        and (forgotten is None or roomreading.said_at(source, at) >= forgotten)
    ]
    return [event for event in found if event is not None]


def listener(
    noted: Callable[[Sequence[Pushed]], Awaitable[None]],
    reading: Callable[..., Awaitable[Any]],
    take: Callable[[Sequence[Event]], Awaitable[None]],
    service: str,
    now: Callable[[], datetime],
) -> Callable[[Sequence[Pushed]], Awaitable[None]]:
    """Give what takes a push: first `noted` for who is in which room, then what was said there."""

    async def heard(pushed: Sequence[Pushed]) -> None:
        await noted(pushed)
        if events := await reading(read, pushed, service, now()):
            await take(events)

    return heard


def _is_ours(source: Mapping[str, Any], service: str) -> bool:
    sender = str(source.get("sender"))
    is_service = sender == service and source.get("type") != "m.room.redaction"
    return is_service or sender.startswith(f"@{ghosts.PREFIX}")


def _read(db: Db, source: Mapping[str, Any], at: datetime) -> Event | None:
    place = _place(db, str(source.get("room_id")))
    if place is None:
        return None
    is_redaction = source.get("type") == "m.room.redaction"
    reader = _taken_back if is_redaction else reading.read
    event = reader(source, place.room, at)
    if event is None:
        return None
    if place.kind == "classroom" and event.kind in {"file", "edit"}:
        event = replace(event, file=roomfiles.read(source))
    said_at = roomreading.said_at(source, at)
    who = Address(PLATFORM, event.address.user)
    return replace(event, address=who, room=place, said_at=said_at)


def _taken_back(source: Mapping[str, Any], room: str, at: datetime) -> Event:
    content = source.get("content")
    redacted = content.get("redacts") if isinstance(content, Mapping) else None
    target = str(redacted or source.get("redacts") or "")
    return reading.event(source, room, at, kind="taken back", about=target)


def _place(db: Db, room: str) -> Place | None:
    twinspace = twinspaces.by_room(db, room)
    kind = _kind(twinspace, room) if twinspace else ""
    if twinspace is None or not kind:
        return None
    project = projects.by_id(db, twinspace.project_id)
    founder = addresses.preferred(db, project.founder_id) if project else None
    language = founder.language if founder else words.FALLBACK
    return Place(twinspace.project_id, kind, room, language)


def _kind(twinspace: TwinSpace, room: str) -> str:
    if room == twinspace.classroom:
        return "classroom"
    return "staff_room" if room == twinspace.staff_room else ""
