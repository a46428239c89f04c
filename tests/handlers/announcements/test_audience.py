"""Whom an announcement reaches. Rule NSS-2."""

from datetime import timedelta

import pytest

from storage import (
    addresses,
    ambassadors,
    audiences,
    coordinators,
    group_members,
    notices,
    people,
)
from storage.audiences import Audience
from storage.campaigns import State
from storage.notices import Way
from storage.people import Standing
from tests.conftest import NOON
from tests.handlers.announced import Desk
from tests.handlers.circles import Circles


@pytest.fixture
def desk(desk, readers):
    """A coordinator of Romania, three teachers there and one elsewhere."""
    return desk


def count(database, **wanted):
    with database.reading() as db:
        return audiences.count(db, Audience(**{"countries": ("RO",), **wanted}), NOON)


def test_only_validated_people_are_counted_and_nobody_erased_or_suspended(database, teacher):
    for standing in Standing:
        teacher(f"T {standing}", standing=standing)

    assert count(database) == 1
    assert count(database, roles=("teacher",)) == 1


def test_an_audience_is_chosen_by_everything_that_is_known(database, teacher, chats, coordinator):
    teacher("Hugo", role="head", subjects=("art", "music"), languages=("fr", "ro"))
    ana, _ = teacher("Ana", subjects=("artisan",), languages=("en",))
    badge, _ = teacher("Bea")
    teacher("Otto", country="DE")
    staff, _ = coordinator("Rodica", "RO")
    circles = Circles(database, chats)
    group = circles.make(ana, badge)

    def prepare(db):
        ambassadors.add(db, badge.id, "RO", staff.id, NOON)
        people.see(db, ana.id, NOON - timedelta(days=40))

    database.write(prepare)

    assert count(database) == 3
    assert count(database, roles=("head",)) == 1
    assert count(database, roles=("ambassador",)) == 1
    assert count(database, roles=("moderator",)) == 1
    assert count(database, roles=("coordinator",)) == 1
    assert count(database, roles=("head", "ambassador")) == 2
    assert count(database, subjects=("art",)) == 1
    assert count(database, languages=("fr",)) == 1
    assert count(database, groups=(group.id,)) == 2
    assert count(database, days=30) == 2
    assert count(database, countries=("*",)) == 4
    assert count(database, countries=("DE",)) == 1


def test_a_coordinator_writes_to_their_own_countries_only(chats, database, coordinator):
    _, by = coordinator("Rodica", "RO", "BG")
    desk = Desk(chats, database, by)

    [asked] = desk.say("/announce new")
    assert asked.key == "announce.ask_countries"
    [asked] = desk.say("Germany")
    [told] = desk.press("form.done", asked)

    assert told.fields["problem"].key == "announce.not_your_country"


@pytest.mark.parametrize("what", ["groups", "projects"])
@pytest.mark.parametrize("typed", ["²", "9" * 40])
def test_what_only_looks_like_a_number_is_no_group_and_no_project(desk, what, typed):
    [asked] = desk.say("/announce new")
    [asked] = desk.press(f"announce.by_{what}", asked)
    [asked] = desk.press("form.done", asked)
    assert asked.key == f"announce.ask_{what}"

    [told] = desk.say(typed)

    assert told.fields["problem"]


def test_central_support_writes_everywhere(chats, database, coordinator, teacher):
    teacher("Ana")
    teacher("Dieter", country="DE")
    _, by = coordinator("Css", "*")
    desk = Desk(chats, database, by)

    card = desk.write(narrower=["announce.everywhere", "form.done"])

    assert card.fields["card"].fields["people"] == 2
    assert desk.campaign.is_central


def test_who_lost_a_country_sends_nothing_there_any_more(desk, database):
    card = desk.write()

    def dismiss(db):
        db.execute(coordinators.table.update().values(country="BG"))

    database.write(dismiss)
    [told] = desk.send(card)

    assert told.key == "announce.not_yours"
    assert desk.campaign.state == State.DRAFT


def test_the_count_says_who_is_reached_when(desk, database, teacher):
    daily, _ = teacher("Dan")
    off, _ = teacher("Oana")
    teacher("Luca")

    def prepare(db):
        notices.choose(db, daily.id, "announcements", Way.DAILY)
        notices.choose(db, off.id, "announcements", Way.OFF)
        addresses.lose(db, "telegram", "chat of luca", "blocked")

    database.write(prepare)
    card = desk.write()
    [told] = desk.press("announce.count", card)

    assert told.fields == {
        "people": 6,
        "now": 3,
        "later": 0,
        "daily": 1,
        "off": 1,
        "unreachable": 1,
    }


def test_moderators_are_those_who_are_in(database, teacher, chats):
    ana, _ = teacher("Ana")
    ben, _ = teacher("Ben")
    circles = Circles(database, chats)
    group = circles.make(ana, ben)
    assert count(database, roles=("moderator",)) == 1

    def leave(db):
        group_members.put(
            db, group.id, ana.id, group_members.State.LEFT, NOON, group_members.Role.MODERATOR
        )

    database.write(leave)
    assert count(database, roles=("moderator",)) == 0
