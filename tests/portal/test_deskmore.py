"""Announcements, statistics and the safeguarding log on the desk. Rules NSS-2, NSS-3, TWS-13."""

from datetime import date

import pytest

from storage import campaigns, members, safeguarding, statistics
from storage.campaigns import State
from tests.conftest import NOON
from tests.handlers.offices import Offices
from tests.portal.own import come_in


@pytest.fixture
def office(database, teacher, coordinator):
    return Offices(database, teacher, coordinator)


@pytest.fixture
def at_desk(browse, chats, office):
    """Let somebody of the office in at their desk."""
    return lambda role: come_in(browse, chats, "desk", office.at[role])


def state(database, number):
    return database.read(campaigns.by_id, number).state


def test_announcements_stand_there_with_how_far_they_are(at_desk, office):
    page = at_desk("own").get("/desk/announcements")

    assert "The seminars are open." in page.words
    assert 'max="100"' in page.html
    assert "http-equiv" not in page.html


def test_one_is_paused_and_goes_on(at_desk, office, database):
    own, number = at_desk("own"), office.ids["running"]
    own.get(f"/desk/announcements/{number}")

    own.post(f"/desk/announcements/{number}/announcepause")
    assert state(database, number) == State.PAUSED

    own.post(f"/desk/announcements/{number}/announceresume")
    assert state(database, number) == State.RUNNING


@pytest.mark.parametrize(
    ("command", "key", "ended"),
    [
        ("announcestop", "announce.sure_stop", State.STOPPED),
        ("announcewithdraw", "announce.sure_withdraw", State.WITHDRAWN),
    ],
)
def test_stopping_and_taking_back_ask_first(at_desk, office, database, says, command, key, ended):
    own, number = at_desk("own"), office.ids["running"]
    path = f"/desk/announcements/{number}/{command}"
    own.get(f"/desk/announcements/{number}")

    asked = own.post(path, words="")
    assert says(key, number=number) in asked.words
    assert state(database, number) == State.PAUSED

    own.post(path, words=f"{number} yes")
    assert state(database, number) == ended


def test_one_of_somebody_else_is_not_there(at_desk, office, database):
    other, number = at_desk("other"), office.ids["running"]

    assert other.get(f"/desk/announcements/{number}").status == 404
    assert other.post(f"/desk/announcements/{number}/announcepause").status == 404
    assert state(database, number) == State.RUNNING
    assert other.post(f"/desk/announcements/{number}/approve").status == 404


@pytest.fixture
def counted(database):
    """A month of numbers for Romania, Italy and all."""
    counts = {(where, "registered"): 25 for where in ("RO", "IT", "*")}
    counts |= {(where, "validated"): None for where in ("RO", "IT", "*")}
    database.write(statistics.save, date(2026, 9, 1), counts)


def test_numbers_stand_in_a_table_beside_the_picture(at_desk, counted, says):
    own = at_desk("own")
    page = own.get("/desk/statistics")

    assert "25" in page.words
    assert says("charts.hidden") in page.words
    assert 'alt="Chart:' in page.html
    [picture] = [part for part in page.html.split('"') if "picture.png" in part]
    drawn = own.fetch(picture.replace("&amp;", "&"))
    assert drawn.body.startswith(b"\x89PNG")


def test_the_table_is_given_as_csv(at_desk, counted):
    got = at_desk("own").fetch("/desk/statistics/table.csv?country=RO")

    assert got.status == 200
    assert b"25" in got.body


@pytest.mark.parametrize("path", ["", "/picture.png", "/table.csv"])
def test_another_countrys_numbers_are_not_shown(at_desk, counted, path):
    own = at_desk("own")

    assert own.fetch(f"/desk/statistics{path}?country=IT").status == 404
    assert own.fetch(f"/desk/statistics{path}?country=*").status == 404
    assert at_desk("central").fetch(f"/desk/statistics{path}?country=IT").status == 200


def test_before_the_first_month_is_over_that_is_said(at_desk, says):
    assert says("page.desk_stats_none") in at_desk("own").get("/desk/statistics").words


@pytest.fixture
def logged(database, office):
    """A project of Romania with an entry in its log; give its number."""

    def work(db):
        number = db.execute(members.table.select()).first().project_id
        safeguarding.write(db, safeguarding.Kind.JOINED, NOON, subject="pupil:7", project_id=number)
        return number

    return database.write(work)


def log_of(database):
    with database.reading() as db:
        return [entry for entry, _ in safeguarding.entries(db)]


def test_the_log_is_read_with_a_reason_that_is_written_into_it(
    at_desk, logged, database, says, office
):
    own = at_desk("own")
    page = own.get(f"/desk/log?q={logged}")
    assert "pupil 7" not in page.words
    before = len(log_of(database))

    refused = own.post("/desk/log", project=str(logged))
    assert refused.status == 422
    assert "pupil 7" not in refused.words
    assert len(log_of(database)) == before

    page = own.post("/desk/log", project=str(logged), reason="safety")
    assert "pupil 7" in page.words
    assert says("logkind.joined") in page.words
    last = log_of(database)[-1]
    assert (last.kind, last.reason, last.subject) == ("log read", "safety", f"project:{logged}")
    assert last.actor == f"person:{office.ids['own']}"
    assert database.read(safeguarding.verify) is None


def test_the_log_of_another_country_or_of_ones_own_project_is_not_read(at_desk, logged, database):
    for role in ("other", "concerned"):
        browser = at_desk(role)
        assert browser.post("/desk/log", project=str(logged), reason="safety").status == 404
    assert not [one for one in log_of(database) if one.kind == "log read"]
