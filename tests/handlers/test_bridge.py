"""What crosses between a staff room and its Telegram group, by whom, and what never does."""

import pytest

from handlers.conversation import File
from handlers.rich import Rich, Span
from storage import addresses, ghosts, outbox, people, sending
from storage.people import Standing
from tests.handlers.bridges import GROUP, SERVER, said

PHOTO = File("telegram", "F1", "photo", "image/jpeg", "photo.jpg", 2000)


# --- From Telegram into the staff room ------------------------------------------------------------


def test_a_teachers_words_stand_in_the_staff_room_said_by_their_own_account(tied):
    bold = Rich("Hello all", (Span(0, 5, "b"),))

    [row] = tied.in_group("Hello all", rich=bold)

    assert (row.platform, row.chat) == ("room", "!staff")
    assert row.sender.startswith("tg_")
    assert "ana" not in row.sender
    assert said(row).fields["text"] == bold


def test_the_same_account_speaks_again(tied):
    [first], [second] = tied.in_group("one"), tied.in_group("two")

    assert first.sender == second.sender
    assert tied.database.read(ghosts.of_project, tied.project.id) == {tied.ana.id: first.sender}


def test_a_file_goes_with_its_words(tied):
    [row] = tied.in_group("look", kind="file", file=PHOTO)

    assert (said(row).file, said(row).fields["text"].text) == (PHOTO, "look")


def test_a_file_that_is_too_big_is_named_in_its_place(tied):
    huge = File("telegram", "F2", "file", "video/mp4", "film.mp4", 21 * 1024**2)

    [row] = tied.in_group("", kind="file", file=huge)

    assert said(row).file is None
    assert said(row).fields["text"].key == "bridge.too_big"


def test_what_does_not_go_across_is_named(tied):
    [row] = tied.in_group("", kind="file", what="sticker")

    assert said(row).fields["text"].key == "bridge.sticker"


def test_an_answer_to_what_came_from_the_room_is_an_answer_there(tied):
    [shown] = tied.in_room("When?", message="$asked")
    [number] = tied.arrive([shown])

    [row] = tied.in_group("Now", about=number)

    assert row.replies_to == "$asked"


def test_an_answer_to_what_was_said_in_the_group_waits_for_its_copy(tied):
    tied.in_group("When?", message="7")

    [row] = tied.in_group("Now", about="7")

    assert row.replies_to == "=telegram:-100:7"


def test_a_change_changes_what_stands_in_the_room(tied):
    [row] = tied.in_group("Helo", message="7")
    tied.arrive([row])

    [change] = tied.in_group("Hello", kind="edit", message="7")

    assert (change.target, change.platform, change.sender) == (row.id, "room", row.sender)
    assert said(change).fields["text"].text == "Hello"


def test_nobody_unlinked_is_heard_and_it_is_said_once(tied):
    [first] = tied.in_group("hi", by=tied.at_carl)
    again = tied.in_group("hi again", by=tied.at_carl)

    assert (first.platform, first.chat, said(first).key) == ("telegram", GROUP, "bridge.not_known")
    assert again == []


def test_who_only_talks_in_a_group_is_not_remembered(tied, database):
    tied.in_group("hi", by=tied.at_carl)

    assert database.read(addresses.by_user, tied.at_carl) is None


def test_who_left_the_project_is_not_heard_any_more(tied):
    tied.in_group("hello")
    tied.leave(tied.ana)

    [row] = tied.in_group("still here")

    assert said(row).key == "bridge.not_known"


def test_who_is_not_validated_any_more_is_not_heard(tied, database):
    database.write(lambda db: people.answer(db, tied.ana, tied.chats.at, standing=Standing.WAITING))

    [row] = tied.in_group("hello")

    assert said(row).key == "bridge.not_known"


def test_a_group_that_is_tied_to_nothing_is_not_heard(tied):
    assert tied.in_group("hello", group="-5") == []


def test_delete_takes_back_what_one_said_in_the_room(tied):
    [row] = tied.in_group("oops", message="7")
    tied.arrive([row])

    [removed, told] = tied.in_group("/delete", about="7")

    assert (removed.target, removed.removes) == (row.id, True)
    assert (told.chat, said(told).key) == (GROUP, "bridge.deleted")


def test_delete_takes_back_nothing_of_others(tied, teacher):
    [row] = tied.in_group("mine", message="7")
    tied.arrive([row])

    [told] = tied.in_group("/delete", by=tied.at_carl, about="7")

    assert said(told).key == "bridge.delete_how"


# --- From the staff room to Telegram --------------------------------------------------------------


def test_what_is_said_in_the_staff_room_is_shown_with_its_writers_name(tied):
    [row] = tied.in_room("Hello <b>all</b>")

    assert (row.platform, row.chat) == ("telegram", GROUP)
    assert said(row).key == "bridge.said"
    assert said(row).fields["name"] == "Eva"
    assert said(row).fields["text"].text == "Hello <b>all</b>"


def test_what_teachers_write_in_the_browser_is_shown_too(tied):
    [row] = tied.in_room("Hello", by="t_ana")

    assert said(row).fields["name"] == "Ana"


