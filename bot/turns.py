"""Turns run in worker threads: one person's or room's in order, different ones side by side."""

import asyncio
import contextvars
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import structlog

from bot.tracing import following
from handlers import turn
from handlers.conversation import Event, Reply
from handlers.turn import Taken
from storage.addresses import Address
from storage.db import Database

_log = structlog.get_logger()


class Turns:
    """The one way into the database for everything that runs in an event loop.

    Safe to use from several loops: the chat with Matrix has its own.
    """

    def __init__(
        self,
        database: Database,
        seal: Callable[[bytes], bytes],
        site: str,
        meetings: str = Event.meetings,
        second_above: int = Event.second_above,
    ) -> None:
        self._database = database
        self._seal = seal
        self._site = site
        self._meetings = meetings
        self._second_above = second_above
        self._writers = ThreadPoolExecutor(database.writers, thread_name_prefix="turn")
        self._readers = ThreadPoolExecutor(database.readers, thread_name_prefix="read")
        #: Called after each turn: something may be there to send or to settle.
        self.after: list[Callable[[], None]] = []
        #: Told of each event: its door, what became of it, and how many seconds that took.
        self.noted: Callable[[str, str, float], None] = lambda _door, _outcome, _seconds: None

    async def take(self, events: Sequence[Event]) -> None:
        """Take events; when this returns, all are committed or parked.

        Raises DatabaseAway if one could not be: the same events must come again.
        """
        lines: dict[Address | str, list[Event]] = {}
        for event in events:
            lines.setdefault(_line(event), []).append(event)
        outcomes = await asyncio.gather(
            *(self._in_order(line) for line in lines.values()), return_exceptions=True
        )
        for outcome in outcomes:
            if outcome is not None:
                raise outcome

    async def _in_order(self, line: Sequence[Event]) -> None:
        for event in line:
            with following(event.id):
                await self._take_one(self._configured(event))
            self.kick()

    async def _take_one(self, event: Event) -> None:
        began = time.perf_counter()
        taken = await self._in(self._writers, turn.take, self._database, event, self._seal)
        self._note(event, taken, began)

    def _note(self, event: Event, taken: Taken, began: float) -> None:
        door, seconds = event.address.platform, time.perf_counter() - began
        self.noted(door, taken.value, seconds)
        _log.info("turn.taken", door=door, outcome=taken.value, seconds=round(seconds, 4))

    async def act(self, event: Event) -> list[Reply]:
        """Take an event of the browser and return what the actor is told."""
        event = self._configured(event)
        began = time.perf_counter()
        replies: list[Reply] = await self._in(self._writers, turn.act, self._database, event)
        self._note(event, Taken.ANSWERED, began)
        self.kick()
        return replies

    def _configured(self, event: Event) -> Event:
        """Give an event with what the configuration says."""
        return replace(
            event,
            site=self._site,
            meetings=self._meetings,
            second_above=self._second_above,
        )

    async def write(self, work: Callable[..., Any], *args: Any) -> Any:
        """Run `work(db, *args)` in a transaction that may write."""
        return await self._in(self._writers, self._database.write, work, *args)

    async def read(self, work: Callable[..., Any], *args: Any) -> Any:
        """Run `work(db, *args)` where it only reads."""
        return await self._in(self._readers, self._database.read, work, *args)

    def close(self) -> None:
        """End the threads, after what they are doing."""
        self._writers.shutdown()
        self._readers.shutdown()

    def kick(self) -> None:
        """Tell whoever sends or settles that something may be there."""
        for call in self.after:
            call()

    async def _in(self, pool: ThreadPoolExecutor, work: Callable[..., Any], *args: Any) -> Any:
        """Run something in a thread, under the id of what it is done for."""
        context = contextvars.copy_context()
        return await asyncio.get_running_loop().run_in_executor(pool, context.run, work, *args)


def _line(event: Event) -> Address | str:
    """Say with what else an event keeps its order: in a room or a group with all that is there."""
    if event.room is not None:
        return event.room.room
    return event.group or event.address
