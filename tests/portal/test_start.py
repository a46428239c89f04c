"""The start page, an account for who wants to use Matrix, and whether the service is well."""

import time
from datetime import timedelta

import pytest

from bot.portal import figures
from tests.portal import shown


def test_start_page_shows_teachers_both_ways_and_pupils_theirs(browse):
    page = browse().get("/")

    assert page.status == 200
    assert 'href="https://t.me/etwin_bot"' in page.html
    assert 'href="/en/matrix"' in page.html
    assert 'href="/class?lang=en"' in page.html


def test_start_page_shows_only_the_ways_that_there_are(browse, settings):
    settings(telegram_bot=str, matrix_bot="")
    browser = browse()

    page = browser.get("/")

    assert "Telegram" not in page.html.split("</section>")[0].split('class="ways"')[1]
    assert page.actions == []
    assert browser.post("/matrix").status == 404
    assert browser.get("/matrix").status == 404


def test_start_page_is_in_the_browsers_language_or_the_one_asked_for(browse):
    browser = browse(**{"Accept-Language": "it, fr-BE;q=0.9, en;q=0.5"})

    assert '<html lang="fr" dir="ltr">' in browser.get("/").html
    assert '<html lang="en" dir="ltr">' in browser.get("/en/").html


def test_language_of_the_page_stays_on_the_way(browse):
    page = browse().get("/fr/")

    assert 'href="/class?lang=fr"' in page.html
    assert 'href="/fr/countries"' in page.html
    assert 'href="/fr/matrix"' in page.html


def test_public_pages_set_no_cookie(browse):
    browser = browse()

    browser.get("/")
    browser.post("/matrix")
    browser.get("/class")

    assert browser.cookies() == {}


def test_visitor_gets_an_account_and_is_told_where_to_write(browse):
    page = browse().post("/matrix")

    assert page.status == 200
    for told in ("@v_1:school.example", "https://matrix.school.example", "token 1"):
        assert told in page.words
    assert "@etwin:school.example" in page.words


def test_an_account_is_made_once_however_often_its_page_is_looked_at(world, browse, says):
    browser = browse()
    browser.get("/matrix")
    asked = browser.page.hidden
    assert "token 1" in browser.post("/matrix").words

    page = browser.post("/matrix", **asked)

    assert page.status == 409
    assert says("page.matrix_spent") in page.words
    assert world.homeserver.accounts == 1
    assert "token 2" in browser.post("/matrix").words


def test_looking_again_does_not_count_as_another_account(world, browse):
    browser = browse()
    for _ in range(5):
        browser.get("/matrix")
        asked = browser.page.hidden
        browser.post("/matrix", **asked)
        browser.post("/matrix", **asked)

    assert world.homeserver.accounts == 5


def test_apps_are_named_before_an_account_is_made(world, browse):
    page = browse().get("/fr/matrix")

    assert "Element" in page.words
    assert "/link" in page.words
    assert 'hreflang="en"' in page.html
    assert world.homeserver.accounts == 0


def test_sign_in_is_a_link_where_there_is_a_matrix_app_in_the_browser(world, browse, settings):
    settings(matrix_client_url="https://app.school.example/")

    page = browse().post("/matrix")

    assert 'href="https://app.school.example/?loginToken=token+1"' in page.html


def test_sixth_account_within_an_hour_has_to_wait(world, browse):
    browser = browse()
    for _ in range(5):
        browser.post("/matrix")

    assert browser.post("/matrix").status == 429
    assert world.homeserver.accounts == 5

    world.at += timedelta(hours=1)
    assert browser.post("/matrix").status == 200


def test_each_address_behind_our_proxy_has_its_own_measure(world, browse):
    for _ in range(6):
        last = browse(**{"X-Forwarded-For": "6.6.6.6, 192.0.2.1"}).post("/matrix")
    other = browse(**{"X-Forwarded-For": "192.0.2.1, 192.0.2.2"}).post("/matrix")

    assert last.status == 429
    assert other.status == 200


def test_homeserver_away_makes_no_account_and_says_so(world, browse):
    world.homeserver.is_away = True

    page = browse().post("/matrix")

    assert page.status == 503
    assert "Nothing is lost" in page.words


def test_health_is_ok_only_while_the_database_answers(world, browse):
    browser = browse()

    assert browser.get("/healthz").html == "ok\n"

    world.database_is_away = True
    assert browser.get("/healthz").status == 503


def test_figures_are_counted_beside_the_pages_and_name_nobody(world, browse, database, rivers):
    for number in range(4):
        shown.project(database, f"Songs {number}")
    browser = browse()

    page = browser.get("/en/")
    world.database_is_away = True
    again = browser.get("/en/?x")

    # Ten teachers of ten schools; active projects of two countries, five each.
    for told in ("10 teachers", "10 schools", "46 countries", "5 active projects"):
        assert told in page.words
        assert told in again.words
    assert "Romania 5" in page.words
    assert "Ana" not in page.words
    assert again.status == 200


def test_figures_of_few_are_not_shown(browse, rivers):
    page = browse().get("/en/")

    assert "teachers 46" not in page.words
    assert "2 teachers" not in page.words
    assert "Romania" not in page.words


@pytest.fixture
def hurried(monkeypatch):
    """Let figures be counted again after a moment."""
    monkeypatch.setattr(figures, "SECONDS", 0.05)
    monkeypatch.setattr(figures, "SHARE", 1.0)


def test_figures_are_counted_again_after_a_while(browse, database, hurried):
    browser = browse()
    assert "active project" not in browser.get("/en/?x").words
    shown.project(database, "Songs")

    deadline = time.monotonic() + 60
    while "1 active project" not in browser.get("/en/?x").words:
        assert time.monotonic() < deadline
        browser.rest(0.05)


def test_while_nobody_looks_nothing_is_counted(world, browse, hurried):
    browser = browse()

    browser.get("/en/?x")
    _wait_for_counts(world, browser, 2)  # that of the start, and what that look brings on
    browser.rest(1)
    assert world.asked == 2

    browser.get("/en/?x")
    _wait_for_counts(world, browser, 3)


def _wait_for_counts(world, browser, number: int) -> None:
    """Only counting asks the database for a first page."""
    deadline = time.monotonic() + 60
    while world.asked < number:
        assert time.monotonic() < deadline
        browser.rest(0.05)


def test_database_away_at_the_start_leaves_the_page_without_figures(world, browse):
    world.database_is_away = True

    page = browse().get("/en/")

    assert page.status == 200
    assert "46 countries" in page.words


def test_both_ways_can_be_scanned_from_a_large_screen(browse):
    page = browse().get("/fr/")

    assert page.html.count('class="qr"') == 2
    assert 'aria-label="Code QR qui ouvre le bot sur Telegram"' in page.html
    assert " style=" not in page.html
