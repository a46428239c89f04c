"""The newest messages of the rooms that somebody is reading, kept in memory for a moment.

The homeserver's pushes keep them right; after a few seconds they are read anew all the same,
for a push may be late. Nothing of it is written anywhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from handlers.rooms import Said
from matrix_bridge import roomreading

#: How many messages of a room are kept, for how many seconds, of how many rooms.
MESSAGES, SECONDS, ROOMS = 60, 15.0, 300


@dataclass(frozen=True)
class Kept:
    """The newest messages of a room, the oldest first."""

    messages: Sequence[Said]
    #: Whether there are older ones.
    has_older: bool
    #: Until when they may be used, by the clock of whoever asks.
    until: float


@dataclass
class Reading:
    """A room being read from the homeserver."""

    #: Whether something happened meanwhile that the answer may lack.
    is_disturbed: bool = field(default=False)


class Newest:
    """What is known of the rooms' newest messages."""

    def __init__(self) -> None:
        self._kept: dict[str, Kept] = {}
        self._readings: dict[str, list[Reading]] = {}

    def of_room(self, room: str, now: float) -> Kept | None:
        """Give what is kept of a room; None if that is nothing, or too old."""
        kept = self._kept.get(room)
        return kept if kept is not None and kept.until > now else None

    @contextmanager
    def reading(self, room: str) -> Iterator[Reading]:
        """Watch a room while it is read."""
        reading = Reading()
        self._readings.setdefault(room, []).append(reading)
        try:
            yield reading
        finally:
            self._readings[room].remove(reading)
            if not self._readings[room]:
                del self._readings[room]

    def keep(self, room: str, messages: Sequence[Said], has_older: bool, now: float) -> Kept:
        """Keep what was read of a room; of too many rooms the oldest goes."""
        self._kept.pop(room, None)
        if len(self._kept) >= ROOMS:
            del self._kept[next(iter(self._kept))]
        kept = Kept(messages, has_older, now + SECONDS)
        self._kept[room] = kept
        return kept

    def forget(self, room: str) -> None:
        """Let a room be read anew: we changed something there ourselves."""
        self._kept.pop(room, None)
        self._disturb(room)

    def sent(
        self, room: str, event_id: str, sender: str, content: Mapping[str, Any], at: float
    ) -> None:
        """Take what we sent ourselves at a time, in seconds; its push is to come."""
        event = {"event_id": event_id, "sender": sender, "content": content, "room_id": room}
        self.hear({**event, "type": "m.room.message", "origin_server_ts": int(at * 1000)})

    def hear(self, event: Mapping[str, Any]) -> None:
        """Take what the homeserver pushed."""
        room = str(event.get("room_id"))
        self._disturb(room)
        kept = self._kept.get(room)
        if kept is None:
            return
        try:
            messages = _after(list(kept.messages), event)
        except (KeyError, TypeError, ValueError):
            self.forget(room)
            return
        has_older = kept.has_older or len(messages) > MESSAGES
        self._kept[room] = replace(kept, messages=messages[-MESSAGES:], has_older=has_older)

    def _disturb(self, room: str) -> None:
        for reading in self._readings.get(room, ()):
            reading.is_disturbed = True


def _after(messages: list[Said], event: Mapping[str, Any]) -> list[Said]:
    """Give the messages as they are after an event."""
    if gone := roomreading.redacted(event):
        return [one for one in messages if one.id != gone]
    if target := roomreading.edited(event):
        return [roomreading.changed(one, event) if one.id == target else one for one in messages]
    message = roomreading.said(event)
    if message is None:
        return messages
    # Pushes come in the room's order: what we put in ourselves takes its place when it comes.
    return [*(one for one in messages if one.id != message.id), message]
