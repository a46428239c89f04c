"""What becomes public of a project: who asks and agrees, what is checked and withdrawn. TWS-8."""

import io
import os
import time

import pytest
from PIL import Image

from bot import publishing as cleaning
from handlers import permissions, pupilcare, turn
from handlers.conversation import Event
from handlers.rooms import Media
from storage import (
    belongings,
    materials,
    members,
    people,
    projects,
    publications,
    pupil_erasing,
    pupils,
    safeguarding,
)
from storage.addresses import Address
from storage.people import Standing
from storage.pupils import Permissions
from tests.conftest import NOON
from tests.portal.world import SERVER

WORDS = {"caption": "our stream", "alt": "a stream under trees", "name": "stream.jpg"}


def photograph():
    """Make a photograph that says where it was taken."""
    out = io.BytesIO()
    notes = Image.Exif()
    notes[0x010F] = "Telephone of Maria"
    notes.get_ifd(0x8825)[2] = (46.0, 46.0, 12.0)
    Image.new("RGB", (640, 400), "navy").save(out, "JPEG", exif=notes)
    return out.getvalue()


@pytest.fixture(autouse=True)
def folder(world, tmp_path):
    world.published = tmp_path / "published"
    return world.published


@pytest.fixture
def owl(database, rivers):
    """A pupil of Ana's school; give what parents allow with `permit`."""

    def work(db):
        school = members.of_person(db, rivers.id, rivers.ana).school_id
        mine = {"project_id": rivers.id, "school_id": school, "added_by": rivers.ana}
        code, name = "ABCDE234567", "Wise Owl 3"
        return pupils.add(db, **mine, pseudonym=name, localpart="p_owl", code=code, at=NOON)

    return database.write(work)


@pytest.fixture
def permit(database, owl, rivers):
    def allow(publish=True, picture=True, part=True):
        def work(db):
            given = Permissions(part, publish, picture)
            permissions.record(db, pupils.by_id(db, owl.id), given, rivers.ana, NOON)

        database.write(work)

    return allow


@pytest.fixture
def post(world, database, rivers, owl):
    """File a picture, of the pupil or of Ana; give its number."""

    def make(by="p_owl", kind="photo", licence="free", **words):
        said = {**WORDS, **words}
        media = Media(said["name"], "image/jpeg", 9, True, said["alt"])
        room, sender = rivers.classroom, f"@{by}:{SERVER}"
        event = world.homeserver.show(room, sender, photograph(), media)

        def work(db):
            pupil = by == "p_owl"
            return materials.add(
                db,
                NOON,
                project_id=rivers.id,
                event_id=event,
                room=room,
                localpart=by,
                person_id=None if pupil else rivers.ana,
                pupil_id=owl.id if pupil else None,
                kind=kind,
                ref=f"mxc://{SERVER}/{event}",
                mime="image/jpeg",
                size=9,
                licence=licence,
                **said,
            ).id

        return database.write(work)

    return make


@pytest.fixture
def ben(browse, link, rivers):
    browser = browse()
    browser.post(link(rivers.ben))
    return browser


def at(number, what=""):
    return f"/twinspace/materials/{number}{what}"


def ask(browser, number, child="no", **fields):
    browser.get(at(number))
    return browser.post(at(number, "/publish"), child=child, **fields)


def agree(browser, number, **fields):
    browser.get(at(number))
    return browser.post(at(number, "/agree"), **fields)


@pytest.fixture
def published(ana, ben, post, permit, database, rivers):
    """Publish a picture of the pupil; give its number and the address of its copy."""
    permit()
    number = post()
    ask(ana, number)
    agree(ben, number)
    [(found, _)] = database.read(publications.public, rivers.id)
    return number, f"/projects/{rivers.id}/{found.file}"


def public(browse, rivers):
    return browse().get(f"/projects/{rivers.id}")


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

    assert b"Telephone" in photograph()
    assert b"Telephone" not in got.body
    with Image.open(io.BytesIO(got.body)) as opened:
        assert not opened.getexif()
        assert opened.size == (640, 400)
    assert got.headers["Content-Type"] == "image/jpeg"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in got.headers


