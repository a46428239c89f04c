"""/room: the staff room in a teacher's chat with the bot, and who may read and write there."""

from datetime import timedelta

import pytest

from handlers.conversation import File
from handlers.roomnews import MOST_WAITING
from storage import outbox, room_followers
from storage.outbox import State
from tests.conftest import NOON
from tests.handlers.bridges import Tied, said

#: At night in Bucharest.
NIGHT = NOON + timedelta(hours=11)


@pytest.fixture
def rivers(database, chats, teacher):
    return Tied(database, chats, teacher)


@pytest.fixture
def follows(rivers, chats):
    chats.send("/room", rivers.at_ana)
    chats.send(f"/room follow {rivers.project.id}", rivers.at_ana)
    return rivers


def rows_of(rivers, platform):
    return [row for row in rivers.rows() if row.platform == platform]


def test_it_shows_what_was_said_last_and_keeps_none_of_it(rivers, chats):
    [page] = chats.send("/room", rivers.at_ana)

    assert (page.key, page.fields["said"], page.is_secret) == ("room.latest", "", True)
    assert '"reads":"!staff"' in rivers.rows()[-1].payload


def test_a_stranger_reads_no_staff_room(rivers, chats, teacher):
    _, at_dora = teacher("Dora")

    [reply] = chats.send(f"/room {rivers.project.id}", at_dora)

    assert reply.key == "room.none"


def test_who_left_reads_it_no_more(rivers, chats):
    rivers.leave(rivers.ana)

    [reply] = chats.send(f"/room {rivers.project.id}", rivers.at_ana)

    assert reply.key == "room.none"


def test_what_is_written_is_said_there_by_the_writers_account(rivers, chats):
    [page] = chats.send("/room", rivers.at_ana)
    chats.press("room.write", page, rivers.at_ana)

    replies = chats.send("Hello colleagues", rivers.at_ana, message="5")

    assert [one.key for one in replies] == ["classroom.said", "room.sent"]
    [row] = rows_of(rivers, "room")
    assert (row.chat, row.batch) == ("!staff", "telegram:chat of ana:5")
    assert row.sender.startswith("tg_")


def test_a_file_is_said_there_too(rivers, chats):
    photo = File("telegram", "F1", "photo", "image/jpeg", "photo.jpg", 2000)
    [page] = chats.send("/room", rivers.at_ana)
    chats.press("room.write", page, rivers.at_ana)

    chats.send("look", rivers.at_ana, kind="file", file=photo, message="5")

    assert said(rows_of(rivers, "room")[0]).file == photo


def test_after_another_command_what_is_typed_is_not_said_there(rivers, chats):
    [page] = chats.send("/room", rivers.at_ana)
    chats.press("room.write", page, rivers.at_ana)
    chats.send("/help", rivers.at_ana)

    chats.send("to nobody", rivers.at_ana, message="5")

    assert rows_of(rivers, "room") == []


def test_who_left_while_writing_says_nothing_there(rivers, chats):
    [page] = chats.send("/room", rivers.at_ana)
    chats.press("room.write", page, rivers.at_ana)
    rivers.leave(rivers.ana)

    [reply] = chats.send("Hello", rivers.at_ana, message="5")

    assert reply.key == "project.not_yours"


def test_what_was_written_to_the_bot_is_shown_in_the_tied_group_too(rivers, chats):
    rivers.tie()
    [page] = chats.send("/room", rivers.at_ana)
    chats.press("room.write", page, rivers.at_ana)

    chats.send("Hello colleagues", rivers.at_ana, message="5")

    [row] = [one for one in rows_of(rivers, "telegram") if one.chat == "-100"]
    assert (said(row).key, said(row).fields["name"]) == ("bridge.said", "Ana")


def test_a_change_of_what_was_written_follows(rivers, chats):
    [page] = chats.send("/room", rivers.at_ana)
    chats.press("room.write", page, rivers.at_ana)
    chats.send("Helo", rivers.at_ana, message="5")
    [row] = rows_of(rivers, "room")
    rivers.arrive([row])

    chats.send("Hello", rivers.at_ana, kind="edit", message="5")

    change = rows_of(rivers, "room")[-1]
    assert (change.target, said(change).fields["text"]) != (None, "")
    assert change.target == row.id


