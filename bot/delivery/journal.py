"""What is being tried and what became of it, written to the database many at a time."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog

from bot.delivery.due import source
from bot.seats import Holding
from handlers.conversation import Lane
from storage import addresses, bridges, deliveries, sending, undelivered, uploads
from storage.db import DatabaseAway, Db
from storage.deliveries import Delivery as Arrival
from storage.outbox import State
from storage.seats import Lost
from storage.sending import Letter, Outcome

#: Runs `work(db, …)` in a transaction.
InDatabase = Callable[..., Awaitable[Any]]

AWAY_SECONDS = 1.0
#: So long a mark that is not urgent waits for others to be written with it: its permit comes later.
GATHER_SECONDS = 0.02
_log = structlog.get_logger()


@dataclass(frozen=True)
class Ending:
    """What became of one attempt, and what else has to be written with it."""

    letter: Letter
    outcome: Outcome
    arrival: Arrival | None = None
    #: Whether the chat takes nothing any more.
    is_lost: bool = False
    #: Where the chat moved to; empty if it did not.
    new_chat: str = ""
    #: How long the chat should be left alone.
    rest_seconds: float = 0.0
    #: When to try again, if the chat's other messages shall not wait for this one.
    due_at: datetime | None = None
    #: What another platform's file is called on this one now.
    place: str = ""
    #: Whether this platform does not know that file any more under the name that we had.
    is_unknown: bool = False
    #: Whether it waits for a newer version of the program, which knows how to say it.
    is_newer: bool = False


#: A letter about to be called, or what became of one; and who waits until it is written.
_Entry = tuple[Letter | Ending, asyncio.Future[bool]]


class Journal:
    """Gathers what is to be written while a transaction runs; all of it is the next one.

    So the disk is waited for once for many messages, and still nothing is called that is not
    marked. While the database is away everybody waits here. Nothing is written, and so nothing is
    called, if the platform's seat is another process's by then: that one decides about it.
    """

    #: As whose it is written.
    seat: Holding

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._waiting: list[_Entry] = []
        self._urgent = asyncio.Event()
        self._writer: asyncio.Task[None] | None = None

    async def attempting(self, letter: Letter) -> bool:
        """Mark that a call is about to be made; False if the message must not be sent so any more.

        It may have been taken back since it was read, or say something else.
        """
        return await self._write(letter)

    async def ended(self, ending: Ending) -> None:
        """Mark what became of a message."""
        await self._write(ending)
        _tell(ending)

    async def recover(self, platform: str, exactly_once: bool, running: Collection[int]) -> None:
        """Decide about what was under way and is not running: the service died, or we failed."""
        try:
            await self._patiently(
                undelivered.recover, platform, exactly_once, self._clock(), running
            )
        except Lost:
            _log.warning("delivery.seat_lost")

    async def _write(self, entry: Letter | Ending) -> bool:
        written: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((entry, written))
        if isinstance(entry, Ending) or entry.lane != Lane.BULK:
            self._urgent.set()
        if self._writer is None:
            self._writer = asyncio.create_task(self._write_all())
        return await written

    async def _write_all(self) -> None:
        while self._waiting:
            await self._gather()
            batch, self._waiting = self._waiting, []
            try:
                await self._write_batch(batch)
            except Exception as error:
                _log.exception("delivery.journal_failed")
                for _, written in batch:
                    if not written.done():
                        written.set_exception(error)
        self._writer = None

    async def _gather(self) -> None:
        """Wait for company, unless somebody waits: each transaction holds up everybody's turns."""
        with suppress(TimeoutError):
            async with asyncio.timeout(GATHER_SECONDS):
                await self._urgent.wait()
        self._urgent.clear()

    async def _write_batch(self, batch: Sequence[_Entry]) -> None:
        letters = [entry for entry, _ in batch if isinstance(entry, Letter)]
        endings = [entry for entry, _ in batch if isinstance(entry, Ending)]
        try:
            marked = await self._patiently(_write, letters, endings, self._clock())
        except Lost:
            marked = set()
            _log.warning("delivery.seat_lost", letters=len(letters), endings=len(endings))
        for entry, written in batch:
            if not written.done():
                written.set_result(not isinstance(entry, Letter) or entry.id in marked)

    async def _patiently(self, work: Callable[..., Any], *args: Any) -> Any:
        while True:
            try:
                return await self.seat.write(work, *args)
            except DatabaseAway:
                _log.warning("delivery.database_away")
                await asyncio.sleep(AWAY_SECONDS)


def _tell(ending: Ending) -> None:
    """Let it be seen in the logs where a message went: its row here, and its id on the platform."""
    letter, outcome, arrival = ending.letter, ending.outcome, ending.arrival
    level = logging.DEBUG if letter.lane == Lane.BULK else logging.INFO
    _log.log(
        level,
        "delivery.ended",
        letter=letter.id,
        platform=letter.platform,
        state=outcome.state.name.lower(),
        why=outcome.why,
        remote=arrival.remote_id if arrival else "",
    )


def _write(db: Db, letters: list[Letter], endings: list[Ending], now: datetime) -> set[int]:
    """Write a batch. Safe to repeat: its commit may have gone well without our hearing of it."""
    sending.mark(db, [ending.outcome for ending in endings])
    sending.forget(db, [one.letter for one in endings if one.outcome.state > State.ATTEMPTING])
    deliveries.add(db, [ending.arrival for ending in endings if ending.arrival])
    for ending in endings:
        letter = ending.letter
        if ending.due_at is not None:
            sending.postpone(db, letter.id, ending.due_at)
        if ending.is_newer:
            sending.met(db, letter.id, now)
        where = source(letter)
        if where is not None and ending.place:
            uploads.note(db, where, letter.platform, ending.place, now)
        elif where is not None and ending.is_unknown:
            uploads.forget(db, where, letter.platform)
        if ending.is_lost:
            addresses.lose(db, letter.platform, letter.chat, ending.outcome.why)
            undelivered.stop_chat(
                db, letter.platform, letter.chat, letter.sender, ending.outcome.why
            )
        if ending.new_chat:
            addresses.move(db, letter.platform, letter.chat, ending.new_chat)
            undelivered.move(db, letter.platform, letter.chat, ending.new_chat)
            bridges.move(db, letter.chat, ending.new_chat)
    known = {letter.id: letter.payload for letter in letters}
    return sending.attempt(db, known.keys(), now, known)
