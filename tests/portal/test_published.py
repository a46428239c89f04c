"""What is public of a project: its page and copies, and what takes them down. TWS-8."""

import asyncio
import io
import os
import time

import pytest
from PIL import Image

from bot import publishing as cleaning
from bot.turns import Turns
from handlers import permissions, pupilcare
from storage import (
    belongings,
    materials,
    projects,
    publications,
    pupil_erasing,
    pupils,
    safeguarding,
)
from storage.pupils import Permissions
from tests.conftest import NOON
from tests.portal.photographs import photograph
from tests.portal.publishing import agree, ask, at, file_picture, public


def test_two_schools_make_it_public_with_alt_and_licence_and_nobodys_name(
    browse, rivers, published, says, database
):
    number, copy = published

    page = public(browse, rivers)

    for words in ("Rivers", "Water", "our stream", "Romania", "Germany"):
        assert words in page.words
    assert 'alt="a stream under trees"' in page.html
    assert says("page.project_free") in page.words
    assert copy in page.html
    assert "Ana" not in page.words
    assert "Ben" not in page.words
    assert "Owl" not in page.words
    assert "Set-Cookie" not in page.headers
    assert "<script" not in page.html
    [entry] = [one for one, _ in database.read(lambda db: list(safeguarding.entries(db)))][-1:]
    assert (entry.kind, entry.subject) == ("published", f"material:{number}")


def test_the_copy_says_nothing_of_the_telephone_and_is_what_it_says(browse, published):
    _, copy = published

    got = browse().fetch(copy)

    assert b"Planted" in photograph(640)
    assert b"Planted" not in got.body
    with Image.open(io.BytesIO(got.body)) as opened:
        assert not opened.getexif()
        assert opened.size == (320, 640)
    assert got.headers["Content-Type"] == "image/jpeg"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in got.headers


def test_where_many_stand_a_small_copy_is_given_and_goes_with_the_large_one(
    browse, ana, ben, permit, world, database, rivers, owl
):
    permit()
    number = file_picture(world, database, rivers, photograph(1600), owl)
    ask(ana, number)
    agree(ben, number)
    [(found, _)] = database.read(publications.public, rivers.id)
    copy, folder = f"/projects/{rivers.id}/{found.file}", world.published

    assert f"{copy}?small" in public(browse, rivers).html
    whole, small = browse().fetch(copy), browse().fetch(f"{copy}?small")
    for got, size in ((whole, (800, 1600)), (small, (360, 720))):
        assert b"Planted" not in got.body
        with Image.open(io.BytesIO(got.body)) as opened:
            assert opened.size == size
    for path in folder.iterdir():
        os.utime(path, (1, 1))
    cleaning.delete_all_but(folder, frozenset({found.file}), time.time())
    assert len(list(folder.iterdir())) == 2
    ana.get(at(number))
    ana.post(at(number, "/withdraw"))
    assert browse().fetch(f"{copy}?small").status == 404
    cleaning.delete_all_but(folder, frozenset(), time.time())
    assert not list(folder.iterdir())


def test_in_a_closed_project_nothing_new_is_published_and_withdrawing_works(
    ana, browse, published, filed, close_project, rivers, says
):
    number, copy = published
    other = filed(by_ana=True)
    close_project()

    assert browse().fetch(copy).status == 200
    ana.get(at(other))
    page = ana.post(at(other, "/publish"), child="no", nonce="n", mark="m")
    assert says("publish.not_yours") in page.words
    ana.get(at(number))
    ana.post(at(number, "/withdraw"))

    assert browse().fetch(copy).status == 404


def _caption(db, number, rivers, owl):
    materials.change(db, materials.by_id(db, number), caption="something else")


def _file(db, number, rivers, owl):
    change = materials.table.update().where(materials.table.c.id == number)
    db.execute(change.values(ref="mxc://school.example/other"))


def _taken_back(db, number, rivers, owl):
    materials.take_back(db, materials.by_id(db, number).event_id, NOON)


def _less(db, number, rivers, owl):
    given = Permissions(True, False, True)
    permissions.record(db, pupils.by_id(db, owl.id), given, rivers.ana, NOON)


def _out(db, number, rivers, owl):
    pupilcare.take_out(db, pupils.by_id(db, owl.id))


def _erased(db, number, rivers, owl):
    pupilcare.take_out(db, pupils.by_id(db, owl.id))
    pupil_erasing.finish(db, pupil_erasing.want(db, owl.id, NOON), NOON)
    belongings.load()


