"""Nothing written in a direct chat is lost or taken twice, whatever ends or is away meanwhile."""

import asyncio
import threading
import time

import pytest

from matrix_bridge.calls import DEVICE, Calls
from matrix_bridge.chat.company import Company
from tests.matrix_bridge.wire import eventually

BOTH = pytest.mark.parametrize("encrypted", [False, True])


def words(desk):
    return [event.words for event in desk.events if event.kind == "text"]


@BOTH
async def test_what_was_written_while_the_service_was_down_is_taken_once(
    bot, teacher, desk, encrypted
):
    async with bot.running():
        room = await teacher.open_chat(bot.user, encrypted=encrypted)
        await teacher.see(bot.user, "join")
        await teacher.say(room, "before")
        await desk.text("before")
    await teacher.say(room, "meanwhile")

    async with bot.running():
        await desk.text("meanwhile")
        await teacher.say(room, "after")
        await desk.text("after")
    async with bot.running():
        await bot.ready()

    assert words(desk) == ["before", "meanwhile", "after"]


async def test_an_invitation_that_was_met_by_a_death_at_the_first_start_is_answered(
    bot, teacher, desk, homeserver, monkeypatch
):
    await homeserver.ensure_user(bot.localpart)
    room = await teacher.open_chat(bot.user)
    met = threading.Event()

    async def nobody(*_):
        met.set()
        await asyncio.Event().wait()

    with monkeypatch.context() as dying:
        dying.setattr(Company, "answer", nobody)
        async with bot.running():
            await eventually(met.is_set)
    async with bot.running():
        await teacher.see(bot.user, "join")
        await teacher.say(room, "hello")
        await desk.text("hello")

    assert words(desk) == ["hello"]


@BOTH
async def test_event_that_was_taken_but_not_noted_comes_again_under_the_same_id(
    bot, teacher, desk, encrypted
):
    async with bot.running():
        room = await teacher.open_chat(bot.user, encrypted=encrypted)
        await teacher.see(bot.user, "join")
        await desk.kind("back")

        desk.dies_at = "hello"
        await teacher.say(room, "hello")
        first = await desk.text("hello")
    desk.dies_at = "nothing"

    async with bot.running():
        await bot.ready()

    assert [event.id for event in desk.taken if event.words == "hello"] == [first.id] * 2


@BOTH
async def test_events_wait_for_the_database(bot, teacher, desk, monkeypatch, encrypted):
    monkeypatch.setattr("matrix_bridge.chat.syncing.RESTS", (0.1,))
    async with bot.running():
        room = await teacher.open_chat(bot.user, encrypted=encrypted)
        await teacher.see(bot.user, "join")
        await desk.kind("back")

        desk.away = True
        await teacher.say(room, "one")
        await desk.refused(3)
        await teacher.say(room, "two")
        desk.away = False
        await desk.text("two")

    assert words(desk) == ["one", "two"]


async def test_invitation_that_could_not_be_followed_is_followed_after_a_restart(
    bot, teacher, wire
):
    bot.url = wire.url
    async with bot.running():
        await bot.ready()
        wire.fault = lambda path: 500 if "/join" in path else ""
        await teacher.open_chat(bot.user)
        await wire.saw("/join")
    wire.fault = lambda _: ""

    async with bot.running():
        await teacher.see(bot.user, "join")


async def test_more_than_one_sync_tells_is_read_whole_and_in_order(bot, homeserver, ours, desk):
    teacher = await ours(homeserver)
    async with bot.running():
        await bot.ready()
        body = {"preset": "private_chat", "is_direct": True, "invite": [bot.user]}
        room = await homeserver.create_room(body, teacher)
        await desk.kind("back")
    for number in range(230):
        text = {"msgtype": "m.text", "body": str(number)}
        await homeserver.send_event(room, "m.room.message", text, f"{room}{number}", teacher)

    async with bot.running():
        await desk.text("229")

    assert words(desk) == [str(number) for number in range(230)]


@pytest.mark.usefixtures("impatient")
async def test_homeserver_that_is_away_is_only_probed_and_then_read_on(bot, teacher, desk, wire):
    bot.url = wire.url
    async with bot.running():
        room = await teacher.open_chat(bot.user)
        await teacher.see(bot.user, "join")
        await desk.kind("back")

        wire.fault = lambda _: 503
        wire.hang_up()
        await wire.saw("/sync")
        wire.seen.clear()
        began = time.monotonic()
        await wire.saw(times=10)
        seconds = time.monotonic() - began
        await teacher.say(room, "meanwhile")
        wire.fault = lambda _: ""
        await desk.text("meanwhile")

    assert seconds > 0.8  # a probe every tenth of a second


async def test_chat_goes_on_over_a_restart_of_the_homeserver(
    bot, teacher, desk, synapse, monkeypatch
):
    monkeypatch.setattr("handlers.platform.PROBE_SECONDS", 0.3)
    async with bot.running():
        room = await teacher.open_chat(bot.user, encrypted=True)
        await teacher.see(bot.user, "join")
        await teacher.say(room, "before")
        await desk.text("before")

        await asyncio.to_thread(synapse.kill)
        await asyncio.to_thread(synapse.start)
        await teacher.say(room, "after")
        await desk.text("after")
        await bot.send(room, "answer", "tx")
        await teacher.hear("answer")

    assert words(desk) == ["before", "after"]


async def test_service_may_start_before_the_homeserver(bot, teacher, desk, synapse, monkeypatch):
    monkeypatch.setattr("handlers.platform.PROBE_SECONDS", 0.3)
    await asyncio.to_thread(synapse.stop)

    async with bot.running():
        await asyncio.to_thread(synapse.start)
        await teacher.open_chat(bot.user)
        await desk.kind("back")


async def test_wrong_token_ends_it_with_a_word_to_the_operator(bot, capsys):
    bot.as_token = "nobody's"

    async with bot.running():
        async with asyncio.timeout(30):
            await bot.task

    assert "matrix.token_refused" in capsys.readouterr().out


async def test_bot_stops_at_once_even_while_the_homeserver_is_away(bot, free_port):
    bot.url = f"http://127.0.0.1:{free_port()}"

    async with asyncio.timeout(10):
        async with bot.running():
            await asyncio.sleep(0.2)


@pytest.mark.usefixtures("impatient")
async def test_room_that_cannot_be_entered_holds_up_nobody(
    bot, teacher, other_teacher, wire, monkeypatch
):
    monkeypatch.setattr(Calls.__init__, "__defaults__", (0.3, DEVICE))
    bot.url = wire.url
    broken = await teacher.open_chat(bot.user)
    wire.fault = lambda path: 500 if broken in path else ""

    async with bot.running():
        await wire.saw(broken)
        await other_teacher.open_chat(bot.user)
        await other_teacher.see(bot.user, "join")
