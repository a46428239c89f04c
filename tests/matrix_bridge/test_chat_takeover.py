"""What the bot says when another process takes its chats over: each thing once, to everybody."""

import asyncio

import pytest

from handlers.conversation import File
from matrix_bridge.calls import DEVICE
from storage.seats import Lost
from tests.matrix_bridge.test_chat_files import PLAN, put
from tests.matrix_bridge.wire import eventually

BOTH = pytest.mark.parametrize("encrypted", [False, True])


@pytest.fixture
def another(bot, tmp_path):
    """Let the next run of the bot be another process: with the database, without the keys."""

    def become():
        bot.folder = tmp_path / "keys of another process"

    return become


@BOTH
@pytest.mark.parametrize("restarted", [False, True])
async def test_same_transaction_is_one_message_whatever_process_sends_it(
    bot, teacher, synapse, another, encrypted, restarted
):
    async with bot.running():
        room = await teacher.open_chat(bot.user, encrypted=encrypted)
        await teacher.see(bot.user, "join")
        first, device = await bot.send(room, "once", "tx"), bot.device
    if restarted:  # or the homeserver only remembers it in its memory, by other rules
        await asyncio.to_thread(synapse.stop)
        await asyncio.to_thread(synapse.start)
    another()
    async with bot.running():
        await bot.ready()
        assert bot.device != device
        second = await bot.send(room, "once", "tx")
        after = await bot.send(room, "end", "tx-end")
        await teacher.hear("end")

    assert first == second != after
    said = [one for one in teacher.heard if one["sender"] == bot.user]
    assert [one["event_id"] for one in said if one["type"] == "m.room.message"] == [first, after]


async def test_a_transaction_id_counts_for_one_device_alone(bot, homeserver, ours, synapse):
    """Say why all we send comes from one device: from another it would be another message."""
    user, sent = await ours(homeserver), {}
    await homeserver.ensure_user(bot.localpart)
    chat = {"preset": "private_chat", "is_direct": True, "invite": [bot.user]}
    room = await homeserver.create_room(chat, user)
    for _ in range(2):
        for device in ("A", "B"):
            homeserver.device = device
            await homeserver.ensure_device(user, device)
            body = {"msgtype": "m.text", "body": "once"}
            event = await homeserver.send_event(room, "m.room.message", body, "tx", user)
            sent.setdefault(device, []).append(event)
            await asyncio.to_thread(synapse.stop)
            await asyncio.to_thread(synapse.start)

    assert sent["A"][0] == sent["A"][1] != sent["B"][0] == sent["B"][1]


async def test_who_takes_over_leaves_the_account_one_device_with_keys(
    bot, teacher, homeserver, another
):
    async with bot.running():
        room = await teacher.open_chat(bot.user, encrypted=True)
        await teacher.see(bot.user, "join")
    another()
    async with bot.running():
        await bot.send(room, "from the new one", "tx")
        await teacher.hear("from the new one")
        path = "/_matrix/client/v3/devices"
        known = await homeserver.call("GET", path, user=bot.user, device=False)

    assert {one["device_id"] for one in known["devices"]} == {bot.device, DEVICE}


async def test_a_former_process_does_not_take_the_account_back(bot, teacher, desk, another):
    lost = asyncio.Event()

    async def of_former(work, *args):
        if lost.is_set():
            raise Lost
        return await desk.in_database(work, *args)

    async with bot.running(of_former):
        room = await teacher.open_chat(bot.user, encrypted=True)
        await teacher.see(bot.user, "join")
        await bot.send(room, "before", "tx0")
        former = bot.chat
        lost.set()
        another()
        async with bot.running():
            await bot.ready()
            device = bot.device
            await eventually(lambda: former._session is None)  # it found its device gone
            await asyncio.sleep(1.5)  # and tried to come back
            await bot.send(room, "after", "tx1")
            await teacher.hear("after")

    assert bot.device == device


async def test_a_file_can_be_fetched_where_the_bot_does_not_run(bot, teacher):
    async with bot.running():
        await bot.ready()
        there = await put(teacher, PLAN)

    assert await bot.chat.fetch(File("matrix", there, "file", "", "plan.pdf", len(PLAN))) == PLAN
    await bot.chat.close()


async def test_who_lost_the_seat_reads_no_more_before_being_told(bot, wire):
    seat, asked = {"matrix"}, []

    def may_read():
        asked.append(wire.count("/sync"))
        return bool(seat)

    async with wire:
        bot.url = wire.url
        async with bot.running(None, may_read):
            await bot.ready()
            await wire.saw("/sync", 2)
            seat.clear()
            before = len(asked)
            wire.hang_up()
            await eventually(lambda: len(asked) > before + 1)

            assert asked[-1] == asked[-2]
