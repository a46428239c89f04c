"""The pupils' pages in a real browser: on a phone, enlarged, without a mouse or script."""

import asyncio
import threading

import pytest
from aiohttp.test_utils import TestServer
from playwright.sync_api import expect

from bot import portal
from handlers import pupilcare
from storage import pupils
from tests.conftest import NOON
from tests.portal import axe
from tests.story import browser

#: 1280 pixels enlarged to 400 % leave 320. Source: WCAG 2.2, 1.4.10.
SIZES = {"desk": (1280, 900), "phone": (390, 844), "enlarged": (320, 256)}
NAMES = ("Blue Fox 7", "Μπλε Αλεπού 12", "Синий Лис 3", "ثعلب أزرق ٧", "W" * 30)


@pytest.fixture
def address(world, rivers, database):
    """The portal on an address, with sixty pupils of Ana's."""

    def add(db):
        school = pupilcare.school_in(db, rivers.id, rivers.ana)
        for number, name in enumerate((*NAMES, *(f"Red Panda {n}" for n in range(55)))):
            code = f"7K{number + 100}SECRET" if number % 2 else ""
            who = {"pseudonym": name, "localpart": f"p_{number}", "class_name": "4b"}
            mine = {"project_id": rivers.id, "school_id": school, "added_by": rivers.ana}
            pupils.add(db, **who, **mine, code=code, at=NOON)

    database.write(add)
    loop = asyncio.new_event_loop()
    server = TestServer(portal.application(world.parts()), loop=loop)
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(server.start_server(shutdown_timeout=0.1), loop).result(10)
    yield str(server.make_url("")).rstrip("/")
    asyncio.run_coroutine_threadsafe(server.close(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)


@pytest.fixture
def windows():
    """Open windows of a real browser."""
    with browser.opened() as window:
        yield window


def sized(windows, name):
    width, height = SIZES[name]
    return windows(viewport={"width": width, "height": height})


@pytest.mark.parametrize("size", SIZES)
def test_pages_need_no_scrolling_sideways_and_keep_nobody_out(windows, address, link, size):
    page = sized(windows, size)
    page.goto(address + link())
    page.get_by_role("button").first.click()

    for path in ("/pupils", "/pupils/2", "/pupils/move", "/pupils?lang=fr", "/class"):
        page.goto(address + path)
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not page.evaluate(wide), path
        assert axe.problems(page) == [], path


def test_ticks_are_set_and_saved_with_the_keyboard_alone(windows, address, link, database):
    page = sized(windows, "desk")
    page.goto(address + link())
    page.get_by_role("button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/twinspace")
    page.goto(f"{address}/pupils")
    page.locator("input[name=part-1]").focus()
    page.keyboard.press("Space")
    page.locator("#allowed button.first").focus()
    page.keyboard.press("Enter")

    page.get_by_text("Saved, for one pupil").wait_for()
    assert database.read(pupils.by_id, 1).takes_part


def test_scanned_code_stands_in_the_box_and_one_press_lets_in(windows, address):
    asked = []
    page = sized(windows, "phone")
    page.on("request", lambda request: asked.append((request.url, str(request.headers))))

    page.goto(f"{address}/class#7k101-secret")

    expect(page.locator("#code")).to_have_value("7K101-SECRET")
    assert page.url == f"{address}/class"
    page.keyboard.press("Enter")
    page.wait_for_url("**/class/room")
    assert "SECRET" not in str(asked).upper().replace("#7K101-SECRET", "")


def test_without_scripts_the_code_is_typed(address):
    with browser.opened(has_javascript=False) as window:
        page = window()
        page.goto(f"{address}/class#7K101-SECRET")
        page.locator("#code").fill("7K101-SECRET")
        page.get_by_role("button").first.click()

        assert page.url.endswith("/class/room")
