"""Telegram or the database away: few requests meanwhile, everything settled afterwards."""

import asyncio

import pytest

from bot.delivery import Limits
from bot.sandbox.telegram import Fault
from handlers.conversation import Lane
from storage.outbox import State

AT_ONCE = 10


@pytest.mark.parametrize(
    "fault",
    [Fault.status(502), Fault.status(503), Fault.drop(accepted=False)],
    ids=["502", "503", "cut"],
)
async def test_while_telegram_is_away_one_request_in_a_while_asks_and_none_is_lost(
    stage, hurry, fault
):
    stage.limits = Limits(at_once=AT_ONCE)
    people = [stage.person() for _ in range(40)]
    for person in people:
        stage.post(person, "hello")
    stage.world.faults.next("*", fault, times=None)

    stage.deliver()
    await stage.world.calls.reach("getMe", 5)
    tried = stage.world.calls.count("sendMessage")
    stage.world.faults.clear()
    await stage.settled()

    assert tried <= AT_ONCE
    assert stage.api.gate.is_open
    assert {state for state, _ in stage.states().values()} == {State.SENT}
    for person in people:
        assert [one.text for one in person.messages if one.from_bot] == ["hello"]


async def test_a_message_that_could_not_be_called_out_is_never_in_doubt(stage, hurry):
    ana = stage.person()
    number = stage.post(ana, "news", lane=Lane.BULK)
    port = stage.url.rsplit(":", 1)[1]
    await stage.world.stop()
    stage.deliver()
    async with asyncio.timeout(30):
        while stage.api.gate.is_open:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.01)

    await stage.world.start(port=int(port))
    stage.world.away = False
    await stage.settled()

    assert stage.states()[number] == (State.SENT, "")


async def test_while_the_database_is_away_nothing_is_sent_that_is_not_marked(stage, locked):
    ana = stage.person()
    stage.post(ana, "hello")
    with locked():
        stage.deliver()
        await asyncio.sleep(0.2)
        assert stage.world.calls.count("sendMessage") == 0

    await stage.settled()

    assert [one.text for one in ana.messages if one.from_bot] == ["hello"]


async def test_an_outcome_that_cannot_be_written_down_yet_is_not_forgotten(stage, locked):
    ana = stage.person()
    stage.world.faults.next("sendMessage", Fault.hang())
    stage.post(ana, "hello")
    stage.deliver()
    await stage.world.calls.reach("sendMessage", 1)
    with locked():
        stage.world.faults.release()
        await ana.waits_for("hello")
        await asyncio.sleep(0.2)
        assert [state for state, _ in stage.states().values()] == [State.ATTEMPTING]

    await stage.settled()

    assert [one.text for one in ana.messages if one.from_bot] == ["hello"]
    assert stage.world.calls.count("sendMessage") == 1


async def test_what_is_under_way_when_the_service_stops_is_ended(stage):
    ana = stage.person()
    stage.world.faults.next("sendMessage", Fault.slow(0.2))
    number = stage.post(ana, "hello")
    running = stage.deliver()
    await stage.world.calls.reach("sendMessage", 1)

    await stage.end(running)

    assert stage.states()[number] == (State.SENT, "")
