"""/groups: proposing, finding, joining and leaving. Rule GRP-1."""

import threading
from datetime import timedelta

import pytest

from handlers import turn
from handlers.conversation import Words
from storage import blocks, group_members, groups
from storage.group_members import State as Part
from storage.groups import Entry, State
from storage.people import Standing
from tests.conftest import NOON
from tests.handlers.circles import Circles, keys, labels


@pytest.fixture
def circles(database, chats):
    """A way to make groups and to write to them."""
    return Circles(database, chats)


def propose(chats, by, title="Rivers of Europe", entry="groups.entry_open"):
    chats.send("/groups new", by)
    for said in (title, "We measure rivers and compare.", "-", "English"):
        shown = chats.send(said, by)
    chats.press("form.done", shown[0], by)
    shown = chats.send("biology", by)
    [asked] = chats.press("form.done", shown[0], by)
    [asked] = chats.press(entry, asked, by)
    return chats.press("project.send", asked, by)


@pytest.fixture
def proposed(chats, teacher, coordinator):
    """Ana has proposed a group; what she and central support were sent."""
    _, at_ana = teacher("Ana")
    _, css = coordinator("Css", "*")
    sent, card = propose(chats, at_ana)
    return at_ana, css, sent, card


# --- Proposing ----------------------------------------------------------------------------------


def test_a_proposal_goes_to_central_support_and_is_not_open_before_its_yes(
    chats, proposed, teacher, coordinator
):
    ana, css, sent, card = proposed
    _, ben = teacher("Ben")

    assert (sent.key, sent.to, card.key, card.to) == ("groups.sent", ana, "groups.new", css)
    assert chats.send("/group 1", ben)[0].key == "groups.unknown"
    assert chats.send("/groups rivers", ben)[0].key == "groups.nothing"

    shown, told = chats.press("queue.approve", card, css)

    assert (shown.key, told.key, told.to) == ("queue.empty", "groups.approved", ana)
    [open_] = chats.send("/group 1", ben)
    assert labels(open_) == ["/groupjoin 1"]
    assert labels(chats.send("/group 1", ana)[0]) == ["/post 1", "/posts 1", "/groupset 1"]


def test_nobody_approves_their_own_group(chats, coordinator, database):
    _, css = coordinator("Css", "*")
    _, other = coordinator("Other", "*")
    _, card = propose(chats, css)

    assert card.to == other
    assert chats.send("/queue", css)[0].key == "queue.empty"
    for typed in ("/approve g1 1", "/refuse g1 1", "/ask g1 1"):
        [reply] = chats.send(typed, css)
        assert reply.fields["outcome"].key == "queue.not_yours"


def test_only_central_support_approves_groups(chats, proposed, coordinator):
    _, romania = coordinator("Ro", "RO")

    assert chats.send("/queue", romania)[0].key == "queue.empty"
    [reply] = chats.send("/approve g1 1", romania)

    assert reply.fields["outcome"].key == "queue.not_yours"


def test_a_question_gives_the_proposer_the_ball_and_the_answer_gives_it_back(chats, proposed):
    ana, css, _, card = proposed
    chats.press("queue.ask", card, css)
    _, asked = chats.send("Is it about fishing?", css)

    [mine] = chats.send("/groups", ana)
    assert mine.fields["groups"].items[0].fields["state"].key == "groups.line_your_answer"
    chats.press("status.answer", asked, ana)
    sent, again = chats.send("No, about water.", ana)

    assert (sent.key, again.to, again.key) == ("groups.answered", css, "groups.new")
    assert again.fields["card"].fields["note"] == "No, about water."
    assert chats.press("queue.approve", card, css)[0].fields["outcome"].key == "queue.already"
    assert chats.press("queue.approve", again, css)[1].key == "groups.approved"


@pytest.mark.parametrize(
    ("reason", "ways"),
    [
        ("groups.belongs_project", ["/project new"]),
        ("groups.belongs_partners", ["/partners", "/idea"]),
    ],
)
def test_project_talk_and_partner_finding_are_refused_with_a_pointer(chats, proposed, reason, ways):
    ana, css, _, card = proposed
    [asked] = chats.press("queue.refuse", card, css)

    _, told = chats.press(reason, asked, css)

    assert (told.key, told.to, told.fields["reason"]) == ("groups.refused", ana, Words(reason))
    assert labels(told) == ways


def test_a_refused_group_is_proposed_again(chats, proposed):
    ana, css, _, card = proposed
    chats.press("queue.refuse", card, css)
    _, told = chats.send("Please say more about it.", css)
    assert told.fields["reason"] == "Please say more about it."

    chats.press("groups.again", told, ana)
    [asked] = chats.send("/resume", ana)
    sent, again = chats.press("project.send", asked, ana)

    assert (sent.key, again.to) == ("groups.sent", css)
    assert chats.press("queue.approve", again, css)[1].to == ana


