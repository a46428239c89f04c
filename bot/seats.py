"""Work that only one of several processes may do at a time, done by whoever holds its seat.

Source: docs/decisions/0020-seats.md.
"""

import asyncio
import math
import os
import secrets
import socket
import time
from collections.abc import Awaitable, Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any

import structlog

from storage import migrating, seats, waking
from storage.db import Database, DatabaseAway, Db
from storage.seats import PROCESS, SECONDS, Lost, Seat

#: How often we look for seats that are free. What is ours is kept at every other look.
LOOK_SECONDS = 1.0
#: How long after a seat's time we look whether its holder has not kept it after all.
SHORTLY_SECONDS = 0.01
#: So long before the database may give our seat to another we act no more.
MARGIN_SECONDS = 1.0
#: How often we look whether our seat may be over, if nothing tells us.
WATCH_SECONDS = 0.25
#: What others are told when seats are given up.
FREE = "seats are free"
#: The clock that also counts while this machine sleeps, where there is one.
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
_log = structlog.get_logger()

#: Runs `work(db, …)` in a transaction.
InDatabase = Callable[..., Awaitable[Any]]


class Holding:
    """A seat while it is ours; without one, of a process that is alone, for ever."""

    def __init__(self, in_database: InDatabase, seat: Seat | None = None) -> None:
        self.seat = seat
        self._in_database = in_database
        self._until = math.inf if seat is None else -math.inf

    @property
    def seconds_left(self) -> float:
        """How long nobody else can hold it, by our own clock."""
        return self._until - _now()

    def is_ours(self) -> bool:
        """Tell whether it is certainly ours now. Ask right before doing what must not be twice."""
        return self.seconds_left > 0

    async def write(self, work: Callable[..., Any], *args: Any) -> Any:
        """Run `work(db, *args)` in a transaction that counts only if the seat is ours then.

        Raises seats.Lost.
        """
        if self.seat is None:
            return await self._in_database(work, *args)
        return await self._in_database(seats.fenced, self.seat, work, *args)

    def keep(self, until: float) -> None:
        """Count it as ours until then."""
        self._until = until

    def end(self) -> None:
        """Count it as ours no more."""
        self._until = -math.inf


class LeftBehind(Exception):
    """The database does not serve this program any more; the text says what to do."""


#: Does what a seat is for, until cancelled.
Work = Callable[[Holding], Awaitable[None]]


