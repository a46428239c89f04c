"""An announcement is sent at once, at its time, or thrown away. Rule NSS-2."""

import pytest

from storage import campaigns, coordinators, seminars
from storage.campaigns import State
from tests.conftest import NOON
from tests.handlers.seminars import announce as announce_seminar


@pytest.fixture
def desk(desk, readers):
    """A coordinator of Romania, three teachers there and one elsewhere."""
    return desk


def test_a_small_one_leaves_at_once_and_shows_how_far_it_is(desk):
    [shown] = desk.send(desk.write())

    assert shown.key == "announce.progress"
    assert desk.campaign.state == State.ENQUEUING
    desk.tick()
    assert desk.campaign.state == State.RUNNING
    assert len(desk.letters()) == 3


def test_a_button_of_before_a_change_sends_nothing(desk):
    card = desk.write()
    desk.say(f"/announcechange {desk.campaign.id}")
    desk.say("When")
    desk.say("At once")

    [told] = desk.send(card)

    assert told.key == "announce.card"
    assert desk.campaign.state == State.DRAFT


def test_nobody_else_s_button_does_anything(desk, coordinator, chats):
    card = desk.write()
    _, other = coordinator("Radu", "RO")
    commands = [button.command for row in card.buttons for button in row]

    for command in [*commands, f"/announcedrop {desk.campaign.id} yes"]:
        [told] = chats.send(command, other, kind="press")
        assert told.key == "announce.not_yours"
    assert desk.campaign.state == State.DRAFT


def test_one_for_later_waits_for_its_time_in_the_author_s_zone(desk):
    desk.write()
    desk.say(f"/announcechange {desk.campaign.id}")
    desk.say("When")
    [card] = desk.say("6.10.2026 17:00")
    [planned] = desk.press("announce.schedule", card)

    assert planned.fields["outcome"].key == "announce.planned"
    assert desk.campaign.state == State.SCHEDULED
    assert desk.campaign.starts_at.hour == 14  # 17:00 in Bucharest
    desk.tick()
    assert desk.campaign.state == State.SCHEDULED
    desk.chats.at = desk.campaign.starts_at
    desk.tick()
    assert len(desk.letters()) == 3


def planned_for(desk, when="6.10.2026 17:00"):
    desk.write()
    desk.say(f"/announcechange {desk.campaign.id}")
    desk.say("When")
    [card] = desk.say(when)
    return card


def test_at_a_time_that_has_passed_nothing_is_sent_and_the_time_is_asked_anew(desk):
    card = planned_for(desk)
    desk.chats.at = desk.campaign.starts_at

    [asked] = desk.press("announce.schedule", card)

    assert asked.key == "form.again"
    assert asked.fields["problem"].key == "announce.time_passed"
    assert desk.campaign.state == State.DRAFT
    desk.tick()
    assert not desk.letters()
    [card] = desk.say("7.10.2026 17:00")
    [planned] = desk.press("announce.schedule", card)
    assert planned.fields["outcome"].key == "announce.planned"


def test_what_did_not_begin_at_its_time_is_not_sent_at_once_by_the_button_for_that_time(
    desk, teacher
):
    card = planned_for(desk)
    desk.say(card.buttons[0][1].command, kind="press", second_above=3)
    teacher("Late")
    desk.chats.at = desk.campaign.starts_at
    desk.tick()
    [told] = [one for one in desk.chats.new() if one.key == "announce.not_begun"]

    [card] = desk.press("announce.show", told)
    [asked] = desk.press("announce.schedule", card)
    [card] = desk.press("announce.at_once", asked)

    assert asked.fields["problem"].key == "announce.time_passed"
    assert desk.campaign.state == State.DRAFT
    [shown] = desk.press("announce.send", card)
    assert shown.key == "announce.progress"


def test_what_is_planned_does_not_leave_when_its_author_speaks_for_nobody_any_more(
    desk, database, coordinator
):
    coordinator("Css", "*")
    desk.write()
    desk.say(f"/announcechange {desk.campaign.id}")
    desk.say("When")
    [card] = desk.say("6.10.2026 17:00")
    desk.press("announce.schedule", card)
    gone = coordinators.table.delete().where(coordinators.table.c.country == "RO")
    database.write(lambda db: db.execute(gone))

    desk.chats.at = desk.campaign.starts_at
    desk.tick()

    assert desk.campaign.state == State.DRAFT
    assert [one.key for one in desk.chats.new()] == ["announce.no_author"]
    assert not desk.letters()


def test_throwing_away_asks_once_more(desk):
    card = desk.write()

    [asked] = desk.press("announce.drop", card)
    assert desk.campaign is not None
    [told] = desk.press("announce.drop", asked)

    assert told.key == "announce.dropped"
    [asked] = desk.say("/announce")
    assert asked.key == "announce.ask_narrower"


def test_what_is_planned_is_looked_at_once_more_when_it_is_due(desk, database, teacher):
    desk.write()
    desk.say(f"/announcechange {desk.campaign.id}")
    desk.say("When")
    [card] = desk.say("6.10.2026 17:00")
    [planned] = desk.say(card.buttons[0][1].command, kind="press", second_above=3)
    assert planned.fields["outcome"].key == "announce.planned"
    teacher("Late")  # now there are four

    desk.chats.at = desk.campaign.starts_at
    desk.tick()

    assert desk.campaign.state == State.DRAFT
    [told] = [one for one in desk.chats.new() if one.key == "announce.not_begun"]
    assert (told.to, told.fields["problem"].key) == (desk.by, "announce.grew")
    assert not desk.letters()


def test_what_is_planned_does_not_leave_for_a_seminar_that_was_called_off(
    desk, database, coordinator
):
    host, _ = coordinator("Hana", "RO")
    seminar = database.write(lambda db: announce_seminar(db, host))
    card = desk.write()
    number = desk.campaign.id

    def work(db):
        campaigns.note(db, campaigns.by_id(db, number), seminar_id=seminar.id)

    database.write(work)
    desk.say(f"/announcechange {number}")
    desk.say("When")
    [card] = desk.say("6.10.2026 17:00")
    desk.press("announce.schedule", card)
    mine = seminars.table.c.id == seminar.id
    ends = seminars.table.update().where(mine).values(ends_at=NOON)
    database.write(lambda db: db.execute(ends))

    desk.chats.at = desk.campaign.starts_at
    desk.tick()

    assert desk.campaign.state == State.DRAFT
    [told] = [one for one in desk.chats.new() if one.key == "announce.not_begun"]
    assert told.fields["problem"].key == "announce.seminar_over"