def test_a_change_by_its_author_follows(tied):
    [row] = tied.in_room("Helo", message="$m")
    tied.arrive([row])

    [change] = tied.in_room("Hello", kind="edit", message="$m")

    assert (change.target, said(change).fields["text"].text) == (row.id, "Hello")


def test_a_forged_change_changes_nothing(tied):
    [row] = tied.in_room("Yes", message="$m")
    tied.arrive([row])

    assert tied.in_room("No", by="t_ana", kind="edit", message="$m") == []


def test_a_change_of_what_came_from_telegram_changes_nothing_there(tied):
    [row] = tied.in_group("Yes", message="7")
    [event] = tied.arrive([row])

    assert tied.in_room("No", kind="edit", message=event) == []


def test_what_is_taken_back_in_the_room_disappears_on_telegram(tied):
    [row] = tied.in_room("oops", message="$m")
    tied.arrive([row])

    [removed] = tied.in_room("", kind="taken back", about="$m")

    assert (removed.target, removed.removes) == (row.id, True)
    assert tied.in_room("", kind="taken back", about="$m") == []


def test_what_was_taken_back_before_it_left_never_leaves(tied, database):
    [row] = tied.in_room("oops", message="$m")

    tied.in_room("", kind="taken back", about="$m")

    [now] = [one for one in tied.rows() if one.id == row.id]
    assert (now.state, now.payload) == (outbox.State.DEAD, "{}")


def test_an_answer_to_what_came_from_telegram_is_an_answer_there(tied):
    [row] = tied.in_group("When?", message="7")
    [event] = tied.arrive([row])

    [answer] = tied.in_room("Now", about=event)

    assert answer.replies_to == "7"


def test_an_answer_to_what_was_said_in_the_room_waits_for_its_copy(tied):
    [answer] = tied.in_room("Now", about="$asked")

    assert answer.replies_to == "=group room:!staff:$asked"


def test_commands_typed_in_the_room_stay_there(tied):
    rows = tied.in_room("help", command="help")

    assert {row.platform for row in rows} == {"room"}


@pytest.mark.parametrize("by", ["t_ana", "t_eva", "p_fox", "stranger"])
@pytest.mark.parametrize("kind", ["text", "file", "edit", "taken back"])
def test_nothing_of_the_classroom_goes_anywhere(tied, by, kind):
    tied.arrive(tied.in_room("crossed", by="t_eva", message="$x"))
    # As if the same account had said there what is changed or taken back now.
    crossed = outbox.table.update().where(outbox.table.c.batch == "group room:!staff:$x")
    here = {"batch": "group room:!class:$x", "sender": f"@{by}:{SERVER}"}
    tied.database.write(lambda db: db.execute(crossed.values(here)))

    rows = tied.in_room("secret", by=by, kind=kind, room="classroom", message="$x", about="$x")

    assert [row for row in rows if row.platform != "room"] == []


@pytest.mark.parametrize("by", ["p_fox", "stranger"])
def test_who_is_no_teacher_of_the_project_is_not_shown(tied, by):
    assert tied.in_room("secret", by=by) == []


def test_a_teacher_who_left_is_not_shown(tied):
    tied.leave(tied.eva)

    assert tied.in_room("still here") == []


def test_what_crossed_is_forgotten_once_it_is_sent(tied):
    [row] = tied.in_room("private words")
    assert "private words" in row.payload

    mine = outbox.table.c.id == row.id
    tied.database.write(lambda db: sending.forget(db, sending.matching(db, mine)))

    [now] = [one for one in tied.rows() if one.id == row.id]
    assert "private words" not in now.payload


# --- Nobody is called -----------------------------------------------------------------------------


def test_nobody_is_called_on_either_side(tied):
    [to_room] = tied.in_group("wake up @room and @ROOM")
    [to_group] = tied.in_room("ask @carl_x, not ana@school.example")
    [hidden] = tied.in_room("@@anna_popescu, see.@anna_popescu (@bo) é@anna_popescu")

    assert said(to_room).fields["text"].text == "wake up @\u2060room and @\u2060ROOM"
    assert said(to_group).fields["text"].text == "ask @\u2060carl_x, not ana@school.example"
    called = said(hidden).fields["text"].text
    assert called == "@@*anna_popescu, see.@*anna_popescu (@*bo) é@*anna_popescu".replace(
        "*", "\u2060"
    )


def test_formatting_stays_where_it_was_behind_what_was_put_in(tied):
    rich = Rich("@room now", (Span(0, 5, "b"), Span(6, 9, "i")))

    [row] = tied.in_group("@room now", rich=rich)

    text = said(row).fields["text"]
    assert [text.text[one.start : one.end] for one in text.spans] == ["@\u2060room", "now"]


@pytest.mark.parametrize(
    "url", [f"https://matrix.to/#/@eva:{SERVER}", "javascript:alert(1)", "tg://user?id=7"]
)
def test_a_link_that_names_a_person_or_runs_is_none(tied, url):
    [row] = tied.in_group("here", rich=Rich("here", (Span(0, 4, "a", url),)))

    assert said(row).fields["text"] == Rich("here")
