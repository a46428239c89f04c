"""A served stand-in for Telegram with a client of each kind, and async tests without a plugin."""

import asyncio
import contextlib
import inspect
import struct
import zlib

import aiohttp
import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.sandbox.telegram import TelegramWorld

TOKEN = "4242:stand-in"


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """Run an async test in a loop of its own, inside those of its fixtures that can be entered."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = pyfuncitem._fixtureinfo.argnames
    given = {name: pyfuncitem.funcargs[name] for name in names}

    async def story():
        async with contextlib.AsyncExitStack() as stack:
            for fixture in given.values():
                if hasattr(type(fixture), "__aenter__"):
                    await stack.enter_async_context(fixture)
            await pyfuncitem.obj(**given)

    asyncio.run(story())
    return True


class Lab:
    """A world that is served while a test runs: `bot` is PTB's client, `call` a raw one."""

    def __init__(self, folder=None, **options):
        self.world = TelegramWorld(TOKEN, "our_bot", folder, **options)
        self.token = TOKEN

    async def __aenter__(self):
        self.url = await self.world.start()
        self.http = aiohttp.ClientSession()
        plain = [HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2)]
        self.bot = Bot(
            TOKEN,
            f"{self.url}/bot",
            f"{self.url}/file/bot",
            request=plain[0],
            get_updates_request=plain[1],
        )
        await self.bot.initialize()
        self.world.calls.clear()
        return self

    async def __aexit__(self, *_):
        await self.bot.shutdown()
        await self.http.close()
        await self.world.stop()

    async def call(self, method, /, **params):
        """Call with a JSON body and give the decoded answer."""
        async with self.http.post(f"{self.url}/bot{TOKEN}/{method}", json=params) as response:
            return await response.json()

    async def refused(self, method, /, **params):
        """Call what must be refused and give the description."""
        async with self.http.post(f"{self.url}/bot{TOKEN}/{method}", json=params) as response:
            body = await response.json()
            assert body["ok"] is False
            assert body["error_code"] == response.status
            return body["description"]

    async def human(self, path, verb="POST", **body):
        """Use a human endpoint and give status and answer."""
        url = f"{self.url}/human/{path}"
        sent = {"json": body} if verb != "GET" else {"params": body}
        async with self.http.request(verb, url, **sent) as response:
            return response.status, await response.json()


@pytest.fixture
def lab():
    """A world without memory."""
    return Lab()


@pytest.fixture
def lab_with():
    """Make worlds with options, such as a folder."""
    return Lab


@pytest.fixture
def anna(lab):
    """Somebody who has started the bot, whose update was taken already."""
    person = lab.world.person(first_name="Anna", language_code="de")
    person.start()
    lab.world.feed.drop_all()
    return person


@pytest.fixture
def png():
    """A small real picture."""

    def chunk(kind, data):
        checksum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", 3, 2, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\x00" + b"\xff\x00\x00" * 3) * 2)
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
