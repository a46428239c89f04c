"""Getting into a group: openly, on request, by invitation or a code. Rule GRP-1."""

import threading
from datetime import timedelta

import pytest

from handlers import turn
from storage import blocks, group_members
from storage.group_members import State as Part
from tests.conftest import NOON
from tests.handlers.circles import labels


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
