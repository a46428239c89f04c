"""A way out for each process of its own, which notes what the process asks for, and when."""

import re
from bisect import bisect
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import aiohttp
from aiohttp import web

from tests.story.many import Look, Process, Watch

#: What may be asked for under a seat only, by the path: which seats allow it.
GUARDED = (
    (re.compile(r"/getUpdates$", re.IGNORECASE), {"updates"}),
    (re.compile(r"/sendMessage$", re.IGNORECASE), {"telegram"}),
    (re.compile(r"/_matrix/client/\w+/sync$"), {"matrix"}),
    (re.compile(r"/_matrix/client/\w+/rooms/[^/]+/send/"), {"matrix", "room"}),
)
#: A look at the seats and a call are noted by different clocks of one machine.
_SLACK = timedelta(seconds=0.05)
_LARGEST_BYTES = 64 * 2**20


@dataclass(frozen=True)
class Call:
    """Something that a process asked for."""

    at: datetime
    path: str


class Door:
    """Passes on to one place what one process asks for."""

    def __init__(self, target: str) -> None:
        self._target = target
        self.calls: list[Call] = []

    async def open(self) -> None:
        """Begin; its address is `url` then."""
        self._http = aiohttp.ClientSession(auto_decompress=False)
        app = web.Application(client_max_size=_LARGEST_BYTES)
        app.router.add_route("*", "/{path:.*}", self._pass)
        # Who is killed asks for nothing any more: neither do we in its place.
        self._runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1
        )
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        """Pass on nothing more."""
        await self._runner.cleanup()
        await self._http.close()

    async def _pass(self, request: web.Request) -> web.Response:
        self.calls.append(Call(datetime.now(UTC), request.path))
        headers = {k: v for k, v in request.headers.items() if k.lower() not in _NOT_PASSED_ON}
        try:
            async with self._http.request(
                request.method,
                self._target + request.raw_path,
                headers=headers,
                data=await request.read(),
                timeout=aiohttp.ClientTimeout(total=None),
            ) as answer:
                body = await answer.read()
                kept = {k: v for k, v in answer.headers.items() if k.lower() not in _NOT_PASSED_ON}
                return web.Response(status=answer.status, headers=kept, body=body)
        except aiohttp.ClientError:
            assert request.transport is not None
            request.transport.abort()  # as it befell us
            raise web.HTTPBadGateway from None


_NOT_PASSED_ON = {"host", "content-length", "transfer-encoding", "connection", "date", "server"}


def asked_under(doors: list[Door]) -> set[str]:
    """List the seats that allow what was asked for."""
    paths = [call.path for door in doors for call in door.calls]
    return {
        seat
        for pattern, seats in GUARDED
        for seat in seats
        if any(pattern.search(path) for path in paths)
    }


def trespasses(process: Process, doors: list[Door], watch: Watch) -> list[tuple[Call, set[str]]]:
    """List what a process asked for without the seat that this needs, by the looks at the seats.

    What it asked after the last look is not judged: the seats may have been prolonged since.
    """
    looks = {seat: watch.of(seat) for _, seats in GUARDED for seat in seats}
    last, found = max(look.at for look in watch.looks), []
    for call in (call for door in doors for call in door.calls if call.at <= last):
        for pattern, seats in GUARDED:
            if pattern.search(call.path) and not any(
                _may(process, call, looks[seat]) for seat in seats
            ):
                found.append((call, seats))
    return found


def _may(process: Process, call: Call, looks: list[Look]) -> bool:
    """Tell whether the process held the seat, by the last look before or the first one after."""
    place = bisect(looks, call.at, key=lambda look: look.at)
    around = looks[max(0, place - 1) : place + 1]
    return any(look.is_held_by(process) and call.at < look.until + _SLACK for look in around)
