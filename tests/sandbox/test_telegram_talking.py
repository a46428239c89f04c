"""The ordinary course, as python-telegram-bot sees it."""

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.constants import ChatAction


def keyboard(*labels):
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=f"/{label.lower()} 1")] for label in labels]
    )


async def test_bot_knows_itself(lab):
    me = await lab.bot.get_me()

    assert (me.id, me.username, me.is_bot) == (4242, "our_bot", True)


async def test_start_link_arrives_as_a_command_with_its_payload(lab):
    anna = lab.world.person(first_name="Anna", last_name="Ionescu", language_code="ro")

    anna.start("card-7")

    [update] = await lab.bot.get_updates()
    assert update.message.text == "/start card-7"
    assert update.message.parse_entities() == {update.message.entities[0]: "/start"}
    assert update.message.from_user.language_code == "ro"
    assert (update.message.chat.type, update.message.chat.id) == ("private", anna.id)


async def test_person_sees_formatted_text_and_buttons(lab, anna):
    await lab.bot.send_message(
        anna.id,
        "<b>Welcome</b>, 🙂 Anna &amp; Ben",
        parse_mode="HTML",
        reply_markup=keyboard("Yes"),
    )

    shown = await anna.waits_for("Welcome")
    assert shown.from_bot
    assert shown.text == "Welcome, 🙂 Anna & Ben"
    assert shown.entities == ({"type": "bold", "offset": 0, "length": 7},)
    assert [[button.text for button in row] for row in shown.buttons] == [["Yes"]]


async def test_explicit_entities_count_in_utf16(lab, anna):
    entity = MessageEntity(MessageEntity.BOLD, offset=3, length=4)

    message = await lab.bot.send_message(anna.id, "🙂 Anna", entities=[entity])

    assert message.parse_entity(message.entities[0]) == "Anna"


async def test_pressed_button_asks_and_is_answered(lab, anna):
    sent = await lab.bot.send_message(anna.id, "Sure?", reply_markup=keyboard("Yes", "No"))

    press = anna.press(sent.message_id, "No")
    [update] = await lab.bot.get_updates()
    await update.callback_query.answer("Fine", show_alert=True)

    assert update.callback_query.data == "/no 1"
    assert update.callback_query.from_user.id == anna.id
    assert update.callback_query.message.message_id == sent.message_id
    answer = await press.answered()
    assert (answer.text, answer.show_alert) == ("Fine", True)


async def test_only_a_button_that_shows_can_be_pressed(lab, anna):
    sent = await lab.bot.send_message(anna.id, "Sure?", reply_markup=keyboard("Yes"))
    await sent.edit_text("Done")

    with pytest.raises(ValueError, match="no button"):
        anna.press(sent.message_id, "Yes")

    anna.forge(sent.message_id, "/yes 1")
    [update] = await lab.bot.get_updates()
    assert update.callback_query.data == "/yes 1"


async def test_press_below_a_deleted_message_has_an_inaccessible_one(lab, anna):
    sent = await lab.bot.send_message(anna.id, "Sure?", reply_markup=keyboard("Yes"))
    await sent.delete()

    anna.forge(sent.message_id, "/yes 1")

    [update] = await lab.bot.get_updates()
    assert not update.callback_query.message.is_accessible


async def test_waiting_looks_only_at_what_came_after_the_last_act(lab, anna):
    await lab.bot.send_message(anna.id, "Menu")
    anna.send("again")

    with pytest.raises(AssertionError, match="did not show"):
        await anna.waits_for("Menu", seconds=0)

    sent = await lab.bot.send_message(anna.id, "Menu")
    assert (await anna.waits_for("Menu")).id == sent.message_id


async def test_edited_message_shows_its_new_text_and_buttons(lab, anna):
    sent = await lab.bot.send_message(anna.id, "1 of 3", reply_markup=keyboard("Stop"))

    await sent.edit_text("2 of 3", reply_markup=keyboard("Stop"))
    await sent.edit_reply_markup(keyboard("Stop", "Pause"))

    shown = anna.messages[-1]
    assert (shown.id, shown.text, shown.edited) == (sent.message_id, "2 of 3", True)
    assert shown.button("Pause").data == "/pause 1"


async def test_deleted_message_does_not_show(lab, anna):
    sent = await lab.bot.send_message(anna.id, "Oops")

    await sent.delete()

    assert sent.message_id not in [message.id for message in anna.messages]
    assert [message.text for message in anna.deleted_messages] == ["Oops"]


async def test_person_edits_and_replies(lab, anna):
    sent = await lab.bot.send_message(anna.id, "Your name?")
    message_id = anna.send("Ana", reply_to=sent.message_id)
    anna.edit(message_id, "Anna")

    message, edited = await lab.bot.get_updates()
    assert message.message.reply_to_message.text == "Your name?"
    assert edited.edited_message.text == "Anna"
    assert edited.edited_message.edit_date is not None


async def test_bot_replies_to_a_message(lab, anna):
    message_id = anna.send("hello")

    sent = await lab.bot.send_message(
        anna.id, "hi", reply_parameters=ReplyParameters(message_id), protect_content=True
    )

    assert sent.reply_to_message.text == "hello"
    assert sent.has_protected_content
    assert anna.messages[-1].reply_to == message_id


async def test_link_preview_can_be_turned_off(lab, anna):
    sent = await lab.bot.send_message(anna.id, "https://a.eu", disable_web_page_preview=True)
    old = await lab.call("sendMessage", chat_id=anna.id, text="x", disable_web_page_preview="1")

    assert sent.link_preview_options.is_disabled
    assert old["result"]["link_preview_options"] == {"is_disabled": True}


