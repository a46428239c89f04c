"""The pages of TwinSpaces in a real browser, large and small, in every direction of writing. POR-3.

Those of one's own are walked through in test_own_walk.py.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import portal
from handlers import words
from handlers.rooms import Media
from storage import pages, tasks
from storage.codes import Purpose
from tests.conftest import NOON
from tests.portal import axe, keys, markup
from tests.portal.photographs import photograph
from tests.portal.test_walk import served
from tests.portal.world import SERVER
from tests.story import browser

LANGUAGES = (*words.languages(), words.PSEUDO)
TEACHERS = (
    "/twinspace",
    "/twinspace/staff",
    "/twinspace/materials",
    "/twinspace/materials/1",
    "/twinspace/materials?q=nothing",
    "/twinspace/export",
    "/twinspace/app",
    "/pupils",
    "/pupils/1",
    "/pupils/2",
    "/pupils/move",
)
PUPILS = ("/class/room", "/class/materials", "/class/materials/1", "/class/pages", "/class/app")
DOORS = ("/class", "/open/NOSUCHCODE", "/proof/NOSUCHCODE", "/report", "/me")


@pytest.fixture
def site(world, database, rivers, filed, slip):
    """The portal on an address, with something in each room; and a slip's code."""
    code = slip("Green Newt 5")
    filed(by_ana=True, caption="مياه مدينتنا, our stream on a very long day that does not end")
    world.homeserver.say(rivers.classroom, rivers.ana_user, "Hello! <b>x</b> " + "long" * 40)
    world.homeserver.say(rivers.classroom, rivers.ana_user, "مرحبا بكم", NOON - timedelta(days=3))
    media = Media("stream.jpg", "image/jpeg", 9, True, "a stream")
    world.homeserver.show(rivers.staff, rivers.ana_user, photograph(640), media)
    world.homeserver.say(rivers.staff, f"@somebody:{SERVER}", "Shall we meet?")

    def work(db):
        tasks.add(db, rivers.id, "Count the fish", rivers.ana, NOON)
        said = {"title": "Our river", "text": "We saw **a heron**."}
        pages.add(db, rivers.id, rivers.ana, NOON, **said, audience=pages.Audience.MEMBERS)

    database.write(work)
    world.settings = replace(world.settings, pseudo_rtl=True)
    with served(portal.application(world.parts())) as address:
        yield address, code


@pytest.fixture(scope="module")
def window():
    """One browser for all; gives windows of it."""
    with browser.opened() as open_window:
        yield open_window


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_a_twinspace_keep_nobody_out(site, link, window, language, tmp_path):
    address, code = site
    found, seen = [], {}
    for who, paths in {"teacher": TEACHERS, "pupil": PUPILS, "nobody": DOORS}.items():
        page = window(viewport={"width": 1280, "height": 800})
        if who == "teacher":
            page.goto(address + link(purpose=Purpose.PUPILS))
            page.click("main button")
        elif who == "pupil":
            _enter(page, address, code)
        for path in paths:
            joint = "&" if "?" in path else "?"
            page.set_viewport_size({"width": 1280, "height": 800})
            answer = page.goto(f"{address}{path}{joint}lang={language}")
            assert answer.status == 200 or paths is DOORS, path
            seen[path] = answer.text()
            found += [f"{path}: {one}" for one in axe.faults(page)]
            if language == "en":
                found += [f"{path}: {one}" for one in keys.faults(page)]
        page.close()

    assert found == []
    assert markup.mistakes(seen, tmp_path) == []


def _enter(page, address, code):
    page.goto(f"{address}/class")
    page.fill("#code", code)
    page.click("main button")
