"""Reports of people: frozen, shown to coordinators, never to the one reported. Rule PAR-5."""

from datetime import timedelta

import pytest

from storage import contacts, coordinators, notices, reports
from storage.addresses import Address
from storage.notices import Way
from tests.conftest import NOON
from tests.handlers.queued import inside

WRONG = "This is not about school."


@pytest.fixture
def two(chats, database, teacher, coordinator):
    """Ana of Romania and Ben of Germany are contacts; coordinators of both and of a third."""
    ana, to_ana = teacher("Ana")
    ben, to_ben = teacher("Ben", country="DE", about="I sell watches.")
    for name, country in (("Maria", "RO"), ("Jonas", "DE"), ("Chiara", "IT")):
        coordinator(name, country)
    database.write(contacts.join, ana.id, ben.id, NOON)
    return (ana, to_ana), (ben, to_ben)


@pytest.fixture
def reported(chats, two):
    """Ana reports a letter of Ben's; all that was said then."""
    (_, ana), (ben, to_ben) = two
    chats.send(f"/write {two[0][0].id}", to_ben)
    chats.send("Buy my watches!", to_ben)
    chats.send(f"/report m{ben.id}", ana)
    return chats.send(WRONG, ana)


def of(name):
    return Address("telegram", name)


def test_the_coordinators_of_both_countries_get_a_card_and_nobody_else_is_told(reported, two):
    thanks, *cards = reported

    assert (thanks.key, thanks.to) == ("reports.done", two[0][1])
    assert {(card.key, card.to) for card in cards} == {
        ("reports.new", of("maria")),
        ("reports.new", of("jonas")),
    }
    fields = inside(cards[0].fields["card"], "reports.card").fields
    assert (fields["words"], fields["frozen"]) == (WRONG, "Buy my watches!")
    assert two[1][1] not in [reply.to for reply in reported]


def test_what_is_reported_stays_as_it_read_then(chats, reported, two, database):
    (ana, _), (ben, to_ben) = two
    chats.send(f"/write {ana.id}", to_ben)
    chats.send("I never said that.", to_ben)

    with database.reading() as db:
        [kept] = reports.open_about(db, ben.id)
    assert (kept.kind, kept.frozen, kept.reporter_id) == ("message", "Buy my watches!", ana.id)


def test_the_first_coordinator_notes_it_and_the_second_is_told(chats, reported):
    [card, _] = reported[1:]

    [first] = chats.press("reports.noted", card, of("maria"))
    [second] = chats.press("reports.noted", card, of("jonas"))

    assert first.fields["outcome"].key == "reports.closed"
    assert second.fields["outcome"].key == "reports.closed_before"


def test_reports_are_shown_one_after_another_the_oldest_first(chats, reported, two):
    chats.send(f"/report p{two[0][0].id}", two[1][1])
    chats.send("Ana is impolite.", two[1][1])

    [next_] = chats.send("/reports", of("jonas"))
    assert (next_.key, next_.fields["count"]) == ("queue.card", 2)
    [after] = chats.press("reports.noted", next_, of("jonas"))
    [last] = chats.press("reports.noted", after, of("jonas"))

    assert inside(next_.fields["card"], "reports.card").fields["words"] == WRONG
    assert last.key == "queue.empty"


def test_others_coordinators_and_teachers_see_no_report(chats, reported, two):
    [card, _] = reported[1:]

    [other] = chats.press("reports.noted", card, of("chiara"))
    assert (other.key, other.fields["outcome"].key) == ("queue.empty", "reports.not_yours")
    assert chats.press("reports.noted", card, two[1][1])[0].key == "router.coordinators_only"
    assert chats.send("/reports", of("jonas"))[0].fields["count"] == 1


def test_a_coordinator_sees_no_report_about_themself(chats, two, database):
    (_, ana), (ben, to_ben) = two
    database.write(coordinators.add, ben.id, "DE", NOON)

    chats.send(f"/report p{ben.id}", ana)
    replies = chats.send(WRONG, ana)

    assert to_ben not in [reply.to for reply in replies]
    assert chats.send("/reports", to_ben)[0].key == "queue.empty"


def test_a_request_and_a_profile_can_be_reported(chats, two, teacher, database):
    _, eve = teacher("Eve")
    (_, to_ana), (ben, _) = two
    [code] = chats.send("/mycode", to_ana)
    chats.send(code.fields["command"].text, eve)
    _, request = chats.send("Do you want to buy a clock?", eve)

    [asked] = chats.press("contacts.report", request, to_ana)
    assert asked.key == "reports.words"
    chats.send(WRONG, to_ana)
    chats.send(f"/report p{ben.id}", to_ana)
    chats.send(WRONG, to_ana)

    with database.reading() as db:
        frozen = [(one.kind, one.frozen) for one in reports.open_(db)]
    assert frozen == [("contact", "Do you want to buy a clock?"), ("profile", "I sell watches.")]


@pytest.mark.parametrize("what", ["c1", "m0", "i9", "p0", "x", "", "p"])
def test_nothing_is_reported_where_there_is_nothing(chats, two, what):
    assert chats.send(f"/report {what}", two[0][1])[0].key == "contacts.not_yours"


def test_nobody_reports_themself_or_anothers_request(chats, two, teacher):
    (ana, to_ana), (_, to_ben) = two
    _, eve = teacher("Eve")
    chats.at = NOON + timedelta(minutes=1)
    [code] = chats.send("/mycode", to_ana)
    chats.send(code.fields["command"].text, eve)
    _, request = chats.send("Do you want to buy a clock?", eve)
    report = next(one for row in request.buttons for one in row if "/report" in one.command)

    assert chats.send(f"/report p{ana.id}", to_ana)[0].key == "contacts.not_yours"
    assert chats.send(report.command, to_ben)[0].key == "contacts.not_yours"


@pytest.mark.parametrize("way", [Way.NOW, Way.DAILY])
def test_answers_of_ones_own_do_not_push_the_evidence_out(chats, two, database, way):
    (ana, to_ana), (ben, to_ben) = two
    database.write(notices.choose, ana.id, "messages", way)
    chats.send(f"/write {ana.id}", to_ben)
    chats.send("Buy my watches!", to_ben)
    for answer in ("No, thank you.", "Please stop.", "Really."):
        chats.send(f"/write {ben.id}", to_ana)
        chats.send(answer, to_ana)
    chats.send(f"/person {ben.id}", to_ana)

    chats.send(f"/report m{ben.id}", to_ana)
    chats.send(WRONG, to_ana)

    with database.reading() as db:
        assert reports.open_about(db, ben.id)[0].frozen == "Buy my watches!"
