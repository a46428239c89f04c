"""Every kind of card on the desk: proofs, projects, labels, groups, reports. Rule NSS-1."""

import pytest

from storage import projects, proofs, reports, safeguarding
from tests.conftest import NOON
from tests.portal.desks import about
from tests.portal.own import come_in

JPEG = b"\xff\xd8\xff\xe0 a certificate"


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
