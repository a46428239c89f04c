"""Proposing groups, and central support's answer. Rule GRP-1."""

from datetime import timedelta

import pytest

from handlers.conversation import Words
from storage import groups
from storage.groups import State
from storage.people import Standing
from tests.conftest import NOON
from tests.handlers.circles import PLAN_OF_LAKES, labels
from tests.handlers.queued import talk


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
    assert talk(again) == [("service", "Is it about fishing?"), ("person", "No, about water.")]
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


def test_central_support_has_three_proposals_of_one_person_at_most(chats, teacher, coordinator):
    _, ana = teacher("Ana")
    for number in range(3):
        propose(chats, ana, title=f"Group {number}")

    assert chats.send("/groups new", ana)[0].key == "groups.enough_proposals"
