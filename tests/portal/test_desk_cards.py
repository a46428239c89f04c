"""Every kind of card on the desk: proofs, projects, labels, groups, reports. Rule NSS-1."""

import pytest
from structlog.testing import capture_logs

from handlers.files import FileAway
from handlers.platform import FileGone
from storage import approvals, codes, people, projects, proofs, reports, safeguarding
from tests.conftest import NOON
from tests.portal.desks import about
from tests.portal.own import come_in

JPEG = b"\xff\xd8\xff\xe0 a certificate"


@pytest.fixture
def missing():
    """Why the chat app gives no file now, by what it is called there."""
    return {}


@pytest.fixture
def certificate(database, world, newcomers, missing):
    """Ana sent a certificate."""

    async def fetch(file):
        if file.ref in missing:
            raise missing[file.ref]
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
    shown = desk.plain("POST", certificate)
    assert (shown.status, shown.body, shown.headers["Content-Type"]) == (200, JPEG, "image/jpeg")
    assert shown.headers["Cache-Control"] == "no-store"

    desk.get("/desk")
    desk.send_many("/desk/decide", verb="approve", sure="1", card=about(newcomers[0]))

    assert desk.plain("POST", certificate).status == 404
    gone = desk.get(certificate)
    assert (gone.status, 'href="/desk">Back to the queue' in gone.html) == (404, True)


def test_only_a_press_shows_a_proof_and_it_is_written_down_who_looked(
    certificate, desk, newcomers, maria, database, says
):
    asked = desk.get(certificate)
    assert says("page.proof", name="Ana") in asked.words
    assert JPEG not in asked.html.encode()
    for page in (asked, desk.get(certificate.removesuffix("/proof"))):
        tab = f'target="_blank" rel="noopener" action="{certificate}"'
        assert (tab in page.html, says("page.proof_tab") in page.words) == (True, True)
    assert f'href="{certificate.removesuffix("/proof")}"' in asked.html  # and a way back
    assert _looks(database) == []

    with capture_logs() as logged:
        assert desk.plain("POST", certificate).body == JPEG

    assert _looks(database) == [(maria[0].id, str(newcomers[0].id))]
    told = {"event": "proof.shown", "by": maria[0].id, "of": newcomers[0].id}
    assert [one for one in logged if told.items() <= one.items()]


@pytest.mark.parametrize(("why", "status"), [(FileAway, 503), (FileGone, 410)])
def test_a_proof_that_cannot_be_fetched_was_not_looked_at(
    certificate, desk, missing, database, why, status
):
    missing["AgAC"] = why

    assert desk.plain("POST", certificate).status == status
    assert _looks(database) == []


def _looks(database):
    query = codes.table.select().where(codes.table.c.used_at.is_not(None))
    with database.reading() as db:
        found = db.execute(query.where(codes.table.c.purpose == codes.Purpose.PROOF))
        return [(row.person_id, row.subject) for row in found]


def test_a_proof_of_another_country_is_not_shown(certificate, browse, chats, coordinator):
    _, chiara = coordinator("Chiara", "IT")
    browser = come_in(browse, chats, "desk", chiara)

    assert browser.get(certificate).status == 404
    assert browser.plain("POST", certificate).status == 404


def test_who_asks_is_told_what_can_come_in_answer(
    desk, newcomers, browse, chats, coordinator, says, database
):
    card = desk.get(f"/desk/cards/p{newcomers[0].id}")

    assert says("queue.answer_words") in card.words
    assert says("page.desk_answers") in desk.get("/desk").words
    database.write(lambda db: people.change(db, newcomers[1].id, country="RS"))
    theirs = come_in(browse, chats, "desk", coordinator("Milica", "RS")[1])
    assert says("queue.answer_file") in theirs.get(f"/desk/cards/p{newcomers[1].id}").words


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
        "/desk/decide", verb="approve", sure="1", card=[f"j{ids['project']}RO {ids['revision']} RO"]
    )

    assert "RO" not in database.read(
        lambda db: approvals.missing(db, projects.by_id(db, ids["project"]))
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
    assert says("page.desk_back") in read.words
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
