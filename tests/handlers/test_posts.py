"""/post: reaching a group's members, and answers. Rule GRP-2."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers.conversation import File
from handlers.rich import Rich, Span
from storage import addresses, blocks, notices
from storage.addresses import Address
from storage.notices import Way
from storage.outbox import State as Sending
from tests.conftest import NOON
from tests.handlers.circles import deliver, keys, labels, newest, rows


def test_a_post_reaches_every_member_but_its_author_and_nobody_else(
    chats, three, teacher, circles, database
):
    group, those = three
    teacher("Eve")

    sent, *copies = circles.post(group, "Who measures the Danube?", those["at_ana"])

    mine = copies.pop()
    assert {copy.to for copy in (sent, *copies)} == {those["at_ben"], those["at_cleo"]}
    assert (mine.key, mine.to, mine.fields["count"]) == ("posts.sent", those["at_ana"], 2)
    assert sent.fields["text"] == Rich("Who measures the Danube?")
    assert labels(sent) == ["/comment 1", "/more 1"]
    assert {row.lane for row in rows(database)} == {2}


def test_formatting_and_a_file_go_with_a_post(circles, three, database, chats):
    group, those = three
    photo = File("telegram", "file-7", "photo", "image/jpeg", "river.jpg", 1000)
    rich = Rich("  Look: the Danube ", (Span(8, 18, "b"),))

    copy, *_ = circles.post(group, rich.text, those["at_ana"], rich=rich, kind="file", file=photo)

    assert copy.fields["text"] == Rich("Look: the Danube", (Span(6, 16, "b"),))
    assert copy.file == photo
    [shown] = chats.send("/showpost 1", those["at_ben"])
    assert (shown.file, shown.fields["text"]) == (photo, copy.fields["text"])


def test_a_file_alone_is_a_post(circles, three):
    group, those = three
    photo = File("telegram", "file-7", "photo", "image/jpeg", "river.jpg", 1000)

    copy, *_ = circles.post(group, "", those["at_ana"], kind="file", file=photo)

    assert (copy.key, copy.file) == ("posts.said", photo)


def test_each_member_hears_of_it_as_they_chose(circles, three, database, chats):
    group, those = three
    chats.send("/groupway 1 off", those["at_ben"])
    chats.send("/groupway 1 daily", those["at_cleo"])

    circles.post(group, "Who measures the Danube?", those["at_ana"])

    [row] = rows(database)
    assert (row.chat, row.state) == ("chat of cleo", Sending.GATHERED)


def test_what_was_chosen_for_the_group_goes_before_what_holds_for_groups(
    circles, three, database, chats
):
    group, those = three
    with database.transaction() as db:
        notices.choose(db, those["ben"].id, "groups", Way.OFF)
        notices.choose(db, those["cleo"].id, "groups", Way.OFF)
    chats.send("/groupway 1 now", those["at_cleo"])

    circles.post(group, "Who measures the Danube?", those["at_ana"])

    assert [row.chat for row in rows(database)] == ["chat of cleo"]


def test_it_waits_for_the_morning(circles, three, database, chats):
    group, those = three
    chats.at = datetime(2026, 10, 5, 20, 30, tzinfo=UTC)

    circles.post(group, "Who measures the Danube?", those["at_ana"])

    assert {row.due_at for row in rows(database)} == {datetime(2026, 10, 6, 4, 0, tzinfo=UTC)}


def test_of_several_groups_one_is_chosen_first(chats, three, circles):
    _, those = three
    other = circles.make(those["ana"], title="Lakes")

    [which] = chats.send("/post", those["at_ana"])

    assert which.key == "posts.which"
    assert set(labels(which)) == {"/post 1", f"/post {other.id}"}
    [asked] = chats.send("/post 1", those["at_ana"])
    assert asked.fields["title"] == "Rivers of Europe"


def test_only_members_write(chats, three, teacher, circles, database):
    _, those = three
    _, eve = teacher("Eve")
    assert chats.send("/post 1", eve)[0].key == "posts.no_group"
    chats.send("/post 1", those["at_ben"])
    chats.send(f"/expel 1 {those['ben'].id}", those["at_ana"])
    chats.send("Too much advertising.", those["at_ana"])

    assert keys(circles.write("I am still writing", those["at_ben"])) == ["groups.unknown"]
    assert rows(database) == []


def test_ten_posts_an_hour_are_enough(chats, three, circles):
    group, those = three
    for number in range(10):
        assert circles.post(group, f"Post {number}", those["at_ana"])[-1].key == "posts.sent"

    assert chats.send("/post 1", those["at_ana"])[0].key == "posts.too_many"
    chats.at = NOON + timedelta(minutes=61)
    assert circles.post(group, "Later", those["at_ana"])[-1].key == "posts.sent"


def test_the_eleventh_post_is_not_sent_also_if_its_form_was_open(chats, three, circles, database):
    group, those = three
    ana = those["at_ana"]
    with database.transaction() as db:
        other = addresses.add(db, Address("matrix", "@ana:x"), "!ana", "en", NOON)
        addresses.belong(db, other.id, those["ana"].id, NOON)
    chats.send("/post 1", Address("matrix", "@ana:x"))
    for number in range(10):
        circles.post(group, f"Post {number}", ana)

    assert keys(circles.write("One more", Address("matrix", "@ana:x"))) == ["posts.too_many"]


@pytest.mark.parametrize("blocker", ["reader", "author"])
def test_a_block_keeps_posts_apart_in_both_directions(chats, three, circles, database, blocker):
    group, those = three
    pair = (those["ben"].id, those["ana"].id)
    with database.transaction() as db:
        blocks.add(db, *(pair if blocker == "reader" else reversed(pair)), NOON)

    circles.post(group, "Who measures the Danube?", those["at_ana"])

    assert [row.chat for row in rows(database)] == ["chat of cleo"]
    for typed in ("/showpost 1", "/comment 1", "/more 1", "/complain 1"):
        assert chats.send(typed, those["at_ben"])[0].key == "posts.gone"
    assert chats.send("/posts 1", those["at_ben"])[0].key == "posts.none"
    chats.send("/postsfind 1", those["at_ben"])
    assert chats.send("danube", those["at_ben"])[0].key == "posts.nothing_found"


def test_an_answer_stands_under_each_readers_copy_and_under_the_authors_own_message(
    chats, three, circles, database
):
    group, those = three
    circles.post(group, "Who measures the Danube?", those["at_ana"], message="m77")
    deliver(database, newest(database).batch)
    copies = {row.chat: f"r{row.id}" for row in rows(database)}

    [asked] = chats.send("/comment 1", those["at_ben"])
    circles.write("We do!", those["at_ben"])

    answers = [row for row in rows(database) if row.batch == newest(database).batch]
    assert asked.fields["name"] == "Ana"
    assert {row.chat: row.replies_to for row in answers} == {
        "chat of ana": "m77",
        "chat of cleo": copies["chat of cleo"],
    }
    assert newest(database).answers == 1


def test_an_answer_says_whom_and_what_it_answers(chats, three, circles):
    group, those = three
    circles.post(group, "Who measures the Danube, and\nhow? " + "x" * 60, those["at_ana"])
    chats.send("/comment 1", those["at_ben"])

    copy, *_ = circles.write("We do!", those["at_ben"])

    assert (copy.key, copy.fields["other"]) == ("posts.answered", "Ana")
    about = copy.fields["about"]
    assert about.startswith("Who measures the Danube, and how? xxx")
    assert len(about) == 61


def test_a_reply_in_the_app_answers_the_post(chats, three, circles, database):
    group, those = three
    circles.post(group, "Who measures the Danube?", those["at_ana"])
    deliver(database, newest(database).batch)
    [copy] = [row for row in rows(database) if row.chat == "chat of ben"]

    circles.write("We do!", those["at_ben"], about=f"r{copy.id}")

    assert (newest(database).text, newest(database).answers) == ("We do!", 1)


def test_a_post_that_is_gone_is_not_answered(chats, three, circles):
    group, those = three
    circles.post(group, "Who measures the Danube?", those["at_ana"])
    chats.send("/comment 1", those["at_ben"])
    chats.send("/takeback 1", those["at_ana"])

    chats.send("/resume", those["at_ben"])
    assert keys(circles.write("We do!", those["at_ben"])) == ["posts.gone"]
    assert chats.send("/comment 1", those["at_ben"])[0].key == "posts.gone"
