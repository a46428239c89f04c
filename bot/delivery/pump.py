"""What waits for one platform, sent: in order to each chat, to different chats at once."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.delivery import outcomes, rewriting, takeover
from bot.delivery.due import Due, due, replaced, source
from bot.delivery.files import Files, NotYet, place_of, without_file
from bot.delivery.journal import Ending, InDatabase, Journal
from bot.delivery.pace import Pace
from bot.delivery.parts import parts_of
from bot.delivery.roomwords import Filled
from bot.delivery.wording import taken_back
from bot.seats import Holding
from bot.tracing import followed
from handlers.conversation import File
from handlers.newer import Newer
from handlers.platform import PROBE_SECONDS, FileGone, Outgoing, Platform, TryLater, Unreachable
from storage.db import DatabaseAway
from storage.deliveries import Target
from storage.sending import Letter

#: How often to look without being told to: for what is due by its time.
LOOK_SECONDS = 1.0
#: So long after what was begun, or came free, one looks again: then for many at a time.
REST_SECONDS = 0.02
#: How often to look for what is marked as under way and is not: its outcome was not written.
RECOVER_SECONDS = 60.0
#: How long what is under way may take to end when the service stops.
STOP_SECONDS = 5.0
#: How long the change of a message waits when that message has not arrived yet.
TARGET_REST = timedelta(seconds=1)

_log = structlog.get_logger()


class Pump:
    """Delivers to one platform.

    One attempt is one part of one message: marked as being tried, called, marked with what
    became of it. A message of several parts is picked again for each, so that whenever the
    service dies only what has not arrived is sent.
    """

    def __init__(
        self,
        name: str,
        platform: Platform,
        pace: Pace,
        journal: Journal,
        files: Files,
        reading: InDatabase,
        clock: Callable[[], datetime],
        filled: Filled,
    ) -> None:
        self.name = name
        self._platform = platform
        self._pace = pace
        self._journal = journal
        self._files = files
        self._reading = reading
        self._clock = clock
        self._filled = filled
        self._woken = asyncio.Event()
        self._waking: asyncio.TimerHandle | None = None
        self._running: set[asyncio.Task[None]] = set()
        #: What an attempt is under way for, from before it is marked until its outcome is.
        self._letters: set[int] = set()

    async def run(self, seat: Holding) -> None:
        """Deliver while the seat is ours, until cancelled; then let what is under way end."""
        self._seat = self._journal.seat = seat
        self._recover_at = 0.0
        try:
            while True:
                self._woken.clear()
                seconds = LOOK_SECONDS
                try:
                    await self._recover()
                    if await self._start_some():
                        seconds = REST_SECONDS
                except DatabaseAway:
                    _log.warning("delivery.database_away")
                except Exception:
                    _log.exception("delivery.pump_failed", platform=self.name)
                await self._sleep(seconds)
        finally:
            if self._running:
                await asyncio.wait(self._running, timeout=STOP_SECONDS)
            if seat.is_ours():  # or they only wait to write down what the next holder may not know
                for task in self._running:
                    task.cancel()

    def wake(self) -> None:
        """Look at the outbox now."""
        self._woken.set()

    def _wake_soon(self) -> None:
        """Look at the outbox shortly: until then more may come free."""
        loop = asyncio.get_running_loop()
        if self._waking is None or self._waking.when() <= loop.time():
            self._waking = loop.call_later(REST_SECONDS, self.wake)

    async def _sleep(self, most: float) -> None:
        change = self._pace.next_change(time.monotonic())
        with suppress(TimeoutError):
            async with asyncio.timeout(max(REST_SECONDS, min(most, change))):
                await self._woken.wait()

    async def _recover(self) -> None:
        """At the start and then in a while: decide about what is marked as under way and is not."""
        if time.monotonic() < self._recover_at:
            return
        await self._journal.recover(self.name, self._platform.exactly_once, set(self._letters))
        if not self._recover_at:
            at, now = self._clock(), time.monotonic()
            await takeover.look_back(self.name, self._pace, self._reading, at, now)
        self._recover_at = time.monotonic() + RECOVER_SECONDS

    async def _start_some(self) -> bool:
        """Start what may start now; True if there may be more."""
        now = time.monotonic()
        most = self._pace.worth_reading(now)
        if not most:
            return False
        busy = list(self._pace.busy(now))
        found = await self._reading(due, self.name, self._clock(), most, busy)
        dropped = replaced(found)
        for one in dropped:
            self._begin(self._mark_sent(outcomes.never(one.letter, "replaced")))
        held: set[str] = set()
        started = [self._start(one, held) for one in found if one not in dropped]
        return any(started) and len(found) == most

    def _start(self, one: Due, held: set[str]) -> bool:
        """Start one unless it has to wait; a chat whose next message waits is `held`."""
        letter, now = one.letter, time.monotonic()
        if letter.chat in self._pace.busy(now) or not self._pace.free(letter.lane, now):
            return False
        if letter.chat in held or (one.is_heavy and not self._files.take(letter)):
            held.add(letter.chat)
            return False
        self._letters.add(letter.id)
        attempt = self._deliver(one, self._pace.begin(letter.chat, letter.lane, now))
        self._begin(followed(letter.cause, attempt))
        return True

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _deliver(self, one: Due, permit: float) -> None:
        """Make one attempt, not before `permit`; the chat is busy until its outcome is written."""
        letter = one.letter
        answered, rest = time.monotonic(), 0.0
        try:
            if letter.target is None:
                ending = await self._attempt(one, permit)
            else:
                ending = await self._follow(letter, one.target, permit)
            answered = time.monotonic()
            if ending is not None:
                rest = ending.rest_seconds
                await self._mark_sent(ending)
        except Exception:
            rest = PROBE_SECONDS
            _log.exception("delivery.failed", letter=letter.id)
        finally:
            self._letters.discard(letter.id)
            self._pace.end(letter.chat, answered, rest)
            self._files.give_back(letter)
            self._wake_soon()

    async def _attempt(self, one: Due, permit: float) -> Ending | None:
        letter, arrived = one.letter, one.arrived
        parts = await parts_of(letter, self._filled, self._platform, self._clock())
        if isinstance(parts, Ending):
            return parts
        if arrived >= len(parts):
            return outcomes.complete(letter)
        part = replace(parts[arrived], transaction=f"etw{letter.id}.{arrived}")
        is_last = arrived + 1 == len(parts)
        if part.file is not None:
            try:
                part = await self._files.ready(replace(part, file=one.known or part.file), letter)
            except NotYet as later:
                if letter.sender:  # said for somebody in a room: what follows must not overtake it
                    return outcomes.held(letter, later.seconds)
                return outcomes.later(letter, self._clock() + timedelta(seconds=later.seconds))
            except Newer:
                return outcomes.newer(letter, self._clock())
            if part.file is None and not part.text.text:
                return outcomes.of_arrival(letter, arrived, "", is_last)
        return await self._try(letter, part, arrived, is_last, permit)

    async def _try(
        self, letter: Letter, part: Outgoing, number: int, is_last: bool, permit: float
    ) -> Ending | None:
        """Send one part that is ready; None if it must not be sent any more."""
        if not await self._may_call(letter, permit):
            return None
        try:
            remote_id = await self._call(letter, part, is_first=number == 0)
        except Exception as error:
            return self._failed(letter, error)
        self._pace.went_well()
        arrived = outcomes.of_arrival(letter, number, remote_id, is_last)
        return replace(arrived, place=place_of(part))

    async def _follow(self, letter: Letter, target: Target | None, permit: float) -> Ending | None:
        """Change a message that arrived, or take it away; wait for one that is on its way."""
        if target is not None and target.is_unsent:
            return outcomes.later(letter, self._clock() + TARGET_REST)
        if target is None or not target.arrived:
            return outcomes.never(letter, "nothing to change")
        if letter.removes:
            return await self._remove(letter, target, permit)
        parts = await parts_of(letter, self._filled, self._platform, self._clock())
        if isinstance(parts, Ending):
            return parts
        has_file = "file" in letter.payload or "recipe" in letter.payload
        place = 1 if has_file and len(target.arrived) > 1 else 0
        if not await self._may_call(letter, permit):
            return None
        try:
            longer = await rewriting.rewrite(self._platform, letter, target.arrived[place:], parts)
        except Exception as error:
            return self._failed(letter, error)
        self._pace.went_well()
        if longer is not None:
            return outcomes.grown(letter, longer)
        return outcomes.of_arrival(letter, 0, target.arrived[place].remote_id, True)

    async def _remove(self, letter: Letter, target: Target, permit: float) -> Ending | None:
        """Take every part away; one that cannot be any more counts as gone."""
        if not await self._may_call(letter, permit):
            return None
        try:
            for part in target.arrived:
                await self._platform.delete(letter.chat, part.remote_id, taken_back(letter))
        except Exception as error:
            return self._failed(letter, error)
        self._pace.went_well()
        return outcomes.complete(letter)

    def _failed(self, letter: Letter, error: Exception) -> Ending:
        match error:
            case TryLater(for_all=True):
                self._pace.pause(time.monotonic() + error.seconds)
            case Unreachable():
                self._pace.went_well()
        return outcomes.of_failure(letter, error, self._platform.exactly_once)

    async def _may_call(self, letter: Letter, permit: float) -> bool:
        """Mark that a call is about to be made, not before `permit`; False if it must not be."""
        if not await self._journal.attempting(letter):
            return False
        await asyncio.sleep(max(permit - time.monotonic(), 0))
        if self._seat.is_ours():
            return True
        # We may have been stopped meanwhile. If the seat is ours still, it is sent a little later.
        await self._journal.ended(outcomes.held(letter, 0))
        return False

    async def _call(self, letter: Letter, part: Outgoing, is_first: bool) -> str:
        # A message cannot become one with a file: that is sent anew.
        if letter.edits and is_first and part.file is None:
            await self._platform.edit(part, letter.edits)
            return letter.edits
        try:
            return await self._platform.send(part)
        except FileGone:
            if isinstance(part.file, File) and source(letter) is not None:
                raise  # under the name that we had: it is uploaded once more
            return await self._platform.send(without_file(part, letter))

    async def _mark_sent(self, ending: Ending) -> None:
        await self._journal.ended(ending)
