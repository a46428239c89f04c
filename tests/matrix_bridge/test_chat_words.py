"""Messages of direct chats read as events, and ours written as Matrix takes them."""

import json
from datetime import UTC, datetime

import pytest

from handlers.conversation import File
from handlers.platform import Choice, Outgoing
from handlers.rich import Rich, Span
from matrix_bridge.chat.reading import read, unreadable
from matrix_bridge.chat.writing import MOST_BYTES, change, content, split
from storage.addresses import Address

NOON = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)


def message(body="hello", **content):
    return {
        "type": "m.room.message",
        "event_id": "$1",
        "sender": "@ana:school.example",
        "content": {"msgtype": "m.text", "body": body} | content,
    }


def event(*arguments, **content):
    return read(message(*arguments, **content), "!room", NOON)


@pytest.mark.parametrize(
    ("body", "command", "words"),
    [
        ("/join OAK-7", "join", "OAK-7"),
        ("!join OAK-7", "join", "OAK-7"),
        ("!JOIN", "join", ""),
        ("!post one\ntwo", "post", "one\ntwo"),
        ("!", "", "!"),
        ("!!help", "", "!!help"),
        ("! help", "", "! help"),
        ("!help!", "", "!help!"),
        ("well /join", "", "well /join"),
        ("  2. ", "", "2."),
    ],
)
def test_commands_begin_with_a_slash_or_an_exclamation_mark(body, command, words):
    read_ = event(body)

    assert (read_.command, read_.words) == (command, words)


def test_event_says_who_where_and_when():
    read_ = event()

    assert read_.id == "$1"
    assert read_.address == Address("matrix", "@ana:school.example")
    assert (read_.chat, read_.at) == ("!room", NOON)
    assert len(read_.seed) == 32
    assert read_.seed != event().seed


def test_formatting_comes_along_without_the_command():
    html = {"format": "org.matrix.custom.html", "formatted_body": "!post <strong>Hi</strong> all"}

    read_ = event("!post **Hi** all", **html)

    assert read_.words == "Hi all"
    assert read_.rich == Rich("Hi all", (Span(0, 2, "b"),))


def test_number_of_a_list_survives_what_clients_make_of_it():
    html = {
        "format": "org.matrix.custom.html",
        "formatted_body": "<ol>\n<li></li>\n</ol>\n",
    }

    assert event("1.", **html).words == "1."


def test_emotes_are_texts_and_notices_are_not_answered():
    assert event("waves", msgtype="m.emote").words == "waves"
    assert event("beep", msgtype="m.notice") is None
    assert event("ask", msgtype="m.key.verification.request") is None


CHANGES = {"m.relates_to": {"rel_type": "m.replace", "event_id": "$0"}}


def test_changes_of_earlier_messages_are_told_as_such():
    new = {"msgtype": "m.text", "body": "!post Hello *"}

    found = event("* !post Hello *", **{"m.new_content": new}, **CHANGES)

    assert (found.kind, found.id, found.message) == ("edit", "$1", "$0")
    assert (found.command, found.words) == ("post", "Hello *")


def test_changed_words_of_a_file_are_told_and_its_name_is_none():
    new = {"msgtype": "m.image", "body": "our class", "filename": "a.jpg"}

    assert event("* x", **{"m.new_content": new}, **CHANGES).words == "our class"
    assert event("* x", **{"m.new_content": new | {"body": "a.jpg"}}, **CHANGES).words == ""


@pytest.mark.parametrize("new", [None, "text", ["x"]])
def test_a_change_without_new_words_is_nothing(new):
    assert event("* x", **{"m.new_content": new}, **CHANGES) is None


PLACE = "mxc://school.example/abc"
INFO = {"mimetype": "image/jpeg", "size": 7}


def test_a_file_says_where_it_is_and_what():
    found = event("Our river", msgtype="m.image", url=PLACE, filename="a.jpg", info=INFO)

    assert found.file == File("matrix", PLACE, "photo", "image/jpeg", "a.jpg", 7)
    assert (found.message, found.words) == ("$1", "Our river")


def test_an_encrypted_file_says_how_it_is_opened():
    sealed = {"url": PLACE, "iv": "i", "hashes": {"sha256": "h"}, "key": {"k": "k"}, "v": "v2"}

    found = event("plan.pdf", msgtype="m.file", file=sealed)

    assert (found.file.ref, json.loads(found.file.key)) == (PLACE, sealed)
    assert (found.file.kind, found.file.name, found.file.size) == ("file", "plan.pdf", 0)


@pytest.mark.parametrize(
    "content",
    [
        {"msgtype": "m.audio", "url": PLACE},
        {"msgtype": "m.image"},
        {"msgtype": "m.image", "url": "https://evil.example/a.jpg"},
        {"msgtype": "m.image", "url": "mxc://school.example/a/../b"},
        {"msgtype": "m.image", "url": ["x"]},
        {"msgtype": "m.image", "file": {"url": 7}},
    ],
)
def test_what_does_not_go_across_is_no_file_to_us(content):
    found = event("x", **content)

    assert (found.kind, found.file) == ("file", None)


@pytest.mark.parametrize("info", [{"size": "big"}, {"size": -1}, ["x"], None])
def test_a_size_that_is_none_is_not_known(info):
    assert event("x", msgtype="m.file", url=PLACE, info=info).file.size == 0


