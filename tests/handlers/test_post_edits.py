"""Changes of posts: whom they reach, and whose are none. Rule GRP-2."""

from datetime import timedelta

import pytest

from handlers.conversation import File
from handlers.rich import Rich, Span
from storage import blocks, posts, sending
from storage.outbox import State as Sending
from tests.conftest import NOON
from tests.handlers.circles import newest, rows


def test_an_edit_of_the_authors_message_follows_everywhere(chats, three, circles, database):
    group, those = three
    circles.post(group, "Who measures the Danub?", those["at_ana"], message="m5")
    [first, second] = rows(database)
    database.write(lambda db: sending.mark(db, [sending.Outcome(first.id, Sending.SENT)]))

    rich = Rich("Who measures the Danube?", (Span(4, 12, "i"),))
    circles.write(rich.text, those["at_ana"], kind="edit", message="m5", rich=rich)

    assert (newest(database).text, newest(database).spans) == (rich.text, '[[4, 12, "i", ""]]')
    _, waits, follows = rows(database)
    assert ("Danube" in waits.payload, waits.id) == (True, second.id)
    assert (follows.target, "Danube" in follows.payload) == (first.id, True)
    chats.send("/postsfind 1", those["at_ben"])
    assert chats.send("danube", those["at_ben"])[0].key == "posts.page"


@pytest.mark.parametrize("who", ["at_ben", "at_cleo"])
def test_nobody_else_edits_a_post(three, circles, database, who):
    group, those = three
    circles.post(group, "Who measures the Danube?", those["at_ana"], message="m5")

    circles.write("I do not", those[who], kind="edit", message="m5")

    assert newest(database).text == "Who measures the Danube?"
    assert all("I do not" not in row.payload for row in rows(database))


def test_an_edit_after_a_removal_brings_nothing_back(chats, three, circles, database):
    group, those = three
    circles.post(group, "Who measures the Danube?", those["at_ana"], message="m5")
    [first, _] = rows(database)
    database.write(lambda db: sending.mark(db, [sending.Outcome(first.id, Sending.SENT)]))
    chats.send("/takeback 1", those["at_ana"])

    circles.write("Read this!", those["at_ana"], kind="edit", message="m5")

    assert newest(database).text == "Who measures the Danube?"
    assert all("Read this" not in row.payload for row in rows(database))


def test_an_edit_that_is_too_long_is_said_to_its_author(chats, three, circles, database):
    group, those = three
    circles.post(group, "Who measures the Danube?", those["at_ana"], message="m5")

    [told] = circles.write("x" * 3001, those["at_ana"], kind="edit", message="m5")

    assert told.key == "posts.edit_too_long"
    assert newest(database).text == "Who measures the Danube?"


@pytest.mark.parametrize("way", ["leaves", "is expelled"])
def test_who_is_out_of_the_group_edits_nothing_there(chats, three, circles, database, way):
    group, those = three
    circles.post(group, "Who measures the Danube?", those["at_ben"], message="m5")
    if way == "leaves":
        chats.send("/groupleave 1", those["at_ben"])
    else:
        chats.send(f"/expel 1 {those['ben'].id}", those["at_ana"])
        chats.send("Too much advertising.", those["at_ana"])

    assert circles.write("Buy this!", those["at_ben"], kind="edit", message="m5") == []

    assert newest(database).text == "Who measures the Danube?"
    assert all("Buy this" not in row.payload for row in rows(database))


def test_edits_count_into_the_hourly_limit_and_the_author_is_told(chats, three, circles, database):
    group, those = three
    circles.post(group, "Post 0", those["at_ana"], message="m5")
    for number in range(1, 10):
        text = f"Post {number}"
        told = circles.write(text, those["at_ana"], kind="edit", message="m5")
        assert {reply.key for reply in told} <= {"posts.said"}

    [told] = circles.write("Post 10", those["at_ana"], kind="edit", message="m5")

    assert (told.key, told.to) == ("posts.edit_too_many", those["at_ana"])
    assert newest(database).text == "Post 9"
    assert chats.send("/post 1", those["at_ana"])[0].key == "posts.too_many"
    chats.at = NOON + timedelta(minutes=61)
    circles.write("Post 11", those["at_ana"], kind="edit", message="m5")
    assert newest(database).text == "Post 11"
    database.write(posts.forget_edits, NOON + timedelta(days=2))
    with database.reading() as db:
        assert db.execute(posts.edits.select()).all() == []


def test_an_edit_reaches_those_who_are_in_the_group_today(chats, three, circles, database):
    group, those = three
    circles.post(group, "Who measures the Danub?", those["at_ana"], message="m5")
    chats.send("/groupleave 1", those["at_ben"])

    circles.write("Who measures the Danube?", those["at_ana"], kind="edit", message="m5")

    changed = {row.chat: "Danube" in row.payload for row in rows(database)}
    assert changed == {"chat of ben": False, "chat of cleo": True}


def test_who_is_parted_from_whom_an_answer_answers_reads_the_answer_alone(
    chats, three, circles, database
):
    group, those = three
    circles.post(group, "Who measures the Danube?", those["at_ana"])
    database.write(blocks.add, those["cleo"].id, those["ana"].id, NOON)
    chats.send("/comment 1", those["at_ben"])

    copies = circles.write("We do!", those["at_ben"], message="m6")
    circles.write("We do it!", those["at_ben"], kind="edit", message="m6")

    assert {copy.to.user: copy.key for copy in copies[:2]} == {
        "ana": "posts.answered",
        "cleo": "posts.said",
    }
    payloads = {row.chat: row.payload for row in rows(database) if row.batch.endswith("m6")}
    assert "We do it!" in payloads["chat of cleo"]
    assert "Danube" not in payloads["chat of cleo"]
    assert "Danube" in payloads["chat of ana"]
    [shown] = chats.send("/showpost 2", those["at_cleo"])
    assert (shown.key, "Danube" in str(shown)) == ("posts.said", False)


def test_an_edit_does_not_reach_past_a_block_that_came_after_the_post(three, circles, database):
    group, those = three
    circles.post(group, "Who measures the Danub?", those["at_ana"], message="m5")
    database.write(blocks.add, those["ben"].id, those["ana"].id, NOON)

    circles.write("Who measures the Danube?", those["at_ana"], kind="edit", message="m5")

    changed = {row.chat: "Danube" in row.payload for row in rows(database)}
    assert changed == {"chat of ben": False, "chat of cleo": True}


def test_an_edit_that_has_no_room_under_its_file_is_said_to_its_author(three, circles, database):
    group, those = three
    photo = File("telegram", "file-7", "photo", "image/jpeg", "river.jpg", 1000)
    circles.post(group, "Look", those["at_ana"], message="m5", kind="file", file=photo)

    [told] = circles.write("x" * 801, those["at_ana"], kind="edit", message="m5")
    assert (told.key, told.fields["most"]) == ("posts.edit_too_long", 800)
    circles.write("x" * 800, those["at_ana"], kind="edit", message="m5")

    assert newest(database).text == "x" * 800
