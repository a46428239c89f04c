"""Every public page in a real browser, large and small, in every direction of writing. POR-3."""

import asyncio
import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

import pytest
from aiohttp.test_utils import TestServer

from bot import portal
from handlers import words
from storage import coordinators, page_publications, pages
from storage.db import Database
from tests import makers
from tests.conftest import NOON
from tests.portal import axe, keys, markup, publishing, shown
from tests.portal.photographs import photograph
from tests.portal.world import World
from tests.story import browser

LANGUAGES = (*words.languages(), words.PSEUDO)
#: What stands for the places in a path; what is looked at besides each path as it is.
PLACES = {
    "code": "ro",
    "name": "water-detectives",
    "project": "1",
    "seminar": "1",
    "slug": "our-river",
}
BESIDES = (
    "/certificate?code=ABCDE-23456",
    "/ideas?age=9&subject=biology",
    "/projects?q=nothing-like-it",
    "/projects?country=ro&age=2",
    "/search?q=water",
    "/search?q=nothing-like-it",
    "/nowhere",
)
#: A page that a class wrote.
TEXT = """We went to **the river**, see https://example.org/a-very-long-address/that-does-not-end.

## What we saw

- fish
- a heron

> Quoted, and `exactly`.

1. One
2. Two
"""
#: A page without its pictures is at most so large.
MOST = 100_000


@pytest.fixture(scope="module")
def site(tmp_path_factory, sqlite_file):
    """The portal on an address, with something in each list."""
    path = tmp_path_factory.mktemp("walk") / "walk.sqlite"
    path.write_bytes(sqlite_file.read_bytes())
    database = Database(f"sqlite:///{path}")
    world = World(database)
    world.published = path.parent
    _fill(database, path.parent)
    world.settings = replace(world.settings, pseudo_rtl=True, operator="A ministry, <Cluj>")
    with served(portal.application(world.parts())) as address:
        yield address
    database.close()


def _fill(database, folder):
    water = shown.project(database, "Water of our town", description="We measure.\nWe compare.")
    shown.project(database, "مشروع الماء", description="نقيس " * 40, aims="<b>x</b>" * 9)
    for number in range(25):
        long = "Averyveryverylongwordwithoutanyspaceinit" * 3 if number == 7 else f"Songs {number}"
        shown.project(database, long, (("FR", "Lyon"), ("IT", "Roma")))
    shown.seminar(database, "Reading together")
    for number in range(8):
        shown.seminar(database, f"Robots {number}", days=number * 9, capacity=3)

    def work(db):
        hana = makers.teacher(db, "Hana", "RO", NOON).id
        coordinators.add(db, hana, "RO", NOON)
        said = {"title": "Our river", "text": TEXT, "audience": pages.Audience.PUBLIC}
        page = pages.add(db, water, hana, NOON, **said)
        page_publications.ask(db, page, hana, None, (), NOON)
        page_publications.agree(db, page_publications.of_page(db, page.id), hana, NOON)
        for number in range(3):
            content = photograph(200 * (number + 1))
            publishing.plant(db, water, hana, NOON, content, folder, alt=f"A heron, {number}")

    database.write(work)


@contextmanager
def served(app):
    """Serve an application from a thread of its own; give its address."""
    loop = asyncio.new_event_loop()
    server = TestServer(app, loop=loop)
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(server.start_server(shutdown_timeout=0.1), loop).result(20)
    yield str(server.make_url("")).rstrip("/")
    asyncio.run_coroutine_threadsafe(server.close(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)


@pytest.fixture(scope="module")
def paths(site):
    """List every public page without its language; a new one is among them by itself."""
    subjects = portal.public.addresses.found()
    patterns = [page.path for one in subjects for page in one.all if page.method == "GET"]
    found = [re.sub(r"{(\w+):[^/]*}(?=/|$|\.)", lambda it: PLACES[it[1]], one) for one in patterns]
    return [one for one in (*found, *BESIDES) if not one.endswith(".ics")]


@dataclass
class Heard:
    """What a browser asked for and complained of while a page was opened."""

    site: str
    bytes: int = 0
    others: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def forget(self):
        """Begin anew, with another page."""
        self.bytes = 0
        self.others.clear()
        self.complaints.clear()

    def listen(self, page):
        """Hear what a window does from now on."""
        page.on("response", self._count)
        page.on("console", lambda said: self._complain(said.text))
        page.on("pageerror", lambda error: self._complain(str(error)))

    def _count(self, response):
        if urlsplit(response.url).netloc != urlsplit(self.site).netloc:
            self.others.append(response.url)
        elif not response.headers.get("content-type", "").startswith("image/"):
            self.bytes += len(response.body())

    def _complain(self, text):
        if "status of 404" not in text:  # a page that is not there is one of those walked
            self.complaints.append(text)


@pytest.fixture(scope="module")
def window():
    """One browser for all; gives windows of it."""
    with browser.opened() as open_window:
        yield open_window


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_keeps_nobody_out(site, paths, window, language):
    page, found = window(viewport={"width": 1280, "height": 800}), []
    heard = Heard(site)
    heard.listen(page)
    for path in paths:
        heard.forget()
        page.set_viewport_size({"width": 1280, "height": 800})
        answer = page.goto(f"{site}/{language}{path}")
        assert answer.status == (404 if path == "/nowhere" else 200), path
        found += [f"{path}: {problem}" for problem in _faults(page, heard)]

    assert found == []
    assert page.context.cookies() == []


def _faults(page, heard):
    """List what is wrong with a page, and with what it asked for."""
    yield from axe.faults(page)
    if heard.bytes > MOST:
        yield f"{heard.bytes} bytes"
    yield from (f"asked {one}" for one in heard.others)
    yield from (f"said {one}" for one in heard.complaints)


def test_every_page_is_whole_without_javascript(site, paths, window):
    page = window(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    for path in paths:
        page.goto(f"{site}/en{path}")
        assert page.locator("h1").count() == 1, path
        assert page.locator("h1").inner_text().strip(), path
        assert page.locator("nav a").count() > 10, path


def test_every_page_can_be_walked_through_with_keys_alone(site, paths, window):
    page = window(viewport={"width": 1280, "height": 800})
    for path in paths:
        page.goto(f"{site}/en{path}")
        assert keys.faults(page) == [], path


def test_every_page_is_valid_and_needs_no_script(site, paths, window, tmp_path):
    pages, request = {}, window().context.request
    for language in LANGUAGES:
        for path in paths:
            pages[f"/{language}{path}"] = request.get(f"{site}/{language}{path}").text()
    form = {"code": "A", "name": "B"}
    pages["answer"] = request.post(f"{site}/en/certificate", form=form).text()
    pages["account"] = request.post(f"{site}/en/matrix").text()

    scripts = {name: html.count("<script") for name, html in pages.items()}
    assert {name for name, count in scripts.items() if count} == {"answer", "account"}
    for name in ("answer", "account"):  # there it keeps Back from sending the form again
        assert scripts[name] == pages[name].count('<script src="/static/posted.js') == 1
    assert markup.mistakes(pages, tmp_path) == []