async def test_several_messages_are_deleted_at_once(lab, anna):
    ids = [(await lab.bot.send_message(anna.id, text)).message_id for text in "abc"]

    await lab.bot.delete_messages(anna.id, [*ids[:2], 999])

    assert [message.text for message in anna.messages[1:]] == ["c"]


async def test_person_and_bot_are_members_of_their_chat(lab, anna):
    assert (await lab.bot.get_chat_member(anna.id, anna.id)).status == "member"


async def test_people_cannot_do_what_telegram_does_not_let_them(lab, anna):
    sent = await lab.bot.send_message(
        anna.id,
        "x",
        reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("Site", "https://a.eu")]]),
    )

    for forbidden in (
        lambda: anna.send(" "),
        lambda: anna.send("x" * 4097),
        lambda: anna.press(sent.message_id, "Site"),
        lambda: anna.edit(sent.message_id, "mine"),
    ):
        with pytest.raises(ValueError, match=r"."):
            forbidden()
    anna.block()
    with pytest.raises(ValueError, match="unblock it first"):
        anna.send("x")
    anna.start()
    anna.deactivate()
    with pytest.raises(ValueError, match="no account"):
        anna.send("x")


async def test_caught_up_person_waits_for_news(lab, anna):
    await lab.bot.send_message(anna.id, "Menu")
    anna.catches_up()

    with pytest.raises(AssertionError):
        await anna.waits_for("Menu", seconds=0)


async def test_copied_message_has_no_link_to_its_source(lab, anna):
    ben = lab.world.person(first_name="Ben")
    ben.start()
    message_id = anna.send("news #project")

    copied = await lab.bot.copy_message(ben.id, anna.id, message_id)

    assert ben.messages[-1].id == copied.message_id
    assert ben.messages[-1].text == "news #project"


async def test_reactions_go_both_ways(lab, anna):
    sent = await lab.bot.send_message(anna.id, "Nice?")
    await lab.bot.get_updates(allowed_updates=["message_reaction"])

    anna.react(sent.message_id, "👍")
    await lab.bot.set_message_reaction(anna.id, sent.message_id, ReactionTypeEmoji("❤‍🔥"))

    [update] = await lab.bot.get_updates()
    assert update.message_reaction.new_reaction[0].emoji == "👍"
    assert anna.messages[-1].reactions == ("👍", "❤‍🔥")


async def test_pinned_message_is_the_chats(lab, anna):
    sent = await lab.bot.send_message(anna.id, "Rules")

    await sent.pin()

    assert anna.messages[-1].pinned
    assert (await lab.bot.get_chat(anna.id)).pinned_message.text == "Rules"
    await sent.unpin()
    assert (await lab.bot.get_chat(anna.id)).pinned_message is None


async def test_deleted_message_is_not_pinned_any_more(lab, anna):
    sent = await lab.bot.send_message(anna.id, "Rules")
    await sent.pin()

    await sent.delete()

    assert (await lab.bot.get_chat(anna.id)).pinned_message is None


async def test_reply_keyboard_shows_until_it_is_removed(lab, anna):
    markup = ReplyKeyboardMarkup([["Yes", "No"]])
    await lab.bot.send_message(anna.id, "Choose", reply_markup=markup)
    assert anna.keyboard == [["Yes", "No"]]

    await lab.bot.send_message(anna.id, "Thanks", reply_markup=ReplyKeyboardRemove())

    assert anna.keyboard == []


async def test_working_is_shown_and_counted(lab, anna):
    await lab.bot.send_chat_action(anna.id, ChatAction.TYPING)

    assert lab.world.calls.count("sendChatAction", 200) == 1
    assert lab.world.calls.of("sendChatAction")[0].params["action"] == "typing"


async def test_crowd_can_be_written_to(lab):
    ids = lab.world.crowd(1_000, 50)

    for user_id in ids:
        await lab.call("sendMessage", chat_id=user_id, text="news")

    assert lab.world.calls.count("sendMessage", 200) == 50
    assert lab.world.person(1_049).messages[0].text == "news"


async def test_without_history_only_the_newest_messages_are_kept(lab_with, monkeypatch):
    monkeypatch.setattr("bot.sandbox.telegram.history.KEPT_WITHOUT_HISTORY", 3)
    async with lab_with(keep_history=False) as lab:
        lab.world.crowd(1_000, 5)

        for user_id in range(1_000, 1_005):
            await lab.call("sendMessage", chat_id=user_id, text="news")

        shown = [len(lab.world.person(user_id).messages) for user_id in range(1_000, 1_005)]
        assert shown == [0, 0, 1, 1, 1]


async def test_without_history_deleted_messages_make_no_trouble(lab_with, monkeypatch):
    monkeypatch.setattr("bot.sandbox.telegram.history.KEPT_WITHOUT_HISTORY", 2)
    async with lab_with(keep_history=False) as lab:
        [anna_id, ben_id] = lab.world.crowd(1_000, 2)
        for text in ("one", "two"):
            sent = await lab.bot.send_message(anna_id, text)
        await sent.delete()

        for text in ("three", "four"):
            await lab.bot.send_message(ben_id, text)

        assert lab.world.person(anna_id).messages == []
        assert [message.text for message in lab.world.person(ben_id).messages] == ["three", "four"]
