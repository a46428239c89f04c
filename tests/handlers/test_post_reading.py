"""/posts: reading back what was written to a group. Rule GRP-2."""

import json

from handlers.conversation import Words
from handlers.rich import Rich
from storage import groups, people
from storage.groups import State
from tests.conftest import NOON
from tests.handlers.circles import labels, rows


def texts(page):
    return [one.fields["text"].text for one in page.fields["posts"].items if one]


def test_posts_are_read_back_three_at_a_time(chats, three, circles):
    group, those = three
    for number in range(1, 6):
        circles.post(group, f"Post {number}", those["at_ana"])

    [first] = chats.send("/posts 1", those["at_ben"])
    [second] = chats.press("posts.older", first, those["at_ben"])

    assert texts(first) == ["Post 5", "Post 4", "Post 3"]
    assert texts(second) == ["Post 2", "Post 1"]
    assert "posts.older" not in str(second)
    assert chats.send("/posts 1 1", those["at_ben"])[0].key == "posts.no_more"
    [whole] = chats.send(labels(first)[0], those["at_ben"])
    assert (whole.key, whole.fields["text"]) == ("posts.said", Rich("Post 5"))


def test_a_long_post_is_cut_in_the_list_and_whole_when_opened(chats, three, circles):
    group, those = three
    circles.post(group, "x" * 500, those["at_ana"])

    [page] = chats.send("/posts 1", those["at_ben"])

    [line] = page.fields["posts"].items
    assert line.fields["text"] == Words("posts.cut", {"text": Rich("x" * 280)})
    assert chats.send("/showpost 1", those["at_ben"])[0].fields["text"] == Rich("x" * 500)


def test_posts_are_searched_by_words_whatever_the_accents_and_page_by_page(chats, three, circles):
    group, those = three
    for number in range(1, 6):
        circles.post(group, f"Le fleuve à Genève {number}", those["at_ana"])
        circles.post(group, f"The lake {number}", those["at_ben"])
    chats.send("/postsfind 1", those["at_cleo"])

    [first] = chats.send("GENEVE fleu", those["at_cleo"])
    [second] = chats.press("posts.older", first, those["at_cleo"])

    assert texts(first) == [f"Le fleuve à Genève {n}" for n in (5, 4, 3)]
    assert texts(second) == [f"Le fleuve à Genève {n}" for n in (2, 1)]


def test_who_left_reads_nothing_more(chats, three, circles):
    group, those = three
    circles.post(group, "Who measures the Danube?", those["at_ana"])
    chats.send("/groupleave 1", those["at_ben"])

    for typed in ("/posts 1", "/postsfind 1", "/showpost 1", "/comment 1", "/more 1"):
        assert chats.send(typed, those["at_ben"])[0].key in {"groups.unknown", "posts.gone"}


def test_what_an_erased_person_wrote_stays_without_their_name(chats, three, circles, database):
    group, those = three
    circles.post(group, "Who measures the Danube?", those["at_ana"])
    with database.transaction() as db:
        db.execute(
            people.table.update().where(people.table.c.id == those["ana"].id).values(name="")
        )

    [page] = chats.send("/posts 1", those["at_ben"])

    [line] = page.fields["posts"].items
    assert line.fields["name"] == Words("posts.former")
    assert chats.send("/comment 1", those["at_ben"])[0].fields["name"] == Words("posts.former")


def test_a_post_wakes_a_resting_group_that_can_be_read_meanwhile(chats, three, circles, database):
    group, those = three
    circles.post(group, "Who measures the Danube?", those["at_ana"])
    with database.transaction() as db:
        groups.rest(db, groups.by_id(db, group.id), NOON)
    assert chats.send("/posts 1", those["at_ben"])[0].key == "posts.page"

    circles.post(group, "We do!", those["at_ben"])

    assert circles.of(group).state == State.ACTIVE


def test_a_payload_holds_no_more_than_is_shown(circles, three, database):
    group, those = three
    circles.post(group, "Who measures the Danube?", those["at_ana"])

    payload = json.loads(rows(database)[0].payload)

    assert set(payload) == {"key", "fields", "buttons", "pushed"}
