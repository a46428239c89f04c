"""Announcements, statistics and the safeguarding log on the desk. Rules NSS-2, NSS-3, TWS-13."""

from datetime import date

import pytest
from sqlalchemy import update

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


def test_one_under_way_is_followed_if_one_wants_and_a_paused_one_is_not(at_desk, office):
    own, number = at_desk("own"), office.ids["running"]
    here = f"/desk/announcements/{number}"

    page = own.get(here)
    assert "Refresh" not in page.headers
    assert "▓" not in page.words  # a bar is drawn
    assert "░" not in page.words
    assert own.get(f"{here}?follow=2").headers["Refresh"] == f"5; url={here}?follow=1"
    own.post(f"{here}/announcepause")
    assert "Refresh" not in own.get(f"{here}?follow=2").headers


def test_letters_of_one_that_is_over_are_not_counted_again(at_desk, office, database):
    number = office.ids["running"]

    def end(db):
        over = {"outcome": '{"sent": 3}', "ended_at": NOON, "state": State.DONE}
        db.execute(update(campaigns.table).where(campaigns.table.c.id == number).values(over))

    database.write(end)

    assert 'value="100"' in at_desk("own").get(f"/desk/announcements/{number}").html


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
    assert says("page.in_chat", what="", command="") not in asked.words
    if command == "announcewithdraw":
        keep = says("announce.keep")
        assert f'<a class="button" href="/desk/announcements/{number}">{keep}</a>' in asked.html
    assert state(database, number) == State.PAUSED

    own.post(path, words=f"{number} yes")
    assert state(database, number) == ended


def test_each_text_says_for_whom_it_is(at_desk, office, says):
    page = at_desk("own").get(f"/desk/announcements/{office.ids['running']}")

    for_french = says("announce.marked_for", language="French")
    english, marked = page.words.index(" English "), page.words.index(for_french)
    assert english < page.words.index("The seminars are open.", english) < marked
    assert says("announce.said_english", sender="", text="").strip() in page.words[marked:]


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
