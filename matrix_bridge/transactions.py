"""The door for what the homeserver pushes to us as its application service."""

import hmac
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import structlog
from aiohttp import web

from matrix_bridge import wellformed
from storage.db import DatabaseAway

Heard = Callable[[list[dict[str, Any]]], Awaitable[None]]

#: A push holds up to 100 events of up to 64 KiB.
MOST_BYTES = 16 * 1024 * 1024

#: What is not the homeserver's own business is served under it.
OTHERS = "/_etwin/"
_PREFIX = "/_matrix/app/v1"
_log = structlog.get_logger()


def application(
    hs_tokens: Sequence[str],
    heard: Heard,
    others: Callable[[web.Application], None] | None = None,
    pinged: Callable[[], None] = lambda: None,
) -> web.Application:
    """Make the web application that takes the pushes and gives their events to `heard`.

    `others` adds what else is served here, which looks after itself, under OTHERS; `pinged` is told
    when the homeserver tries whether it reaches us.
    A push is answered when `heard` returned; what is not answered comes again, so
    `heard` must count each event once, by its id. Several tokens are valid while
    the operator changes them.
    Source: https://spec.matrix.org/latest/application-service-api/
    """
    door = _Door(hs_tokens, heard, pinged)
    app = web.Application(client_max_size=MOST_BYTES, middlewares=[door.check_token])
    app.router.add_put(f"{_PREFIX}/transactions/{{txn}}", door.take)
    app.router.add_post(f"{_PREFIX}/ping", door.pong)
    # Accounts and aliases are made before anybody can ask for them: these are not there.
    app.router.add_get(f"{_PREFIX}/users/{{user}}", _unknown)
    app.router.add_get(f"{_PREFIX}/rooms/{{alias}}", _unknown)
    if others is not None:
        others(app)
    return app


class _Door:
    def __init__(self, hs_tokens: Sequence[str], heard: Heard, pinged: Callable[[], None]) -> None:
        self._tokens = [token.encode() for token in hs_tokens]
        self._heard = heard
        self._pinged = pinged

    @web.middleware
    async def check_token(
        self,
        request: web.Request,
        handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
    ) -> web.StreamResponse:
        if request.path.startswith(OTHERS):
            return await handler(request)
        given = request.headers.get("Authorization", "").removeprefix("Bearer ").encode()
        if not any(hmac.compare_digest(given, token) for token in self._tokens):
            return _refusal(403, "M_FORBIDDEN")
        return await handler(request)

    async def take(self, request: web.Request) -> web.Response:
        """Take one push; 503 while our database is away: the homeserver then waits and repeats."""
        try:
            pushed = await request.json()
            events = [*pushed["events"], *_ephemeral(pushed)]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return _refusal(400, "M_BAD_JSON")
        try:
            await hear(self._heard, events)
        except DatabaseAway:
            return _refusal(503, "M_UNKNOWN")
        return web.json_response({})

    async def pong(self, _request: web.Request) -> web.Response:
        """Answer that we are here."""
        self._pinged()
        return web.json_response({})


async def hear(heard: Heard, events: Sequence[Any]) -> None:
    """Give events to `heard`; one that it fails at does not hold up the others. DatabaseAway."""
    events = wellformed.events(events)
    try:
        await heard(events)
    except DatabaseAway:
        raise
    except Exception:
        _log.exception("transactions.failed", events=len(events))
        await _hear_each(heard, events)


async def _hear_each(heard: Heard, events: list[dict[str, Any]]) -> None:
    """Let one event that we fail at not hold up the others, now and for ever."""
    for event in events:
        try:
            await heard([event])
        except DatabaseAway:
            raise
        except Exception:
            _log.exception("transactions.lost", event_id=event.get("event_id"))


def _ephemeral(pushed: dict[str, Any]) -> list[dict[str, Any]]:
    """Give what is no event of a room's history: who has read up to where.

    Homeservers send it under the name of the proposal too, or, the older ones, only so.
    """
    unstable = pushed.get("de.sorunome.msc2409.ephemeral", [])
    return list(pushed.get("ephemeral", unstable))


async def _unknown(_request: web.Request) -> web.Response:
    return _refusal(404, "M_NOT_FOUND")


def _refusal(status: int, errcode: str) -> web.Response:
    return web.json_response({"errcode": errcode}, status=status)
