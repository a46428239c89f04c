"""Replies put into the outbox: to whom, where, and in which language."""

from collections.abc import Iterable
from datetime import datetime

from handlers.conversation import Event, InRoom, Reply
from handlers.packing import pack
from handlers.zones import zone_of
from storage import addresses, notices, outbox, people
from storage.addresses import Address, Known
from storage.db import Db
from storage.notices import Way
from storage.outbox import State


def post(db: Db, event: Event, replies: Iterable[Reply]) -> None:
    """Put replies into the outbox; one without `to` answers the event where it came from."""
    for reply in replies:
        if reply.to is None and event.room is not None:
            place = InRoom(event.room.room, "", event.room.language)
            _speak(db, event.at, place, reply)
        elif reply.to is None:
            _answer(db, event, reply)
        else:
            push(db, event.at, [reply])


def push(db: Db, at: datetime, replies: Iterable[Reply]) -> int:
    """Put replies that name their reader into the outbox and say how many were put.

    Nothing is put for one who cannot be reached, or again with the same `once`.
    """
    return sum(_push(db, at, reply) for reply in replies)


def _push(db: Db, at: datetime, reply: Reply) -> bool:
    if isinstance(reply.to, InRoom):
        return _speak(db, at, reply.to, reply)
    assert reply.to is not None, "a reply that nothing caused names its reader"
    known = _find(db, reply.to)
    return known is not None and not known.unreachable and _tell(db, at, known, reply)


def _answer(db: Db, event: Event, reply: Reply) -> None:
    is_edit = reply.edits and event.kind == "press" and bool(event.about)
    outbox.put(
        db,
        platform=event.address.platform,
        chat=event.chat,
        language=_language(db, event, reply),
        payload=pack(reply),
        zone=str(zone_of(event.person)),
        at=event.at,
        lane=reply.lane,
        is_asked=True,
        once=reply.once,
        batch=reply.batch,
        replies_to=reply.replies_to,
        edits=event.about if is_edit else "",
    )


def _tell(db: Db, at: datetime, known: Known, reply: Reply) -> bool:
    person = people.by_id(db, known.person_id) if known.person_id is not None else None
    zone, state = zone_of(person), State.WAITING
    if reply.notice and person is not None:
        way = notices.way(db, person.id, reply.notice)
        if way == Way.OFF:
            return False
        if way == Way.DAILY and reply.until and notices.is_too_late(zone, at, reply.until):
            way = Way.NOW
        state = State.GATHERED if way == Way.DAILY else State.WAITING
        at = notices.due(db, person.id, reply.notice, way, zone, at, known.seen_at)
    return outbox.put(
        db,
        platform=known.platform,
        chat=known.chat,
        language=known.language,
        payload={**pack(reply), "pushed": True},
        zone=str(zone),
        is_asked=bool(reply.buttons) and state == State.WAITING,
        at=at,
        lane=reply.lane,
        once=reply.once,
        batch=reply.batch,
        replies_to=reply.replies_to,
        state=state,
        until=reply.until,
    )


def _speak(db: Db, at: datetime, place: InRoom, reply: Reply) -> bool:
    return outbox.put(
        db,
        platform=place.platform,
        chat=place.room,
        sender=place.localpart,
        language=place.language,
        payload=pack(reply),
        at=at,
        once=reply.once,
        batch=reply.batch,
        edits=place.changes,
        replies_to=reply.replies_to,
    )


def _language(db: Db, event: Event, reply: Reply) -> str:
    """Give the actor's language, read afresh where it may just have been changed."""
    if not reply.key.startswith("language."):
        return event.sender.language
    known = addresses.by_user(db, event.address)
    return known.language if known else event.sender.language


def _find(db: Db, to: int | Address) -> Known | None:
    if isinstance(to, Address):
        return addresses.by_user(db, to)
    return addresses.preferred(db, to)
