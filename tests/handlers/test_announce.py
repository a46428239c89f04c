"""/announce: to whom, what it says, trying it, and who has to agree. Rule NSS-2."""

import json
from datetime import timedelta

import pytest

from handlers.conversation import File
from handlers.rich import Rich, Span
from storage import (
    addresses,
    ambassadors,
    audiences,
    campaign_texts,
    campaigns,
    coordinators,
    group_members,
    notices,
    people,
)
from storage.addresses import Address
from storage.audiences import Audience
from storage.campaigns import State
from storage.notices import Way
from storage.people import Standing
from tests.conftest import NOON
from tests.handlers.announced import RICH, TEXT, Desk
from tests.handlers.circles import Circles
from tests.handlers.seminars import announce as announce_seminar

PICTURE = File("telegram", "AgAD", "photo", "image/jpeg", "spring.jpg", 4000)


@pytest.fixture(params=["telegram", "matrix"])
def desk(request, chats, database, coordinator, teacher):
    """A coordinator of Romania on either platform, and three teachers there and one elsewhere."""
    _, by = coordinator("Rodica", "RO", platform=request.param)
    for name in ("Ana", "Bogdan", "Corina"):
        teacher(name)
    teacher("Dieter", country="DE")
    return Desk(chats, database, by)


@pytest.fixture
def low(monkeypatch):
    """Let announcements to more than two people need a second coordinator."""
    monkeypatch.setattr("handlers.campaigning.is_large", lambda _, count: count > 2)


def labels(reply):
    return [getattr(button.label, "key", button.label) for row in reply.buttons for button in row]


def count(database, **wanted):
    with database.reading() as db:
        return audiences.count(db, Audience(**{"countries": ("RO",), **wanted}), NOON)


# --- The form -----------------------------------------------------------------------------------


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


# --- Whom it reaches ----------------------------------------------------------------------------


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


# --- What each reads ----------------------------------------------------------------------------


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
    teacher("Flore", country="BE", languages=("fr", "en"))
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
        "chat of flore": "Les",
        "chat of femke": "The",
        "chat of ana": "Les",
    }


# --- Preview ------------------------------------------------------------------------------------


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


# --- Sending ------------------------------------------------------------------------------------


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


# --- The second coordinator ---------------------------------------------------------------------


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
    desk.press("announce.agree", asked, radu)
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


def test_who_is_no_coordinator_announces_nothing(chats, teacher):
    _, ana = teacher("Ana")

    [told] = chats.send("/announce", ana)

    assert told.key == "router.coordinators_only"


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