@pytest.mark.parametrize("msgtype", ["m.file", "m.image", "m.video", "m.audio"])
def test_files_are_files_and_a_name_is_no_caption(msgtype):
    assert event("r.pdf", msgtype=msgtype).kind == "file"
    assert event("r.pdf", msgtype=msgtype).words == ""
    assert event("r.pdf", msgtype=msgtype, filename="r.pdf").words == ""
    assert event("Our river", msgtype=msgtype, filename="r.pdf").words == "Our river"


@pytest.mark.parametrize(
    "source",
    [
        {},
        {"type": "m.room.message"},
        {"type": "m.room.message", "content": []},
        {"type": "m.room.message", "content": {}},
        {"type": "m.reaction", "content": {"body": "x", "msgtype": "m.text"}},
        message() | {"content": {"msgtype": ["m.text"], "body": "x"}},
    ],
)
def test_other_things_are_nothing(source):
    assert read(source, "!room", NOON) is None


def test_unreadable_message_is_told_under_a_name_of_its_own():
    told = unreadable(message(), "!room", NOON)

    assert (told.kind, told.id) == ("unreadable", "$1#unreadable")


CHOICES = ((Choice("Approve", "/approve 1"), Choice("Ask", "/ask 1")), (Choice("Refuse", "/r"),))


def test_choices_are_a_numbered_list_before_the_hint():
    written = content(
        Outgoing("!room", Rich("Ana", (Span(0, 3, "b"),)), CHOICES, hint="Answer 1 to 3.")
    )

    assert written == {
        "msgtype": "m.text",
        "body": "Ana\n\n1. Approve\n2. Ask\n3. Refuse\n\nAnswer 1 to 3.",
        "format": "org.matrix.custom.html",
        "formatted_body": "<b>Ana</b><br><br>1. Approve<br>2. Ask<br>3. Refuse<br><br>"
        "Answer 1 to 3.",
    }


def test_an_address_behind_a_choice_is_a_line_of_its_own_and_has_no_number():
    choices = ((Choice("Read more", "https://example.org"), Choice("Sign up", "/signup 1")),)
    part = Outgoing("!room", Rich("News"), choices, hint="Answer with the number.")

    body = content(part)["body"]

    assert body == "News\n\nRead more: https://example.org\n\n1. Sign up\n\nAnswer with the number."


def test_choices_have_no_numbers_where_a_number_is_the_answer():
    written = content(
        Outgoing("!room", Rich("How many?"), CHOICES, hint="Or these words.", by_words=True)
    )

    assert written["body"] == "How many?\n\n• Approve\n• Ask\n• Refuse\n\nOr these words."


def test_message_without_choices_has_no_hint():
    assert content(Outgoing("!room", Rich("Ana"), hint="Answer 1."))["body"] == "Ana"


def test_change_names_what_it_changes_and_reads_well_where_changes_are_unknown():
    written = change(Outgoing("!room", Rich("new")), "$1")

    assert written["body"] == "* new"
    assert written["m.new_content"] == {"msgtype": "m.text", "body": "new"}
    assert written["m.relates_to"] == {"rel_type": "m.replace", "event_id": "$1"}


def test_short_message_stays_whole():
    message = Outgoing("!room", Rich("short"), CHOICES, hint="hint")

    assert split(message) == [message]


def test_a_file_goes_first_and_its_words_and_choices_follow():
    file = File("matrix", PLACE, "photo", "image/jpeg", "a.jpg", 7)
    message = Outgoing("!room", Rich("words"), CHOICES, hint="hint", file=file, replies_to="$0")

    first, words = split(message)

    assert first == Outgoing("!room", Rich(""), file=file, replies_to="$0")
    assert words == Outgoing("!room", Rich("words"), CHOICES, hint="hint")


def test_a_file_without_words_is_one_message():
    file = File("matrix", PLACE, "photo", "image/jpeg", "a.jpg", 7)
    message = Outgoing("!room", Rich(""), file=file)

    assert split(message) == [message]


def test_only_the_first_part_is_shown_as_an_answer():
    parts = split(Outgoing("!room", Rich("word " * 12_000), replies_to="$0"))

    assert [part.replies_to for part in parts] == ["$0", *[""] * (len(parts) - 1)]
    assert content(parts[0])["m.relates_to"] == {"m.in_reply_to": {"event_id": "$0"}}
    assert "m.relates_to" not in content(parts[1])


def test_a_change_is_no_answer():
    new = change(Outgoing("!room", Rich("new"), replies_to="$0"), "$1")["m.new_content"]

    assert "m.relates_to" not in new


@pytest.mark.parametrize("sign", ["word ", "ღ", "😀", "line\n", "&<"])
def test_long_message_is_cut_so_that_each_part_fits_and_nothing_is_lost(sign):
    text = sign * 12_000
    message = Outgoing("!room", Rich(text, (Span(0, len(text), "b"),)), CHOICES, hint="hint")

    parts = split(message)

    assert "".join(part.text.text for part in parts) == text
    assert all(len(json.dumps(content(part))) <= MOST_BYTES for part in parts)
    assert [bool(part.choices) for part in parts] == [False] * (len(parts) - 1) + [True]
    assert all(part.text.spans[0].kind == "b" for part in parts)


def test_words_are_not_cut_in_two():
    parts = split(Outgoing("!room", Rich("word " * 12_000)))

    assert all(part.text.text.endswith("word ") for part in parts)


def test_choices_that_find_no_place_stand_alone():
    text = "x" * (MOST_BYTES - 100)

    first, second = split(Outgoing("!room", Rich(text), CHOICES, hint="h" * 200))

    assert (first.text.text, first.choices) == (text, ())
    assert content(second)["body"].startswith("1. Approve")
