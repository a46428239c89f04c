"""Direct chats with the bot: who gets one, what is heard there and who is gone."""

import pytest
from nio import RoomPreset


@pytest.mark.parametrize("encrypted", [False, True])
async def test_chat_goes_both_ways(bot, teacher, desk, encrypted):
    async with bot.running():
        room = await teacher.open_chat(bot.user, encrypted=encrypted)
        await teacher.see(bot.user, "join")
        sent = await teacher.say(room, "!help me")

        heard = await desk.until(lambda event: event.command)
        answer = await bot.send(room, "Here I am", "tx-1")
        seen = await teacher.hear("Here I am")

    assert (heard.id, heard.address.user, heard.chat) == (sent, teacher.user, room)
    assert (heard.command, heard.words) == ("help", "me")
    assert (seen["event_id"], seen["sender"]) == (answer, bot.user)
    assert len(heard.seed) == 32


@pytest.mark.parametrize("encrypted", [False, True])
async def test_first_words_count_though_the_bot_was_not_there_yet(bot, teacher, desk, encrypted):
    async with bot.running():
        await bot.ready()
    room = await teacher.open_chat(bot.user, encrypted=encrypted)
    await teacher.say(room, "!register")

    async with bot.running():
        await desk.until(lambda event: event.command == "register")

    assert [(one.kind, one.address.user, one.chat) for one in desk.events] == [
        ("back", teacher.user, room),
        ("text", teacher.user, room),
    ]


async def test_what_was_said_before_the_bot_was_invited_is_not_for_it(bot, teacher, desk):
    async with bot.running():
        room = await teacher.open_chat(bot.user, preset=RoomPreset.private_chat)
        await teacher.see(bot.user, "join")
        await teacher.client.room_kick(room, bot.user)
        await desk.kind("gone")
        await teacher.say(room, "!private")
        await teacher.client.room_invite(room, bot.user)
        await teacher.say(room, "!public")
        await desk.until(lambda event: event.command == "public")

    assert "private" not in [event.command for event in desk.events]


async def test_bot_is_called_by_its_name(bot, teacher):
    async with bot.running():
        await teacher.open_chat(bot.user)
        joined = await teacher.see(bot.user, "join")

    assert joined["content"]["displayname"] == "eTwinning"


async def test_chat_with_a_third_person_is_left_with_a_word(
    bot, teacher, other_teacher, homeserver
):
    async with bot.running():
        room = await teacher.open_chat(bot.user)
        await teacher.see(bot.user, "join")

        # Only a bot can do that, since the guard is there; older rooms may have a third.
        path, third = f"/_matrix/client/v3/rooms/{room}/invite", {"user_id": other_teacher.user}
        await homeserver.call("POST", path, user=bot.user, body=third, device=False)
        left = await teacher.see(bot.user, "leave")

    assert left["content"]["reason"] == "One at a time"


async def test_strangers_from_elsewhere_get_no_chat(bot, teacher):
    bot.server_name = "elsewhere.example"

    async with bot.running():
        await teacher.open_chat(bot.user)
        declined = await teacher.see(bot.user, "leave")

    assert declined["content"]["reason"] == "From here only"


async def test_bot_follows_who_leaves_and_says_that_they_are_gone(bot, teacher, desk, homeserver):
    async with bot.running():
        room = await teacher.open_chat(bot.user)
        await teacher.see(bot.user, "join")

        await teacher.client.room_leave(room)
        gone = await desk.kind("gone")
        await bot.has_left(room)

    assert (gone.address.user, gone.chat) == (teacher.user, room)
    path = "/_matrix/client/v3/joined_rooms"
    joined = await homeserver.call("GET", path, user=bot.user, device=False)
    assert joined == {"joined_rooms": []}


async def test_who_puts_the_bot_out_is_gone(bot, teacher, desk):
    async with bot.running():
        room = await teacher.open_chat(bot.user, preset=RoomPreset.private_chat)
        await teacher.see(bot.user, "join")

        await teacher.client.room_kick(room, bot.user)
        gone = await desk.kind("gone")

    assert (gone.address.user, gone.chat) == (teacher.user, room)


async def test_invitation_that_was_withdrawn_is_nothing(bot, teacher, other_teacher, desk):
    room = await teacher.open_chat(bot.user, preset=RoomPreset.private_chat)
    await teacher.client.room_kick(room, bot.user)

    async with bot.running():
        await other_teacher.open_chat(bot.user)
        await other_teacher.see(bot.user, "join")
        await desk.kind("back")

    assert [(one.kind, one.address.user) for one in desk.events] == [("back", other_teacher.user)]


async def test_replies_name_what_they_answer_and_files_come_with_their_caption(bot, teacher, desk):
    async with bot.running():
        room = await teacher.open_chat(bot.user)
        await teacher.see(bot.user, "join")
        asked = await bot.send(room, "1. Yes\n2. No", "tx-1")

        answers = {"m.relates_to": {"m.in_reply_to": {"event_id": asked}}}
        await teacher.say(room, "2", **answers)
        await teacher.say(
            room, "our river", msgtype="m.image", filename="r.jpg", url="mxc://school.example/r"
        )
        reply, file = await desk.text("2"), await desk.kind("file")

    assert reply.about == asked
    assert file.words == "our river"


async def test_what_was_written_before_we_ever_read_is_not_for_us(bot, teacher, desk):
    async with bot.running():
        room = await teacher.open_chat(bot.user)
        await teacher.see(bot.user, "join")
        await teacher.say(room, "long ago")
        await desk.text("long ago")
    desk.begin_anew()

    async with bot.running():
        await bot.ready()
        await teacher.say(room, "today")
        await desk.text("today")

    assert [event.words for event in desk.events] == ["today"]
