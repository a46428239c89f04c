"""How much one visitor may ask in a while, and how long a form may take. POR-4."""

import asyncio
from datetime import timedelta

import pytest

from bot import portal
from bot.portal import known, limits
from bot.portal.public import addresses
from handlers import words
from tests.portal.world import World


@pytest.fixture
def few(monkeypatch):
    """Let few be asked."""
    for name in ("SEARCHES", "FORMS", "DOORS", "VISITS"):
        monkeypatch.setattr(limits, name, 3)


def test_whoever_searches_too_often_waits_kindly_and_then_goes_on(browse, few, world, says):
    browser = browse()
    for _ in range(3):
        assert browser.get("/en/search?q=water").status == 200
    world.at += timedelta(seconds=20)

    page = browser.get("/en/search?q=water")

    assert page.status == 429
    assert page.headers["Retry-After"] == "40"
    assert says("page.slower", count=40) in page.words
    assert '<html lang="fr"' in browser.get("/fr/search?q=eau").html

    world.at += timedelta(seconds=41)
    assert browser.get("/en/search?q=water").status == 200


def test_each_address_has_its_own_measure(browse, few):
    for _ in range(4):
        last = browse(**{"X-Forwarded-For": "192.0.2.1"}).get("/en/search?q=a")
    other = browse(**{"X-Forwarded-For": "192.0.2.2"}).get("/en/search?q=a")

    assert (last.status, other.status) == (429, 200)


def test_pages_without_a_search_are_not_counted(browse, few):
    browser = browse()

    assert {browser.get("/en/countries").status for _ in range(9)} == {200}
    assert browser.get("/en/search?q=a").status == 200


def test_forms_to_public_pages_are_counted_too(browse, few):
    browser = browse()

    answers = [browser.post("/en/certificate", code="A", name="B").status for _ in range(4)]

    assert answers == [200, 200, 200, 429]


def test_a_visit_has_its_own_measure_at_whatever_address(few, ana, ben):
    first = [ana.get("/twinspace/materials").status for _ in range(4)]

    assert first[-1] == 429
    assert ben.get("/twinspace/materials").status == 200


def test_a_made_up_cookie_beside_it_makes_no_new_visit(few, ana):
    path = "/twinspace/materials"
    cookies = _cookies(ana)

    answers = [
        ana.plain("GET", path, Cookie=f"{cookies}; junk={number}").status for number in range(4)
    ]

    assert answers == [200, 200, 429, 429]  # coming in was the first


def test_made_up_visits_are_counted_by_address(browse, few):
    browser = browse()

    answers = [
        browser.plain("GET", "/twinspace", Cookie=f"teacher={number}").status for number in range(4)
    ]

    assert answers == [403, 403, 403, 429]


GUESSED = [
    ("POST", "/open/7KQM3FHT"),
    ("GET", "/open/7KQM3FHT"),
    ("POST", "/proof/7KQM3FHT"),
    ("POST", "/report/7KQM3FHT"),
    ("GET", f"/calendar/{'0' * 24}.ics"),
    ("POST", "/class"),
]


@pytest.mark.parametrize(("method", "path"), GUESSED)
def test_what_could_be_guessed_is_counted_by_address_also_of_a_visit(
    few, browse, ana, method, path
):
    cookies = _cookies(ana)  # coming in was one

    answers = [browse().plain(method, path, Cookie=cookies).status for _ in range(3)]

    assert answers[-1] == 429
    assert 429 not in answers[:-1]


def test_a_visit_goes_on_while_somebody_else_there_guesses(few, browse, ana):
    for _ in range(4):
        guessing = browse().post("/open/7KQM3FHT")

    assert guessing.status == 429
    assert ana.get("/twinspace/materials").status == 200


def test_a_visit_is_known_again_after_the_service_began_anew(few, ana):
    ana.client.app[known._KNOWN].clear()

    answers = [ana.get("/twinspace").status for _ in range(4)]

    assert answers == [200, 200, 200, 429]  # the first was looked up, and coming in was one


#: What anybody may ask for as often as they like: it takes no code, and shows nobody's things.
OPEN = {"", "healthz", "metrics", "robots.txt", "sitemap.xml", "sitemap", "static", "projects"}


def test_every_page_that_is_not_public_has_a_measure(database):
    app = portal.application(World(database).parts())
    paths = {one.resource.canonical for one in app.router.routes()}
    public = {one.path.split("/")[1] for one in addresses.found() for one in one.all}
    first = {one.split("/")[1] for one in paths - limits._GUESSED}

    assert first - public - OPEN - set(words.languages()) == limits._INSIDE


def _cookies(browser):
    return "; ".join(f"{one.key}={one.value}" for one in browser.client.session.cookie_jar)


def test_measurements_do_without(browse, few, settings):
    settings(is_paced=False)
    browser = browse()

    assert {browser.get("/en/search?q=a").status for _ in range(9)} == {200}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/en/certificate", "application/x-www-form-urlencoded"),
        ("/twinspace/file", "multipart/form-data; boundary=x"),
    ],
)
def test_form_that_never_ends_is_given_up(ana, monkeypatch, path, kind):
    monkeypatch.setattr(limits, "SECONDS", 0.2)
    monkeypatch.setattr(limits, "SECONDS_WITH_FILE", 0.2)
    cookies = "; ".join(f"{one.key}={one.value}" for one in ana.client.session.cookie_jar)

    async def trickle():
        reader, writer = await asyncio.open_connection("127.0.0.1", ana.client.port)
        head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {kind}\r\nCookie: {cookies}\r\n"
        writer.write(f"{head}Content-Length: 500\r\n\r\n--x\r\n".encode())
        answer = await asyncio.wait_for(reader.readline(), 30)
        writer.close()
        return answer

    assert b"408" in ana.loop.run_until_complete(trickle())


def test_form_of_a_megabyte_is_read_and_one_byte_more_is_not(browse):
    browser, rest = browse(), len("code=&name=b")

    answers = [
        browser.plain("POST", "/en/certificate", {"code": "a" * size, "name": "b"}).status
        for size in (2**20 - rest, 2**20 - rest + 1, 3 * 2**20)
    ]

    assert answers == [200, 413, 413]


def test_headers_that_come_slowly_keep_nobody_else_waiting(browse):
    browser = browse()

    async def trickle():
        reader, writer = await asyncio.open_connection("127.0.0.1", browser.client.port)
        writer.write(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")
        async with browser.client.get("/en/kits") as other:
            await other.read()
        writer.write(b"\r\n")
        answer = await asyncio.wait_for(reader.readline(), 30)
        writer.close()
        return other.status, answer

    browser.get("/en/kits")  # the server is there from the first page on

    assert browser.loop.run_until_complete(trickle()) == (200, b"HTTP/1.1 200 OK\r\n")


def test_headers_without_end_are_not_read_to_their_end(browse):
    browser = browse()

    async def pour():
        reader, writer = await asyncio.open_connection("127.0.0.1", browser.client.port)
        writer.write(b"GET /en/kits HTTP/1.1\r\nHost: x\r\nX-Long: " + b"a" * 100_000)
        answer = await asyncio.wait_for(reader.readline(), 30)
        writer.close()
        return answer

    browser.get("/en/kits")

    assert b" 400 " in browser.loop.run_until_complete(pour())
