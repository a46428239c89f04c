"""What happens in Telegram groups, read as events: who writes, comes, goes, and what we are."""

import pytest

from handlers.rich import Rich, Span
from tests.bot.test_telegram_events import ANA, BOT, GROUP, event, message

BEN = {"id": 8, "is_bot": False, "first_name": "Ben"}


def change(before, after, who=BEN, kind="chat_member"):
    standings = {"left": {"status": "left"}, "kicked": {"status": "kicked", "until_date": 0}}
    old, new = ({"user": who, **standings.get(one, {"status": one})} for one in (before, after))
    rights = ("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages")
    rights += ("can_manage_video_chats", "can_restrict_members", "can_promote_members")
    rights += ("can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories")
    rights += ("can_delete_stories",)
    for one in (old, new):
        if one["status"] == "administrator":
            one.update(dict.fromkeys(rights, False))
    body = {"chat": GROUP, "from": ANA, "date": 1, "old_chat_member": old, "new_chat_member": new}
    return {"update_id": 9, kind: body}


def edited(**what):
    return {"update_id": 9, "edited_message": message(chat=GROUP, **what)["message"]}


def test_what_is_written_in_a_group_says_where_and_what_it_answers():
    answered = {"message_id": 3, "date": 1, "chat": GROUP, "from": BEN, "text": "?"}
    bold = [{"type": "bold", "offset": 0, "length": 2}]

    found = event(message("hi", chat=GROUP, reply_to_message=answered, entities=bold))

    assert (found.group, found.message, found.about) == ("-100", "5", "3")
    assert (found.kind, found.rich) == ("text", Rich("hi", (Span(0, 2, "b"),)))


def test_an_account_that_was_deleted_comes_and_goes_without_a_name():
    nobody = {"id": 8, "is_bot": False, "first_name": ""}

    found = event(change("member", "left", who=nobody))

    assert (found.kind, found.words, found.rich) == ("went", "8", Rich("…"))
    came = event(message(chat=GROUP, new_chat_members=[nobody, BEN]))
    assert (came.kind, came.words, came.rich) == ("came", "8 8", Rich("…, Ben"))


@pytest.mark.parametrize("text", ["/bridge ABC", "/bridge@our_bot ABC"])
def test_our_own_commands_need_not_name_us(text):
    found = event(message(text, chat=GROUP))

    assert (found.command, found.words, found.group) == ("bridge", "ABC", "-100")


def test_a_change_in_a_group_says_what_was_changed():
    found = event(edited(text="better"))

    assert (found.kind, found.group, found.message, found.words) == ("edit", "-100", "5", "better")


def test_words_under_a_file_change_with_the_file():
    photo = [{"file_id": "F", "file_unique_id": "f", "width": 1, "height": 1}]

    found = event(edited(photo=photo, caption="better"))

    assert (found.words, found.file.ref) == ("better", "F")


@pytest.mark.parametrize(
    ("kind", "body", "name"),
    [
        ("voice", {"duration": 1, "mime_type": "audio/ogg"}, "voice.ogg"),
        ("audio", {"duration": 1, "file_name": "song.mp3"}, "song.mp3"),
        ("video", {"duration": 1, "width": 1, "height": 1}, "video.mp4"),
        ("video_note", {"duration": 1, "length": 1}, "video.mp4"),
    ],
)
def test_what_was_recorded_goes_as_a_file(kind, body, name):
    found = event(message(chat=GROUP, **{kind: {"file_id": "F", "file_unique_id": "f", **body}}))

    assert (found.kind, found.file.ref, found.file.name, found.what) == ("file", "F", name, "")


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("location", {"latitude": 1.0, "longitude": 2.0}),
        ("contact", {"phone_number": "+40123", "first_name": "Fox"}),
        ("dice", {"emoji": "🎲", "value": 3}),
    ],
)
def test_what_does_not_go_across_is_named(kind, body):
    found = event(message(chat=GROUP, **{kind: body}))

    assert (found.kind, found.file, found.what, found.words) == ("file", None, kind, "")


def test_who_comes_is_told_with_their_names():
    found = event(message(chat=GROUP, new_chat_members=[BEN, BOT]))

    assert (found.kind, found.words, found.rich.text) == ("came", "8", "Ben")
    assert event(message(chat=GROUP, new_chat_members=[BOT])) is None


def test_who_goes_is_told():
    assert event(message(chat=GROUP, left_chat_member=BEN)).kind == "went"
    assert event(change("member", "left")).kind == "went"


def test_a_member_is_told_by_what_they_are_now():
    found = event(change("left", "member"))

    assert (found.kind, found.group, found.words) == ("came", "-100", "8")
    assert event(change("member", "administrator")) is None


@pytest.mark.parametrize("standing", ["administrator", "member", "left", "kicked"])
def test_the_bot_learns_what_it_is_in_a_group(standing):
    found = event(change("member", standing, BOT, "my_chat_member"))

    assert (found.kind, found.group, found.words) == ("standing", "-100", standing)
