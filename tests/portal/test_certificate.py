"""The page on which a certificate is checked. Rule SEM-4."""

from datetime import timedelta

import pytest

from storage import attendance
from tests.conftest import NOON
from tests.handlers.seminars import announce


@pytest.fixture
def certified(database, teacher, coordinator):
    """A certificate for Zoë Åström, with the code ABCDE23456."""
    person, _ = teacher("Zoë Åström")
    host, _ = coordinator("Hana", "RO")

    def work(db):
        robots = announce(db, host)
        known = {"name": person.name, "code": "ABCDE23456", "site": "https://x.example"}
        attendance.add(db, robots.id, person.id, **known, at=NOON)

    database.write(work)


def check(browser, code="ABCDE-23456", name="Zoë Åström"):
    return browser.post("/certificate", code=code, name=name)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("ABCDE-23456", "Zoë Åström"),
        ("abcde23456", "zoe astrom"),
        (" ABCDE 23456 ", "  ZOË   ÅSTRÖM "),
    ],
)
def test_code_and_name_match_however_they_are_typed(browse, certified, says, code, name):
    page = check(browse(), code, name)

    assert page.status == 200
    assert says("page.certificate_matches") in page.words


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("ABCDE-23457", "Zoë Åström"),
        ("ABCDE-23456", "Zoë"),
        ("ABCDE-23456", "Zoë Åström Berg"),
        ("ABCDE-23456", "Åström"),
        ("'; --", "Zoë Åström"),
    ],
)
def test_whatever_differs_is_told_in_the_same_words_and_nothing_else(
    browse, certified, says, code, name
):
    page = check(browse(), code, name)

    assert page.status == 200
    assert says("page.certificate_differs") in page.words
    assert "Robots" not in page.words


def test_the_code_of_a_scanned_certificate_is_there_already(browse, certified):
    page = browse().get("/certificate?code=ABCDE-23456")

    assert 'value="ABCDE-23456"' in page.html
    assert "Zoë" not in page.html


@pytest.mark.parametrize(("code", "name"), [("", "Zoë"), ("ABCDE-23456", " ")])
def test_both_have_to_be_typed(browse, certified, says, code, name):
    page = check(browse(), code, name)

    assert page.status == 422
    assert says("page.certificate_empty") in page.words


def test_twenty_checks_a_minute_make_an_address_wait_also_with_the_right_name(
    world, browse, certified, says
):
    browser = browse()
    for number in range(20):
        check(browser, code=f"AAAAA{number:05}")

    page = check(browser)
    world.at += timedelta(minutes=1)
    later = check(browser)

    assert page.status == 429
    assert says("page.certificate_matches") not in page.words
    assert says("page.certificate_matches") in later.words


def test_what_is_typed_is_no_markup(browse, certified):
    page = check(browse(), code="<b>", name="<script>x</script>")

    assert "<script>x" not in page.html