def test_nothing_comes_to_who_does_not_follow(rivers):
    assert rivers.in_room("Hello") == []


def test_who_follows_is_told_with_an_answer_and_an_end_below(follows):
    [row] = follows.in_room("Hello")

    copy = said(row)
    assert (row.chat, copy.key, copy.fields["name"]) == ("chat of ana", "room.followed", "Eva")
    commands = [button.command.split()[0] for line in copy.buttons for button in line]
    assert commands == ["/roomsay", "/room"]


def test_nobody_is_told_what_they_said_themselves(follows):
    assert follows.in_room("Hello", by="t_ana") == []


@pytest.mark.parametrize("by", ["t_eva", "p_fox"])
def test_nothing_of_the_classroom_comes(follows, by):
    assert follows.in_room("secret", by=by, room="classroom") == []


def test_who_left_is_told_nothing_any_more(follows, database):
    [row] = follows.in_room("Helo", message="$m")
    follows.arrive([row])
    follows.leave(follows.ana)

    assert follows.in_room("Hello", kind="edit", message="$m") == []
    assert follows.in_room("Hello") == []
    assert database.read(room_followers.of_project, follows.project.id) == []


def test_who_is_not_validated_any_more_is_told_nothing(follows):
    [row] = follows.in_room("Helo", message="$m")
    follows.arrive([row])
    follows.send_back(follows.ana, NOON)

    assert follows.in_room("Hello", kind="edit", message="$m") == []
    assert follows.in_room("Hello") == []


def test_it_ends_with_a_press(follows, chats, database):
    [row] = follows.in_room("Hello")

    chats.press("room.unfollow", said(row), follows.at_ana)

    assert database.read(room_followers.of_project, follows.project.id) == []
    assert follows.in_room("Hello again") == []


def test_a_reply_is_an_answer_in_the_room(follows, chats):
    [row] = follows.in_room("When?", message="$asked")
    [number] = follows.arrive([row])

    replies = chats.send("On Monday", follows.at_ana, about=number, message="6")

    assert [one.key for one in replies] == ["classroom.said", "room.sent"]
    assert rows_of(follows, "room")[-1].replies_to == "$asked"


def test_a_change_and_its_end_follow(follows):
    [row] = follows.in_room("Helo", message="$m")
    follows.arrive([row])

    [change] = follows.in_room("Hello", kind="edit", message="$m")
    [removed] = follows.in_room("", kind="taken back", about="$m")

    assert (change.target, said(change).fields["text"].text) == (row.id, "Hello")
    assert (removed.target, removed.removes) == (row.id, True)


def test_a_forged_change_does_not(follows):
    [row] = follows.in_room("Yes", message="$m")
    follows.arrive([row])

    assert follows.in_room("No", by="t_ana", kind="edit", message="$m") == []


def test_at_night_it_waits_and_of_much_only_that_there_is(follows, chats):
    chats.at = NIGHT
    for number in range(MOST_WAITING + 3):
        follows.in_room(f"Hello {number}")

    waiting = [row for row in rows_of(follows, "telegram") if row.batch.startswith("follow ")]
    assert [said(row).key for row in waiting] == ["room.followed"] * MOST_WAITING + ["room.more"]
    assert {row.state for row in waiting} == {State.WAITING}
    assert all(row.due_at > NIGHT for row in waiting)


def test_on_matrix_the_room_itself_is_where_to_write(rivers, chats):
    [page] = chats.send("/room", rivers.at_eva)

    commands = [button.command.split()[0] for line in page.buttons for button in line]
    assert (page.key, commands) == ("room.latest_matrix", ["/room"])


def test_words_of_the_room_are_forgotten_once_they_are_sent(follows, database):
    [row] = follows.in_room("private words")

    assert said(row).is_secret
    assert database.read(outbox.author_of, "room:!staff:" + row.batch.rpartition(":")[2])
