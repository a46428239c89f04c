"""The coordinator's desk: the queue, many cards decided at once, proofs and reports. NSS-1."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import delete

from storage import assignments, coordinators, people, projects, proofs, reports, safeguarding
from storage.people import Standing
from tests.conftest import NOON
from tests.handlers.offices import Offices
from tests.portal.own import come_in

JPEG = b"\xff\xd8\xff\xe0 a certificate"


@pytest.fixture
def maria(coordinator):
    """The coordinator of Romania."""
    return coordinator("Maria", "RO")


@pytest.fixture
def newcomers(teacher, database):
    """Three who wait in Romania, the oldest first, and one in Germany."""
    made = [teacher(name, standing=Standing.WAITING)[0] for name in ("Ana", "Bela", "Cora")]
    made.append(teacher("Dieter", country="DE", standing=Standing.WAITING)[0])

    def age(db):
        for days, one in zip((9, 5, 1, 7), made, strict=True):
            people.change(db, one.id, since=NOON - timedelta(days=days))

    database.write(age)
    return made


@pytest.fixture
def desk(browse, chats, maria, newcomers):
    """Maria's browser, at her desk."""
    browser = come_in(browse, chats, "desk", maria[1])
    browser.get("/desk")
    return browser


def standing(database, person):
    return database.read(people.by_id, person.id).standing


def about(*some):
    return [f"p{one.id} {one.revision}" for one in some]


def test_what_waits_stands_there_the_oldest_first_with_its_age(desk, newcomers, says):
    words = desk.page.words

    places = [words.index(name) for name in ("Ana", "Bela", "Cora")]
    assert places == sorted(places)
    assert "Dieter" not in words
    assert says("page.desk_age", days=9) in words
    assert says("page.desk_count", count=3) in words


def test_several_are_approved_at_once_and_each_is_told(desk, database, newcomers, chats):
    ana, bela, cora, _ = newcomers

    page = desk.send_many("/desk/decide", verb="approve", card=about(ana, bela))

    assert [standing(database, one) for one in (ana, bela, cora)] == [
        Standing.VALIDATED,
        Standing.VALIDATED,
        Standing.WAITING,
    ]
    assert "Ana" in page.words
    assert "Cora" in page.words
    told = {one.key for one in chats.new()}
    assert "register.approved" in told


def test_several_are_refused_with_one_reason_that_each_reads(desk, database, newcomers, chats):
    ana, bela, *_ = newcomers
    chats.new()

    desk.send_many("/desk/decide", verb="refuse", card=about(ana, bela), words="Not a school.")

    told = [one for one in chats.new() if one.key == "register.refused"]
    assert [one.fields["reason"] for one in told] == ["Not a school."] * 2
    assert standing(database, ana) == standing(database, bela) == Standing.REFUSED


def test_several_are_asked_something(desk, database, newcomers, chats):
    ana, bela, *_ = newcomers
    chats.new()

    desk.send_many("/desk/decide", verb="ask", card=about(ana, bela), words="Which town is it in?")

    assert [one.key for one in chats.new()] == ["register.asked", "register.asked"]
    assert standing(database, ana) == Standing.ASKED


def test_without_a_reason_nothing_is_refused_and_nothing_lost(desk, database, newcomers, says):
    ana, bela, *_ = newcomers

    page = desk.send_many("/desk/decide", verb="refuse", card=about(ana, bela), words="no")

    assert page.status == 422
    assert says("form.too_short") in page.words
    assert f'value="{about(ana)[0]}" checked' in page.html
    assert ">\nno</textarea>" in page.html
    assert standing(database, ana) == Standing.WAITING


def test_what_somebody_else_decided_is_said_and_the_others_are_done(
    desk, database, newcomers, chats, coordinator, says
):
    ana, bela, *_ = newcomers
    _, zoe = coordinator("Zoe", "RO")
    chats.send(f"/approve p{ana.id} {ana.revision}", zoe)

    page = desk.send_many(
        "/desk/decide", verb="refuse", card=about(ana, bela), words="Not a school."
    )

    assert says("queue.already") in page.words
    assert standing(database, ana) == Standing.VALIDATED
    assert standing(database, bela) == Standing.REFUSED


def test_a_card_that_changed_since_is_not_decided(desk, database, newcomers, says):
    ana, *_ = newcomers
    database.write(lambda db: people.change(db, ana.id, revision=ana.revision + 1))

    page = desk.send_many("/desk/decide", verb="approve", card=about(ana))

    assert says("queue.already") in page.words
    assert says("page.desk_waits_still") in page.words
    assert standing(database, ana) == Standing.WAITING