class Seats:
    """The seats that this process holds or waits for."""

    def __init__(self, database: Database, in_database: InDatabase) -> None:
        self.holder = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
        #: Whether there is no other process, and so nothing to be held.
        self.is_alone = database.is_sqlite
        self._database = database
        self._in_database = in_database
        # A thread of its own: whatever else waits for the database, what is ours is kept in time.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="seats")
        self._process = f"{PROCESS}{self.holder} {migrating.newest()}"
        self._wanted: set[str] = {self._process}
        self._held: dict[str, Holding] = {}
        self._looked = asyncio.Condition()
        self._woken = asyncio.Event()

    async def run(self) -> None:
        """Keep what is ours and take what is free, until cancelled. Raises LeftBehind."""
        keeps = True
        while not self.is_alone:
            self._woken.clear()
            ours = {name for name, one in self._held.items() if one.is_ours()}
            soonest = await self._look(self._wanted if keeps else self._wanted - ours)
            keeps = not keeps
            with suppress(TimeoutError):
                async with asyncio.timeout(min(LOOK_SECONDS, soonest + SHORTLY_SECONDS)):
                    await self._woken.wait()

    def wake(self) -> None:
        """Look now: a seat may be free."""
        self._woken.set()

    def holds(self, names: Collection[str]) -> bool:
        """Tell whether all of these are ours."""
        held = (self._held.get(name) for name in names)
        return self.is_alone or all(one is not None and one.is_ours() for one in held)

    def lives(self) -> bool:
        """Tell whether nobody can take this process for dead now."""
        return self.holds([self._process])

    async def hold(self, name: str, *works: Work) -> None:
        """Do all of this together whenever the seat is ours, until cancelled.

        It is ended as soon as somebody else could have the seat. What it raises flies.
        """
        if self.is_alone:
            await self._alone(name, works)
            return
        self._wanted.add(name)
        self.wake()
        while True:
            async with self._looked:
                await self._looked.wait_for(partial(self.holds, [name]))
            await self._while_ours(self._held[name], works)

    async def close(self) -> None:
        """Give up everything, so that others need not wait; call it when all work has ended."""
        if not self.is_alone:
            try:
                await self._in_thread(_give_up, self.holder)
            except DatabaseAway:
                _log.warning("seats.database_away")
        self._thread.shutdown()

    async def _alone(self, name: str, works: Collection[Work]) -> None:
        while True:
            try:
                await _together(works, Holding(self._in_database))
                return
            except DatabaseAway:
                _log.warning("seat.interrupted", seat=name)
                await asyncio.sleep(LOOK_SECONDS)

    async def _while_ours(self, holding: Holding, works: Collection[Work]) -> None:
        assert holding.seat is not None
        name, fence = holding.seat.name, holding.seat.fence
        _log.info("seat.taken", seat=name, fence=fence, holder=self.holder)
        task = asyncio.create_task(_together(works, holding))
        try:
            while holding.is_ours():
                await asyncio.wait([task], timeout=WATCH_SECONDS)
                if task.done():
                    task.result()  # what it raised flies; otherwise there is nothing left to do
                    await asyncio.sleep(WATCH_SECONDS)
        except (Lost, DatabaseAway) as error:
            _log.warning("seat.interrupted", seat=name, error=type(error).__name__)
            await asyncio.sleep(LOOK_SECONDS)
        finally:
            await end([task])
            _log.info("seat.over", seat=name, fence=fence, holder=self.holder)

    async def _look(self, names: Collection[str]) -> float:
        """Take and keep what we can; say how soon another of these seats may be free."""
        if not names:
            return LOOK_SECONDS
        # The time before we ask: the database's own count of SECONDS begins later.
        until = _now() + SECONDS - MARGIN_SECONDS
        try:
            took = await self._in_thread(_take, sorted(names), self.holder)
        except DatabaseAway:
            _log.warning("seats.database_away")
            return LOOK_SECONDS
        taken, soonest = took
        found = {seat.name: seat for seat in taken}
        for name in names:
            self._note(name, found.get(name), until)
        async with self._looked:
            self._looked.notify_all()
        return float(soonest)

    def _note(self, name: str, seat: Seat | None, until: float) -> None:
        held = self._held.get(name)
        # What was over once stays so: who asked has ended its work by then.
        if held is not None and (held.seat != seat or not held.is_ours()):
            _log.warning("seat.lost", seat=name)
            held.end()
            del self._held[name]
        if seat is not None:
            self._held.setdefault(name, Holding(self._in_database, seat)).keep(until)

    async def _in_thread(self, work: Callable[..., Any], *args: Any) -> Any:
        write = partial(self._database.write, work, *args)
        return await asyncio.get_running_loop().run_in_executor(self._thread, write)


async def _run(work: Work, holding: Holding) -> None:
    await work(holding)


async def _together(works: Collection[Work], holding: Holding) -> None:
    tasks = [asyncio.create_task(_run(work, holding)) for work in works]
    try:
        await asyncio.gather(*tasks)
    finally:
        await end(tasks)


async def end(tasks: Collection[asyncio.Task[Any]]) -> None:
    """Cancel tasks and wait until each has ended as it wants to.

    One that is being cancelled already is not cancelled again: that would break off its end.
    """
    for task in tasks:
        if not task.cancelling():
            task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _take(db: Db, names: Collection[str], holder: str) -> tuple[list[Seat], float]:
    """Take what is free, unless somebody migrated the database while it did not hear of us."""
    if misfit := migrating.misfit(db):
        raise LeftBehind(misfit)
    return seats.take(db, names, holder), seats.soonest(db, names, holder)


def _give_up(db: Db, holder: str) -> None:
    seats.release(db, holder)
    waking.tell(db, FREE)


def _now() -> float:
    return time.clock_gettime(_CLOCK)
