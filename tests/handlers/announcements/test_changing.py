"""What is there stays when something about an announcement is changed. Rule NSS-2."""

import json

import pytest

from handlers.conversation import File
from handlers.rich import Rich
from tests.handlers.announced import PICTURE, TEXT
from tests.handlers.seminars import announce as announce_seminar

LINK = "https://example.org/spring"


@pytest.fixture
def seminar(database, coordinator):
    host, _ = coordinator("Hana", "RO")
    return database.write(lambda db: announce_seminar(db, host))


@pytest.fixture
def full(desk, readers, seminar):
    """An announcement with a link and a seminar."""
    desk.write()
    asked = change(desk, "Buttons")
    [asked] = desk.say(LINK)
    desk.press(seminar.title, asked)
    return desk


def change(desk, part):
    desk.say(f"/announcechange {desk.campaign.id}")
    [asked] = desk.say(part)
    return asked


def keys(reply):
    return [getattr(button.label, "key", button.label) for row in reply.buttons for button in row]


def test_what_its_buttons_lead_to_is_shown_and_kept(full, seminar):
    asked = change(full, "Buttons")
    assert (asked.key, asked.fields["link"]) == ("announce.change_link", LINK)
    assert "form.skip" not in keys(asked)
    [asked] = full.press("announce.keep_as_is", asked)
    assert (asked.key, asked.fields["title"]) == ("announce.change_seminar", seminar.title)
    assert "form.skip" not in keys(asked)
    full.press("announce.keep_as_is", asked)

    assert (full.campaign.link, full.campaign.seminar_id) == (LINK, seminar.id)


def test_what_its_buttons_lead_to_goes_only_when_that_is_said(full):
    asked = change(full, "Buttons")
    [asked] = full.press("announce.take_away", asked)
    [card] = full.press("announce.take_away", asked)

    assert card.key == "announce.outcome"
    assert (full.campaign.link, full.campaign.seminar_id) == ("", None)


def test_another_link_takes_the_place_of_the_one_that_is_there(full, seminar):
    change(full, "Buttons")
    [told] = full.say("no address")
    assert told.fields["problem"].key == "form.link"
    [asked] = full.say("example.org/autumn")
    full.press("announce.keep_as_is", asked)

    assert full.campaign.link == "https://example.org/autumn"
    assert full.campaign.seminar_id == seminar.id


def test_a_picture_that_came_with_the_text_stays_when_a_file_is_asked_for(desk, readers):
    [asked] = desk.say("/announce new")
    [asked] = desk.press("form.skip", asked)
    [asked] = desk.say(TEXT, kind="file", file=PICTURE, rich=Rich(TEXT))
    [asked] = desk.press("form.skip", asked)
    assert (asked.key, asked.fields["name"]) == ("announce.change_file", PICTURE.name)
    assert "form.skip" not in keys(asked)
    desk.to_the_end(asked)
    assert json.loads(desk.campaign.file)["ref"] == "AgAD"

    asked = change(desk, "Picture or file")
    [told] = desk.say("no, I have none")
    assert told.fields["problem"].key == "announce.no_file"
    desk.say("", kind="file", file=File("telegram", "B", "photo", "image/png", "b.png", 9))
    assert json.loads(desk.campaign.file)["ref"] == "B"
    desk.press("announce.take_away", change(desk, "Picture or file"))
    assert desk.campaign.file == ""