def test_the_same_page_sent_twice_decides_once(desk, database, newcomers, chats, says):
    ana, *_ = newcomers
    key = desk.page.hidden["nonce"]
    desk.send_many("/desk/decide", verb="approve", card=about(ana), nonce=key)
    chats.new()

    page = desk.send_many("/desk/decide", verb="approve", card=about(ana), nonce=key)

    assert says("page.desk_twice") in page.words
    assert chats.new() == []


def test_the_queue_is_narrowed_to_a_kind(at_desk, office, says):
    own = at_desk("own")
    page = own.get("/desk")
    assert says("queue.count_labels", count=1) in page.words
    assert f"/desk/cards/p{office.ids['waiting']}" in page.html

    page = own.get("/desk?kind=l")

    assert f"/desk/cards/l{office.ids['label']}" in page.html
    assert f"/desk/cards/p{office.ids['waiting']}" not in page.html


def test_what_is_not_ones_own_to_decide_stays(desk, database, newcomers, says):
    *_, dieter = newcomers

    page = desk.send_many("/desk/decide", verb="approve", card=about(dieter))

    assert says("queue.not_yours") in page.words
    assert standing(database, dieter) == Standing.WAITING
    assert desk.get(f"/desk/cards/p{dieter.id}").status == 404


def test_nobody_decides_about_themselves(browse, chats, database, teacher, says):
    eva, address = teacher("Eva")
    database.write(lambda db: coordinators.add(db, eva.id, "RO", NOON))
    database.write(lambda db: people.decide(db, people.hold(db, eva.id), Standing.WAITING, NOON))
    browser = come_in(browse, chats, "desk", address)
    browser.get("/desk")
    fresh = database.read(people.by_id, eva.id)

    page = browser.send_many("/desk/decide", verb="approve", card=about(fresh))

    assert says("queue.not_yours") in page.words
    assert standing(database, eva) == Standing.WAITING


def test_who_was_dismissed_in_between_decides_nothing(desk, database, newcomers):
    ana, *_ = newcomers
    database.write(lambda db: db.execute(delete(coordinators.table)))

    assert desk.send_many("/desk/decide", verb="approve", card=about(ana)).status == 403
    assert standing(database, ana) == Standing.WAITING


def test_nothing_ticked_is_said_kindly(desk, says):
    page = desk.post("/desk/decide", verb="approve")

    assert page.status == 422
    assert says("page.desk_none_ticked") in page.words


def test_a_card_in_full_is_decided_with_a_usual_reason(desk, database, newcomers, chats, says):
    ana, *_ = newcomers
    page = desk.get(f"/desk/cards/p{ana.id}")
    assert "School of Ana" in page.words
    assert says("register.reason_school") in page.words
    chats.new()

    desk.post(f"/desk/cards/p{ana.id}", verb="refuse", reason="reason_school", words="")

    [told] = chats.new()
    assert told.key == "register.refused"
    assert standing(database, ana) == Standing.REFUSED


def test_others_see_that_somebody_looks_at_a_card(
    desk, browse, chats, newcomers, coordinator, database, says
):
    ana, *_ = newcomers
    desk.get(f"/desk/cards/p{ana.id}")
    _, zoe = coordinator("Zoe", "RO")

    hers = come_in(browse, chats, "desk", zoe)

    assert says("queue.looks_at", name="Maria") in hers.get("/desk").words
    [held] = database.read(assignments.of_cards, [f"p{ana.id}"], NOON).values()
    hers.get(f"/desk/cards/p{ana.id}")
    assert database.read(assignments.of_cards, [f"p{ana.id}"], NOON)[f"p{ana.id}"] == held


def test_long_queues_are_turned_over(desk, database, says):
    def fill(db):
        for number in range(60):
            people.add(
                db,
                name=f"Nr{number:02}.",
                country="RO",
                role="teacher",
                at=NOON - timedelta(days=3, minutes=60 - number),
            )

    database.write(fill)
    page = desk.get("/desk?kind=p")
    seen = []
    for _ in range(9):
        seen += [name for name in (f"Nr{n:02}." for n in range(60)) if name in page.words]
        ways = re.findall(r'href="([^"]*)">([^<]*)</a>', page.html)
        behind = [href for href, text in ways if text == says("page.desk_next")]
        if not behind:
            break
        page = desk.get(behind[0].replace("&amp;", "&"))

    assert seen == [f"Nr{n:02}." for n in range(60)]


# --- Proofs and reports -------------------------------------------------------------------------


