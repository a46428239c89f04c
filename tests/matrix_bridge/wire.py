"""What lies between us and the homeserver, and can be disturbed."""

import asyncio
import itertools
from contextlib import suppress

import aiohttp
from aiohttp import web

from matrix_bridge.homeserver import Refused


async def eventually(holds):
    """Wait until something holds that nobody tells us of."""
    while not holds():  # noqa: ASYNC110
        await asyncio.sleep(0.02)


async def reaching_us(homeserver):
    """Let the homeserver find our door: each connection it kept to an earlier test's fails once."""
    while True:
        with suppress(Refused):
            await homeserver.ping_appservice()
            return
        await asyncio.sleep(0.02)


class Wire:
    """What lies between us and the homeserver. `fault(path)` says what goes wrong with a call:

    "away" (no answer, nothing arrived), "lost" (it arrived, the answer did not) or a status.
    """

    def __init__(self, upstream):
        self.upstream = upstream
        self.fault = lambda _: ""
        self.seen, self.through = [], []

    def fail_once(self, fault, word):
        """Let the first call whose path has the word go wrong, and no other."""
        left = itertools.chain([fault], itertools.repeat(""))
        self.fault = lambda path: next(left) if word in path else ""

    async def saw(self, word="", times=1):
        """Wait until calls whose path has the word have come by."""
        await eventually(lambda: self.count(word) >= times)

    async def passed(self, word):
        """Wait until the homeserver has answered a call whose path has the word."""
        await eventually(lambda: any(word in path for path in self.through))

    def hang_up(self):
        """Cut the calls that are under way."""
        for connection in list(self._runner.server.connections):
            connection.transport.abort()

    def count(self, word=""):
        return sum(word in path for _, path in self.seen)

    async def __aenter__(self):
        app = web.Application(client_max_size=2**24)
        app.router.add_route("*", "/{any:.*}", self._pass_on)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = site._server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self._session = aiohttp.ClientSession(auto_decompress=False)
        return self

    async def __aexit__(self, *_):
        await self._session.close()
        await self._runner.cleanup()

    async def _pass_on(self, request):
        self.seen.append((request.method, request.path))
        fault = self.fault(request.path)
        if isinstance(fault, int):
            return web.Response(status=fault)
        if fault == "away":
            request.transport.abort()
            return web.Response()
        try:
            status, kind, content = await self._ask(request)
        except aiohttp.ClientConnectionError:
            return web.Response(status=502)
        self.through.append(request.path)
        if fault == "lost":
            request.transport.abort()
        return web.Response(status=status, body=content, content_type=kind)

    async def _ask(self, request):
        body = await request.read()
        async with self._session.request(
            request.method, self.upstream + request.raw_path, data=body, headers=request.headers
        ) as answer:
            return answer.status, answer.content_type, await answer.read()
