"""What stands around every page: headers, foreign forms, errors in words."""

import pytest
from aiohttp import FormData

from handlers import permissions
from storage import publications, pupils
from storage.pupils import Permissions
from tests.conftest import NOON
from tests.portal.publishing import at

PATHS = ["/", "/class", "/twinspace", "/open/X", "/nowhere", "/healthz", "/static/portal.css"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_tells_the_browser_to_be_careful(browse, path):
    headers = browse().get(path).headers

    assert headers["Content-Security-Policy"].startswith("default-src 'self'")
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_private_pages_are_kept_nowhere(ana, fox, browse, link):
    pages = [ana.get(path) for path in ("/twinspace", "/twinspace/staff", "/pupils")]
    pages += [fox.get("/class/room"), browse().get(link()), browse().post("/matrix")]

    assert {page.headers["Cache-Control"] for page in pages} == {"no-store"}


@pytest.mark.parametrize(
    "sender",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_forms_from_elsewhere_are_refused(browse, link, sender):
    path = link()

    refused = browse(**sender).post(path)

    assert refused.status == 403
    assert browse().post(path).path == "/twinspace"


@pytest.mark.parametrize(
    "sender",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://portal.example"},
        {"Origin": "http://portal.example"},
        {"Origin": "http://localhost:8080", "Host": "localhost:8080"},
    ],
)
def test_forms_of_our_own_pages_are_taken(browse, sender):
    assert browse(**sender).post("/matrix").status == 200


def test_unknown_address_is_told_in_words(browse):
    page = browse().get("/nowhere")

    assert page.status == 404
    assert "There is nothing here" in page.words


def test_address_that_takes_no_such_request_is_told_in_words(browse):
    assert browse().plain("PUT", "/en/matrix").status == 405


def test_our_own_mistake_is_told_in_words_and_nothing_of_it_shown(world, browse):
    async def broken(_once):
        raise RuntimeError("secret detail")

    world.homeserver.open_account = broken

    page = browse().post("/matrix")

    assert page.status == 500
    assert "our mistake" in page.words
    assert "secret" not in page.html


def test_endless_form_is_told_in_words(fox):
    page = fox.post("/class/room", text="a" * 2_000_000)

    assert page.status == 413
    assert "too much" in page.words


def test_database_away_offers_to_look_again(world, ana):
    world.database_is_away = True

    page = ana.get("/twinspace")

    assert page.status == 503
    assert "Try again" in page.words


def test_all_that_was_ticked_is_in_the_form_that_is_sent_again(
    world, ana, filed, permit, owl, slip, database, rivers
):
    permit(picture=False)
    hen = _permitted(database, rivers, slip)
    number = filed(by_ana=True)
    ana.get(at(number))
    world.database_is_away = True
    ticked = {"child": "yes", "whose": "others", "pupil": [str(owl.id), str(hen)]}
    assert ana.send_many(at(number, "/publish"), **ticked).status == 503

    world.database_is_away = False
    page = ana.send_again(at(number, "/publish"))

    assert page.status == 422
    assert "Wise Owl 3" in page.words
    assert database.read(publications.waiting, rivers.id) == []


def _permitted(database, rivers, slip):
    """Add a second pupil, whose parents allow everything."""
    slip("Red Hen 9")
    there = database.read(pupils.listed, rivers.id)
    hen = next(one for one in there if one.pseudonym == "Red Hen 9")
    given = Permissions(True, True, True)
    database.write(lambda db: permissions.record(db, hen, given, rivers.ana, NOON))
    return hen.id


def test_a_form_with_a_file_keeps_all_that_was_ticked(world, fox):
    form = FormData(default_to_multipart=True)
    for value in ("1", "2"):
        form.add_field("box", value)
    world.database_is_away = True

    page = fox.plain("POST", "/class/file", form)

    assert page.status == 503
    for value in (b"1", b"2"):
        assert b'<input type="hidden" name="box" value="%s">' % value in page.body


def test_pages_are_small(world, ana, rivers):
    for number in range(100):
        world.homeserver.say(rivers.classroom, rivers.ana_user, f"{number}: {'water ' * 50}")

    assert len(ana.get("/twinspace").html) + len(ana.get("/static/portal.css").html) < 100_000
