"""A report on its page: behind a one-time link, with a reason, and nothing of it elsewhere."""

import pytest
from sqlalchemy import delete

from storage import coordinators, frozen, outbox, people, room_reports, safeguarding
from tests.conftest import NOON
from tests.handlers.reported import SECRET, at, make, teachers
from tests.makers import png


@pytest.fixture
def everybody(teacher, coordinator, school):
    return teachers(teacher, school) | {"ron": coordinator("Ron", "RO")[0]}


@pytest.fixture
def rivers(database, everybody):
    return make(database, everybody)


@pytest.fixture
def report(rivers):
    """Fox reports what Eva wrote; give the report."""
    return lambda by="t_eva": rivers.reported(words="He scares me", about=(by, SECRET))


@pytest.fixture
def link(chats, everybody):
    """Ask the bot for the way to a report; give its path."""

    def ask(report, name):
        [reply] = chats.send(f"/roomreport {report.id}", at(name))
        return reply.fields["link"].removeprefix("https://etwin.example")

    return ask


def log_of(database):
    with database.reading() as db:
        return [entry for entry, _ in safeguarding.entries(db)]


def suspend(database, who):
    fresh = database.read(people.by_id, who.id)
    database.write(people.decide, fresh, people.Standing.SUSPENDED, NOON)


def sent(database):
    return database.read(
        lambda db: [
            row.payload for row in db.execute(outbox.table.select().order_by(outbox.table.c.id))
        ]
    )


def test_a_teacher_of_the_school_sees_what_was_reported_in_context(browse, report, link):
    found = report()
    path = link(found, "ana")

    preview = browse().get(path)
    assert "Rivers" in preview.words
    assert SECRET not in preview.words
    assert "Why do you read it" not in preview.words

    browser = browse()
    browser.get(path)
    page = browser.post(path)
    assert page.path == "/report"
    for part in (SECRET, "Welcome all", "He scares me", "Fox", "Eva", "116 111"):
        assert part in page.words


def test_what_the_service_said_stands_under_its_name(browse, rivers, report, link):
    rivers.welcomed_by = "etwin-twinspace"
    path = link(report(), "ana")

    assert "eTwinning 5 October, 15:00 Welcome all" in browse().post(path).words


def test_the_link_opens_once(browse, report, link):
    path = link(report(), "ana")

    assert browse().post(path).status == 200
    assert browse().post(path).status == 410
    assert browse().get(path).status == 410
    assert browse().get("/report").status == 410


def test_a_coordinator_says_why_and_it_is_written_down_and_told_to_the_founders(
    browse, report, link, database
):
    found = report(by="t_cleo")
    path = link(found, "ron")
    browser = browse()
    asked = browser.get(path)
    assert "Why do you read it" in asked.words

    refused = browser.post(path)
    assert refused.status == 422
    assert SECRET not in refused.words
    assert browser.post(path, reason="curiosity").status == 422
    assert [one.kind for one in log_of(database)] == ["reported"]

    page = browser.post(path, reason="safety")
    assert SECRET in page.words
    read = log_of(database)[-1]
    assert (read.kind, read.reason) == ("report read", "safety")
    told = [one for one in sent(database) if "roomreports.was_read" in one]
    assert len(told) == 2  # Ana and Eva found the project
    assert not any(SECRET in one for one in told)


def test_a_founder_whom_it_is_about_hears_of_the_reading_after_the_case(
    browse, report, link, database, rivers, everybody
):
    found = report(by="t_eva")
    browser, path = browse(), link(found, "ron")
    browser.get(path)
    browser.post(path, reason="safety")
    assert len([one for one in sent(database) if "roomreports.was_read" in one]) == 1

    rivers.act(everybody["cleo"], "reportclose", str(found.id))

    assert len([one for one in sent(database) if "roomreports.was_read" in one]) == 2


def test_the_buttons_take_back_write_and_close(browse, report, link, database, rivers, says):
    found = report()
    browser, path = browse(), link(found, "ana")
    browser.get(path)
    page = browser.post(path)
    assert set(page.actions) >= {"/report/take", "/report/note", "/report/close", "/report/leave"}

    assert "taken back" in browser.post("/report/take").words
    assert [changes for _, changes, _ in rivers.in_rooms()] == ["$1"]
    assert "I talked to her" in browser.post("/report/note", text="I talked to her").words
    asked = browser.post("/report/close")
    assert says("page.report_sure_means") in asked.words
    assert database.read(room_reports.by_id, found.id).closed_at is None
    page = browser.post("/report/close", sure="1")
    assert "closed" in page.words
    assert SECRET in page.words
    assert database.read(room_reports.by_id, found.id).closed_at == NOON