@pytest.mark.parametrize("what", [_caption, _file, _taken_back, _less, _out, _erased])
def test_each_change_and_each_withdrawal_takes_it_down_at_once_with_its_file(
    browse, published, database, rivers, owl, what
):
    number, copy = published
    assert browse().fetch(copy).status == 200

    database.write(what, number, rivers, owl)

    assert browse().fetch(copy).status == 404
    assert "our stream" not in public(browse, rivers).words
    assert copy not in browse().get("/en/gallery").html


def test_less_permission_deletes_what_was_agreed_so_that_more_brings_nothing_back(
    published, permit, database, rivers
):
    number, _ = published
    permit(publish=False)
    permit(publish=True)

    assert database.read(publications.of_material, number) is None


def test_less_permission_hides_it_even_before_it_is_withdrawn(browse, published, owl, database):
    _, copy = published

    database.write(pupils.permit, owl.id, Permissions(True, False, True), owl.added_by, NOON)

    assert browse().fetch(copy).status == 404


def test_a_change_has_to_pass_both_schools_again(ana, ben, browse, published, database, rivers):
    number, copy = published
    database.write(_caption, number, rivers, None)

    assert agree(ben, number).status == 422
    ask(ana, number)
    assert "something else" not in public(browse, rivers).words
    agree(ben, number)

    assert "something else" in public(browse, rivers).words
    assert browse().fetch(copy).status == 404


def test_a_change_in_the_browser_ends_it_for_good_and_is_written_down(
    ana, browse, published, database
):
    number, copy = published
    said = database.read(materials.by_id, number)
    as_it_was = {name: getattr(said, name) for name in ("alt", "licence", "source", "caption")}

    ana.get(at(number))
    ana.post(at(number), **as_it_was | {"caption": "something else"})

    entry = database.read(lambda db: [one for one, _ in safeguarding.entries(db)])[-1]
    assert (entry.kind, entry.reason) == ("withdrawn", "changed")
    ana.post(at(number), **as_it_was)
    assert browse().fetch(copy).status == 404


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_any_teacher_withdraws(request, who, browse, published, rivers, database):
    number, copy = published
    browser = request.getfixturevalue(who)

    browser.get(at(number))
    browser.post(at(number, "/withdraw"))

    assert browse().fetch(copy).status == 404
    entry = database.read(lambda db: [one for one, _ in safeguarding.entries(db)])[-1]
    assert (entry.kind, entry.reason) == ("withdrawn", "by a teacher")


def test_copies_that_nobody_publishes_are_deleted_and_fresh_ones_wait(world, published):
    (_, copy), folder = published, world.published
    kept = copy.rpartition("/")[2]
    old, fresh, other = folder / f"{'0' * 32}.jpg", folder / f"{'1' * 32}.png", folder / "notes"
    for path in (old, fresh, other):
        path.write_bytes(b"x")
    for path in (old, other, folder / kept):
        os.utime(path, (1, 1))

    cleaning.delete_all_but(folder, frozenset({kept}), time.time())

    assert sorted(path.name for path in folder.iterdir()) == sorted([kept, fresh.name, "notes"])


def test_copies_are_compared_again_when_one_was_withdrawn_and_not_before(
    world, published, database
):
    (number, copy), folder = published, world.published
    turns = Turns(database, bytes, "")
    cleaner, now = cleaning.Cleaning(folder, turns), time.time()
    path = folder / copy.rpartition("/")[2]

    def looks(seconds):
        return asyncio.run(cleaner.look(now + seconds))

    assert looks(0)
    assert looks(60), "it had just been written"
    os.utime(path, (1, 1))
    assert looks(400)
    assert not looks(460)
    assert looks(400 + cleaning.COMPARE_SECONDS), "now and then all the same"
    assert path.exists()

    database.write(publications.withdraw, number)
    assert looks(470 + cleaning.COMPARE_SECONDS)
    assert not path.exists()
    turns.close()


@pytest.mark.parametrize("state", [projects.State.DRAFT, projects.State.NSS])
def test_a_project_that_was_never_active_has_no_page(browse, database, rivers, state):
    def change(db):
        projects.change(db, projects.by_id(db, rivers.id), state, NOON)

    database.write(change)

    assert public(browse, rivers).status == 404
    assert browse().get("/projects/999").status == 404
