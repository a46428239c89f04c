"""What happened in a chat since the last sync, whole and in order, as events."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import structlog
from nio import MessageDirection, RoomMessagesResponse
from nio.responses import RoomInfo

from handlers.conversation import Event
from matrix_bridge.chat import reading
from matrix_bridge.chat.client import Client
from matrix_bridge.chat.waiting import Waiting

#: A page of older events, and how many pages one sync reads at most.
PAGE, MOST_PAGES = 100, 50

_log = structlog.get_logger()
_Source = Mapping[str, Any]


class Timeline:
    """Reads what the homeserver tells of one room after the other."""

    def __init__(self, client: Client, waiting: Waiting) -> None:
        self._client = client
        self._waiting = waiting
        self._me = client.user_id

    async def read(self, room: str, info: RoomInfo, since: str) -> list[Event]:
        """List what was done in a room since `since`, but not before we were invited to it.

        What cannot be decrypted is put aside. Raises DatabaseAway, and may then be repeated.
        """
        sources: list[_Source] = [event.source for event in info.timeline.events]
        if info.timeline.limited and not any(map(self._is_invitation, sources)):
            sources = await self._older(room, info.timeline.prev_batch, since) + sources
        found = []
        for source in self._since_invitation(sources):
            event = await self._read_one(source, room)
            if event is not None:
                found.append(event)
        return found

    def read_left(self, room: str, info: RoomInfo) -> list[Event]:
        """Tell who put us out of a room, if somebody did."""
        return [
            reading.event(event.source, room, datetime.now(UTC), kind="gone")
            for event in info.timeline.events
            if _ends(event.source) and event.source["sender"] != self._me
        ]

    async def _older(self, room: str, start: str | None, since: str) -> list[_Source]:
        """Read what lies between the last sync and the events that this one had place for."""
        pages: list[_Source] = []
        for _ in range(MOST_PAGES):
            answer = await self._client.room_messages(
                room, start, since, MessageDirection.back, PAGE
            )
            if not isinstance(answer, RoomMessagesResponse):
                _log.error("matrix.gap_refused", errcode=answer.status_code)
                break
            page = [event.source for event in answer.chunk]
            pages += page
            start = answer.end
            if not start or not page or any(map(self._is_invitation, page)):
                break
        return pages[::-1]

    def _since_invitation(self, sources: list[_Source]) -> list[_Source]:
        invited = [place for place, one in enumerate(sources) if self._is_invitation(one)]
        return sources[invited[-1] :] if invited else sources

    async def _read_one(self, source: _Source, room: str) -> Event | None:
        if self._is_invitation(source):
            return reading.event(source, room, datetime.now(UTC), kind="back")
        if source.get("sender") == self._me:
            return None
        if _ends(source):
            whose = {**source, "sender": source["state_key"]}
            return reading.event(whose, room, datetime.now(UTC), kind="gone")
        if source.get("type") == "m.room.encrypted":
            await self._waiting.put_aside(source, room)
            return None
        return reading.read(source, room, datetime.now(UTC))

    def _is_invitation(self, source: _Source) -> bool:
        return _member(source) == (self._me, "invite")


def _ends(source: _Source) -> bool:
    """Tell whether somebody who was in the room is so no longer."""
    member = _member(source)
    return member is not None and member[1] in {"leave", "ban"} and _before(source) == "join"


def _member(source: _Source) -> tuple[str, str] | None:
    """Say who is what from now on, if that is what the event is about."""
    content = source.get("content")
    if source.get("type") != "m.room.member" or not isinstance(content, Mapping):
        return None
    return str(source.get("state_key")), str(content.get("membership"))


def _before(source: _Source) -> str:
    """Say what the member was before."""
    earlier = source.get("unsigned", {}).get("prev_content")
    return str(earlier.get("membership", "")) if isinstance(earlier, Mapping) else ""