def test_who_else_reads_what_is_written_there_is_said(browse, report, link, says):
    browser, path = browse(), link(report(), "ana")
    browser.get(path)

    page = browser.post(path)

    others = f"{says('page.report_other_teacher', name='Cleo')} and "
    assert others + says("page.report_other_service", name="Ron") in page.words
    assert says("page.report_for_services") not in page.words


def test_what_may_be_about_a_teacher_says_so_and_that_no_teacher_was_told(
    browse, rivers, link, database, says
):
    rivers.fox_reports(words="Ms Ana writes me ugly things", about="")
    [found] = database.read(room_reports.open_)
    browser, path = browse(), link(found, "ron")

    assert says("page.report_why_after") in browser.get(path).words
    page = browser.post(path, reason="safety")

    assert says("page.report_for_services") in page.words
    assert says("page.report_nobody_else") in page.words
    assert not [one for one in sent(database) if "roomreports.was_read" in one]


def test_a_report_about_a_founder_says_that_this_one_is_told_after_it(browse, rivers, link, says):
    about_eva = rivers.reported(about=("t_eva", SECRET))
    about_cleo = rivers.reported(words="Him too", about=("t_cleo", SECRET))

    assert says("page.report_why_some") in browse().get(link(about_eva, "ron")).words
    assert says("page.report_why") in browse().get(link(about_cleo, "ron")).words


def test_a_session_opens_one_report_and_ends_by_leave(browse, report, link, says):
    browser, path = browse(), link(report(), "ana")
    browser.get(path)
    browser.post(path)

    left = browser.post("/report/leave")

    assert says("page.own_left_title") in left.words
    assert says("page.report_left") in left.words
    assert browser.get("/report").status == 410


def test_what_is_changed_on_a_page_gone_back_to_is_sent_too(browse, report, link, database):
    found = report()
    browser, path = browse(), link(found, "ana")
    browser.post(path)
    first = browser.page.hidden["nonce"]

    for text in ("I talked to her", "I talked to her", "I talked to him"):
        browser.post("/report/note", text=text, nonce=first)

    notes = database.read(room_reports.notes_of, found.id)
    assert [one.text for one in notes] == ["I talked to her", "I talked to him"]


def test_each_report_is_closed_also_by_a_form_that_says_nothing_else(
    browse, rivers, link, database
):
    for words in ("He scares me", "He still does"):
        found, browser = rivers.reported(words=words), browse()
        browser.post(link(found, "ana"))
        browser.plain("POST", "/report/close", {"sure": "1"})
        assert database.read(room_reports.by_id, found.id).closed_at == NOON


def test_a_right_that_is_gone_closes_the_page(browse, report, link, database, everybody):
    browser, path = browse(), link(report(), "ron")
    browser.get(path)
    browser.post(path, reason="asked")
    assert SECRET in browser.get("/report").words

    database.write(lambda db: db.execute(delete(coordinators.table)))

    assert browser.get("/report").status == 410


def test_who_is_suspended_reads_no_report_by_a_link_from_before(
    browse, report, link, database, everybody
):
    found = report()
    path, other = link(found, "cleo"), link(found, "cleo")
    browser = browse()
    browser.post(path)
    assert SECRET in browser.get("/report").words

    suspend(database, everybody["cleo"])

    assert browser.get("/report").status == 410
    assert browse().get(other).status == 410
    assert browse().post(other).status == 410


def test_the_reported_picture_is_shown_and_nothing_else_runs(browse, report, link, database):
    found = report()
    change = frozen.table.update().values(picture=png(), mime="image/png")
    database.write(lambda db: db.execute(change))
    browser, path = browse(), link(found, "ana")
    browser.get(path)
    page = browser.post(path)

    assert '<img src="/report/picture"' in page.html
    shown = browser.loop.run_until_complete(browser.client.get("/report/picture"))
    assert shown.headers["Content-Type"] == "image/png"
    assert browse().get("/report/picture").status == 404