def test_the_same_title_is_pointed_out_while_proposing(chats, proposed, teacher):
    _, ben = teacher("Ben")
    chats.send("/groups new", ben)

    [again] = chats.send("RIVERS of  Europé", ben)
    [next_] = chats.send("Lakes of Europe", ben)

    assert again.fields["problem"].key == "groups.title_taken"
    assert next_.key == "groups.ask_description"


def test_the_queue_mixes_groups_with_the_rest_the_oldest_first(chats, proposed, teacher):
    _, css, _, _ = proposed
    with chats.database.transaction() as db:
        group = groups.by_id(db, 1)
        groups.change(db, group, State.PROPOSED, NOON - timedelta(days=2))
        other = groups.propose(db, group.proposer_id, NOON, **PLAN_OF_LAKES)
    teacher("Waits", standing=Standing.WAITING)
    with chats.database.transaction() as db:
        groups.change(db, other, State.PROPOSED, NOON + timedelta(days=1))
    chats.at = NOON + timedelta(days=2)

    first = chats.send("/queue", css)[0]
    second = chats.press("queue.later", first, css)[0]
    third = chats.press("queue.later", second, css)[0]

    about = [one.buttons[0][0].command.split()[1][0] for one in (first, second, third)]
    assert about == ["g", "p", "g"]


PLAN_OF_LAKES = {
    "title": "Lakes",
    "description": "Le lac Léman",
    "aims": "",
    "languages": ("fr", "de"),
    "subjects": ("geography",),
    "entry": "open",
}


def test_central_support_has_three_proposals_of_one_person_at_most(chats, teacher, coordinator):
    _, ana = teacher("Ana")
    for number in range(3):
        propose(chats, ana, title=f"Group {number}")

    assert chats.send("/groups new", ana)[0].key == "groups.enough_proposals"


# --- Finding ------------------------------------------------------------------------------------


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


# --- Joining ------------------------------------------------------------------------------------


def test_an_open_group_is_joined_at_once(chats, teacher, circles):
    ana, _ = teacher("Ana")
    ben, at_ben = teacher("Ben")
    group = circles.make(ana)

    [reply] = chats.send("/groupjoin 1", at_ben)

    assert reply.key == "groups.joined"
    assert circles.part(group, ben).state == Part.IN


@pytest.fixture
def asked(chats, teacher, circles):
    """Cleo asked to join a group of two moderators; what these were sent."""
    (ana, at_ana), (ben, at_ben), (cleo, at_cleo) = (teacher(n) for n in ("Ana", "Ben", "Cleo"))
    group = circles.make(ana, ben, entry="request")
    chats.send(f"/groupmod {group.id} {ben.id} on", at_ana)
    sent, *cards = chats.send("/groupjoin 1", at_cleo)
    assert (sent.key, {card.to for card in cards}) == ("groups.asked_to_join", {at_ana, at_ben})
    return group, at_ana, at_ben, cleo, at_cleo, cards


def test_the_first_answer_to_a_request_counts_and_the_second_is_told(chats, asked, circles):
    group, ana, ben, cleo, at_cleo, (card, other) = asked

    mine, told = chats.press("moderating.admit", card, ana)
    [late] = chats.press("moderating.decline", other, ben)

    assert (mine.fields["outcome"].key, told.key) == ("moderating.admitted", "groups.joined")
    assert told.to == at_cleo
    assert late.fields["outcome"].key == "moderating.decided_already"
    assert circles.part(group, cleo).state == Part.IN


def test_who_is_declined_is_told_kindly_and_asks_again_only_later(chats, asked):
    _, ana, _, _, cleo, (card, _) = asked

    _, told = chats.press("moderating.decline", card, ana)
    assert (told.key, told.to) == ("groups.was_declined", cleo)
    assert "Ana" not in str(told)
    assert chats.send("/groupjoin 1", cleo)[0].key == "groups.ask_later"

    chats.at = NOON + timedelta(days=30)
    assert chats.send("/groupjoin 1", cleo)[0].key == "groups.asked_to_join"


def test_only_moderators_answer_requests(chats, asked, teacher):
    _, _, _, cleo, at_cleo, _ = asked
    _, eve = teacher("Eve")

    for somebody in (at_cleo, eve):
        [reply] = chats.send(f"/admit yes 1 {cleo.id}", somebody)
        assert reply.key == "moderating.not_yours"


def test_a_request_is_taken_back(chats, asked, circles):
    group, ana, _, cleo, at_cleo, (card, _) = asked

    assert chats.send("/groupno 1", at_cleo)[0].key == "groups.declined"

    [late] = chats.press("moderating.admit", card, ana)
    assert late.fields["outcome"].key == "moderating.decided_already"
    assert circles.part(group, cleo).state == Part.LEFT


