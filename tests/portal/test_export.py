"""The page on which a project is saved as a file: how far it is, and who gets the file. TWS-11."""

from datetime import timedelta

import pytest

from storage import exports, members, people, pupil_erasing, pupils
from storage.codes import Purpose
from storage.exports import State
from storage.people import Standing
from tests.conftest import NOON

PAGE = "/twinspace/export"
FILE = "ab" * 16 + ".zip"


@pytest.fixture(autouse=True)
def folder(world, tmp_path):
    world.exports = tmp_path / "exports"
    world.exports.mkdir()
    return world.exports


@pytest.fixture
def made(folder, database, rivers):
    """An export that lies there; give where it is fetched."""
    (folder / FILE).write_bytes(b"PK of the rivers")

    def work(db):
        found = exports.ask(db, rivers.id, rivers.ana, NOON)
        exports.begin(db, found.id)
        exports.end(db, found.id, State.READY, NOON, file=FILE, size=1_500_000)

    database.write(work)
    return f"{PAGE}/{FILE}"


def test_it_is_begun_on_the_page_which_says_how_far_it_is(ana, folder, database, rivers, says):
    assert says("page.export_make") in ana.get(PAGE).words
    begun = ana.post(PAGE)
    assert says("page.export_waiting") in begun.words

    found = database.read(exports.of_project, rivers.id)
    database.write(exports.begin, found.id)
    database.write(exports.reach, found.id, 120, 40)

    assert found.asked_by == rivers.ana
    assert says("page.export_making", percent=40, count=120) in ana.get(PAGE).words


def test_a_teacher_of_the_project_gets_the_file(ana, made):
    page = ana.get(PAGE)
    assert made in page.html
    assert "1.5 MB" in page.words

    got = ana.fetch(made)

    assert got.body == b"PK of the rivers"
    assert got.headers["Content-Type"] == "application/zip"
    assert got.headers["Content-Disposition"] == "attachment; filename*=UTF-8''Rivers.zip"
    assert got.headers["Cache-Control"] == "no-store"
    assert got.headers["X-Content-Type-Options"] == "nosniff"


def test_the_bots_link_opens_the_page(browse, link, made):
    browser = browse()

    page = browser.post(link(purpose=Purpose.EXPORT))

    assert page.path == PAGE
    assert made in page.html


def test_nobody_else_gets_it(browse, fox, made):
    for browser in (browse(), fox):
        got = browser.fetch(made)
        assert got.status == 403
        assert b"PK" not in got.body


def test_rights_count_at_the_download(ana, made, database, rivers):
    ana.get(PAGE)
    member = database.read(members.of_person, rivers.id, rivers.ana)
    how = {"role": member.role, "school_id": member.school_id, "at": NOON}

    def leave(db):
        members.put(db, rivers.id, rivers.ana, state=members.State.LEFT, **how)

    database.write(leave)

    assert ana.fetch(made).status == 403


def test_who_is_suspended_gets_nothing(ana, made, database, rivers):
    def suspend(db):
        change = people.table.update().where(people.table.c.id == rivers.ana)
        db.execute(change.values(standing=Standing.WAITING))

    database.write(suspend)

    assert ana.fetch(made).status == 403


def test_another_name_or_another_day_is_gone(ana, made, world, browse, link):
    assert ana.fetch(made.replace("ab", "cd")).status == 404
    world.at = NOON + exports.KEPT
    later = browse()
    later.post(link())

    assert later.fetch(made).status == 404


def test_where_a_pupil_is_erased_it_is_gone_at_once(ana, slip, made, database):
    slip()

    def erase(db):
        pupil = pupils.by_localpart(db, "p_10")
        pupil_erasing.begin(db, pupil_erasing.want(db, pupil.id, NOON))

    database.write(erase)

    assert ana.fetch(made).status == 404


@pytest.mark.parametrize(
    ("state", "key"),
    [(State.NO_ROOM, "page.export_no_room"), (State.FAILED, "page.export_failed")],
)
def test_what_did_not_work_is_said_and_can_be_begun_again(
    ana, folder, database, rivers, says, state, key
):
    found = database.write(exports.ask, rivers.id, rivers.ana, NOON)
    database.write(exports.begin, found.id)

    def end(db):
        exports.end(db, found.id, state, NOON)

    database.write(end)
    assert says(key) in ana.get(PAGE).words

    assert says("page.export_waiting") in ana.post(PAGE).words


def test_a_closed_project_has_the_page_too(ana, folder, close_project, says):
    close_project()

    ana.get(PAGE)

    assert says("page.export_waiting") in ana.post(PAGE).words


def test_it_is_followed_only_if_one_wants_and_only_while_it_is_made(ana, database, rivers, world):
    ana.get(PAGE)
    still = ana.post(PAGE)
    assert "Refresh" not in ana.get(PAGE).headers
    assert 'href="/twinspace/export?follow=60"' in still.html

    moving = ana.get(f"{PAGE}?follow=60")
    assert moving.headers["Refresh"] == "5; url=/twinspace/export?follow=59"
    assert ana.get(f"{PAGE}?follow=1").headers["Refresh"] == "5; url=/twinspace/export"
    for rubbish in ("x", "²", "-1", "0", ""):
        assert "Refresh" not in ana.get(f"{PAGE}?follow={rubbish}").headers
    assert ana.get(f"{PAGE}?follow=999").headers["Refresh"].endswith("follow=59")

    found = database.read(exports.of_project, rivers.id)
    database.write(exports.begin, found.id)
    database.write(exports.end, found.id, State.FAILED, NOON)
    assert "Refresh" not in ana.get(f"{PAGE}?follow=60").headers


def test_how_far_it_is_stands_in_a_bar_too(ana, database, rivers):
    ana.get(PAGE)
    ana.post(PAGE)
    found = database.read(exports.of_project, rivers.id)
    database.write(exports.begin, found.id)
    database.write(exports.reach, found.id, 120, 40)

    assert '<progress max="100" value="40"' in ana.get(PAGE).html


def test_one_whose_file_is_gone_says_so(browse, link, made, world):
    world.at += timedelta(hours=25)
    ana = browse()

    page = ana.post(link(purpose=Purpose.EXPORT))

    assert "deleted after 24 hours" in page.words
    assert made not in page.html


def test_sizes_are_written_as_the_reader_writes_them(browse, link, made):
    browser = browse(**{"Accept-Language": "fr"})
    browser.post(link(purpose=Purpose.EXPORT))

    assert "1,5 Mo" in browser.get(PAGE).words
