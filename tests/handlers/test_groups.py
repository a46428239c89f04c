"""/groups: finding groups, leaving them, and how members hear of them. Rule GRP-1."""

import pytest

from storage.group_members import State as Part
from storage.groups import Entry, State
from tests.handlers.circles import PLAN_OF_LAKES, keys, labels


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [("lac leman", True), ("LEMAN", True), ("lém", True), ("mer", False), ("%", True)],
)
def test_groups_are_found_by_the_beginnings_of_words(chats, teacher, circles, typed, is_found):
    ana, at_ana = teacher("Ana")
    circles.make(ana, **PLAN_OF_LAKES)

    [reply] = chats.send(f"/groups {typed}", at_ana)

    assert reply.key == ("groups.found" if is_found else "groups.nothing")


@pytest.mark.parametrize(
    ("way", "answer", "found"),
    [
        ("partners.by_language", "French", ["/group 1"]),
        ("partners.by_language", "English", ["/group 2"]),
        ("partners.by_subject", "geography", ["/group 1"]),
        ("groups.by_words", "measure", ["/group 2"]),
    ],
)
def test_a_search_is_narrowed_down_by(chats, teacher, circles, way, answer, found):
    ana, at_ana = teacher("Ana")
    circles.make(ana, **PLAN_OF_LAKES)
    circles.make(ana)
    [every] = chats.send("/groups all", at_ana)
    assert {"/group 1", "/group 2"} <= set(labels(every))

    chats.press(way, chats.press("partners.narrow", every, at_ana)[0], at_ana)
    [reply] = chats.send(answer, at_ana)

    assert [one for one in labels(reply) if one.startswith("/group ")] == found


def test_many_groups_come_in_pages(chats, teacher, circles):
    ana, at_ana = teacher("Ana")
    for number in range(8):
        circles.make(ana, title=f"Group {number}")

    [first] = chats.send("/groups all", at_ana)
    [second] = chats.press("partners.next", first, at_ana)

    shown = [one for one in (*labels(first), *labels(second)) if one.startswith("/group ")]
    assert sorted(shown) == [f"/group {number}" for number in range(1, 9)]
    assert len(second.fields["groups"].items) == 2


@pytest.mark.parametrize(
    ("entry", "buttons"),
    [("open", ["/groupjoin 1"]), ("request", ["/groupjoin 1"]), ("invited", [])],
)
def test_a_card_has_the_one_right_button(chats, teacher, circles, entry, buttons):
    ana, _ = teacher("Ana")
    _, ben = teacher("Ben")
    circles.make(ana, entry=entry)

    [card] = chats.send("/group 1", ben)

    assert labels(card) == buttons
    assert card.fields["state"].fields["lines"].items[0].fields["names"].items == ("Ana",)


def test_a_member_leaves_an_open_group_at_once_and_others_after_being_asked(
    chats, teacher, circles
):
    ana, _ = teacher("Ana")
    ben, at_ben = teacher("Ben")
    circles.make(ana, ben)
    closed = circles.make(ana, ben, title="Lakes", entry="request")

    assert chats.send("/groupleave 1", at_ben)[0].key == "groups.left"
    [sure] = chats.send("/groupleave 2", at_ben)
    assert sure.key == "groups.leave_sure"
    assert circles.part(closed, ben).state == Part.IN
    chats.press("groups.leave_yes", sure, at_ben)
    assert circles.part(closed, ben).state == Part.LEFT


def test_the_last_moderator_hands_over_first(chats, teacher, circles):
    (ana, at_ana), (ben, at_ben) = teacher("Ana"), teacher("Ben")
    group = circles.make(ana, ben)

    [refusal] = chats.send("/groupleave 1 yes", at_ana)
    assert refusal.key == "groups.last_moderator"
    [whom] = chats.press("groups.hand_over", refusal, at_ana)
    assert labels(whom) == [f"/grouphand 1 {ben.id}"]
    done, told = chats.send(labels(whom)[0], at_ana)
    chats.press("groups.leave", done, at_ana)

    assert (told.key, told.to) == ("moderating.were_made", at_ben)
    assert circles.part(group, ana).state == Part.LEFT
    assert circles.part(group, ben).is_moderator