@pytest.fixture
def certificate(database, world, newcomers):
    """Ana sent a certificate."""

    async def fetch(_file):
        return JPEG

    world.fetch = fetch
    file = {"origin": "telegram", "ref": "AgAC", "file_kind": "photo", "mime": "image/jpeg"}
    proof = proofs.Proof(newcomers[0].id, proofs.Kind.CERTIFICATE, NOON, **file)
    database.write(proofs.keep, proof)
    return f"/desk/cards/p{newcomers[0].id}/proof"


def test_a_proof_is_shown_from_the_desk_and_not_after_the_decision(
    certificate, desk, newcomers, database
):
    assert certificate in desk.get("/desk").html
    shown = desk.fetch(certificate)
    assert (shown.status, shown.body, shown.headers["Content-Type"]) == (200, JPEG, "image/jpeg")
    assert shown.headers["Cache-Control"] == "no-store"

    desk.get("/desk")
    desk.send_many("/desk/decide", verb="approve", card=about(newcomers[0]))

    assert desk.fetch(certificate).status == 404


def test_a_proof_of_another_country_is_not_shown(certificate, browse, chats, coordinator):
    _, chiara = coordinator("Chiara", "IT")
    browser = come_in(browse, chats, "desk", chiara)

    assert browser.fetch(certificate).status == 404


@pytest.fixture
def office(database, teacher, coordinator):
    """Everybody who may or may not decide, and one thing of each kind."""
    return Offices(database, teacher, coordinator)


@pytest.fixture
def at_desk(browse, chats, office):
    """Let somebody of the office in at their desk."""
    return lambda role: come_in(browse, chats, "desk", office.at[role])


def test_every_kind_stands_on_the_desk_of_whose_it_is(at_desk, office):
    ids = office.ids
    own, central = at_desk("own"), at_desk("central")
    kinds = {
        f"p{ids['waiting']}": (200, 200),
        f"j{ids['project']}RO": (200, 200),
        f"l{ids['label']}": (200, 200),
        f"m{ids['report']}": (200, 200),
        f"r{ids['room_report']}": (200, 200),
        f"a{ids['second']}": (200, 404),  # Romania's own comes before central support
        f"g{ids['group']}": (404, 200),
        f"s{ids['suspension']}": (404, 200),
    }

    for name, expected in kinds.items():
        path = f"/desk/cards/{name}"
        assert (name, own.get(path).status, central.get(path).status) == (name, *expected)


def test_who_is_concerned_has_nothing_of_it_on_the_desk(at_desk, office):
    ids, conny = office.ids, at_desk("concerned")

    for name in (
        f"j{ids['project']}RO",
        f"l{ids['label']}",
        f"m{ids['report']}",
        f"g{ids['group']}",
    ):
        assert conny.get(f"/desk/cards/{name}").status == 404


def test_projects_labels_and_groups_are_decided(at_desk, office, database, says):
    ids, central = office.ids, at_desk("central")
    group = central.get(f"/desk/cards/g{ids['group']}")
    central.post(f"/desk/cards/g{ids['group']}", verb="approve")
    assert group.status == 200
    assert central.get(f"/desk/cards/g{ids['group']}").status == 404
    own = at_desk("own")

    own.get("/desk")
    own.send_many(
        "/desk/decide", verb="approve", card=[f"j{ids['project']}RO {ids['revision']} RO"]
    )

    assert "RO" not in database.read(
        lambda db: projects.missing(db, projects.by_id(db, ids["project"]))
    )


def test_a_report_of_a_person_is_noted(at_desk, office, database):
    own, number = at_desk("own"), office.ids["report"]
    own.get(f"/desk/cards/m{number}")

    own.post(f"/desk/cards/m{number}", verb="noted")

    assert database.read(reports.by_id, number).closed_at is not None


def test_a_report_out_of_a_twinspace_is_read_with_a_reason_that_is_written_down(
    at_desk, office, database, says
):
    own, path = at_desk("own"), f"/desk/cards/r{office.ids['room_report']}"
    page = own.get(path)
    assert "help" not in page.words.split()

    refused = own.post(f"{path}/report")
    assert refused.status == 422
    assert own.get("/report").status == 410

    read = own.post(f"{path}/report", reason="safety")
    assert read.path == "/report"
    assert "help" in read.words
    with database.reading() as db:
        last = [entry for entry, _ in safeguarding.entries(db)][-1]
    assert (last.kind, last.reason) == ("report read", "safety")


def test_a_report_is_read_by_nobody_else(at_desk, office):
    other = at_desk("other")

    path = f"/desk/cards/r{office.ids['room_report']}/report"
    assert other.post(path, reason="safety").status == 410
    assert other.get("/report").status == 410


def test_what_the_desk_does_not_do_is_told_as_the_chat_does_it(at_desk, office):
    page = at_desk("own").get(f"/desk/cards/m{office.ids['report']}")

    assert "/pass m" in page.words
