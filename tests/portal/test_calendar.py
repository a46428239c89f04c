"""The private calendar feed, as calendar apps fetch it. Rule SEM-5."""

import pytest
from icalendar import Calendar

from storage import calendars, seminars, signups
from tests.conftest import NOON
from tests.handlers.seminars import START, announce

TOKEN = "abcdefghjk" * 2 + "mnpqrs"


@pytest.fixture
def ana(database, teacher, coordinator):
    """A teacher with a place in a seminar, and a feed."""
    person, _ = teacher("Ana")
    host, _ = coordinator("Hana", "RO")

    def work(db):
        robots = announce(db, host)
        signups.sign_up(db, robots.id, person.id, NOON)
        calendars.renew(db, person.id, TOKEN, NOON)
        return robots

    database.write(work)
    return person


def test_the_address_gives_the_calendar_and_may_be_kept_a_while_by_its_reader_alone(browse, ana):
    answer = browse().get(f"/calendar/{TOKEN}.ics")

    [event] = Calendar.from_ical(answer.html).walk("VEVENT")
    assert answer.status == 200
    assert event["dtstart"].dt == START
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, max-age=300"
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_who_has_the_newest_is_told_so_until_something_changes(browse, ana, database):
    browser = browse()
    tag = browser.get(f"/calendar/{TOKEN}.ics").headers["Etag"]

    same = browser.get(f"/calendar/{TOKEN}.ics", **{"If-None-Match": tag})
    database.write(lambda db: seminars.change(db, seminars.by_id(db, 1), NOON, title="New"))
    changed = browser.get(f"/calendar/{TOKEN}.ics", **{"If-None-Match": tag})

    assert (same.status, same.html) == (304, "")
    assert changed.status == 200
    assert "SUMMARY:New" in changed.html


@pytest.mark.parametrize("token", ["x" * 26, "x", "..", "%00" * 8])
def test_unknown_addresses_give_nothing(browse, ana, token):
    assert browse().get(f"/calendar/{token}.ics").status == 404


def test_a_renewed_address_ends_the_old_one(browse, ana, database):
    database.write(calendars.renew, ana.id, "z" * 26, NOON)
    browser = browse()

    assert browser.get(f"/calendar/{TOKEN}.ics").status == 404
    assert browser.get(f"/calendar/{'z' * 26}.ics").status == 200
