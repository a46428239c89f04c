"""The page of a project's materials: who finds what, who may describe it, what is kept apart."""

import pytest

from handlers import turn
from handlers.conversation import Event, File, Place
from handlers.rich import Rich
from handlers.rooms import Media
from storage import activities, materials, mutes
from storage.addresses import Address
from storage.codes import Purpose
from storage.mutes import Cause
from tests import makers
from tests.conftest import NOON
from tests.makers import png
from tests.portal.world import SERVER


@pytest.fixture
def post(world, database, rivers):
    """Post a file in the classroom as an account; give its number among the materials."""

    def send(by, caption="", alt="", kind="photo", name="IMG_1.png", licence=""):
        media = Media(name, "image/png", 9, kind == "photo", alt)
        room, sender = rivers.classroom, f"@{by}:{SERVER}"
        message = world.homeserver.show(room, sender, png(), media)
        file = File(
            "room", f"mxc://{SERVER}/{message}", kind, "image/png", name, 9, "", alt, licence
        )
        event = Event(
            id=message,
            address=Address("room", sender),
            chat=room,
            at=world.at,
            kind="file",
            message=message,
            rich=Rich(caption),
            file=file,
            seed=b"chance",
            room=Place(rivers.id, "classroom", room, "en"),
        )
        turn.take(database, event, bytes)
        return database.read(materials.by_event, message).id

    return send


@pytest.fixture
def one(database):
    """Read a material."""
    return lambda number: database.read(materials.by_id, number)


def test_without_any_the_page_says_how_they_come(ana, fox, says):
    assert says("page.materials_empty") in ana.get("/twinspace/materials").words
    assert says("page.materials_empty_pupil") in fox.get("/class/materials").words


def test_pictures_stand_there_with_description_author_and_activity(
    ana, fox, post, database, rivers
):
    database.write(activities.begin, rivers.id, "Water", rivers.ana, NOON)
    number = post("p_10", "Our stream", alt="A stream under trees")

    for browser, under in ((ana, "/twinspace"), (fox, "/class")):
        page = browser.get(f"{under}/materials")
        assert "Our stream" in page.words
        assert "Water" in page.words
        assert "Blue Fox 7" in page.words
        assert 'alt="A stream under trees"' in page.html
        assert f"{under}/materials/{number}" in page.html


def test_a_thumbnail_comes_through_the_portal(fox, post):
    post("p_10", "Our stream", alt="A stream")
    page = fox.get("/class/materials")
    [path] = [
        part.split('"')[0] for part in page.html.split('src="') if "media" in part.split('"')[0]
    ]

    got = fox.fetch(path)

    assert (got.status, got.body) == (200, png())


def test_the_search_finds_by_author_and_says_when_nothing_fits(ana, fox, post):
    post("p_10", "Our stream", alt="A stream")
    post("t_ana", "The plan", kind="file")

    assert "The plan" not in ana.get("/twinspace/materials?q=blue+fox").words
    assert "Our stream" in ana.page.words
    assert "Nothing fits" in ana.get("/twinspace/materials?q=castle").words
    assert "Our stream" not in ana.get("/twinspace/materials?kind=file").words


def test_much_is_shown_page_by_page(ana, post):
    for number in range(26):
        post("t_ana", f"Picture no {number}", alt="x")

    first = ana.get("/twinspace/materials")
    assert "Picture no 25" in first.words
    assert "Picture no 1 " not in first.words
    assert "page=2" in first.html
    assert "Picture no 1 " in ana.get("/twinspace/materials?page=2").words


def test_a_pupil_describes_their_own(fox, post, one):
    number = post("p_10")
    fox.get(f"/class/materials/{number}")

    page = fox.post(
        f"/class/materials/{number}",
        alt="A stream",
        caption="Our stream\nin spring",
        licence="others",
        source="The museum",
    )

    assert "Saved." in page.words
    found = one(number)
    assert (found.alt, found.caption) == ("A stream", "Our stream\nin spring")
    assert (found.licence, found.source) == ("others", "The museum")