def test_who_asked_does_not_agree_nor_does_a_colleague_of_the_same_school(
    ana, browse, link, post, permit, rivers, database, teacher, says
):
    permit()
    number = post()
    ask(ana, number)
    zoe, _ = teacher("Zoe")
    school = database.read(members.of_person, rivers.id, rivers.ana).school_id

    def join(db):
        how = {"role": members.Role.PARTNER, "state": members.State.IN, "at": NOON}
        members.put(db, rivers.id, zoe.id, school_id=school, **how)

    database.write(join)
    colleague = browse()
    colleague.post(link(zoe.id))

    for browser in (ana, colleague):
        page = agree(browser, number)
        assert page.status == 422
        assert says("publish.other_school") in page.words
    assert "our stream" not in public(browse, rivers).words


@pytest.mark.parametrize("verb", ["publish", "agree", "withdraw"])
def test_strangers_and_pupils_do_nothing(browse, fox, published, rivers, verb):
    number, copy = published

    for browser in (browse(), fox):
        assert browser.post(at(number, f"/{verb}"), child="no").status in {403, 404}

    assert browse().fetch(copy).status == 200
    assert "/publish" not in fox.get(f"/class/materials/{number}").html


@pytest.mark.parametrize("command", ["askpublish", "agreepublish", "unpublish"])
def test_the_acts_themselves_refuse_who_is_not_in_the_project(
    database, teacher, published, rivers, command, world
):
    number, _ = published
    stranger, _ = teacher("Zoe")
    mark = publications.mark_of(database.read(materials.by_id, number))
    words = f"{rivers.id} {number} {mark} none"
    who = Address("web", f"person:{stranger.id}")

    event = Event("x", who, "", world.at, command=command, words=words, seed=b"chance")
    [reply] = turn.act(database, event)

    assert reply.key in {"publish.not_yours", "publish.other_school"}
    assert database.read(publications.public, rivers.id)


def test_who_is_suspended_agrees_to_nothing(ana, ben, post, permit, database, rivers):
    permit()
    number = post()
    ask(ana, number)

    def suspend(db):
        change = people.table.update().where(people.table.c.id == rivers.ben)
        db.execute(change.values(standing=Standing.WAITING))

    ben.get(at(number))
    database.write(suspend)

    assert ben.post(at(number, "/agree")).status == 403
    assert not database.read(publications.public, rivers.id)


def test_in_a_closed_project_nothing_new_is_published_and_withdrawing_works(
    ana, browse, published, post, close_project, rivers, says
):
    number, copy = published
    other = post(by="t_ana")
    close_project()

    assert browse().fetch(copy).status == 200
    ana.get(at(other))
    page = ana.post(at(other, "/publish"), child="no", nonce="n", mark="m")
    assert says("publish.not_yours") in page.words
    ana.get(at(number))
    ana.post(at(number, "/withdraw"))

    assert browse().fetch(copy).status == 404


@pytest.mark.parametrize(
    ("publish", "picture", "child", "key"),
    [
        (False, True, "no", "publish.no_work"),
        (True, False, "yes", "publish.no_picture"),
        (True, False, "no", None),
        (True, True, "yes", None),
    ],
)
def test_parents_permissions_count(
    ana, post, permit, owl, database, rivers, says, publish, picture, child, key
):
    permit(publish=publish, picture=picture)
    number = post()

    page = ask(ana, number, child, **({"pupil": str(owl.id)} if child == "yes" else {}))

    waiting = database.read(publications.waiting, rivers.id)
    assert bool(waiting) == (key is None)
    if key:
        assert says(key) in page.words


def test_permissions_count_again_when_the_other_school_agrees(
    ana, ben, post, permit, owl, says, database, rivers
):
    permit()
    number = post()
    ask(ana, number)
    database.write(pupils.permit, owl.id, Permissions(True, False, True), rivers.ana, NOON)

    assert says("publish.no_work") in agree(ben, number).words
    assert not database.read(publications.public, rivers.id)


