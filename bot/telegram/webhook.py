"""Getting updates by being called: answered 200 only when their turns are committed."""

import asyncio
import hmac
import json

import structlog
from aiohttp import web

from bot.telegram.api import Api, Refused
from bot.telegram.events import ALLOWED_UPDATES
from bot.telegram.intake import Intake
from storage.db import DatabaseAway

PATH = "/telegram/webhook"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
#: Far more than any update has.
MOST_BYTES = 1024 * 1024
#: Telegram refuses the address: somebody has to mend the configuration.
REFUSED_SECONDS = 60.0

_log = structlog.get_logger()


class Webhook:
    """Receives updates on the portal's server."""

    def __init__(self, api: Api, intake: Intake, secret: str) -> None:
        if not secret:
            raise ValueError("a webhook needs a secret")
        self._api = api
        self._intake = intake
        self._secret = secret.encode()

    def route(self) -> web.RouteDef:
        """Give the route that the server mounts."""
        return web.post(PATH, self._receive)

    async def set_up(self, public_url: str) -> None:
        """Tell Telegram where we are; wait while it is away. Safe to repeat.

        Raises TokenRefused.
        """
        await self._intake.introduce()
        where = {
            "url": public_url.rstrip("/") + PATH,
            "secret_token": self._secret.decode(),
            "allowed_updates": ALLOWED_UPDATES,
        }
        while True:
            try:
                await self._api.insist("setWebhook", where)
                return
            except Refused as refusal:
                _log.error("telegram.webhook_refused", description=refusal.description)
                await asyncio.sleep(REFUSED_SECONDS)

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(errors="surrogateescape"), self._secret):
            return web.Response(status=403)
        body = await _body(request)
        if body is None:
            return web.Response(status=413)
        if self._intake.me is None:
            return web.Response(status=503)
        try:
            await self._take(body)
        except DatabaseAway:
            _log.warning("telegram.database_away")
            return web.Response(status=503)
        return web.Response()

    async def _take(self, body: bytes) -> None:
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            await self._intake.park(body.decode(errors="replace"), "NoJson")
            return
        await self._intake.let_in([update])


async def _body(request: web.Request) -> bytes | None:
    """Read the body; None if it is longer than any update. Independent of the server's limit."""
    body = b""
    async for piece in request.content.iter_any():
        body += piece
        if len(body) > MOST_BYTES:
            return None
    return body
