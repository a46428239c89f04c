"""One turn: an event is taken, answered and its replies put into the outbox, in one transaction."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from enum import Enum
from typing import Any

import structlog
from pydantic import TypeAdapter

import handlers.commands  # noqa: F401 - registers every command and form
from handlers import groupwords, posting, roomwords, router, words
from handlers.conversation import Event, File, Reply, say
from handlers.rich import Rich
from storage import accounts, addresses, events, partner_cards, people, pupils
from storage.db import Database, DatabaseAway, Db
from storage.notices import AWAKE

#: How exactly we remember when somebody was last here; saves a write in most turns.
SEEN_EVERY = AWAKE

#: A kind of file. Source: RFC 6838, section 4.2.
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_MIME = re.compile(r"[\w.+!#$&^-]{1,127}/[\w.+!#$&^-]{1,127}", re.ASCII)

_log = structlog.get_logger()
_event = TypeAdapter(Event)


class Taken(Enum):
    """What became of an event."""

    ANSWERED = "answered"
    #: It had been taken before; nothing was done.
    SEEN = "seen"
    #: Its handler raised twice; it was put aside, and the person told.
    PARKED = "parked"


def take(database: Database, event: Event, seal: Callable[[bytes], bytes]) -> Taken:
    """Take an event: once, whole or not at all.

    A handler that raises is tried once more, then the event is parked, sealed.
    Raises DatabaseAway, which never counts against the event.
    """
    event = _clean(event)
    for last in (False, True):
        try:
            return database.write(_turn, event)
        except DatabaseAway:
            raise
        except Exception as error:
            _log.exception("turn.failed", platform=event.address.platform, command=event.command)
            if last:
                return database.write(_park, event, type(error).__name__, seal)
    raise AssertionError("unreachable: the second failure parks")


def _clean(event: Event) -> Event:
    """Take out what no database keeps: lone halves of signs, and the sign for "nothing"."""
    changed: dict[str, Any] = _cleaned(event)
    if event.file is not None and (of_file := _cleaned(event.file) | _named(event.file)):
        changed["file"] = replace(event.file, **of_file)
    rich = event.rich
    if not all(_is_storable(one) for one in (rich.text, *(span.url for span in rich.spans))):
        changed["rich"] = Rich(_storable(rich.text))
    return replace(event, **changed) if changed else event


def _named(file: File) -> dict[str, Any]:
    """Give what a file is to be called where no platform would take what its sender says."""
    kind = {} if _MIME.fullmatch(file.mime) else {"mime": "application/octet-stream"}
    name = _CONTROL.sub("", _storable(file.name))
    return kind if name == file.name else kind | {"name": name}


def _cleaned(value: Event | File) -> dict[str, Any]:
    """Give those of its texts that are to be others."""
    texts = ((name, text) for name, text in vars(value).items() if isinstance(text, str))
    return {name: _storable(text) for name, text in texts if not _is_storable(text)}


def _is_storable(text: str) -> bool:
    return (text.isascii() and "\0" not in text) or text == _storable(text)


def _storable(text: str) -> str:
    return text.encode(errors="replace").decode().replace("\0", "")


def retake(database: Database, event: Event, parked_id: int) -> Taken:
    """Take a parked event again: it leaves the parked ones in the same transaction.

    Lets a handler's error fly; then the event stays parked. Raises DatabaseAway.
    """
    return database.write(_retake, _clean(event), parked_id)


def act(database: Database, event: Event) -> list[Reply]:
    """Take an event of the browser: its replies to the actor are the page, so they come back.

    Pressing twice does nothing twice and gives an empty page. Lets a handler's error fly:
    the page says so.
    """
    return database.write(_act, event)


def reopen(sealed: bytes) -> Event:
    """Read a parked event, decrypted, so that it can be taken again."""
    return _event.validate_json(sealed)


def _turn(db: Db, event: Event) -> Taken:
    if not events.take(db, event.address.platform, event.id, event.at):
        return Taken.SEEN
    event = _with_actor(db, event)
    posting.post(db, event, _route(event, db))
    return Taken.ANSWERED


def _route(event: Event, db: Db) -> list[Reply]:
    if event.room is not None:
        return roomwords.route(event, db)
    return groupwords.route(event, db) if event.group else router.route(event, db)


def _retake(db: Db, event: Event, parked_id: int) -> Taken:
    events.unpark(db, parked_id)
    return _turn(db, event)


def _act(db: Db, event: Event) -> list[Reply]:
    if not events.take(db, event.address.platform, event.id, event.at):
        return []
    kind, _, number = event.address.user.partition(":")
    if kind == "pupil":
        event = replace(event, pupil=pupils.by_id(db, int(number)))
    else:
        person = people.by_id(db, int(number))
        if person is not None and event.at - person.active_at > SEEN_EVERY:
            _note_presence(db, person.id, event.at)
        event = replace(event, person=person)
    replies = router.act(event, db)
    posting.post(db, event, [reply for reply in replies if reply.to is not None])
    return [reply for reply in replies if reply.to is None]


def _with_actor(db: Db, event: Event) -> Event:
    """Find out who acts, and hold their address: one person's events take turns."""
    if event.room is not None:
        person, pupil = accounts.whose(db, event.address.user)
        return replace(event, person=person, pupil=pupil)
    known = addresses.hold(db, event.address)
    if event.group and not event.command:
        # Who only talks in a group has said nothing to us.
        person = people.by_id(db, known.person_id) if known and known.person_id else None
        return replace(event, known=known, person=person)
    if known is None:
        language = words.language_for(event.language)
        known = addresses.add(db, event.address, event.chat, language, event.at)
    elif event.kind == "gone":
        addresses.lose(db, event.address.platform, event.chat, "left")
    elif known.chat != event.chat or known.unreachable or event.at - known.seen_at > SEEN_EVERY:
        addresses.greet(db, known, event.chat, event.at)
        if known.person_id is not None:
            _note_presence(db, known.person_id, event.at)
    person = people.by_id(db, known.person_id) if known.person_id is not None else None
    return replace(event, known=known, person=person)


def _note_presence(db: Db, person_id: int, at: datetime) -> None:
    people.see(db, person_id, at)
    partner_cards.touch(db, person_id, at.date())


def _park(db: Db, event: Event, error: str, seal: Callable[[bytes], bytes]) -> Taken:
    if not events.take(db, event.address.platform, event.id, event.at):
        return Taken.SEEN
    without = {"person", "pupil", "known", "seed"}
    content = _event.dump_json(event, exclude=without, warnings=False)
    events.park(db, event.address.platform, event.id, error, seal(content), event.at)
    if event.group and not event.command:
        return Taken.PARKED
    told = say("room.parked") if event.room else say("router.parked")
    posting.post(db, _with_actor(db, event), [told])
    return Taken.PARKED
