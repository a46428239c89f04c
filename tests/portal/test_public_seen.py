"""The public page of a project and the way there, in a real browser. TWS-8."""

import asyncio
import io
import os
import threading
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer
from PIL import Image

from bot import portal
from storage.codes import Purpose
from tests.portal import axe
from tests.portal.publishing import file_picture
from tests.story import browser

SIZES = {"desktop": (1280, 800), "phone": (360, 740)}


@pytest.fixture
def address(world, rivers, database, slip):
    """The portal on an address; three pictures of Ana's are filed."""
    slip()
    for number, color in enumerate(("teal", "olive", "navy")):
        out = io.BytesIO()
        Image.new("RGB", (900, 500 + 200 * number), color).save(out, "JPEG")
        file_picture(
            world,
            database,
            rivers,
            out.getvalue(),
            caption=f"our stream, as we saw it on day {number}",
            licence="free" if number else "others",
            source="" if number else "the town library",
        )
    loop = asyncio.new_event_loop()
    server = TestServer(portal.application(world.parts()), loop=loop)
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(server.start_server(shutdown_timeout=0.1), loop).result(10)
    yield str(server.make_url("")).rstrip("/")
    asyncio.run_coroutine_threadsafe(server.close(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)


@pytest.mark.parametrize("size", SIZES)
def test_public_page_and_asking_keep_nobody_out(address, link, rivers, size):
    width, height = SIZES[size]
    with browser.opened(has_javascript=True) as window:

        def opened(person):
            page = window(viewport={"width": width, "height": height})
            page.goto(address + link(person, Purpose.MATERIALS))
            page.click("main button")
            return page

        ana, ben = opened(rivers.ana), opened(rivers.ben)
        for number in (1, 2, 3):
            ana.goto(f"{address}/twinspace/materials/{number}")
            ana.check("input[name=child][value=no]")
            if ana.locator("input[name=whose]").count():
                ana.check("input[name=whose][value=others]")
            _look(ana, f"ask-{size}")
            ana.click("#public button")
            ben.goto(f"{address}/twinspace/materials/{number}")
            _look(ben, f"agree-{size}")
            ben.click("#public .first")
        page = window(viewport={"width": width, "height": height})
        page.goto(f"{address}/projects/{rivers.id}")

        _look(page, f"public-{size}")
        assert page.locator("main img").count() == 3
        assert page.evaluate("[...document.images].every(i => i.naturalWidth > 0)")
        for path in ("/twinspace/export", "/twinspace/materials"):
            ana.goto(address + path)
            _look(ana, f"{path.rpartition('/')[2]}-{size}")


def _look(page, name):
    """See that nothing keeps anybody out; with LOOK_AT, leave a picture there."""
    page.evaluate("document.querySelectorAll('img').forEach(i => i.loading = 'eager')")
    page.evaluate("Promise.all([...document.images].map(i => i.decode().catch(() => 0)))")
    if folder := os.environ.get("LOOK_AT"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
    assert axe.problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
