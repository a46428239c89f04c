"""The door for the reverse proxy before the homeserver: what Synapse lets nobody forbid.

Four things no module can refuse: messages from device to device, which no teacher sees, the
encryption keys of strangers, what pupils write into their own profiles, and files, which anybody
may fetch who knows their address. The proxy hands them to us first (docs/reverse-proxy.md has its
settings): we ask the homeserver whose token it is, and decide.
"""

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import structlog
from aiohttp import web
from yarl import URL

from matrix_bridge import shown
from matrix_bridge.transactions import OTHERS
from storage.db import DatabaseAway

#: Under it the door is served, beside what the homeserver pushes.
PREFIX = OTHERS.rstrip("/")
#: What may be passed on to the homeserver, and back: never more than it needs.
_UP = ("Authorization", "Content-Type", "User-Agent", "X-Forwarded-For", "X-Forwarded-Proto")
_DOWN = ["Content-Type", "Retry-After", "Access-Control-Allow-Origin"]
_DOWN += ["Access-Control-Allow-Methods", "Access-Control-Allow-Headers"]
_TO_DEVICE = re.compile(r"/_matrix/client/(r0|v3|unstable)/sendToDevice/[^/]*/[^/]*")
_KEYS = re.compile(r"/_matrix/client/(r0|v3|unstable)/keys/(query|claim)")
_PROFILE = re.compile(r"/_matrix/client/.*/profile/.*")
_READS = frozenset({"GET", "HEAD"})
_SECONDS = aiohttp.ClientTimeout(total=30)
_log = structlog.get_logger()


class ProxyDoor:
    """Answers the reverse proxy. `in_database` runs a read; `url` is the homeserver's."""

    def __init__(
        self,
        url: str,
        server_name: str,
        bot: str,
        in_database: Callable[..., Awaitable[Any]],
    ) -> None:
        self._url = url.rstrip("/")
        self._bot = bot
        self._looking = shown.Looking(server_name, bot, in_database)
        self._session: aiohttp.ClientSession | None = None

    def add_to(self, app: web.Application) -> None:
        """Serve it as a part of another application."""
        app.router.add_route("*", f"{PREFIX}/check", self._closed(self.check))
        app.router.add_route("*", f"{PREFIX}/door/{{path:.*}}", self._closed(self.pass_on))
        app.cleanup_ctx.append(self._open)

    async def _open(self, _app: web.Application) -> AsyncIterator[None]:
        async with aiohttp.ClientSession(timeout=_SECONDS, auto_decompress=True) as self._session:
            yield

    async def check(self, request: web.Request) -> web.StreamResponse:
        """Say whether the proxy may pass on a request that it describes in headers."""
        method = request.headers.get("X-Forwarded-Method", "")
        asked = urlsplit(request.headers.get("X-Forwarded-Uri", ""))
        if method == "OPTIONS":  # a browser asks whether it may ask
            return web.Response(status=204)
        user = await self._whoami(request, asked.query)
        if user is None:
            return _refusal(401, "M_UNKNOWN_TOKEN")
        if _PROFILE.fullmatch(asked.path):
            may = method in _READS or not shown.is_pupil(user)
        else:
            may = method in _READS and await self._looking.may_fetch(user, asked.path)
        return web.Response(status=204) if may else _refusal(403, "M_FORBIDDEN")

    async def pass_on(self, request: web.Request) -> web.StreamResponse:
        """Take a request itself, because what it may do stands in its body."""
        asked = urlsplit(request.raw_path.removeprefix(f"{PREFIX}/door"))
        if request.method == "OPTIONS":
            return await self._forward(request, asked.path, asked.query, None)
        user = await self._whoami(request, asked.query)
        if user is None:
            return _refusal(401, "M_UNKNOWN_TOKEN")
        body = await _json(request)
        if body is None:
            return _refusal(400, "M_NOT_JSON")
        if request.method == "PUT" and _TO_DEVICE.fullmatch(asked.path):
            if not body.get("messages", {}).keys() <= self._may_reach(user):
                return _refusal(403, "M_FORBIDDEN")
        elif request.method == "POST" and _KEYS.fullmatch(asked.path):
            body = self._own_keys(user, body)
        else:
            return _refusal(403, "M_FORBIDDEN")
        return await self._forward(request, asked.path, asked.query, body)

    def _may_reach(self, user: str) -> frozenset[str]:
        """List to whose devices somebody may send: pupils to none at all."""
        return frozenset() if shown.is_pupil(user) else frozenset({user, self._bot})

    def _own_keys(self, user: str, body: dict[str, Any]) -> dict[str, Any]:
        """Leave out of a question for keys whoever is no affair of who asks."""
        known = self._may_reach(user) | {user}
        for name in ("device_keys", "one_time_keys"):
            if name in body and user != self._bot:
                body[name] = {one: body[name][one] for one in body[name] if one in known}
        return body

    async def _whoami(self, request: web.Request, query: str) -> str | None:
        """Ask the homeserver whose token it is; None if it is nobody's."""
        assert self._session is not None
        headers = {"Authorization": request.headers.get("Authorization", "")}
        tokens = parse_qs(query).get("access_token", [])
        if not headers["Authorization"] and tokens:
            headers = {"Authorization": f"Bearer {tokens[0]}"}
        url = f"{self._url}/_matrix/client/v3/account/whoami"
        async with self._session.get(url, headers=headers) as answer:
            return str((await answer.json())["user_id"]) if answer.status == 200 else None

    async def _forward(
        self, request: web.Request, path: str, query: str, body: Mapping[str, Any] | None
    ) -> web.Response:
        assert self._session is not None
        url = URL(self._url + path + (f"?{query}" if query else ""), encoded=True)
        headers = {name: request.headers[name] for name in _UP if name in request.headers}
        # Written anew: what we read is what the homeserver reads, whatever stood there twice.
        content = None if body is None else json.dumps(body)
        async with self._session.request(
            request.method, url, data=content, headers=headers, allow_redirects=False
        ) as answer:
            kept = {name: answer.headers[name] for name in _DOWN if name in answer.headers}
            return web.Response(status=answer.status, body=await answer.read(), headers=kept)

    def _closed(
        self, handle: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        """Refuse whatever goes wrong."""

        async def closed(request: web.Request) -> web.StreamResponse:
            try:
                return await handle(request)
            except (DatabaseAway, aiohttp.ClientError, TimeoutError):
                return _refusal(503, "M_UNKNOWN")
            except web.HTTPException:
                raise
            except Exception:
                _log.exception("proxydoor.failed")
                return _refusal(403, "M_FORBIDDEN")

        return closed


async def _json(request: web.Request) -> dict[str, Any] | None:
    try:
        body = json.loads(await request.read())
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def _refusal(status: int, errcode: str) -> web.Response:
    content = {"errcode": errcode, "error": "This is not for you"}
    return web.json_response(content, status=status, headers={"Access-Control-Allow-Origin": "*"})
