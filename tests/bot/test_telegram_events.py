"""Telegram's updates as events: who did what, and what is nothing to us."""

from datetime import UTC, datetime

import pytest

from bot.telegram.events import Me, Moved, pressed, read
from handlers.conversation import File
from handlers.rich import Rich, Span
from storage.addresses import Address

ME = Me(4242, "our_bot")
AT = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)
ANA = {"id": 7, "is_bot": False, "first_name": "Ana", "last_name": "Pop", "language_code": "ro"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Ana"}
GROUP = {"id": -100, "type": "supergroup", "title": "Staff"}
BOT = {"id": 4242, "is_bot": True, "first_name": "Our bot", "username": "our_bot"}


def message(text=None, chat=PRIVATE, sender=ANA, **what):
    body = {"message_id": 5, "date": 1, "chat": chat, **what}
    if sender:
        body["from"] = sender
    if text is not None:
        body["text"] = text
    return {"update_id": 9, "message": body}


def press(data, chat=PRIVATE, sender=ANA, **what):
    query = {"id": "77", "from": sender, "chat_instance": "1", "data": data}
    if chat:
        query["message"] = {"message_id": 5, "date": 0, "chat": chat}
    return {"update_id": 9, "callback_query": {**query, **what}}


def event(update):
    return read(update, ME, AT)


def test_a_text_says_who_wrote_it_and_where_the_answer_goes():
    found = event(message("Good morning"))

    assert (found.id, found.address, found.chat) == ("4242:9", Address("telegram", "7"), "7")
    assert (found.command, found.words, found.kind) == ("", "Good morning", "text")
    assert (found.language, found.at) == ("ro", AT)
    assert len(found.seed) == 32


def test_each_event_has_chance_of_its_own():
    assert event(message("x")).seed != event(message("x")).seed


@pytest.mark.parametrize(
    ("text", "command", "words"),
    [
        ("/help", "help", ""),
        ("/HELP", "help", ""),
        ("/join OAK-7", "join", "OAK-7"),
        ("/join@our_bot OAK-7", "join", "OAK-7"),
        ("/join@Our_Bot\nOAK-7", "join", "OAK-7"),
        ("/start c_OAK-7", "start", "c_OAK-7"),
        ("/ help", "", "/ help"),
        ("/помощь", "", "/помощь"),
        ("half/way", "", "half/way"),
        ("/help!", "", "/help!"),
        ("  spaced  ", "", "spaced"),
    ],
)
def test_a_command_is_told_from_its_words(text, command, words):
    found = event(message(text))

    assert (found.command, found.words) == (command, words)


def test_formatting_is_counted_in_characters_and_belongs_to_the_words():
    entities = [
        {"type": "bot_command", "offset": 0, "length": 5},
        {"type": "bold", "offset": 9, "length": 4},
        {"type": "text_link", "offset": 14, "length": 1, "url": "https://x.example"},
        {"type": "spoiler", "offset": 9, "length": 4},
    ]

    found = event(message("/idea 👍 bold x", entities=entities))

    spans = (Span(2, 6, "b"), Span(7, 8, "a", "https://x.example"))
    assert found.rich == Rich("👍 bold x", spans)


def test_an_answer_to_our_message_says_to_which():
    ours = {"message_id": 3, "date": 1, "chat": PRIVATE, "from": BOT, "text": "1. yes"}
    theirs = {**ours, "from": ANA}

    assert event(message("1", reply_to_message=ours)).about == "3"
    assert event(message("1", reply_to_message=theirs)).about == ""


@pytest.mark.parametrize(
    "what",
    [
        {"photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]},
        {"document": {"file_id": "f", "file_unique_id": "u"}},
        {"voice": {"file_id": "f", "file_unique_id": "u", "duration": 1}},
        {"location": {"latitude": 1.0, "longitude": 2.0}},
        {"contact": {"phone_number": "1", "first_name": "x"}},
        {"dice": {"emoji": "🎲", "value": 3}},
    ],
    ids=lambda what: next(iter(what)),
)
def test_whatever_is_no_text_is_a_file_with_its_caption(what):
    found = event(message(caption="look", **what))

    assert (found.kind, found.words, found.command) == ("file", "look", "")


def test_a_picture_is_named_by_its_largest_size():
    sizes = [
        {
            "file_id": name,
            "file_unique_id": name,
            "width": width,
            "height": width,
            "file_size": size,
        }
        for name, width, size in (("small", 90, 10), ("large", 1280, 99), ("middle", 320, 50))
    ]

    found = event(message(photo=sizes, caption="our class"))

    assert found.file == File("telegram", "large", "photo", "image/jpeg", "photo.jpg", 99)
    assert (found.words, found.message) == ("our class", "5")


def test_a_document_keeps_its_name():
    document = {"file_id": "f", "file_unique_id": "u", "file_name": "plan.pdf", "file_size": 7}

    found = event(message(document={**document, "mime_type": "application/pdf"}))

    assert found.file == File("telegram", "f", "file", "application/pdf", "plan.pdf", 7)


@pytest.mark.parametrize(
    "what",
    [
        {"voice": {"file_id": "f", "file_unique_id": "u", "duration": 1}},
        {"location": {"latitude": 1.0, "longitude": 2.0}},
        {
            "document": {"file_id": "f", "file_unique_id": "u"},
            "animation": {
                "file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "duration": 1
            },
        },
    ],
    ids=["voice", "location", "animation"],
)  # fmt: skip
def test_what_does_not_go_across_is_no_file_to_us(what):
    found = event(message(**what))

    assert (found.kind, found.file) == ("file", None)


def test_a_reply_with_a_file_says_to_which_message():
    ours = {"message_id": 3, "date": 1, "chat": PRIVATE, "from": BOT, "text": "1. yes"}
    document = {"file_id": "f", "file_unique_id": "u"}

    assert event(message(document=document, reply_to_message=ours)).about == "3"


def test_who_changes_what_they_wrote_is_heard():
    edited = message("/post Hello *", edit_date=2)["message"]

    found = event({"update_id": 9, "edited_message": edited})

    assert (found.kind, found.message, found.chat) == ("edit", "5", "7")
    assert (found.command, found.words) == ("post", "Hello *")


def test_who_changes_the_words_under_a_file_is_heard():
    entities = [{"type": "bold", "offset": 0, "length": 3}]
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    edited = message(photo=photo, caption="our class", caption_entities=entities)["message"]

    found = event({"update_id": 9, "edited_message": edited})

    assert (found.kind, found.words) == ("edit", "our class")
    assert found.rich == Rich("our class", (Span(0, 3, "b"),))


def test_every_message_is_known_by_its_id_and_no_press_is_one():
    assert event(message("Hello")).message == "5"
    assert event(press("/help")).message == ""


def test_a_pressed_button_is_its_command_and_says_under_which_message():
    found = event(press("/approve 41 3"))

    assert (found.kind, found.command, found.words) == ("press", "approve", "41 3")
    assert (found.address, found.chat, found.about) == (Address("telegram", "7"), "7", "5")
    assert pressed(press("/approve 41 3")) == "77"


def test_who_presses_in_a_group_is_answered_in_private():
    found = event(press("/approve 41 3", chat=GROUP))

    assert (found.address, found.chat, found.about) == (Address("telegram", "7"), "7", "")


def test_a_press_under_a_message_sent_through_another_chat_is_answered_in_private():
    assert event(press("/help", chat=None, inline_message_id="x")).chat == "7"


@pytest.mark.parametrize("data", ["approve", "1:x", "/", ""])
def test_a_forged_press_is_no_command(data):
    found = event(press(data))

    assert (found.kind, found.command) == ("press", "")


def test_a_command_in_a_group_counts_only_if_it_names_us():
    found = event(message("/help@our_bot me", chat=GROUP))

    assert (found.command, found.words, found.chat) == ("help", "me", "7")
    for text in ("/help", "/help@other_bot", "/bridge@other_bot"):
        assert event(message(text, chat=GROUP)) is None


def member(status, chat=PRIVATE):
    standing = {"user": BOT, "status": status, "until_date": 0}
    old = {"user": BOT, "status": "member"}
    change = {"chat": chat, "from": ANA, "date": 1}
    change |= {"old_chat_member": old, "new_chat_member": standing}
    return {"update_id": 9, "my_chat_member": change}


def test_who_blocks_us_is_gone_and_who_takes_us_back_is_back():
    assert event(member("kicked")).kind == "gone"
    assert event(member("member")).kind == "back"


def test_a_group_that_moved_is_told_by_both_of_its_ids():
    old = {**GROUP, "id": -5, "type": "group"}

    assert event(message(chat=old, migrate_to_chat_id=-100)) == Moved("-5", "-100")
    assert event(message(chat=GROUP, migrate_from_chat_id=-5)) == Moved("-5", "-100")


POST = {"message_id": 5, "date": 1, "chat": {"id": -1, "type": "channel", "title": "x"}}


@pytest.mark.parametrize(
    "update",
    [
        {"edited_message": message("x", sender=BOT)["message"]},
        {"channel_post": {**POST, "text": "x"}},
        {"edited_channel_post": {**POST, "text": "x"}},
        {"inline_query": {"id": "1", "from": ANA, "query": "x", "offset": ""}},
        {"poll": {"id": "1", "question": "?", "options": [], "total_voter_count": 0,
                  "is_closed": True, "is_anonymous": True, "type": "regular",
                  "allows_multiple_answers": False}},
        {"something_new": {"x": 1}},
        {},
        message("hi", sender=None),
        message("hi", sender=BOT),
        message("/help@our_bot", chat=GROUP, sender_chat=GROUP),
        message(chat=GROUP, new_chat_title="x"),
        message(chat=PRIVATE, pinned_message=POST),
        message("/help@our_bot", sender={"id": 1087968824, "is_bot": True, "first_name": "Group"},
                chat=GROUP),
    ],
    ids=range(13),
)  # fmt: skip
def test_every_other_kind_of_update_is_nothing_to_us(update):
    assert event({"update_id": 9, **update}) is None


def test_fields_that_we_do_not_know_do_no_harm():
    update = message("hi", brand_new={"x": [1]})
    update["also_new"] = 1

    assert event(update).words == "hi"


@pytest.mark.parametrize("odd", ["7", None, [7], {"id": 7}, 7.5, True])
def test_an_update_whose_ids_are_no_numbers_cannot_be_read(odd):
    spoiled = [
        message("x", sender={**ANA, "id": odd}),
        message("x", message_id=odd),
        message("x", chat={**GROUP, "id": odd}),
        press("/help", sender={**ANA, "id": odd}),
    ]
    for update in spoiled:
        with pytest.raises(TypeError):
            event(update)