def test_nobody_elses_is_theirs_to_describe(fox, slip, browse, post, one):
    number = post("p_10", alt="A stream")
    other = browse()
    other.post("/class", code=slip("Grey Hare"))

    page = other.get(f"/class/materials/{number}")
    assert "<textarea" not in page.html
    other.post(f"/class/materials/{number}", alt="Silly", nonce="n", licence="ours")

    assert one(number).alt == "A stream"


def test_teachers_describe_what_pupils_posted(ana, fox, post, one):
    number = post("p_10")
    ana.get(f"/twinspace/materials/{number}")

    ana.post(f"/twinspace/materials/{number}", alt="A stream", licence="ours")

    assert one(number).alt == "A stream"


def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(fox, post, one, says):
    number = post("p_10")
    fox.get(f"/class/materials/{number}")

    page = fox.post(f"/class/materials/{number}", alt="", caption="Our stream", licence="ours")
    assert page.status == 422
    assert says("materials.alt_missing") in page.words
    assert "Our stream" in page.html

    page = fox.post(f"/class/materials/{number}", alt="x", caption="Our stream", licence="others")
    assert says("materials.source_missing") in page.words
    assert one(number).caption == ""


def test_a_muted_pupil_changes_no_words(fox, post, one, database, world, rivers):
    number = post("p_10", alt="A stream")
    fox.get(f"/class/materials/{number}")
    database.write(mutes.add, rivers.id, None, Cause.LOCK, world.at)

    fox.post(f"/class/materials/{number}", alt="Shouting", licence="ours")

    assert one(number).alt == "A stream"


def test_what_was_taken_back_is_not_there(ana, fox, post, database, world):
    number = post("p_10", "Our stream", alt="A stream")
    event_id = database.read(materials.by_id, number).event_id
    database.write(materials.take_back, event_id, world.at)

    assert "Our stream" not in ana.get("/twinspace/materials").words
    assert ana.get(f"/twinspace/materials/{number}").status == 404


def test_another_projects_materials_are_not_there(ana, post, database, rivers, teacher):
    def work(db):
        pair = [makers.teacher(db, name, "RO", NOON) for name in ("Mo", "Lu")]
        project = makers.project(db, pair, NOON)
        values = {"event_id": "$other", "room": "!other", "localpart": "t_mo", "kind": "file"}
        values |= {"ref": "mxc://x/y", "mime": "x", "name": "Other plan", "size": 1}
        return materials.add(db, NOON, project_id=project.id, person_id=pair[0].id, **values).id

    number = database.write(work)

    assert "Other plan" not in ana.get("/twinspace/materials").words
    assert ana.get(f"/twinspace/materials/{number}").status == 404


def test_a_closed_project_shows_them_and_lets_nobody_change_them(
    ana, post, one, close_project, fox
):
    number = post("t_ana", "The plan", alt="A plan")
    ana.get(f"/twinspace/materials/{number}")
    hidden = ana.page.hidden
    close_project()

    assert "The plan" in ana.get("/twinspace/materials").words
    ana.post(f"/twinspace/materials/{number}", **hidden, alt="Other", licence="ours")

    assert one(number).alt == "A plan"


def test_the_link_from_the_chat_leads_there(browse, link):
    page = browse().post(link(purpose=Purpose.MATERIALS))

    assert page.path == "/twinspace/materials"


@pytest.mark.parametrize("path", ["/class/materials", "/twinspace/materials", "/class/materials/1"])
def test_strangers_see_nothing(browse, path, post):
    post("t_ana", "The plan", alt="A plan")

    page = browse().get(path)

    assert page.status == 403
    assert "The plan" not in page.html


@pytest.mark.parametrize("number", ["0", "x", "99999999999999999", "1%00"])
def test_rubbish_is_not_found(ana, number):
    assert ana.get(f"/twinspace/materials/{number}").status == 404
