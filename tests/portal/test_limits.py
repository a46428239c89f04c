"""How much one visitor may ask in a while, and how long a form may take. POR-4."""

import asyncio
from datetime import timedelta

import pytest

from bot.portal import limits


@pytest.fixture
def few(monkeypatch):
    """Let few be asked."""
    for name in ("SEARCHES", "FORMS", "VISITS"):
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
        answer = await asyncio.wait_for(reader.readline(), 10)
        writer.close()
        return answer

    assert b"408" in ana.loop.run_until_complete(trickle())


def test_form_that_is_too_big_is_not_read_to_its_end(browse):
    assert browse().post("/en/certificate", code="a" * 3_000_000, name="b").status == 413
