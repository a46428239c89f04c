"""Seminars as everybody may know of them, and their calendar. Rules POR-5, SEM-1."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from handlers import words
from storage import people, seminars, signups
from tests.conftest import NOON
from tests.portal import shown

SECRET = "meet.example"


@pytest.fixture
def site(browse):
    """A visitor's browser."""
    return browse()


def _events(site, path):
    answer = site.fetch(path)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    return answer, [*Calendar.from_ical(answer.body).walk("VEVENT")]


def test_what_is_coming_stands_under_its_month_and_day_in_a_countrys_time(site, database):
    shown.seminar(database, "Poems", days=3)
    shown.seminar(database, "Sums", days=30, language="fr")

    page = site.get("/en/seminars")
    assert (
        "2 seminars are coming. Times are those of Brussels, until you choose your country."
        in page.words
    )
    words = page.words
    order = ["October 2026", "Thursday 8 October", "14:00–15:00", "Poems", "November 2026", "Sums"]
    places = [words.index(one) for one in order]
    assert places == sorted(places)

    there = site.get("/en/seminars?zone=Europe/Bucharest").words
    assert "15:00–16:00" in there
    assert "Times are those of Romania." in there
    assert "15:00–16:00" in site.get("/en/seminars?country=ro").words
    assert "14:00–15:00" in site.get("/en/seminars?zone=Mars/Base").words


def test_seminars_are_narrowed_down(site, database):
    shown.seminar(database, "Poems")
    shown.seminar(database, "Sums", language="fr", subjects=("mathematics",))

    for asked in ("language=fr", "subject=mathematics", "language=fr&subject=mathematics"):
        words = site.get(f"/en/seminars?{asked}").words
        assert ("Sums" in words, "Poems" in words) == (True, False), asked
        _, fed = _events(site, f"/en/seminars.ics?{asked}")
        assert [str(one["summary"]) for one in fed] == ["Sums"], asked


def test_seminars_of_a_country_are_those_that_somebody_there_hosts(site, database):
    shown.seminar(database, "Poems")
    number = shown.seminar(database, "Songs")
    host = database.read(seminars.by_id, number).host_id
    database.write(lambda db: people.change(db, host, country="FR"))

    page = site.get("/en/seminars?country=fr")

    assert ("Songs" in page.words, "Poems" in page.words) == (True, False)
    assert 'href="webcal://portal.example/en/seminars.ics?country=fr"' in page.html
    _, fed = _events(site, "/en/seminars.ics?country=fr")
    assert [str(one["summary"]) for one in fed] == ["Songs"]
    assert "country=fr" in site.get(f"/en/seminars/{number}?country=fr").html


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Monday 5 October"),
        ("fr", "lundi 5 octobre"),
        ("de", "Montag, 5. Oktober"),
        ("hu", "október 5., hétfő"),
        ("lv", "pirmdiena, 5. oktobris"),
        ("pt", "segunda-feira, 5 de outubro"),
        ("ja", "10月5日(月曜日)"),
    ],
)
def test_a_day_is_said_in_the_order_of_the_language(language, said):
    assert words.day(language, NOON.date()) == said


def test_nothing_coming_says_what_to_do(site, database):
    assert "subscribe below" in site.get("/en/seminars").words
    shown.seminar(database, "Poems")

    page = site.get("/en/seminars?language=mt")

    assert "No seminar of that kind" in page.words
    assert 'href="/en/seminars"' in page.html


def test_neither_link_nor_speaker_nor_host_is_ever_shown(site, database):
    number = shown.seminar(database, "Poems", recording="https://meet.example/film", code="SESAME")

    for path in (
        "/en/seminars",
        f"/en/seminars/{number}",
        f"/en/seminars/{number}.ics",
        "/en/seminars.ics",
        "/en/search?q=poems",
    ):
        text = site.fetch(path).body.decode()
        assert "Poems" in text, path
        for secret in (SECRET, "Zoe", "Hanna", "SESAME"):
            assert secret not in text, (path, secret)


