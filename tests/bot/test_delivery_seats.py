"""Who may send: the holder of the platform's seat, and nobody who was it once."""

import asyncio
import math
import time
from datetime import UTC, datetime

import pytest

from bot.delivery import Delivery
from bot.seats import Holding
from bot.telegram.sending import TelegramPlatform
from handlers.conversation import Lane
from storage import seats, sending, undelivered
from storage.outbox import State
from tests.bot.conftest import Stage
from tests.matrix_bridge.wire import eventually
from tests.storage.test_seats import let_pass

US, THEM = "us", "them"


class Seated(Stage):
    """A stage whose delivery holds a seat."""

    async def holding(self):
        """Take the seat; it counts until somebody ends it."""
        [seat] = await self.turns.write(seats.take, ["telegram"], US)
        made = Holding(self.turns.write, seat)
        made.keep(math.inf)
        return made

    def send(self, holding):
        """Begin to deliver under the seat."""
        platforms = {"telegram": TelegramPlatform(self.api)}
        self.delivery = Delivery(self.turns.write, self.turns.read, platforms)
        return self.begin(self.delivery.send("telegram", holding))

    def give_away(self):
        """Let another process take the seat, without our knowing."""
        let_pass(self.database, seats.SECONDS, "telegram")
        assert self.database.write(seats.take, ["telegram"], THEM)

    def calls(self):
        """Count the messages that were sent."""
        return len(self.world.calls.of("sendMessage"))


@pytest.fixture
def seated(postgresql):
    return Seated(postgresql)


async def test_the_holder_sends(seated):
    ana = seated.person()
    seated.send(await seated.holding())
    seated.post(ana, "hello")
    await seated.settled()

    assert [one.text for one in ana.messages if one.from_bot] == ["hello"]


async def test_a_former_holder_marks_nothing_and_calls_nothing(seated):
    ana, holding = seated.person(), await seated.holding()
    seated.send(holding)
    seated.give_away()
    number = seated.post(ana, "hello")
    await asyncio.sleep(1.5)

    assert seated.states()[number] == (State.WAITING, "")
    assert seated.calls() == 0


async def test_a_former_holder_decides_nothing_about_what_is_under_way(seated):
    ana, holding = seated.person(), await seated.holding()
    number = seated.post(ana, "news", lane=Lane.BULK)
    seated.database.write(mark_attempting, number)
    seated.give_away()
    seated.send(holding)
    await asyncio.sleep(0.5)
    assert seated.states()[number] == (State.ATTEMPTING, "")

    seated.database.write(undelivered.recover, "telegram", False, datetime.now(UTC))
    assert seated.states()[number] == (State.UNKNOWN, "died")


async def test_what_a_former_holder_hears_of_its_call_changes_nothing(seated):
    ana, holding = seated.person(), await seated.holding()
    reached = asyncio.Event()
    go_on = asyncio.Event()
    platform = TelegramPlatform(seated.api)
    send = platform.send

    async def slow(part):
        reached.set()
        await go_on.wait()
        return await send(part)

    platform.send = slow
    delivery = Delivery(seated.turns.write, seated.turns.read, {"telegram": platform})
    seated.begin(delivery.send("telegram", holding))
    number = seated.post(ana, "hello")
    delivery.kick()
    await reached.wait()
    seated.give_away()
    seated.database.write(undelivered.recover, "telegram", False, datetime.now(UTC))
    go_on.set()
    await asyncio.sleep(0.5)

    assert seated.states()[number] == (State.WAITING, "")


async def test_who_was_stopped_between_mark_and_call_does_not_call(seated, monkeypatch):
    ana, holding = seated.person(), await seated.holding()
    attempting = seated.post(ana, "hello")
    marked = asyncio.Event()
    seated.send(holding)
    journal = seated.delivery._pumps["telegram"]._journal
    mark = journal.attempting

    async def stopped(letter):
        done = await mark(letter)
        if not marked.is_set():
            marked.set()
            holding.keep(-math.inf)  # as our own clock says after a long stop
        return done

    monkeypatch.setattr(journal, "attempting", stopped)
    await marked.wait()
    # Nobody took the seat: it is ours.
    await eventually(lambda: seated.states()[attempting] == (State.WAITING, ""))
    assert seated.calls() == 0

    holding.keep(math.inf)
    await seated.settled()
    assert seated.calls() == 1


async def test_whoever_takes_over_sends_what_was_under_way(seated):
    ana, holding = seated.person(), await seated.holding()
    number = seated.post(ana, "hello")
    seated.database.write(mark_attempting, number)

    began = time.monotonic()
    seated.send(holding)
    await seated.settled()

    assert time.monotonic() - began < 5
    assert seated.calls() == 1


def mark_attempting(db, number):
    assert sending.attempt(db, [number], datetime.now(UTC)) == {number}
