"""A proof on its one-time page: shown once, to a coordinator who may decide. Rule REG-2."""

from datetime import timedelta

import pytest

from handlers.files import FileAway
from handlers.platform import FileGone
from storage import codes, people, proofs
from storage.codes import Purpose
from storage.people import Standing
from tests.conftest import NOON

JPEG = b"\xff\xd8\xff\xe0 a certificate"


@pytest.fixture
def chats_files(world):
    """What the chat app has: a certificate, unless it is gone or away."""
    has = {"AgAC": JPEG}

    async def fetch(file):
        found = has.get(file.ref)
        if isinstance(found, Exception):
            raise found
        return found

    world.fetch = fetch
    return has


@pytest.fixture
def link(database, world, teacher, coordinator, chats_files):
    """Ana's proof and a link to it for Maria; give the path."""
    ana, _ = teacher("Ana", standing=Standing.WAITING)
    maria, _ = coordinator("Maria", "RO")
    numbers = iter(range(100))

    def make(mime="image/jpeg", by=None):
        code = f"PROOF{next(numbers)}"

        def work(db):
            file = {"origin": "telegram", "ref": "AgAC", "file_kind": "photo", "mime": mime}
            proofs.keep(db, proofs.Proof(ana.id, proofs.Kind.CERTIFICATE, NOON, **file))
            who, lasts = (by or maria).id, timedelta(minutes=15)
            codes.make(
                db, code, Purpose.PROOF, str(ana.id), at=world.at, lasts=lasts, person_id=who
            )

        database.write(work)
        return f"/proof/{code}"

    make.ana = ana
    return make


def test_looking_does_not_use_it_up_and_seeing_does(browse, link):
    path = link()
    preview = browse().get(path)
    assert "Ana" in preview.words
    assert preview.actions == [path]

    seen = browse().download(path)

    assert (seen.status, seen.body, seen.headers["Content-Type"]) == (200, JPEG, "image/jpeg")
    assert seen.headers["Content-Disposition"] == "inline"
    assert seen.headers["Cache-Control"] == "no-store"
    assert browse().post(path).status == 410
    assert browse().get(path).status == 410


def test_what_a_browser_would_run_is_handed_over_as_a_file(browse, link):
    seen = browse().download(link(mime="text/html"))

    assert seen.headers["Content-Type"] == "application/octet-stream"
    assert seen.headers["Content-Disposition"].startswith("attachment")


def test_nobody_sees_it_after_the_decision(browse, link, database):
    path = link()

    def decide(db):
        people.decide(db, people.by_id(db, link.ana.id), Standing.VALIDATED, NOON)

    database.write(decide)

    assert browse().get(path).status == 410
    assert browse().post(path).status == 410


def test_who_does_not_coordinate_the_country_now_sees_nothing(browse, link, coordinator):
    jonas, _ = coordinator("Jonas", "DE")

    assert browse().post(link(by=jonas)).status == 410


def test_an_expired_or_made_up_link_shows_nothing(browse, link, world):
    path = link()
    world.at += timedelta(minutes=15)

    for tried in (path, "/proof/NONSENSE"):
        page = browse().post(tried)
        assert page.status == 410
        assert "/queue" in page.words


def test_a_chat_app_that_is_away_leaves_the_link_good(browse, link, chats_files):
    path = link()
    chats_files["AgAC"] = FileAway()
    assert browse().post(path).status == 503

    chats_files["AgAC"] = JPEG

    assert browse().download(path).body == JPEG


def test_a_file_that_is_gone_is_said_to_be(browse, link, chats_files, says):
    chats_files["AgAC"] = FileGone()

    page = browse().post(link())

    assert page.status == 410
    assert says("page.proof_gone") in page.words
