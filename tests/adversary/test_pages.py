"""The portal's pages, tried one and all by whoever is not meant to see them. Rules TWS-5 and TWS-6.

The paths are read from the portal itself, so that a page added later is tried as well.
"""

import re

import pytest
from aiohttp.client_exceptions import ClientError
from aiohttp.web import StaticResource

from bot import portal
from storage import pupils
from tests.portal.conftest import (  # noqa: F401
    browse,
    database,
    fox,
    link,
    rivers,
    settings,
    slip,
    world,
)

STAFF, CLASS, OWL = "Planted staff words", "Planted class words", "Planted Owl 9"
#: They stream for ever, or end the visit.
LEFT_OUT = re.compile(r"/live$|/leave$|/healthz|/metrics|/telegram")


@pytest.fixture
def planted(world, rivers, slip):  # noqa: F811
    """Say something in both rooms, add another pupil; give what may stand in a path."""
    staff = world.homeserver.say(rivers.staff, rivers.ana_user, STAFF)
    world.homeserver.say(rivers.classroom, rivers.ana_user, CLASS)
    slip(OWL)
    return (staff, "1", "2", "staff", "classroom")


@pytest.fixture
def paths(world, planted):  # noqa: F811
    """Every path of the portal, each with everything that may stand in it."""
    found = set()
    for route in portal.application(world.parts()).router.routes():
        if isinstance(route.resource, StaticResource) or LEFT_OUT.search(route.resource.canonical):
            continue
        for value in planted:
            path = re.sub(r"\{[^}]*\}", value, route.resource.canonical)
            found.add((route.method, path))
    assert len(found) > 50
    return sorted((method, path) for method, path in found if method in {"GET", "POST"})


@pytest.fixture
def removed(fox, database, rivers):  # noqa: F811
    """The browser of a pupil who was taken out meanwhile."""

    def remove(db):
        for one in pupils.inside(db, rivers.id):
            if one.pseudonym == "Blue Fox 7":
                pupils.remove(db, one.id)

    database.write(remove)
    return fox


def see_everything(browser, paths):
    """Look at every page and press every button; give all that came back."""
    for method, path in paths:
        try:
            if method == "GET":
                yield path, browser.get(path).html
            else:
                fields = {"text": "hello", "code": "AA11", "words": "hello", "room": "staff"}
                yield path, browser.post(path, **fields).html
        except (ClientError, UnicodeDecodeError):
            continue


def inside(db, project_id):
    return {one.pseudonym for one in pupils.inside(db, project_id)}


def test_a_pupil_sees_no_word_of_the_staff_room_on_any_page_and_says_none_there(
    world,  # noqa: F811
    fox,  # noqa: F811
    paths,
    rivers,  # noqa: F811
    database,  # noqa: F811
):
    before = database.read(inside, rivers.id)

    leaking = [path for path, html in see_everything(fox, paths) if STAFF in html]

    assert leaking == []
    assert CLASS in fox.get("/class/room").html
    assert len(world.homeserver.said[rivers.staff]) == 1
    assert database.read(inside, rivers.id) == before


@pytest.mark.parametrize("who", ["nobody", "removed"])
def test_who_is_not_inside_sees_nothing_of_either_room_and_changes_nothing(
    request,
    world,  # noqa: F811
    browse,  # noqa: F811
    paths,
    rivers,  # noqa: F811
    database,  # noqa: F811
    who,
):
    browser = browse() if who == "nobody" else request.getfixturevalue("removed")
    before = database.read(inside, rivers.id)

    seen = list(see_everything(browser, paths))

    for secret in (STAFF, CLASS, OWL):
        assert [path for path, html in seen if secret in html] == []
    assert {room: len(said) for room, said in world.homeserver.said.items()} == {
        rivers.staff: 1,
        rivers.classroom: 1,
    }
    assert database.read(inside, rivers.id) == before


def test_a_pupil_does_not_become_another_by_their_slip_number(
    browse,  # noqa: F811
    slip,  # noqa: F811
):
    mine, other = slip("Blue Fox 7"), slip(OWL)
    browser = browse()

    page = browser.post("/class", code=other[:5] + mine[5:] + "X")

    assert OWL not in page.words
    assert browser.cookies() == {}


def test_guessing_from_many_addresses_opens_nothing_and_locks_the_slip(browse, slip):  # noqa: F811
    code = slip()
    for number in range(10):
        browse(**{"X-Forwarded-For": f"192.0.2.{number}"}).post("/class", code=code[:6] + "GUESS0")

    assert browse().post("/class", code=code).path == "/class"
