"""Messages that could not be read: kept until their key comes, or their sender is asked again."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from nio import Event as RoomEvent
from nio import MegolmEvent

from handlers.conversation import Event
from matrix_bridge.chat.client import Client
from matrix_bridge.chat.reading import read, unreadable
from storage import matrix_sync
from storage.matrix_sync import Undecrypted

#: Gives events to their turns; returns when all are committed or parked.
Take = Callable[[Sequence[Event]], Awaitable[None]]
#: Runs `work(db, …)` in a writing transaction.
InDatabase = Callable[..., Awaitable[Any]]


class Waiting:
    """What waits for its key. All methods may raise DatabaseAway and may then be repeated."""

    def __init__(
        self, client: Client, take: Take, in_database: InDatabase, patience: timedelta
    ) -> None:
        self._client = client
        self._take = take
        self._in_database = in_database
        self._patience = patience
        self._messages: dict[str, Undecrypted] = {}

    async def remember(self) -> None:
        """Recall what waited when the service ended, and try it."""
        await self._in_database(matrix_sync.forget_old, datetime.now(UTC))
        kept = await self._in_database(matrix_sync.undecrypted)
        self._messages = {one.event_id: one for one in kept}
        await self.try_again()

    async def put_aside(self, source: Mapping[str, Any], room: str) -> None:
        """Keep a message and ask its sender's device for the key."""
        event_id = source["event_id"]
        if event_id in self._messages:
            return
        message = Undecrypted(event_id, room, dict(source), datetime.now(UTC))
        await self._in_database(
            matrix_sync.put_aside, event_id, room, message.source, message.arrived_at
        )
        self._messages[event_id] = message
        if isinstance(event := _encrypted(message), MegolmEvent):
            self._client.ask_for_key(event)

    async def try_again(self) -> None:
        """Read what can be read now; call it when keys came."""
        for message in list(self._messages.values()):
            source = self._decrypted(message)
            if source is not None:
                found = read(source, message.room_id, datetime.now(UTC))
                await self._settle(message, found)

    async def tell(self) -> None:
        """Let the senders of what is still not readable, in all patience, be asked to repeat it."""
        now = datetime.now(UTC)
        due = [one for one in self._messages.values() if one.arrived_at + self._patience <= now]
        for message in due:
            await self._settle(message, unreadable(message.source, message.room_id, now))
        for session in _sessions(due) - _sessions(self._messages.values() if due else ()):
            self._client.stop_asking(session)

    def seconds_left(self, most: float) -> float:
        """Say how long nothing has to be told, `most` seconds at most."""
        now = datetime.now(UTC)
        due = (message.arrived_at + self._patience for message in self._messages.values())
        return max(0.0, min(((at - now).total_seconds() for at in due), default=most, key=float))

    async def _settle(self, message: Undecrypted, event: Event | None) -> None:
        if event is not None:
            await self._take([event])
        await self._in_database(matrix_sync.settle, message.event_id)
        del self._messages[message.event_id]

    def _decrypted(self, message: Undecrypted) -> dict[str, Any] | None:
        event = _encrypted(message)
        return self._client.decrypted(event) if isinstance(event, MegolmEvent) else None


def _sessions(messages: Iterable[Undecrypted]) -> set[str]:
    """Name the keys that messages wait for."""
    events = map(_encrypted, messages)
    return {str(one.session_id) for one in events if isinstance(one, MegolmEvent)}


def _encrypted(message: Undecrypted) -> object:
    event = RoomEvent.parse_event(message.source)
    if isinstance(event, MegolmEvent):
        event.room_id = message.room_id
    return event