def test_the_last_moderator_asks_the_group_and_the_first_who_comes_is_it(chats, teacher, circles):
    (ana, at_ana), (ben, at_ben), (cleo, at_cleo) = (teacher(n) for n in ("Ana", "Ben", "Cleo"))
    group = circles.make(ana, ben, cleo)
    assert chats.send("/volunteer 1", at_ben)[0].key == "groups.card"
    [refusal] = chats.send("/groupleave 1", at_ana)

    sought, *asked = chats.press("groups.seek", refusal, at_ana)

    everybody = {reply.to for reply in (sought, *asked)}
    assert everybody == {at_ana, at_ben, at_cleo}
    mine, told = chats.send("/volunteer 1", at_ben)
    assert (mine.key, told.key, told.to) == (
        "groups.you_moderate",
        "groups.found_moderator",
        at_ana,
    )
    assert chats.send("/volunteer 1", at_cleo)[0].key == "groups.card"
    assert not circles.part(group, cleo).is_moderator
    assert chats.press("groups.leave", told, at_ana)[0].key == "groups.left"


def test_a_group_that_its_last_member_leaves_rests(chats, teacher, circles):
    ana, at_ana = teacher("Ana")
    group = circles.make(ana)

    [sure] = chats.send("/groupleave 1", at_ana)
    assert (sure.key, circles.of(group).state) == ("groups.leave_alone", State.ACTIVE)
    chats.press("groups.leave_yes", sure, at_ana)

    assert circles.of(group).state == State.RESTING


@pytest.mark.parametrize("typed", ["now", "daily", "off"])
def test_each_member_chooses_how_they_hear_of_a_group(chats, teacher, circles, typed):
    ana, _ = teacher("Ana")
    ben, at_ben = teacher("Ben")
    group = circles.make(ana, ben)
    [settings] = chats.send("/groupset 1", at_ben)
    assert f"/groupway 1 {typed}" in labels(settings)

    [changed] = chats.send(f"/groupway 1 {typed}", at_ben)

    assert circles.part(group, ben).way == typed
    assert f"/groupway 1 {typed}" not in labels(changed)
    chats.send("/groupway 1 usual", at_ben)
    assert circles.part(group, ben).way is None


def test_how_to_join_is_changed_by_a_moderator(chats, teacher, circles):
    (ana, at_ana), (ben, at_ben) = teacher("Ana"), teacher("Ben")
    group = circles.make(ana, ben)

    assert chats.send("/groupentry 1 invited", at_ben)[0].key == "moderating.not_yours"
    chats.send("/groupentry 1 request", at_ana)

    assert circles.of(group).entry == Entry.REQUEST


@pytest.mark.parametrize(
    "typed",
    [
        "/groupset 1",
        "/groupway 1 off",
        "/groupleave 1 yes",
        "/groupno 1",
        "/moderate 1",
        "/grouprequests 1",
        "/groupinvite 1",
        "/groupcode 1",
        "/groupmembers 1",
        "/groupmember 1 1",
        "/groupmod 1 1 off",
        "/expel 1 1",
        "/grouphand 1",
        "/grouphandpage 1 0",
        "/groupseek 1",
        "/groupentry 1 open",
        "/groupkeep 1 rest",
        "/volunteer 1",
        "/groupagain 1",
        "/grouptell 1",
        "/posts 1",
        "/postsfind 1",
    ],
)
def test_a_strangers_buttons_do_nothing(chats, teacher, circles, typed):
    ana, _ = teacher("Ana")
    _, eve = teacher("Eve")
    group = circles.make(ana)

    [reply] = chats.send(typed, eve)

    assert reply.key in {"groups.unknown", "moderating.not_yours"}
    assert circles.of(group) == group
    assert circles.part(group, ana).is_moderator


def test_what_there_is_not_is_answered_kindly(chats, teacher):
    _, ana = teacher("Ana")

    assert keys(chats.send("/groups", ana)) == ["groups.none"]
    for typed in (
        "/group 99",
        "/group",
        "/group x",
        "/groupjoin 99",
        "/groupjoin",
        "/admit",
        "/post 9",
    ):
        [reply] = chats.send(typed, ana)
        assert reply.key in {"groups.unknown", "moderating.not_yours", "posts.no_group"}
