"""What is asked for an announcement is true whatever was chosen. Rule NSS-2."""

from datetime import UTC

import pytest

from handlers import times, words
from handlers.conversation import Listing, Name
from handlers.zones import zone_of
from tests.handlers.announced import TEXT, Desk


def said(reply):
    return words.render("en", reply.key, reply.fields, UTC).text


def test_what_is_said_of_skip_is_true_before_and_after_a_choice(desk, readers):
    [asked] = desk.say("/announce new")
    assert asked.fields["who"] == Name("country", "RO")
    assert said(asked).startswith("Romania: 3 people.")
    assert "“Skip”" in said(asked)

    [ticked] = desk.press("announce.by_days", asked)

    assert "“Skip”" not in said(ticked)
    assert "“That is all”" in said(ticked)
    assert said(ticked).startswith("Romania: 3 people.")


def test_an_old_skip_after_a_choice_writes_to_everybody(desk, readers):
    [asked] = desk.say("/announce new")
    desk.press("announce.by_days", asked)

    [told] = desk.press("form.skip", asked)

    assert told.key == "announce.ask_text"
    [asked] = desk.say(TEXT)
    card = desk.to_the_end(asked)
    assert card.fields["card"].fields["who"] == Listing((Name("country", "RO"),))
    assert card.fields["card"].fields["people"] == 3


def test_where_nobody_is_registered_yet_that_is_said(desk):
    [asked] = desk.say("/announce new")

    assert said(asked).startswith("Romania: nobody is registered there yet.")


def test_the_first_text_says_why_it_is_in_english(desk, readers):
    [asked] = desk.say("/announce new")
    [asked] = desk.press("form.skip", asked)
    assert "First in English" in said(asked)
    desk.say(TEXT)

    [asked] = desk.say("Romanian")

    assert "Write it in Romanian." in said(asked)


@pytest.mark.parametrize(("country", "city"), [("RO", "Bucharest"), ("PT", "Lisbon")])
def test_the_example_of_a_time_lies_ahead_and_its_zone_is_named(
    chats, database, coordinator, country, city
):
    person, by = coordinator("Petra", country)
    desk = Desk(chats, database, by)
    desk.write()
    desk.say(f"/announcechange {desk.campaign.id}")

    [asked] = desk.say("When")

    assert f"time of {city}" in said(asked)
    read = times.read(asked.fields["example"], zone_of(person), desk.chats.at, "en")
    assert (read - desk.chats.at).days in (6, 7)
    assert asked.fields["example"] in said(asked)
