"""What one process tells the others: there is something to send or to settle, a room has news.

Each look by themselves too, from time to time: this only saves them the waiting.
"""

import asyncio
import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import structlog

from bot.seats import FREE
from storage import waking
from storage.db import Database, DatabaseAway
from storage.waking import Ear

#: How long we rest after we told something: all that happens meanwhile is told at once.
REST_SECONDS = 0.01
#: How soon we listen again after the database went away.
AGAIN_SECONDS = 1.0
#: No id is longer; but whoever changes a message may name any id. Source: https://spec.matrix.org
LONGEST_ID = 255
_log = structlog.get_logger()


def nothing() -> str:
    """Give something to tell that wakes nobody, and that nobody else tells."""
    return json.dumps([secrets.token_hex(8), False, []])


def _told(whose: str, is_kicked: bool, rooms: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Write down what is told, in pieces that PostgreSQL takes; one also without rooms."""
    some: list[tuple[str, str]] = []
    for room in rooms:
        if len(json.dumps([whose, is_kicked, [*some, room]])) > waking.MOST_BYTES:
            yield json.dumps([whose, is_kicked, some])
            some, is_kicked = [], False
        some.append(room)
    yield json.dumps([whose, is_kicked, some])


class Waking:
    """Tells the other processes, and hears what they tell. On PostgreSQL; SQLite has one."""

    def __init__(self, database: Database, whose: str) -> None:
        self._database = database
        self._whose = whose
        #: Whether what is put into the outbox has to be sent by another process.
        self.needs_others: Callable[[], bool] = lambda: True
        #: Called when another process put something there.
        self.kicked: Callable[[], None] = lambda: None
        #: Called when another process heard of a room, and perhaps of a message that was changed.
        self.seen: Callable[[str, str], None] = lambda _room, _touched: None
        #: Called when another process gave up its seats.
        self.freed: Callable[[], None] = lambda: None
        # A thread of its own, so that no turn waits for it.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="waking")
        self._is_kicked = False
        self._rooms: dict[tuple[str, str], None] = {}
        self._something = asyncio.Event()

    def kick(self) -> None:
        """Tell that something may be there to be sent, if another process has to send it."""
        if self.needs_others():
            self._is_kicked = True
            self._something.set()

    def saw(self, room: str, touched: str) -> None:
        """Tell that something happened in a room; `touched` is the message it concerned."""
        if len(room) <= LONGEST_ID:
            self._rooms[room, touched if len(touched) <= LONGEST_ID else ""] = None
            self._something.set()

    async def run(self) -> None:
        """Tell and hear until cancelled."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._tell())
                group.create_task(self._hear())
        finally:
            self._thread.shutdown(wait=False)

    async def _tell(self) -> None:
        while True:
            await self._something.wait()
            self._something.clear()
            is_kicked, self._is_kicked = self._is_kicked, False
            rooms, self._rooms = list(self._rooms), {}
            for news in _told(self._whose, is_kicked, rooms):
                try:
                    await self._in_thread(self._database.write, waking.tell, news)
                except DatabaseAway:
                    _log.warning("waking.database_away")
            await asyncio.sleep(REST_SECONDS)

    async def _hear(self) -> None:
        while True:
            try:
                ear = await self._in_thread(Ear, self._database)
                try:
                    await self._listen(ear)
                finally:
                    ear.close()
            except DatabaseAway:
                _log.warning("waking.deaf")
            await asyncio.sleep(AGAIN_SECONDS)

    async def _listen(self, ear: Ear) -> None:
        self.kicked()  # whatever was told before, we have not heard
        loop, readable, socket = asyncio.get_running_loop(), asyncio.Event(), ear.fileno()
        loop.add_reader(socket, readable.set)
        try:
            while True:
                await readable.wait()
                readable.clear()
                for news in ear.heard():
                    self._take(news)
        finally:
            loop.remove_reader(socket)

    def _take(self, news: str) -> None:
        if news == FREE:
            self.freed()
            return
        whose, is_kicked, rooms = json.loads(news)
        if whose == self._whose:
            return
        if is_kicked:
            self.kicked()
        for room, touched in rooms:
            self.seen(room, touched)

    async def _in_thread(self, work: Callable[..., Any], *args: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._thread, partial(work, *args))
