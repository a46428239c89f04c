"""Encrypted chats when keys are late, lost or broken: people are read, or asked to repeat."""

from datetime import timedelta

import pytest
from nio.event_builders import ToDeviceMessage

AT_ONCE = timedelta(seconds=0.5)


@pytest.fixture
def chat(bot, stubborn):
    """Open an encrypted chat whose both sides know each other's keys."""

    async def opened():
        room = await stubborn.open_chat(bot.user, encrypted=True)
        await stubborn.see(bot.user, "join")
        await stubborn.say(room, "hello")
        await bot.desk.text("hello")
        return room

    return opened


def kinds(desk):
    return [event.kind for event in desk.events]


async def test_sender_is_asked_once_to_repeat_what_cannot_be_read(bot, stubborn, desk, chat):
    bot.patience = AT_ONCE
    async with bot.running():
        room = await chat()
        secret, _ = await stubborn.say_secretly(room, bot.user, "secret")
        asked = await desk.kind("unreadable")
    async with bot.running():
        await stubborn.say(room, "again")
        await desk.text("again")
        await desk.keeps()

    assert (asked.chat, asked.address.user) == (room, stubborn.user)
    assert asked.id == f"{secret}#unreadable"
    assert kinds(desk) == ["back", "text", "unreadable", "text"]


async def test_a_key_that_does_not_come_is_waited_for_no_longer(bot, stubborn, desk, chat):
    bot.patience = AT_ONCE
    async with bot.running():
        room = await chat()
        await stubborn.say_secretly(room, bot.user, "secret")
        await desk.kind("unreadable")
        await stubborn.say(room, "again")
        await desk.text("again")

        client = bot.chat._session.client
        assert client.outgoing_key_requests == {}
        assert client.store.load_outgoing_key_requests() == {}


async def test_sender_is_asked_after_a_restart_too(bot, stubborn, desk, chat):
    async with bot.running():
        room = await chat()
        secret, _ = await stubborn.say_secretly(room, bot.user, "secret")
        await desk.keeps(secret)
    bot.patience = AT_ONCE

    async with bot.running():
        await desk.kind("unreadable")


async def test_message_is_read_when_its_key_comes(bot, stubborn, desk, chat):
    async with bot.running():
        room = await chat()
        secret, key = await stubborn.say_secretly(room, bot.user, "!join secret")
        await desk.keeps(secret)

        await stubborn.give_key(bot.user, key)
        read = await desk.text("secret")
        await desk.keeps()

    assert (read.id, read.command, read.chat) == (secret, "join", room)


async def test_message_is_read_when_its_key_comes_after_a_restart(bot, stubborn, desk, chat):
    async with bot.running():
        room = await chat()
        secret, key = await stubborn.say_secretly(room, bot.user, "secret")
        await desk.keeps(secret)
    await stubborn.give_key(bot.user, key)

    async with bot.running():
        read = await desk.text("secret")

    assert read.id == secret


async def test_sender_is_asked_for_the_key_and_may_give_it_again(
    bot, stubborn, desk, chat, monkeypatch
):
    # nio by itself asks only when the two have known each other for less than this.
    monkeypatch.setattr("nio.crypto.olm_machine.Olm._unwedging_interval", timedelta(0))
    async with bot.running():
        room = await chat()
        secret, key = await stubborn.say_secretly(room, bot.user, "secret")
        await desk.keeps(secret)

        while not stubborn.asked:
            await stubborn.sync(seconds=1)
        await stubborn.give_key_again(bot.user, key)
        await desk.text("secret")

    assert stubborn.asked[0].session_id == key["session_id"]


async def test_key_is_not_taken_from_anybody_else(bot, stubborn, forger, desk, chat):
    bot.patience = timedelta(seconds=3)
    async with bot.running():
        room = await chat()
        await forger.open_chat(bot.user, encrypted=True)
        await forger.see(bot.user, "join")
        secret, key = await stubborn.say_secretly(room, bot.user, "secret")
        await desk.keeps(secret)

        await forger.give_key_again(bot.user, key, maker=stubborn)
        await desk.kind("unreadable")

    assert "secret" not in [event.words for event in desk.events]


async def test_keys_for_new_sessions_are_made_anew_when_none_is_left(
    bot, teacher, homeserver, ours
):
    async with bot.running():
        await bot.ready()
        device = bot.device
        stranger = await ours(homeserver)
        claim = {"one_time_keys": {bot.user: {device: "signed_curve25519"}}}

        async def one_is_left():
            path = "/_matrix/client/v3/keys/claim"
            return (await homeserver.call("POST", path, user=stranger, body=claim))["one_time_keys"]

        while await one_is_left():
            pass

        room = await teacher.open_chat(bot.user, encrypted=True)
        await teacher.see(bot.user, "join")
        while not await one_is_left():
            await teacher.sync()
        await teacher.say(room, "hello")
        await bot.desk.text("hello")