def test_a_pseudonym_without_permission_is_not_published(ana, post, permit, database, rivers):
    permit(publish=False)
    number = post(by="t_ana", alt="wise owl, 3, at work")

    page = ask(ana, number)

    assert "Wise Owl 3" in page.words
    assert page.status == 422
    assert not database.read(publications.waiting, rivers.id)


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ({"kind": "file"}, "publish.only_pictures"),
        ({"alt": ""}, "publish.needs_alt"),
        ({"licence": "ours"}, "publish.needs_licence"),
        ({"licence": ""}, "publish.needs_licence"),
    ],
)
def test_what_lacks_something_is_refused_with_what_to_do(
    ana, post, permit, database, says, words, key, rivers
):
    permit()
    number = post(**words)
    mark = publications.mark_of(database.read(materials.by_id, number))

    ana.get(at(number))
    page = ana.post(at(number, "/publish"), child="no", mark=mark, nonce="n")

    assert says(key) in page.words
    assert not database.read(publications.waiting, rivers.id)


def test_whether_a_child_is_recognised_has_to_be_said(ana, post, permit, says, database, rivers):
    permit()
    number = post()
    for child, more in (("", {}), ("yes", {}), ("yes", {"pupil": "999"})):
        assert says("publish.ask_child") in ask(ana, number, child, **more).words

    assert not database.read(publications.waiting, rivers.id)


@pytest.mark.parametrize(
    "words",
    [{"caption": "drawn by Maria Ionescu"}, {"name": "Ionescu_Maria.jpg"}, {"alt": "m@school.ro"}],
)
def test_perhaps_a_real_name_is_asked_about_in_both_schools(
    ana, ben, post, permit, database, rivers, words
):
    permit()
    number = post(**words)

    assert ask(ana, number).status == 422
    assert ask(ana, number, sure="1").status == 200
    assert agree(ben, number).status == 422
    assert not database.read(publications.public, rivers.id)
    assert agree(ben, number, sure="1").status == 200

    assert database.read(publications.public, rivers.id)


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


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_any_teacher_withdraws(request, who, browse, published, rivers, database):
    number, copy = published
    browser = request.getfixturevalue(who)

    browser.get(at(number))
    browser.post(at(number, "/withdraw"))

    assert browse().fetch(copy).status == 404
    entry = database.read(lambda db: [one for one, _ in safeguarding.entries(db)])[-1]
    assert (entry.kind, entry.reason) == ("withdrawn", "by a teacher")


def test_the_other_school_finds_what_waits_on_the_materials_page(ana, ben, fox, post, permit, says):
    permit()
    number = post()
    ask(ana, number)

    assert at(number) in ben.get("/twinspace/materials").html
    assert says("page.publish_waiting") in ben.page.words
    assert says("page.publish_waiting") not in fox.get("/class/materials").words


def test_copies_that_nobody_publishes_are_deleted_and_fresh_ones_wait(folder, published):
    _, copy = published
    kept = copy.rpartition("/")[2]
    old, fresh, other = folder / f"{'0' * 32}.jpg", folder / f"{'1' * 32}.png", folder / "notes"
    for path in (old, fresh, other):
        path.write_bytes(b"x")
    for path in (old, other, folder / kept):
        os.utime(path, (1, 1))

    cleaning.delete_all_but(folder, frozenset({kept}), time.time())

    assert sorted(path.name for path in folder.iterdir()) == sorted([kept, fresh.name, "notes"])


@pytest.mark.parametrize("state", [projects.State.DRAFT, projects.State.NSS])
def test_a_project_that_was_never_active_has_no_page(browse, database, rivers, state):
    def change(db):
        projects.change(db, projects.by_id(db, rivers.id), state, NOON)

    database.write(change)

    assert public(browse, rivers).status == 404
    assert browse().get("/projects/999").status == 404
