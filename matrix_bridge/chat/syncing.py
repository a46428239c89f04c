"""The direct chats read one sync after the other: each event is taken once, and none is lost."""

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from typing import TypeVar

import structlog
from nio import SyncResponse

from handlers.conversation import Event
from handlers.platform import TryLater
from matrix_bridge.chat.client import Client
from matrix_bridge.chat.company import Company
from matrix_bridge.chat.timeline import Timeline
from matrix_bridge.chat.waiting import InDatabase, Take, Waiting
from storage import matrix_sync
from storage.db import DatabaseAway

#: How long the homeserver keeps a sync open when nothing happens.
LONG_POLL = 30.0
#: How long we rest after the first failure, the second …; the last is repeated.
RESTS = (1.0, 3.0, 10.0, 30.0, 60.0)

#: Stands before the position from where on we read while earlier invitations wait for answers.
_UNANSWERED = "?"
_FILTER = {
    "presence": {"types": []},
    "account_data": {"types": []},
    "room": {
        "timeline": {"limit": 50},
        "ephemeral": {"types": []},
        "account_data": {"types": []},
    },
}
_log = structlog.get_logger()
_T = TypeVar("_T")


class TokenRefused(Exception):
    """The homeserver does not know our as_token: it did not read our registration."""


class DeviceLost(Exception):
    """The homeserver does not know the bot's device (any more)."""


class Syncing:
    """Reads the bot's chats for ever."""

    def __init__(
        self,
        client: Client,
        company: Company,
        take: Take,
        in_database: InDatabase,
        patience: timedelta,
        may_read: Callable[[], bool],
    ) -> None:
        self._client = client
        self._company = company
        self._take = take
        self._in_database = in_database
        #: Whether it is us who read: another process may while we are not told yet.
        self._may_read = may_read
        self._waiting = Waiting(client, take, in_database, patience)
        self._timeline = Timeline(client, self._waiting)
        #: Set once every room is known, so that it can be written to.
        self.ready = asyncio.Event()

    async def run(self) -> None:
        """Read until cancelled. Raises TokenRefused or DeviceLost."""
        await self._client.keep_keys_fresh()
        position = await self._insist(lambda: self._in_database(matrix_sync.position))
        await self._insist(self._waiting.remember)
        since: str = position.since
        if not since or since.startswith(_UNANSWERED):
            since = await self._begin(since.removeprefix(_UNANSWERED))
        while True:
            since = await self._once(since)

    async def _begin(self, since: str) -> str:
        """Note from where on we read, answer who has invited us until then, and note that, too.

        What was written before is not for us. `since` is what was noted if this broke off.
        """
        response = await self._sync("")
        since = since or response.next_batch
        await self._insist(lambda: self._in_database(matrix_sync.advance, _UNANSWERED + since))
        await self._insist(lambda: self._answer_invitations(response))
        await self._insist(lambda: self._in_database(matrix_sync.advance, since))
        return since

    async def _once(self, since: str) -> str:
        response = await self._sync(since)
        await self._insist(lambda: self._digest(response, since))
        self.ready.set()
        await self._client.keep_keys_fresh(response)
        if response.to_device_events:
            await self._insist(self._waiting.try_again)
        await self._insist(self._waiting.tell)
        return str(response.next_batch)

    async def _sync(self, since: str) -> SyncResponse:
        """Ask what happened since; the first time with the state of every room."""
        is_first = not self.ready.is_set()
        for rest in rests():
            if not self._may_read():
                await asyncio.sleep(rest)
                continue
            seconds = 0.0 if is_first else self._waiting.seconds_left(LONG_POLL)
            try:
                answer = await self._client.sync(
                    int(seconds * 1000), _FILTER, since or None, full_state=is_first
                )
            except Exception:
                _log.exception("matrix.sync_failed")
                self._client.next_batch = ""  # or nio would pass over the same answer
            else:
                if isinstance(answer, SyncResponse):
                    return answer
                _judge(answer.status_code)
            await asyncio.sleep(rest)
        raise AssertionError("unreachable: rests never end")

    async def _insist(self, work: Callable[[], Awaitable[_T]]) -> _T:
        """Do something that may be repeated until it is done."""
        for rest in rests():
            try:
                return await work()
            except TryLater as later:
                await asyncio.sleep(later.seconds)
            except DatabaseAway:
                _log.warning("matrix.database_away")
                await asyncio.sleep(rest)
        raise AssertionError("unreachable: rests never end")

    async def _digest(self, response: SyncResponse, since: str) -> None:
        """Take all that a sync tells, and only then note that it is done with."""
        await self._answer_invitations(response)
        events = await self._read(response, since)
        if events:
            await self._take(events)
        for event in events:
            if event.kind == "gone" and event.chat in response.rooms.join:
                await self._company.follow(event.chat)
        if response.next_batch != since:
            await self._in_database(matrix_sync.advance, response.next_batch)

    async def _answer_invitations(self, response: SyncResponse) -> None:
        for room, invitation in response.rooms.invite.items():
            await self._company.answer(room, invitation.invite_state)

    async def _read(self, response: SyncResponse, since: str) -> list[Event]:
        events: list[Event] = []
        for room, info in response.rooms.join.items():
            if await self._company.is_private(room):
                events += await self._timeline.read(room, info, since)
        for room, info in response.rooms.leave.items():
            self._client.rooms.pop(room, None)
            events += self._timeline.read_left(room, info)
        return events


def rests() -> Iterator[float]:
    """Say how long to rest after each failure, for ever."""
    return itertools.chain(RESTS, itertools.repeat(RESTS[-1]))


def _judge(errcode: str | None) -> None:
    """Tell an error that passes from one that does not."""
    if errcode in {"M_UNKNOWN_TOKEN", "M_MISSING_TOKEN"}:
        raise TokenRefused
    if errcode == "M_UNKNOWN_DEVICE":
        raise DeviceLost
    _log.error("matrix.sync_refused", errcode=errcode)
