"""What people write is shown and never run: in every field, on every page, in a real browser.

Rule POR-6. Pages of one's own are in test_xss_own.py.
"""

from urllib.parse import quote, urlsplit

import pytest
from sqlalchemy import String, update

from bot import portal
from handlers.rich import Rich
from handlers.rooms import Media
from storage.codes import Purpose
from storage.db import metadata
from tests.portal import planted
from tests.portal.nasty import NASTY, Watched
from tests.portal.test_walk import served
from tests.portal.world import SERVER
from tests.story import browser

#: Text columns that people fill in forms, files and rooms; besides all that `planted` knows.
WRITTEN = {
    "people": ("name", "about"),
    "schools": ("name", "town"),
    "projects": ("title", "description", "tools", "aims", "process", "results", "reason"),
    "pupils": ("pseudonym", "class_name"),
    "materials": ("name", "caption", "alt", "source"),
    "activities": ("title",),
    "tasks": ("text",),
    "pages": ("title", "text"),
}


@pytest.fixture
def address(world):
    """The portal on an address."""
    with served(portal.application(world.parts())) as made:
        yield made


def test_nothing_stored_is_run_on_public_pages(world, database, address):
    made = database.write(planted.plant, NASTY)
    number, seminar = made.rows["projects"]["id"], made.rows["seminars"]["id"]

    with browser.opened(has_javascript=True) as window:
        watched = Watched(window, address)
        for path in (
            "/en/",
            "/fr/projects",
            "/en/projects?q=pub",
            f"/en/projects/{number}",
            f"/en/projects/{number}/pages/planted",
            "/en/gallery",
            "/en/seminars",
            f"/fr/seminars/{seminar}",
            "/en/search?q=pub",
            "/en/countries/ro",
        ):
            watched.open(path)

    assert watched.wrong == []
    everything = "".join(watched.seen.values())
    assert [name for mark, name in made.public.items() if mark not in everything] == []
    assert "&lt;xss-made&gt;" in everything


def test_nothing_typed_comes_back_alive(address, database):
    nasty = quote(NASTY)
    lists = ("projects", "seminars", "kits", "ideas", "search")
    names = ("q", "country", "subject", "language", "age", "order", "page", "weeks", "lessons")

    with browser.opened(has_javascript=True) as window:
        watched = Watched(window, address)
        for one in lists:
            watched.open(f"/en/{one}?" + "&".join(f"{name}={nasty}" for name in (*names, "zone")))
        watched.open(f"/en/certificate?code={nasty}")
        watched.open(f"/class?lang={nasty}")
        for path in (f"/en/{nasty}", f"/{nasty}", f"/open/{nasty}", f"/en/kits/{nasty}"):
            watched.open(path.replace("/script", "%2Fscript"), (404, 410))
        watched.open("/en/certificate")
        watched.page.fill("#code", NASTY[:40])
        watched.page.fill("#name", NASTY[:200])
        watched.page.click("form.ask button")
        watched.look("certificate")

    assert watched.wrong == []


@pytest.fixture
def nasty_project(world, database, rivers, filed, slip):
    """A project in which everybody wrote what they should not."""
    filed(by_ana=True)
    filed()
    text = Rich(NASTY)
    for room, who in (
        (rivers.classroom, "t_ana"),
        (rivers.staff, "t_ana"),
        (rivers.classroom, "p_10"),
    ):
        world.homeserver.say(room, f"@{who}:{SERVER}", text)
    media = Media(NASTY[:90], "image/png", 9, True, NASTY)
    world.homeserver.show(rivers.classroom, f"@t_ana:{SERVER}", b"x", media)
    code = slip("Plain Name 1")

    def spoil(db):
        for name, columns in WRITTEN.items():
            table = metadata.tables[name]
            for column in columns:
                assert isinstance(table.c[column].type, String)
                db.execute(update(table).values({column: NASTY}))

    database.write(spoil)
    return code


@pytest.mark.parametrize("purpose", [Purpose.TWINSPACE, Purpose.MATERIALS, Purpose.PUPILS])
def test_nothing_written_is_run_behind_a_link(address, link, nasty_project, purpose):
    with browser.opened(has_javascript=True) as window:
        watched = Watched(window, address)
        watched.open(link(purpose=purpose))
        watched.page.click("main button")
        watched.look("inside")
        watched.crawl(urlsplit(watched.page.url).path, most=25)

    assert watched.wrong == []
    assert len(watched.seen) > 5
    assert "&lt;xss-made&gt;" in "".join(watched.seen.values())


def test_nothing_written_is_run_in_the_classroom_of_pupils(address, nasty_project):
    with browser.opened(has_javascript=True) as window:
        watched = Watched(window, address)
        watched.open("/class")
        watched.page.fill("input[name=code]", nasty_project)
        watched.page.click("main button")
        watched.look("inside")
        watched.crawl("/class/room", most=15)
        watched.crawl("/class/materials", most=15)

    assert watched.wrong == []
    assert len(watched.seen) > 5
    assert "&lt;xss-made&gt;" in "".join(watched.seen.values())
