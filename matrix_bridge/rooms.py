"""TwinSpace rooms: what the browser reads of them, and what is written into them."""

import asyncio
import hashlib
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from weakref import WeakValueDictionary

import structlog

from handlers.conversation import File
from handlers.platform import (
    MOST_FILE_BYTES,
    FileGone,
    OutcomeUnknown,
    Outgoing,
    TryLater,
    Unreachable,
    Upload,
)
from handlers.rich import Rich
from handlers.rooms import Account, Away, Fetched, NotTaken, Page, Said
from matrix_bridge import guardprobe, newest, roomreading, roomwriting
from matrix_bridge.homeserver import Content, Homeserver, Refused
from matrix_bridge.newest import Kept, Newest
from matrix_bridge.registration import SERVICE
from storage import ghosts

#: How long the answer to "is the guard loaded" holds, in seconds, if it is and if it is not.
_GUARDED, _UNGUARDED = 600.0, 30.0
#: How a room's picture is scaled for a page, in pixels.
_SCALED = (800, 600)
#: How often a room is read on, and how often anew, until there is enough of it.
_CALLS, _ANEW = 5, 3
#: How long a message waits for the account that says it to be let in, in seconds.
_COMING_SECONDS = 0.5

_log = structlog.get_logger()


class Rooms:
    """The rooms as a place that messages go to, and as the portal sees them."""

    exactly_once = True

    def __init__(self, homeserver: Homeserver, server_name: str) -> None:
        self._homeserver = homeserver
        self._server = server_name
        self._service = f"@{SERVICE}:{server_name}"
        self._guarded: tuple[float, bool] | None = None
        self._newest = Newest()
        #: Who reads a room first reads it for all who ask meanwhile.
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    # As a platform

    def split(self, message: Outgoing) -> Sequence[Outgoing]:
        """Leave a message whole: what is written in a room was limited when it was typed."""
        return [message]

    async def send(self, part: Outgoing) -> str:
        """Post a message as `part.sender`, a localpart of ours, and return its event id."""
        user = f"@{part.sender}:{self._server}" if part.sender else self._service
        if isinstance(part.file, Upload):
            file = await roomwriting.upload(self._homeserver, part.file, self._service)
            part = replace(part, file=file)
        return await self._put(part, roomwriting.content(part), user)

    async def edit(self, part: Outgoing, remote_id: str) -> None:
        """Change a message as `part.sender`, or take it back where nothing takes its place."""
        user = f"@{part.sender}:{self._server}" if part.sender else self._service
        if part.text.text or part.sender.startswith(ghosts.PREFIX):
            found = await self._content_of(part.chat, remote_id)
            await self._put(part, roomwriting.change(part, remote_id, found), user)
            return
        try:
            await self._homeserver.redact(part.chat, remote_id, part.transaction, user)
        except Refused as refused:
            raise Unreachable(refused.errcode) from refused
        self._newest.forget(part.chat)

    async def _put(self, part: Outgoing, content: dict[str, Any], user: str) -> str:
        if not part.sender or part.sender.startswith(ghosts.PREFIX):
            content |= roomwriting.CALLS_NOBODY
        try:
            event_id = await self._send(part, content, user)
        except Refused as refused:
            if not part.sender.startswith(ghosts.PREFIX):
                raise Unreachable(refused.errcode) from refused
            event_id = await self._send_once_in(part, content, user)
        self._newest.sent(part.chat, event_id, user, content, time.time())
        return event_id

    async def _send(self, part: Outgoing, content: dict[str, Any], user: str) -> str:
        return await self._homeserver.send_event(
            part.chat, "m.room.message", content, part.transaction, user
        )

    async def _send_once_in(self, part: Outgoing, content: dict[str, Any], user: str) -> str:
        """Send as an account that was refused: perhaps it was not let in yet, and now is."""
        try:
            members = await self._homeserver.members(part.chat, self._service)
            if members.get(user, "invite") == "invite":
                raise TryLater(_COMING_SECONDS)
            return await self._send(part, content, user)
        except Refused as refused:
            raise Unreachable(refused.errcode) from refused

    async def _content_of(self, room: str, event_id: str) -> Mapping[str, Any]:
        try:
            found = await self._homeserver.event(room, event_id, self._service)
        except Refused as refused:
            raise Unreachable(refused.errcode) from refused
        content: Mapping[str, Any] = (found or {}).get("content", {})
        return content

    async def delete(self, chat: str, remote_id: str, _instead: Rich) -> None:
        """Take a message back; one that cannot be any more counts as done."""
        try:
            await self._homeserver.redact(chat, remote_id, f"etwdel.{remote_id}", self._service)
        except Refused as refused:
            _log.info("room.not_redacted", errcode=refused.errcode)
        self._newest.forget(chat)

    async def fetch(self, file: File) -> bytes:
        """Refuse: no file of a room leaves it by the outbox."""
        raise FileGone

    # As the portal sees them

    async def messages(self, room: str, before: str = "", most: int = 30) -> Page:
        """Read a page of messages, the oldest first; redacted ones are left out."""
        try:
            if before and (place := await self._place_before(room, before)):
                found, has_older = await self._read(room, place, most)
            else:
                kept = await self._kept(room)
                found, has_older = kept.messages[-most:], kept.has_older
                has_older = has_older or len(kept.messages) > len(found)
        except (TryLater, OutcomeUnknown, Refused) as error:
            raise Away from error
        return Page(found, found[0].id if found and has_older else "")

    async def _place_before(self, room: str, event_id: str) -> str:
        return await self._homeserver.place_before(room, event_id, self._service)

    async def _kept(self, room: str) -> Kept:
        """Give the newest messages, read at most once for all who ask at the same time."""
        if (kept := self._newest.of_room(room, time.monotonic())) is not None:
            return kept
        lock = self._locks.setdefault(room, asyncio.Lock())
        async with lock:
            for _ in range(_ANEW):
                if (kept := self._newest.of_room(room, time.monotonic())) is not None:
                    return kept
                with self._newest.reading(room) as reading:
                    found, has_older = await self._read(room, "", newest.MESSAGES)
                if not reading.is_disturbed:
                    return self._newest.keep(room, found, has_older, time.monotonic())
        return Kept(found, has_older, 0.0)

    async def _read(self, room: str, place: str, most: int) -> tuple[Sequence[Said], bool]:
        """Read messages back from a place; say whether there are older ones."""
        found: list[Said] = []
        for _ in range(_CALLS):
            page = await self._homeserver.messages(room, self._service, place, most)
            found += [one for event in page.events if (one := roomreading.said(event))]
            place = page.before
            if not place or len(found) >= most:
                break
        return found[:most][::-1], bool(place) or len(found) > most

    async def message(self, room: str, message_id: str) -> Said | None:
        """Find one message of a room; None if it is not there, or was taken back."""
        kept = self._newest.of_room(room, time.monotonic())
        for one in kept.messages if kept else ():
            if one.id == message_id:
                return one
        event = await self._event(room, message_id)
        return roomreading.said(event) if event else None

    async def sender(self, room: str, message_id: str) -> str:
        """Find who wrote a message: the homeserver says so also of one that was taken back."""
        event = await self._event(room, message_id)
        return str((event or {}).get("sender", ""))

    async def media(self, room: str, message_id: str, is_small: bool) -> Fetched | None:
        """Get the file of a message in this room, a picture perhaps scaled down."""
        event = await self._event(room, message_id)
        message = roomreading.said(event) if event else None
        if message is None or message.media is None:
            return None
        mxc = message.media.ref
        if not mxc.startswith(f"mxc://{self._server}/"):
            return None
        scaled = _SCALED if is_small and message.media.is_picture else None
        content = await self._download(mxc, scaled)
        if content is None and scaled is not None:
            content = await self._download(mxc, None)
        return None if content is None else Fetched(content.content, message.media)

    async def _download(self, mxc: str, scaled: tuple[int, int] | None) -> Content | None:
        try:
            return await self._homeserver.download(mxc, self._service, MOST_FILE_BYTES, scaled)
        except Refused:
            return None
        except (TryLater, OutcomeUnknown) as error:
            raise Away from error

    async def _event(self, room: str, event_id: str) -> Mapping[str, Any] | None:
        try:
            return await self._homeserver.event(room, event_id, self._service)
        except Refused:
            return None
        except (TryLater, OutcomeUnknown) as error:
            raise Away from error

    async def upload(self, localpart: str, content: bytes, mime: str, name: str) -> str:
        """Put a file into the homeserver's media store as one of our accounts."""
        user = f"@{localpart}:{self._server}"
        try:
            return await self._homeserver.upload(Content(content, mime), name, user)
        except Refused as refused:
            raise NotTaken from refused
        except (TryLater, OutcomeUnknown) as error:
            raise Away from error

    async def hear(self, events: Sequence[dict[str, Any]]) -> None:
        """Take what the homeserver pushed, so that the newest messages stay right."""
        for event in events:
            self._newest.hear(event)

    def forget(self, room: str) -> None:
        """Read a room anew: another process heard that something happened there."""
        self._newest.forget(room)

    async def guard_is_loaded(self) -> bool:
        """Let an account of a pupil's kind try what the guard forbids."""
        now = time.monotonic()
        if self._guarded is not None and self._guarded[0] > now:
            return self._guarded[1]
        try:
            is_loaded = await guardprobe.is_guarded(self._homeserver, self._server)
        except (TryLater, OutcomeUnknown, Refused) as error:
            raise Away from error
        self._guarded = (now + (_GUARDED if is_loaded else _UNGUARDED), is_loaded)
        return is_loaded

    async def login_token(self, localpart: str) -> str:
        """Make a single-use token that logs a Matrix app in as one of our accounts."""
        try:
            return await self._homeserver.login_token(f"@{localpart}:{self._server}")
        except (TryLater, OutcomeUnknown, Refused) as error:
            raise Away from error

    async def open_account(self, once: str = "") -> Account | None:
        """Make an account for a visitor, under a name that says nothing.

        The same form sent again names the same account, whichever process takes it: it has its
        device already, and is opened to nobody a second time.
        """
        once = once or secrets.token_hex(8)
        localpart = f"t_{hashlib.sha256(f'account {once}'.encode()).hexdigest()[:16]}"
        user = f"@{localpart}:{self._server}"
        try:
            await self._homeserver.ensure_user(localpart)
            if not await self._homeserver.ensure_device(user):
                return None
            token = await self._homeserver.login_token(user)
        except (TryLater, OutcomeUnknown, Refused) as error:
            raise Away from error
        return Account(user, token)
