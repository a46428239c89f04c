"""Files in TwinSpaces: where they were shown, and therefore who may fetch them."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from matrix_bridge import roomreading
from matrix_bridge.registration import SERVICE
from storage import accounts, members, room_media, twinspaces
from storage.db import Db

#: How often, and how long between, we look for a file whose message may just be on its way.
_LOOKS, _PAUSE_SECONDS = 4, 0.3
_FETCH = re.compile(
    r"/_matrix/(?:client/v1/media|media/(?:r0|v1|v3))/(?:download|thumbnail)"
    r"/(?P<server>[^/]*)/(?P<id>[^/]*)(?:/[^/]*)?"
)
#: No address of ours is longer.
_MOST_LETTERS = 255


def is_pupil(user: str) -> bool:
    """Tell by its name whether an account is a pupil's: nobody else's begins so."""
    return user.startswith("@p_")


def hear(db: Db, event: Mapping[str, Any]) -> None:
    """Note where a file is shown, and where it was taken back. Safe to repeat.

    Who posts the address of a file that was shown where they may not be, or that was taken
    back, does not bring it to themselves that way: only who may see it shows it again.
    """
    room, sender = str(event.get("room_id")), str(event.get("sender"))
    if gone := roomreading.redacted(event):
        room_media.take_back(db, room, gone)
    addresses = set(_addresses(event.get("content", {})))
    twinspace = twinspaces.by_room(db, room) if addresses else None
    if twinspace is None:
        return
    for address in addresses:
        known = room_media.rooms(db, address)
        if not known or any(_may_see(db, sender, one) for one in room_media.shown_in(db, address)):
            said = str(event.get("event_id"))
            message = roomreading.edited(event) or said
            room_media.add(db, address, room, said, message, twinspace.project_id)


class Looking:
    """Decides who may fetch which file. `in_database` runs a read."""

    def __init__(
        self, server_name: str, bot: str, in_database: Callable[..., Awaitable[Any]]
    ) -> None:
        self._server = server_name
        self._bot = bot
        self._in_database = in_database

    async def may_fetch(self, user: str, path: str) -> bool:
        """Tell whether somebody may fetch what stands at a path of the homeserver.

        A file that was shown in a TwinSpace is for who may be in that room, until its message is
        taken back; then it is for the service alone. One that never
        was, such as those in a chat with the bot, is for grown-ups who know its address: its
        owner must have told them.
        """
        asked = _FETCH.fullmatch(path)
        if asked is None or unquote(asked["server"]) != self._server:
            return False
        address = f"mxc://{self._server}/{unquote(asked['id'])}"
        if user == self._bot:
            return True
        for again in range(_LOOKS):
            may: bool | None = await self._in_database(may_fetch, user, address)
            if may is not None:
                return may
            if again + 1 < _LOOKS and is_pupil(user):
                await asyncio.sleep(_PAUSE_SECONDS)
        return not is_pupil(user)


def may_fetch(db: Db, user: str, address: str) -> bool | None:
    """Tell whether a file is for somebody; None if it was shown nowhere."""
    known = room_media.rooms(db, address)
    if not known or _is_service(user):
        return True if known else None
    return any(_may_see(db, user, room) for room in room_media.shown_in(db, address))


def _may_see(db: Db, user: str, room: str) -> bool:
    """Tell by our own database, not the homeserver's, who may be in a room now."""
    if _is_service(user):
        return True
    twinspace = twinspaces.by_room(db, room)
    if twinspace is None:
        return False
    person, pupil = accounts.whose(db, user)
    if pupil is not None:
        is_theirs = pupil.project_id == twinspace.project_id and room == twinspace.classroom
        return is_theirs and pupil.is_inside
    if person is None or not person.is_validated:
        return False
    return members.is_inside(db, twinspace.project_id, person.id)


def _is_service(user: str) -> bool:
    return user.startswith(f"@{SERVICE}:")


def _addresses(content: Any) -> Iterator[str]:
    """Go through the addresses of files in a message, where clients look for them."""
    changed = _part(content, "m.new_content")
    for message in (content, changed):
        info = _part(message, "info")
        holders = (message, _part(message, "file"), info, _part(info, "thumbnail_file"))
        for holder in holders:
            for name in ("url", "thumbnail_url"):
                address = holder.get(name)
                if isinstance(address, str) and len(address) <= _MOST_LETTERS:
                    yield address


def _part(content: Any, name: str) -> Mapping[str, Any]:
    part = content.get(name)
    return part if isinstance(part, Mapping) else {}
