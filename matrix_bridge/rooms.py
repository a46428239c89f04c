"""TwinSpace rooms: what the browser reads of them, what is written into them, what they push."""

import secrets
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import structlog

from handlers.conversation import File
from handlers.platform import FileGone, OutcomeUnknown, Outgoing, TryLater, Unreachable
from handlers.rich import Rich
from handlers.rooms import Account, Away, Page, Said
from matrix_bridge import markup
from matrix_bridge.homeserver import Homeserver, Refused
from matrix_bridge.registration import SERVICE
from storage import twinspaces
from storage.db import Db

#: How long the answer to "is the guard loaded" holds, in seconds, if it is and if it is not.
_GUARDED, _UNGUARDED = 600.0, 30.0
#: The account that tries what no pupil may do.
PROBE = "p_probe"

_log = structlog.get_logger()


class Rooms:
    """The rooms as a place that messages go to, and as the portal sees them."""

    exactly_once = True

    def __init__(self, homeserver: Homeserver, server_name: str) -> None:
        self._homeserver = homeserver
        self._server = server_name
        self._service = f"@{SERVICE}:{server_name}"
        self._guarded: tuple[float, bool] | None = None

    # As a platform

    def split(self, message: Outgoing) -> Sequence[Outgoing]:
        """Leave a message whole: what is written in a room was limited when it was typed."""
        return [message]

    async def send(self, part: Outgoing) -> str:
        """Post a message as `part.sender`, a localpart of ours, and return its event id."""
        user = f"@{part.sender}:{self._server}" if part.sender else self._service
        content = {"msgtype": "m.text"} | markup.write(part.text)
        try:
            return await self._homeserver.send_event(
                part.chat, "m.room.message", content, part.transaction, user
            )
        except Refused as refused:
            raise Unreachable(refused.errcode) from refused

    async def edit(self, part: Outgoing, remote_id: str) -> None:
        """Refuse: nothing in a room is changed by us yet."""
        raise Unreachable("rooms are not edited")

    async def delete(self, chat: str, remote_id: str, _instead: Rich) -> None:
        """Take a message back; one that cannot be any more counts as done."""
        try:
            await self._homeserver.redact(chat, remote_id, f"etwdel.{remote_id}", self._service)
        except Refused as refused:
            _log.info("room.not_redacted", errcode=refused.errcode)

    async def fetch(self, file: File) -> bytes:
        """Refuse: no file of a room leaves it by the outbox."""
        raise FileGone

    # As the portal sees them

    async def messages(self, room: str, before: str = "", most: int = 30) -> Page:
        """Read a page of messages, the oldest first; redacted ones are left out."""
        try:
            page = await self._homeserver.messages(room, self._service, before, most)
        except (TryLater, OutcomeUnknown, Refused) as error:
            raise Away from error
        said = [_said(event, page.events) for event in reversed(page.events)]
        older = page.before if len(page.events) >= most else ""
        return Page([one for one in said if one is not None], older)

    async def guard_is_loaded(self) -> bool:
        """Let an account of a pupil's kind try to make a room, which the guard forbids."""
        now = time.monotonic()
        if self._guarded is not None and self._guarded[0] > now:
            return self._guarded[1]
        try:
            is_loaded = await self._probe()
        except (TryLater, OutcomeUnknown, Refused) as error:
            raise Away from error
        self._guarded = (now + (_GUARDED if is_loaded else _UNGUARDED), is_loaded)
        return is_loaded

    async def _probe(self) -> bool:
        probe = f"@{PROBE}:{self._server}"
        await self._homeserver.ensure_user(PROBE)
        await self._homeserver.ensure_device(probe)
        body = {"preset": "private_chat", "creation_content": {"m.federate": False}}
        try:
            room = await self._homeserver.create_room(body, probe)
        except Refused as refused:
            if refused.errcode == "M_FORBIDDEN":
                return True
            raise
        if room is not None:
            await self._homeserver.leave(room, probe)
        return False

    async def login_token(self, localpart: str) -> str:
        """Make a single-use token that logs a Matrix app in as one of our accounts."""
        try:
            return await self._homeserver.login_token(f"@{localpart}:{self._server}")
        except (TryLater, OutcomeUnknown, Refused) as error:
            raise Away from error

    async def open_account(self) -> Account:
        """Make an account for a visitor, under a name that says nothing."""
        localpart = f"t_{secrets.token_hex(8)}"
        user = f"@{localpart}:{self._server}"
        try:
            await self._homeserver.ensure_user(localpart)
            await self._homeserver.ensure_device(user)
            token = await self._homeserver.login_token(user)
        except (TryLater, OutcomeUnknown, Refused) as error:
            raise Away from error
        return Account(user, token)

    # As the homeserver pushes them

    def listener(
        self, in_database: Callable[..., Awaitable[Any]]
    ) -> Callable[[Sequence[dict[str, Any]]], Awaitable[None]]:
        """Give what takes the events of a transaction: who enters a room is checked at once."""

        async def heard(events: Sequence[dict[str, Any]]) -> None:
            for event in events:
                if _is_entry(event) and event.get("sender") != self._service:
                    await in_database(_look_again, str(event.get("room_id")))

        return heard


def _is_entry(event: dict[str, Any]) -> bool:
    membership = event.get("content", {}).get("membership")
    return event.get("type") == "m.room.member" and membership in {"join", "knock"}


def _look_again(db: Db, room: str) -> None:
    """Compare a project's rooms with our database; other rooms are not ours."""
    twinspace = twinspaces.by_room(db, room)
    if twinspace is not None:
        twinspaces.want(db, twinspace.project_id)


def _said(event: dict[str, Any], page: Sequence[dict[str, Any]]) -> Said | None:
    """Read a text message, as its author last changed it; None for anything else."""
    content = event.get("content", {})
    relation = content.get("m.relates_to", {}).get("rel_type")
    if event.get("type") != "m.room.message" or relation == "m.replace" or "body" not in content:
        return None
    text = content["body"]
    for later in page:  # the newest first
        changed = later.get("content", {})
        edited = changed.get("m.relates_to", {})
        is_edit = edited.get("rel_type") == "m.replace" and "m.new_content" in changed
        is_own = later.get("sender") == event["sender"]
        if is_edit and is_own and edited.get("event_id") == event["event_id"]:
            text = changed["m.new_content"].get("body", text)
            break
    at = datetime.fromtimestamp(event["origin_server_ts"] / 1000, UTC)
    return Said(event["event_id"], event["sender"], at, str(text))
