"""What the bot says in direct chats: once each, changed later, and never into nowhere."""

import asyncio

import pytest

from handlers.platform import Choice, Outgoing, TryLater, Unreachable
from handlers.rich import Rich, Span

BOTH = pytest.mark.parametrize("encrypted", [False, True])


async def chat_of(bot, teacher, encrypted):
    room = await teacher.open_chat(bot.user, encrypted=encrypted)
    await teacher.see(bot.user, "join")
    await bot.has_entered(room)
    return room


@BOTH
async def test_formatting_and_choices_arrive(bot, teacher, encrypted):
    choices = ((Choice("Yes", "/yes"),), (Choice("No", "/no"),))
    async with bot.running():
        room = await chat_of(bot, teacher, encrypted)

        await bot.send(room, "?", "tx", choices=choices, hint="Answer 1 or 2.")
        seen = await teacher.hear("?\n\n1. Yes\n2. No\n\nAnswer 1 or 2.")

    assert seen["type"] == "m.room.message"


@BOTH
async def test_same_transaction_is_one_message(bot, teacher, encrypted):
    async with bot.running():
        room = await chat_of(bot, teacher, encrypted)

        first = await bot.send(room, "once", "tx")
        second = await bot.send(room, "once", "tx")
        await bot.send(room, "end", "tx-end")
        await teacher.hear("end")

    assert first == second
    assert [one["event_id"] for one in teacher.heard if one["sender"] == bot.user].count(first) == 1


@BOTH
async def test_same_transaction_is_one_message_over_restarts_of_both(
    bot, teacher, synapse, encrypted
):
    async with bot.running():
        room = await chat_of(bot, teacher, encrypted)
        first = await bot.send(room, "once", "tx")
    await asyncio.to_thread(synapse.stop)
    await asyncio.to_thread(synapse.start)
    async with bot.running():
        second = await bot.send(room, "once", "tx")
        after = await bot.send(room, "end", "tx-end")
        await teacher.hear("end")

    assert first == second != after


@BOTH
async def test_answer_that_was_lost_is_asked_for_again(bot, teacher, wire, encrypted):
    bot.url = wire.url
    async with bot.running():
        room = await chat_of(bot, teacher, encrypted)
        wire.fail_once("lost", "/send/")

        sent = await bot.send(room, "once", "tx")
        await bot.send(room, "end", "tx-end")
        await teacher.hear("end")

    said = [one for one in teacher.heard if one["sender"] == bot.user]
    said = [one["event_id"] for one in said if one["content"].get("body") == "once"]
    assert said == [sent]


@BOTH
async def test_message_can_be_changed_later(bot, teacher, encrypted):
    async with bot.running():
        room = await chat_of(bot, teacher, encrypted)
        sent = await bot.send(room, "old", "tx-1")

        new = Outgoing(room, Rich("new", (Span(0, 3, "b"),)), transaction="tx-2")
        await bot.chat.edit(new, sent)
        seen = await teacher.hear("* new")

    relation = seen["content"]["m.relates_to"]
    assert (relation["rel_type"], relation["event_id"]) == ("m.replace", sent)
    assert seen["content"]["m.new_content"]["formatted_body"] == "<b>new</b>"


@BOTH
async def test_longest_part_and_its_change_fit(bot, teacher, encrypted):
    text = Rich("ღ<&" * 20_000, (Span(0, 60_000, "b"),))
    async with bot.running():
        room = await chat_of(bot, teacher, encrypted)
        part = bot.chat.split(Outgoing(room, text, transaction="tx-1"))[0]

        sent = await bot.chat.send(part)
        await bot.chat.edit(Outgoing(room, part.text, transaction="tx-2"), sent)
        await teacher.until(lambda one: "m.new_content" in one["content"])


async def test_nothing_can_be_sent_where_the_bot_is_not(bot, teacher):
    async with bot.running():
        room = await chat_of(bot, teacher, encrypted=False)
        await teacher.client.room_leave(room)
        await bot.has_left(room)

        with pytest.raises(Unreachable, match="left"):
            await bot.chat.send(Outgoing(room, Rich("x"), transaction="tx"))
        with pytest.raises(Unreachable, match="left"):
            await bot.chat.send(Outgoing("!nowhere", Rich("x"), transaction="tx"))


async def test_everything_waits_while_the_bot_does_not_run(bot):
    async with bot.running():
        pass

    with pytest.raises(TryLater) as later:
        await bot.chat.send(Outgoing("!room", Rich("x"), transaction="tx"))

    assert later.value.for_all


async def test_many_messages_are_sent_under_production_limits(bot, teacher):
    async with bot.running():
        room = await chat_of(bot, teacher, encrypted=True)

        sent = [await bot.send(room, str(number), f"tx-{number}") for number in range(30)]

    assert len(set(sent)) == 30


async def test_new_device_of_the_teacher_reads_what_is_said_from_then_on(
    bot, teacher, synapse, tmp_path
):
    async with bot.running():
        room = await chat_of(bot, teacher, encrypted=True)
        await bot.send(room, "first", "tx-1")

        async with teacher.on_another_device(tmp_path) as phone:
            await bot.send(room, "second", "tx-2")
            await phone.hear("second")
            await teacher.hear("second")


async def test_very_first_answer_can_be_read(bot, teacher, desk):
    async def answer(events):
        for event in events:
            if event.kind == "text":
                await bot.send(event.chat, "Welcome", "tx")

    async with bot.running():
        await bot.ready()
    room = await teacher.open_chat(bot.user, encrypted=True)
    await teacher.say(room, "!start")
    desk.after = answer

    async with bot.running():
        await teacher.hear("Welcome")


async def test_message_whose_key_could_not_be_given_at_once_arrives_later(
    bot, teacher, wire, monkeypatch
):
    monkeypatch.setattr("matrix_bridge.chat.bot.SEND_SECONDS", 1)
    bot.url = wire.url
    async with bot.running():
        room = await chat_of(bot, teacher, encrypted=True)
        wire.fault = lambda path: 500 if "/keys/claim" in path else ""
        with pytest.raises(TryLater):
            await bot.chat.send(Outgoing(room, Rich("late"), transaction="tx"))

        wire.fault = lambda _: ""
        await bot.send(room, "late", "tx")
        await teacher.hear("late")


async def test_what_cannot_be_taken_back_where_the_bot_is_not_is_not_gone(bot, teacher):
    async with bot.running():
        room = await chat_of(bot, teacher, encrypted=False)
        sent = await bot.chat.send(Outgoing(room, Rich("x"), transaction="tx"))
        await teacher.client.room_leave(room)
        await bot.has_left(room)

        with pytest.raises(Unreachable, match="left"):
            await bot.chat.delete(room, sent, Rich("x"))