async def test_keys_whose_publication_was_not_confirmed_can_be_used(bot, teacher, wire, desk):
    bot.url = wire.url
    wire.fault = lambda path: "lost" if "/keys/upload" in path else ""
    async with bot.running():
        await wire.passed("/keys/upload")
    wire.fault = lambda _: ""

    async with bot.running():
        room = await teacher.open_chat(bot.user, encrypted=True)
        await teacher.see(bot.user, "join")
        await teacher.say(room, "hello")
        await desk.text("hello")


@pytest.mark.parametrize(
    "content",
    [
        {"type": 0, "body": "bm8ga2V5"},
        {"type": 0, "body": "%%%"},
        {"type": 1, "body": "%%%"},
        {"type": 7, "body": ""},
    ],
)
async def test_broken_message_of_a_device_stops_nobody(bot, stubborn, desk, chat, content):
    async with bot.running():
        room = await chat()
        device = stubborn.device_of(bot.user)
        broken = {
            "algorithm": "m.olm.v1.curve25519-aes-sha2",
            "sender_key": stubborn.client.olm.account.identity_keys["curve25519"],
            "ciphertext": {device.curve25519: content},
        }
        await stubborn.client.to_device(
            ToDeviceMessage("m.room.encrypted", bot.user, device.id, broken)
        )

        await stubborn.say(room, "after")
        await desk.text("after")


async def test_broken_encrypted_event_is_asked_for_again(bot, stubborn, desk, chat):
    bot.patience = AT_ONCE
    async with bot.running():
        room = await chat()
        broken = {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": ["x"]}
        await stubborn.send_raw(room, "m.room.encrypted", broken)

        await desk.kind("unreadable")
        await stubborn.say(room, "after")
        await desk.text("after")


DEEP = "[" * 20_000 + "]" * 20_000


@pytest.mark.parametrize(
    "payload",
    [
        "no json",
        "[]",
        "{}",
        f'{{"type": "m.room.message", "content": {{"x": {DEEP}}}}}',
        '{"type": [], "content": 5}',
        '{"type": "m.room.message", "content": {"msgtype": {}, "body": "\\ud83d\\u0000"}}',
        '{"type": "m.room.member", "content": {"membership": 7}, "state_key": {}}',
        '{"type": "m.room.power_levels", "content": {"users": [1]}}',
    ],
    ids=range(8),
)
async def test_whatever_stands_in_an_encrypted_message_stops_nobody(
    bot, stubborn, desk, chat, payload
):
    async with bot.running():
        room = await chat()
        session = stubborn.client.olm.outbound_group_sessions[room]
        sealed = {
            "algorithm": "m.megolm.v1.aes-sha2",
            "sender_key": stubborn.client.olm.account.identity_keys["curve25519"],
            "ciphertext": session.encrypt(payload),
            "session_id": session.id,
            "device_id": stubborn.client.device_id,
        }
        assert await stubborn.send_raw(room, "m.room.encrypted", sealed)

        await stubborn.say(room, "after")
        await desk.text("after")


@pytest.mark.parametrize("odd", ["sender_key", "session_id", "device_id", "ciphertext"])
async def test_encrypted_event_without_its_words_stops_nobody(bot, stubborn, desk, chat, odd):
    async with bot.running():
        room = await chat()
        names = ("sender_key", "session_id", "device_id", "ciphertext")
        sealed = {name: "" if name == odd else "x" for name in names}
        await stubborn.send_raw(
            room, "m.room.encrypted", {"algorithm": "m.megolm.v1.aes-sha2", **sealed}
        )

        await stubborn.say(room, "after")
        await desk.text("after")


def lose_store(bot):
    for file in bot.folder.iterdir():
        file.unlink()


def break_store(bot):
    for file in bot.folder.iterdir():
        file.write_bytes(b"broken" * 1000)


def change_secret(bot):
    bot.secret = "another"


@pytest.mark.parametrize("harm", [lose_store, break_store, change_secret])
async def test_bot_without_its_keys_goes_on_with_a_new_device(bot, stubborn, desk, chat, harm):
    bot.patience = AT_ONCE
    async with bot.running():
        room = await chat()
        old = stubborn.device_of(bot.user).id
    await stubborn.say(room, "to the old device")
    harm(bot)

    async with bot.running():
        await desk.kind("unreadable")
        await bot.send(room, "please repeat", "tx")
        await stubborn.hear("please repeat")
        await stubborn.say(room, "to the new device")
        await desk.text("to the new device")

    assert stubborn.device_of(bot.user).id != old
    assert "to the old device" not in [event.words for event in desk.events]


async def test_device_that_the_homeserver_forgot_is_replaced(bot, stubborn, desk, chat, homeserver):
    async with bot.running():
        room = await chat()
        await homeserver.delete_other_devices(bot.user, "none")

        await stubborn.until_device_changes(bot.user)
        await bot.send(room, "here again", "tx")
        await stubborn.hear("here again")
        await stubborn.say(room, "after")
        await desk.text("after")
