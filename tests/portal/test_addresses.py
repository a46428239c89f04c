"""The addresses of the public pages: the language first, and the same page in every language."""

import asyncio
import re

import pytest

from handlers import words
from storage import attendance
from tests.conftest import NOON
from tests.handlers.seminars import announce

FRENCH = {"Accept-Language": "it, fr-BE;q=0.9, en;q=0.5"}


def test_the_bare_address_leads_to_the_browsers_favourite(browse):
    answer = browse().fetch("/", **FRENCH)
    led = browse(**FRENCH).get("/")

    assert led.path == "/fr/"
    assert '<html lang="fr" dir="ltr">' in led.html
    assert answer.status == 200


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/certificate?code=ABCDE-23456", "/fr/certificate?code=ABCDE-23456"),
        ("/certificate", "/fr/certificate"),
        ("/matrix", "/fr/matrix"),
    ],
)
def test_old_addresses_lead_to_those_with_a_language(browse, path, there):
    answer = browse(**FRENCH).post(path, follows=False)

    assert answer.status == 308
    assert answer.headers["Location"] == there
    assert answer.headers["Vary"] == "Accept-Language"


def test_language_asked_for_goes_before_the_favourite_and_stays_out_of_the_address(browse):
    assert browse(**FRENCH).get("/certificate?lang=en&code=A").path == "/en/certificate?code=A"


def test_form_that_was_sent_to_an_old_address_arrives(browse, database, teacher, coordinator, says):
    person, _ = teacher("Zoë Åström")
    host, _ = coordinator("Hana", "RO")

    def work(db):
        known = {"name": person.name, "code": "ABCDE23456", "site": "https://x.example"}
        attendance.add(db, announce(db, host).id, person.id, **known, at=NOON)

    database.write(work)

    page = browse().post("/certificate", code="ABCDE23456", name="Zoë Åström")

    assert page.path == "/en/certificate"
    assert says("page.certificate_matches") in page.words


def test_each_page_says_where_it_is_in_every_language(browse):
    html = browse().get("/fr/certificate?code=A").html

    links = dict(re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">', html))
    site = "http://portal.example"
    assert links == {
        "en": f"{site}/en/certificate",
        "fr": f"{site}/fr/certificate",
        "x-default": f"{site}/certificate",
    }
    assert f'<link rel="canonical" href="{site}/fr/certificate">' in html


def test_the_footer_leads_to_the_same_page_in_another_language(browse):
    assert 'href="/en/certificate?code=A" lang="en"' in browse().get("/fr/certificate?code=A").html
    assert 'href="/class?lang=fr" lang="fr"' in browse().get("/class").html


def test_unknown_language_is_no_page(browse):
    assert browse().get("/xx/certificate").status == 404
    assert browse().get("/qps-plocm/").status == 404


def test_what_is_not_there_is_told_in_the_language_of_the_address(browse):
    page = browse().get("/fr/nowhere")

    assert page.status == 404
    assert '<html lang="fr"' in page.html
    assert "hreflang" not in page.html.split("<body")[0]


def test_made_up_language_runs_from_right_to_left_where_it_is_tried_out(browse, settings):
    settings(pseudo_rtl=True)

    page = browse().get("/qps-plocm/")

    assert '<html lang="en-x-mirrored" dir="rtl">' in page.html
    assert "\u202eTwinning\u202c" in page.html or "\u202eeTwinning\u202c" in page.html
    assert "qps-plocm" not in page.html.split("</head>")[0].split("hreflang")[-1]
    assert 'href="/class?lang=qps-plocm"' in page.html


def test_made_up_language_is_none_that_anybody_speaks():
    assert words.PSEUDO not in words.languages()
    assert words.language_for(words.PSEUDO) == "en"


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("/fr", "/fr/"),
        ("/fr?x=1", "/fr/?x=1"),
        ("/fr/countries/", "/fr/countries"),
        ("/fr/countries/ro/?a=%C3%A9", "/fr/countries/ro?a=%C3%A9"),
        ("/en//evil.example/", "/en//evil.example"),
    ],
)
def test_a_slash_too_many_or_too_few_leads_to_the_right_address(browse, typed, there):
    answer = browse().plain("GET", typed)

    assert answer.status == 308
    assert answer.headers["Location"] == there


@pytest.mark.parametrize("path", ["//evil.example/", "//evil.example", "/\\\\evil.example"])
def test_no_address_leads_to_another_site(browse, path):
    browser = browse()
    browser.get("/healthz")

    async def ask():
        reader, writer = await asyncio.open_connection("127.0.0.1", browser.client.port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = await reader.read()
        writer.close()
        return answer.split(b"\r\n\r\n")[0]

    head = browser.loop.run_until_complete(ask())

    assert b" 404 " in head
    assert b"\nlocation:" not in head.lower()
