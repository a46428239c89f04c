"""A large announcement needs a second coordinator. Rule NSS-2."""

import pytest

from handlers.rich import Rich
from storage.campaigns import State


@pytest.fixture
def desk(desk, readers):
    """A coordinator of Romania, three teachers there and one elsewhere."""
    return desk


def test_a_large_one_waits_for_a_second_coordinator_of_the_country(desk, coordinator, low):
    _, radu = coordinator("Radu", "RO")
    coordinator("Css", "*")

    told, card = desk.send(desk.write())

    assert told.fields["outcome"].key == "announce.asked_second"
    assert (card.key, card.to) == ("announce.second", radu)
    assert desk.campaign.state == State.WAITING
    desk.tick()
    assert not desk.letters()
    shown, progress = desk.press("announce.agree", card, radu)
    assert shown.fields["outcome"].key == "announce.agreed"
    assert (progress.key, progress.to) == ("announce.progress", desk.by)
    desk.tick()
    assert len(desk.letters()) == 3


def test_how_large_that_is_stands_in_the_configuration(desk, coordinator):
    coordinator("Radu", "RO")
    card = desk.write()
    send = card.buttons[0][1].command

    told, asked = desk.say(send, kind="press", second_above=2)

    assert told.fields["outcome"].fields == {"most": 2}
    assert asked.key == "announce.second"


def test_central_support_agrees_where_a_country_has_one_coordinator(desk, coordinator, low):
    _, css = coordinator("Css", "*")

    _, card = desk.send(desk.write())

    assert card.to == css
    desk.press("announce.agree", card, css)
    assert desk.campaign.state == State.ENQUEUING


def test_without_anybody_else_it_stays_a_draft(desk, low):
    [told] = desk.send(desk.write())

    assert told.fields["outcome"].key == "announce.no_second"
    assert desk.campaign.state == State.DRAFT


def test_the_author_never_decides_and_the_first_press_counts(desk, coordinator, low):
    _, radu = coordinator("Radu", "RO")
    _, raluca = coordinator("Raluca", "RO")
    _, *cards = desk.send(desk.write())

    [told] = desk.press("announce.agree", cards[0], desk.by)
    assert told.fields["outcome"].key == "queue.not_yours"
    assert desk.campaign.state == State.WAITING
    desk.press("announce.refuse", cards[0], radu)
    told, *_ = desk.chats.send("Please leave out the schools on strike.", radu)
    assert desk.campaign.state == State.DRAFT
    [late] = desk.press("announce.agree", cards[1], raluca)
    assert late.fields["outcome"].key == "queue.already"
    assert desk.campaign.state == State.DRAFT


def test_a_change_after_the_agreement_voids_it(desk, coordinator, low):
    _, radu = coordinator("Radu", "RO")
    desk.write()
    desk.say(f"/announcechange {desk.campaign.id}")
    desk.say("When")
    [card] = desk.say("6.10.2026 17:00")
    _, asked = desk.press("announce.schedule", card)
    told, *_ = desk.press("announce.agree", asked, radu)
    assert told.fields["outcome"].key == "announce.you_agreed_planned"
    assert desk.campaign.state == State.SCHEDULED

    desk.say(f"/announcechange {desk.campaign.id}")
    desk.say("A text")
    desk.say("English")
    desk.say("Something else altogether.", rich=Rich("Something else altogether."))

    assert desk.campaign.state == State.DRAFT
    assert desk.campaign.second_id is None
    desk.chats.at = desk.campaign.starts_at
    desk.tick()
    assert not desk.letters()


def test_an_agreement_to_what_was_changed_meanwhile_counts_for_nothing(desk, coordinator, low):
    _, radu = coordinator("Radu", "RO")
    _, asked = desk.send(desk.write())
    desk.say(f"/announcechange {desk.campaign.id}")
    desk.say("When")
    [card] = desk.say("At once")
    desk.send(card)

    [told] = desk.press("announce.agree", asked, radu)

    assert told.fields["outcome"].key == "queue.already"
    assert desk.campaign.state == State.WAITING


def test_who_may_agree_reads_it_first(desk, coordinator, low):
    _, radu = coordinator("Radu", "RO")
    _, other = coordinator("Olga", "BG")
    _, asked = desk.send(desk.write())

    *copies, card = desk.press("announce.read", asked, radu)

    assert [one.key for one in copies] == ["announce.said", "announce.said_english"]
    assert card.key == "announce.second"
    [told] = desk.press("announce.read", asked, other)
    assert told.key == "announce.not_yours"
    desk.say(f"/announcechange {desk.campaign.id}")
    desk.say("When")
    desk.say("At once")
    [told] = desk.press("announce.read", asked, radu)  # a draft again: nobody else's to read
    assert told.key == "announce.decided"
