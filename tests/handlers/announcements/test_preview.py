"""An announcement is tried before it is sent. Rule NSS-2."""

import json
from datetime import UTC

import pytest

from handlers import words
from handlers.conversation import Name, Words
from handlers.rich import Rich, Span
from storage import (
    addresses,
    campaign_texts,
    campaigns,
)
from storage.addresses import Address
from storage.campaigns import State
from tests.conftest import NOON
from tests.handlers.announced import PICTURE


@pytest.fixture
def desk(desk, readers):
    """A coordinator of Romania, three teachers there and one elsewhere."""
    return desk


def test_the_preview_is_what_readers_get_here_and_on_the_other_platform(desk, database):
    platform = "matrix" if desk.by.platform == "telegram" else "telegram"

    def link(db):
        mine = addresses.by_user(db, desk.by)
        known = addresses.add(db, Address(platform, "too"), "chat of too", "en", NOON)
        addresses.belong(db, known.id, mine.person_id, NOON)

    database.write(link)
    card = desk.write(others=[("Romanian", "Seminarele sunt deschise.")])

    intro, *copies, card = desk.press("announce.preview", card)

    assert intro.fields["count"] == 3  # English, Romanian, and English for readers of French
    here = [one for one in copies if one.to == desk.by]
    there = [one for one in copies if one.to != desk.by]
    assert [one.key for one in here] == [one.key for one in there]
    assert [one.key for one in here] == ["announce.said"] * 2 + ["announce.said_english"]
    desk.send(card)
    desk.tick()
    payloads = {row.payload for row in desk.letters()}
    assert len(payloads) == 1  # all three teach in Romania and get that text
    assert json.loads(payloads.pop())["fields"]["text"]["rich"][0] == "Seminarele sunt deschise."


def test_without_an_english_text_it_is_not_sent_and_says_why(desk, database):
    card = desk.write(others=[("Romanian", "Seminarele sunt deschise.")])
    database.write(lambda db: campaign_texts.remove(db, desk.campaign.id, "en"))

    for key in ("announce.preview", "announce.send"):
        [told] = desk.press(key, card)
        assert told.key == "announce.broken"
        assert [one.key for one in told.fields["problems"].items] == ["announce.no_english"]
    assert desk.campaign.state == State.DRAFT


LINK = Rich("see the list", (Span(8, 12, "a", "javascript:alert(1)"),))
MARKS = Rich("bold " * 150, tuple(Span(at, at + 4, "b") for at in range(0, 745, 5)))
BROKEN = {
    "announce.broken_long": Rich("a" * 4200),
    "announce.broken_link": LINK,
    "announce.broken_marks": MARKS,
    "announce.broken_empty": Rich("\u200b\u200b"),
}


@pytest.mark.parametrize("key", BROKEN)
def test_a_text_broken_in_one_language_is_found_at_preview_and_never_sent(desk, database, key):
    card = desk.write(others=[("Romanian", "Seminarele sunt deschise.")])
    broken = BROKEN[key]
    spans = json.dumps([[s.start, s.end, s.kind, s.url] for s in broken.spans])
    number = desk.campaign.id
    database.write(lambda db: campaign_texts.put(db, number, "ro", broken.text, spans))

    for pressed in ("announce.preview", "announce.send"):
        [told] = desk.press(pressed, card)
        assert told.key == "announce.broken"
        [problem] = {
            (one.key, one.fields["language"].code) for one in told.fields["problems"].items
        }
        assert problem == (key, "ro")
    assert desk.campaign.state == State.DRAFT
    assert not desk.letters()


def test_a_text_that_does_not_fit_under_its_picture_is_found_at_preview(desk, database):
    card = desk.write(text="a" * 1100, rich=None)
    file = json.dumps(vars(PICTURE))
    number = desk.campaign.id
    database.write(lambda db: campaigns.note(db, campaigns.by_id(db, number), file=file))

    [told] = desk.press("announce.preview", card)

    keys = {one.key for one in told.fields["problems"].items}
    assert keys == {"announce.broken_caption"}


@pytest.mark.parametrize("link", ["HTTPS://example.org/a", "https://example.org/" + "é" * 300])
def test_a_button_that_leads_nowhere_is_found_at_preview_and_never_sent(desk, database, link):
    card = desk.write()
    number = desk.campaign.id
    database.write(lambda db: campaigns.note(db, campaigns.by_id(db, number), link=link))

    for pressed in ("announce.preview", "announce.send"):
        [told] = desk.press(pressed, card)
        assert [one.key for one in told.fields["problems"].items] == ["announce.broken_button"]
    assert desk.campaign.state == State.DRAFT


def test_a_text_that_is_too_long_only_with_what_another_language_puts_around_it_is_found(
    desk, database
):
    card = desk.write(others=[("French", "Les séminaires sont ouverts.")])
    sizes = {}
    for spoken in ("en", "fr"):
        sender = Words("announce.from_country", {"country": Name("country", "RO")})
        fields = {"sender": sender, "text": Rich("")}
        sizes[spoken] = len(words.render(spoken, "announce.said", fields, UTC).text)
    assert sizes["en"] < sizes["fr"]  # some who read English speak French with the bot
    fits = "a" * (4096 - sizes["en"] - 2)
    number = desk.campaign.id
    database.write(lambda db: campaign_texts.put(db, number, "en", fits, ""))

    [told] = desk.press("announce.preview", card)

    assert [one.key for one in told.fields["problems"].items] == ["announce.broken_long"]