def test_two_moderators_who_answer_at_once_decide_once(chats, asked, database, circles):
    group, ana, ben, cleo, _, (card, other) = asked
    events = [
        chats.event(card.buttons[0][0].command, ana, kind="press"),
        chats.event(other.buttons[0][1].command, ben, kind="press"),
    ]
    before = chats._newest()
    threads = [
        threading.Thread(target=turn.take, args=(database, event, bytes)) for event in events
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    chats._read = before
    outcomes = [reply.fields["outcome"].key for reply in chats.new() if "outcome" in reply.fields]
    assert outcomes.count("moderating.decided_already") == 1
    assert circles.part(group, cleo).state in {Part.IN, Part.DECLINED}


def test_without_a_moderator_central_support_answers_requests(
    chats, teacher, coordinator, circles, database
):
    ana, _ = teacher("Ana")
    _, at_cleo = teacher("Cleo")
    _, css = coordinator("Css", "*")
    group = circles.make(ana, entry="request")
    with database.transaction() as db:
        group_members.put(db, group.id, ana.id, Part.LEFT, NOON)

    _, card = chats.send("/groupjoin 1", at_cleo)

    assert card.to == css
    assert chats.press("moderating.admit", card, css)[1].to == at_cleo


def test_a_request_does_not_reach_a_moderator_parted_by_a_block(chats, teacher, circles, database):
    (ana, at_ana), (ben, at_ben), (cleo, at_cleo) = (teacher(n) for n in ("Ana", "Ben", "Cleo"))
    group = circles.make(ana, ben, entry="request")
    chats.send(f"/groupmod {group.id} {ben.id} on", at_ana)
    with database.transaction() as db:
        blocks.add(db, ana.id, cleo.id, NOON)

    _, card = chats.send("/groupjoin 1", at_cleo)

    assert card.to == at_ben


def test_a_moderator_invites_a_contact_who_says_yes_or_no(chats, teacher, circles):
    ana, at_ana = teacher("Ana")
    group = circles.make(ana, entry="invited")
    for name, label, key, state in (
        ("Ben", "groups.join", "groups.joined", Part.IN),
        ("Cleo", "groups.no_thanks", "groups.declined", Part.LEFT),
    ):
        guest, at_guest = teacher(name)
        circles.befriend(ana, guest)
        assert chats.send("/groupjoin 1", at_guest)[0].key == "groups.by_invitation"
        [whom] = chats.send("/groupinvite 1", at_ana)
        assert f"/groupinvite 1 {guest.id}" in labels(whom)

        done, card = chats.send(f"/groupinvite 1 {guest.id}", at_ana)

        assert (done.key, card.to) == ("moderating.invited", at_guest)
        assert chats.press(label, card, at_guest)[0].key == key
        assert circles.part(group, guest).state == state


def test_strangers_and_those_parted_by_a_block_are_not_invited(chats, teacher, circles, database):
    (ana, at_ana), (ben, _), (eve, _) = (teacher(n) for n in ("Ana", "Ben", "Eve"))
    circles.make(ana)
    circles.befriend(ana, ben)
    with database.transaction() as db:
        blocks.add(db, ben.id, ana.id, NOON)

    for person in (ben, eve):
        [reply] = chats.send(f"/groupinvite 1 {person.id}", at_ana)
        assert reply.key == "moderating.nobody_to_invite"


def test_a_code_lets_in_whoever_has_it_while_its_giver_moderates(chats, teacher, circles):
    (ana, at_ana), (ben, _), (_, at_cleo) = (teacher(n) for n in ("Ana", "Ben", "Cleo"))
    group = circles.make(ana, ben, entry="invited")
    [code] = chats.send("/groupcode 1", at_ana)
    typed = code.fields["command"].text

    assert chats.send("/group 23456789", at_cleo)[0].key == "groups.unknown"
    assert chats.send(typed, at_cleo)[0].key == "groups.joined"

    _, dora = teacher("Dora")
    chats.at = NOON + timedelta(days=31)
    assert chats.send(typed, dora)[0].key == "groups.unknown"
    chats.at = NOON
    chats.send(f"/grouphand {group.id} {ben.id}", at_ana)
    assert chats.send(typed, dora)[0].key == "groups.unknown"


def test_who_was_removed_comes_back_only_by_a_moderators_yes(chats, teacher, circles):
    (ana, at_ana), (ben, at_ben) = teacher("Ana"), teacher("Ben")
    group = circles.make(ana, ben)
    [code] = chats.send("/groupcode 1", at_ana)
    chats.send(f"/expel {group.id} {ben.id}", at_ana)
    chats.send("Advertising again and again.", at_ana)

    assert chats.send("/groupjoin 1", at_ben)[0].key == "groups.ask_later"
    assert chats.send(code.fields["command"].text, at_ben)[0].key == "groups.card"
    chats.at = NOON + timedelta(days=30)
    sent, card = chats.send("/groupjoin 1", at_ben)

    assert (sent.key, card.to) == ("groups.asked_to_join", at_ana)


# --- Leaving and settings -----------------------------------------------------------------------


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
