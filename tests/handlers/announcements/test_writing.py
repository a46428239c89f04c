"""An announcement is asked for, and each reads it in their language. Rule NSS-2."""

import json

import pytest

from handlers.conversation import File
from handlers.rich import Rich
from storage import (
    addresses,
    campaign_texts,
)
from storage.campaigns import State
from tests.handlers.announced import PICTURE, RICH, TEXT, Desk
from tests.handlers.seminars import announce as announce_seminar


@pytest.fixture
def desk(desk, readers):
    """A coordinator of Romania, three teachers there and one elsewhere."""
    return desk


def labels(reply):
    return [getattr(button.label, "key", button.label) for row in reply.buttons for button in row]


def test_an_announcement_is_asked_for_one_question_at_a_time_and_shown_as_a_whole(desk):
    card = desk.write()

    assert card.key == "announce.outcome"
    shown = card.fields["card"].fields
    assert shown["people"] == 3
    assert shown["begins"].startswith("The spring seminars")
    assert labels(card) == [
        "announce.preview",
        "announce.send",
        "announce.count",
        "announce.change",
        "announce.drop",
    ]
    assert desk.campaign.state == State.DRAFT


def test_formatting_stays_as_it_was_written(desk, database):
    desk.write()

    with database.reading() as db:
        text, spans = campaign_texts.of(db, desk.campaign.id)["en"]
    assert text == TEXT
    assert [tuple(one) for one in json.loads(spans)] == [
        (span.start, span.end, span.kind, span.url) for span in RICH.spans
    ]


def test_the_count_follows_each_choice(desk, teacher):
    teacher("Emil", role="head")

    [asked] = desk.say("/announce new")
    assert asked.fields["people"] == 4
    [asked] = desk.press("announce.by_roles", asked)
    [asked] = desk.press("form.done", asked)
    assert (asked.key, asked.fields["people"]) == ("announce.ask_roles", 4)
    [asked] = desk.press("role.head", asked)
    assert asked.fields["people"] == 1
    [asked] = desk.press("role.teacher", asked)
    assert asked.fields["people"] == 4


def test_a_picture_may_come_with_the_text_or_after_it(desk):
    [asked] = desk.say("/announce new")
    [asked] = desk.press("form.skip", asked)
    [asked] = desk.say(TEXT, kind="file", file=PICTURE, rich=Rich(TEXT))
    assert json.loads(desk.campaign.file)["ref"] == "AgAD"
    desk.to_the_end(asked)

    desk.say(f"/announcechange {desk.campaign.id}")
    [asked] = desk.say("Picture or file")
    [told] = desk.say("no, I have none")
    assert told.fields["problem"].key == "announce.no_file"
    desk.say("", kind="file", file=File("telegram", "B", "photo", "image/png", "b.png", 9))
    assert json.loads(desk.campaign.file)["ref"] == "B"


def test_a_draft_that_was_left_is_there_again(desk):
    desk.write()

    [listed] = desk.say("/announce")

    assert listed.key == "announce.list"
    [card] = desk.say(f"/announcement {desk.campaign.id}")
    assert card.key == "announce.card"


def test_buttons_lead_to_an_address_and_into_a_seminar(desk, database, coordinator):
    host, _ = coordinator("Hana", "RO")
    seminar = database.write(lambda db: announce_seminar(db, host))
    desk.write()
    desk.say(f"/announcechange {desk.campaign.id}")
    [asked] = desk.say("Buttons")
    [asked] = desk.say("example.org/spring")
    [card] = desk.press(seminar.title, asked)
    desk.send(card)
    desk.tick()

    says = json.loads(desk.letters()[0].payload)
    commands = [command for row in says["buttons"] for _, command in row]
    assert commands == [f"/signup {seminar.id}", "https://example.org/spring", "/notifications"]


def test_each_reader_gets_their_language_else_english_marked(desk, database, teacher):
    _, at_ana = teacher("Amelie")
    database.write(lambda db: addresses.speak(db, addresses.by_user(db, at_ana).id, "fr"))

    desk.send(desk.write())
    desk.tick()
    keys = {row.chat: json.loads(row.payload)["key"] for row in desk.letters()}

    assert keys["chat of amelie"] == "announce.said_english"
    assert keys["chat of ana"] == "announce.said"


def test_a_text_in_the_language_of_the_country_reaches_whom_the_bot_cannot_speak_to_in_it(
    chats, database, coordinator, teacher
):
    _, by = coordinator("Css", "*")
    desk = Desk(chats, database, by)
    teacher("Dieter", country="DE")
    teacher("Femke", country="BE", languages=("nl", "en"))
    _, at_ana = teacher("Ana", country="DE")
    database.write(lambda db: addresses.speak(db, addresses.by_user(db, at_ana).id, "fr"))
    others = [("German", "Die Seminare sind offen."), ("French", "Les séminaires sont ouverts.")]

    desk.send(desk.write(others=others, narrower=["announce.everywhere", "form.done"]))
    desk.tick()

    said = {row.chat: json.loads(row.payload)["fields"]["text"] for row in desk.letters()}
    begins = {chat: text["rich"][0][:3] for chat, text in said.items()}
    assert begins == {
        "chat of dieter": "Die",
        "chat of femke": "The",
        "chat of ana": "Les",
    }


def test_who_chose_english_gets_it_where_the_bot_speaks_their_country_s_language_too(
    chats, database, coordinator, teacher
):
    _, by = coordinator("Css", "*")
    desk = Desk(chats, database, by)
    teacher("Fanny", country="FR")
    teacher("Flore", country="BE", languages=("fr", "en"))
    _, at_luc = teacher("Luc", country="FR")
    database.write(lambda db: addresses.speak(db, addresses.by_user(db, at_luc).id, "fr"))
    others = [("French", "Les séminaires sont ouverts.")]

    desk.send(desk.write(others=others, narrower=["announce.everywhere", "form.done"]))
    desk.tick()

    said = {row.chat: json.loads(row.payload) for row in desk.letters()}
    begins = {chat: says["fields"]["text"]["rich"][0][:3] for chat, says in said.items()}
    assert begins["chat of luc"] == "Les"
    assert (begins["chat of fanny"], begins["chat of flore"]) == ("The", "The")
    assert {says["key"] for says in said.values()} == {"announce.said"}


def test_who_is_no_coordinator_announces_nothing(chats, teacher):
    _, ana = teacher("Ana")

    [told] = chats.send("/announce", ana)

    assert told.key == "router.coordinators_only"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Https://Example.org/Spring", "https://example.org/Spring"),
        ("example.org/é", "https://example.org/%C3%A9"),
        ("https://localhost/x", None),
        ("https://" + "a" * 20 + ".org/" + "é" * 200, None),
    ],
)
def test_an_address_is_kept_as_every_platform_opens_it(desk, typed, kept):
    desk.write()
    desk.say(f"/announcechange {desk.campaign.id}")
    desk.say("Buttons")
    [told] = desk.say(typed)

    if kept is None:
        assert told.fields["problem"].key == "form.link"
        return
    desk.to_the_end(told)
    assert desk.campaign.link == kept
