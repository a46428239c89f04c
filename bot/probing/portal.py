"""Whether people reach the portal where we tell them that it is."""

import re
import secrets
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web

from bot.probing import doors
from bot.sections import Portal

PATIENCE_SECONDS = 10.0
#: Nobody listens on the way to these.
HERE = {"localhost", "127.0.0.1", "::1"}
_RUNNING = "ok"
#: What may be an address in a line: of mail or of a page, or a number to call.
_REACHED = re.compile(r"\S@\S|https?://|www\.|\d(?:[\s/-]?\d){5}")


async def problems(settings: Portal) -> list[str]:
    """List what is wrong with the portal's address. While `etwin run` is away we answer there."""
    url = urlsplit(settings.public_url)
    if url.scheme != "https" and url.hostname not in HERE:
        return [
            f"portal.public_url: {settings.public_url} is not secret on its way: put a reverse"
            " proxy with https before the portal, and let public_url begin with https://."
        ]
    word = secrets.token_hex(8)

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(text=f"{word}\n")

    app = web.Application()
    app.router.add_get("/healthz", answer)
    try:
        async with doors.opened(app, settings.host, settings.port):
            return await _asked(settings, word)
    except doors.CannotListen as why:
        return [f"portal.host: cannot listen at {settings.host}:{settings.port} ({why})"]


async def notes(settings: Portal) -> list[str]:
    """Say what visitors are not told: who runs this, and how they are reached."""
    operator = settings.operator.strip()
    if not operator:
        return [
            "portal.operator is empty: nobody is named who is responsible for people's data, or"
            " whom to write to when a page keeps somebody out."
        ]
    if not _REACHED.search(operator):
        return ["portal.operator names no address: say how whoever runs this service is reached."]
    return []


async def _asked(settings: Portal, word: str) -> list[str]:
    """Ask as a visitor does; either we answer or a process of ours that runs."""
    address = settings.public_url.rstrip("/") + "/healthz"
    timeout = aiohttp.ClientTimeout(total=PATIENCE_SECONDS)
    where = f"{settings.host}:{settings.port}"
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(address) as answer,
        ):
            said = (await answer.content.read(100)).decode(errors="replace").strip()
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        return unreached("portal.public_url", settings.public_url, error)
    if said in {word, _RUNNING}:
        return []
    return [
        f"portal.public_url: at {settings.public_url} somebody else answers ({answer.status}): let"
        f" the reverse proxy lead to {where}, as docs/reverse-proxy.md says."
    ]


def unreached(setting: str, url: str, error: Exception) -> list[str]:
    """Say why nobody can be asked at a public address."""
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return [f"{setting}: its certificate is not valid for that name: renew it."]
    return [
        f"{setting}: nothing answers at {url}: does its name lead to the reverse proxy, and does"
        " that run?"
    ]