def test_places_left_are_told(site, database, teacher):
    number = shown.seminar(database, "Poems", capacity=2)
    for name, left in (("A", "One of 2 is free."), ("B", "All are taken"), ("C", "All are taken")):
        person, _ = teacher(name)
        database.write(signups.sign_up, number, person.id, NOON)
        assert left in site.get(f"/en/seminars/{number}").words

    assert "full, with a waiting list" in site.get("/en/seminars").words


def test_the_page_leads_into_the_bot_and_signs_nobody_up_itself(site, database):
    number = shown.seminar(database)

    page = site.get(f"/en/seminars/{number}")

    assert f'href="https://t.me/etwin_bot?start=seminar-{number}"' in page.html
    assert f"/seminar {number}" in page.words
    assert "<form" not in page.html.replace('<form class="zone', "")


def test_what_is_over_or_cancelled_says_so_and_offers_nothing(site, database):
    past = shown.seminar(database, "Poems", days=-3)
    gone = shown.seminar(database, "Sums")
    database.write(
        lambda db: seminars.change(db, seminars.by_id(db, gone), NOON, state="cancelled")
    )

    for number, says in ((past, "is over"), (gone, "was called off")):
        page = site.get(f"/en/seminars/{number}")
        assert says in page.words
        assert "t.me" not in page.html
    words = site.get("/en/seminars").words
    assert "Poems" not in words
    assert "Sums" not in words
    assert site.fetch(f"/en/seminars/{gone}.ics").status == 404
    assert site.get("/en/seminars/999").status == 404


def test_a_file_puts_one_seminar_into_a_calendar(site, database):
    number = shown.seminar(database, "Poems")

    answer, [event] = _events(site, f"/fr/seminars/{number}.ics")

    assert answer.status == 200
    assert (str(event["summary"]), event.decoded("dtstart")) == ("Poems", NOON + timedelta(days=3))
    assert str(event["url"]) == f"http://portal.example/fr/seminars/{number}"


def test_the_feed_has_all_or_a_language_and_follows_what_changes(site, database):
    poems, sums = shown.seminar(database, "Poems"), shown.seminar(database, "Sums", language="fr")
    shown.seminar(database, "Long ago", days=-90)

    _, events = _events(site, "/en/seminars.ics")
    assert {str(one["summary"]) for one in events} == {"Poems", "Sums"}
    answer, events = _events(site, "/en/seminars.ics?language=fr")
    assert [str(one["summary"]) for one in events] == ["Sums"]
    assert (
        site.fetch(
            "/en/seminars.ics?language=fr", **{"If-None-Match": answer.headers["ETag"]}
        ).status
        == 304
    )

    later = NOON + timedelta(days=9)
    database.write(
        lambda db: seminars.move(
            db, seminars.by_id(db, sums), later, later + timedelta(hours=1), NOON
        )
    )
    database.write(
        lambda db: seminars.change(db, seminars.by_id(db, poems), NOON, state="cancelled")
    )
    _, events = _events(site, "/en/seminars.ics")
    told = {str(one["summary"]): (str(one["status"]), int(one["sequence"])) for one in events}
    assert told == {"Sums": ("CONFIRMED", 1), "Poems": ("CANCELLED", 1)}
    assert later in [one.decoded("dtstart") for one in events]


def test_the_page_tells_how_to_subscribe(site, database):
    assert 'href="webcal://portal.example/en/seminars.ics"' in site.get("/en/seminars").html
    html = site.get("/en/seminars?language=fr").html
    assert 'href="webcal://portal.example/en/seminars.ics?language=fr"' in html


def test_many_seminars_have_pages(site, database):
    for number in range(45):
        shown.seminar(database, f"Talk {number:02}", days=number + 1)

    first, second = site.get("/en/seminars").words, site.get("/en/seminars?page=2").words

    assert ("Talk 39" in first, "Talk 40" in first) == (True, False)
    assert ("Talk 39" in second, "Talk 44" in second) == (False, True)
