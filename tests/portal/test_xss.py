"""What people write is shown and never run: in every field, on every page, in a real browser.

Rule POR-6.
"""

import asyncio
import re
import threading
from urllib.parse import quote, urlsplit

import pytest
from aiohttp.test_utils import TestServer
from sqlalchemy import String, update

from bot import portal
from handlers.rich import Rich
from handlers.rooms import Media
from storage.codes import Purpose
from storage.db import metadata
from tests.portal import planted
from tests.portal.world import SERVER
from tests.story import browser

#: It leaves an attribute, a text, a comment, a script or a field, and makes an element of its own.
NASTY = (
    """"' xss-attr="1" onfocus="alert(1)" autofocus='></title></textarea></script>--><xss-made>"""
    """<img src=x onerror=alert(2)><svg onload=alert(3)><script>alert(4)</script>xss{{7*7}}"""
)
#: Nothing of this may be in a page.
_MADE = (
    "xss-made, [xss-attr], [onerror], [onload], [onfocus], script:not([src]), style,"
    " [href^='javascript:' i], [src^='data:text' i]"
)
_ADDRESSES = re.compile(r'(?:href|src)="(/[^"#]*)')
#: What ends a visit, and what only a script asks for.
_LEFT_OUT = re.compile(r"/(?:leave|live|static)|[.](?:ics|png|jpg|svg)|/media/|/papers?")
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
    loop = asyncio.new_event_loop()
    server = TestServer(portal.application(world.parts()), loop=loop)
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(server.start_server(shutdown_timeout=0.1), loop).result(10)
    yield str(server.make_url("")).rstrip("/")
    asyncio.run_coroutine_threadsafe(server.close(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)


class Watched:
    """A window that tells what went wrong on the pages it was shown."""

    def __init__(self, window, address) -> None:
        self.page = window()
        self.address = address
        self.wrong: list[str] = []
        self.seen: dict[str, str] = {}
        self.page.on("dialog", self._dialog)

    def _dialog(self, dialog):
        self.wrong.append(f"{self.page.url}: {dialog.message}")
        dialog.dismiss()

    def open(self, path, status=(200,)):
        """Show a page and look at what was made of it."""
        answer = self.page.goto(self.address + path)
        assert answer.status in status, (path, answer.status)
        self.look(path)
        assert "default-src 'self'" in answer.headers["content-security-policy"], path
        assert "unsafe" not in answer.headers["content-security-policy"], path

    def look(self, path):
        """Look at the page that is shown."""
        content = self.page.content()
        self.seen[path] = content
        if self.page.locator(_MADE).count() or "xss49" in content:
            self.wrong.append(path)

    def crawl(self, path, most):
        """Show a page, and those that it leads to."""
        waiting = [path]
        while waiting and len(self.seen) < most:
            here = waiting.pop(0)
            if here in self.seen or _LEFT_OUT.search(urlsplit(here).path):
                continue
            self.open(here, (200, 404))
            found = _ADDRESSES.findall(self.seen[here])
            waiting += [one.replace("&amp;", "&") for one in found]


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
