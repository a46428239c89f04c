"""The page's addresses: the page itself, news as they come, and what people do on phones."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from aiohttp import web

from bot.sandbox.page.client import Refused
from bot.sandbox.page.matrix_phone import MatrixPhone
from bot.sandbox.page.phones import Phone, Phones, change, say, send
from bot.sandbox.page.sending import MOST_BYTES, Sent
from bot.sandbox.page.telegram_phone import TelegramPhone
from bot.sandbox.telegram import ApiError

Json = dict[str, Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

#: While nothing happens, the browser hears so often that we are there.
ALIVE_SECONDS = 10.0
_STATIC = Path(__file__).parent / "static"
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True)
class Parts:
    """What the page is put together with."""

    phones: Phones
    #: Where the project's own pages are.
    portal: str


PARTS = web.AppKey("parts", Parts)
routes = web.RouteTableDef()


def application(phones: Phones, portal: str) -> web.Application:
    """Put the page together."""
    app = web.Application(
        middlewares=[_only_from_here, _tell_errors], client_max_size=MOST_BYTES + 1024**2
    )
    app[PARTS] = Parts(phones, portal)
    app.on_response_prepare.append(_add_headers)
    app.add_routes(routes)
    app.router.add_static("/static", _STATIC)
    return app


@routes.get("/")
async def page(_request: web.Request) -> web.FileResponse:
    """Give the page; everything on it comes as news."""
    return web.FileResponse(_STATIC / "page.html")


@routes.get("/news")
async def news(request: web.Request) -> web.StreamResponse:
    """Tell of every phone, and again of each that changes, as server-sent events."""
    phones = request.app[PARTS].phones
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    await _tell(response, {"portal": request.app[PARTS].portal})
    told: dict[str, str] = {}

    def untold() -> list[Phone] | None:
        return [one for one in phones if told.get(one.part.id) != one.revision] or None

    while True:
        for phone in await phones.changed.until(untold, ALIVE_SECONDS) or ():
            told[phone.part.id] = phone.revision
            await _tell(response, _view(phone))
        await response.write(b": still here\n\n")


async def _tell(response: web.StreamResponse, what: Json) -> None:
    await response.write(f"data: {json.dumps(what)}\n\n".encode())


def _view(phone: Phone) -> Json:
    part = phone.part
    about = {name: getattr(part, name) for name in ("id", "name", "about", "platform", "is_shown")}
    return about | phone.view()


@routes.post("/phones")
async def add(request: web.Request) -> web.Response:
    """Put one more phone on the table."""
    body = await request.json()
    phones = request.app[PARTS].phones
    part = await phones.add(str(body["name"]), str(body["platform"]), str(body["language"]))
    return web.json_response({"id": part.id})


@routes.post("/phones/{id}/say")
async def write(request: web.Request) -> web.Response:
    """Write to the bot or into a room."""
    body = await request.json()
    answers = str(body.get("answers", ""))
    await say(_phone(request), str(body["room"]), str(body["text"]), answers)
    return web.json_response({})


@routes.post("/phones/{id}/change")
async def rewrite(request: web.Request) -> web.Response:
    """Change what was written."""
    body = await request.json()
    await change(_phone(request), str(body["room"]), str(body["message"]), str(body["text"]))
    return web.json_response({})


@routes.post("/phones/{id}/file")
async def send_file(request: web.Request) -> web.Response:
    """Send a file to the bot or into a room."""
    form = await request.post()
    file = form["file"]
    if not isinstance(file, web.FileField):
        raise ValueError("Please choose a file.")
    sent = Sent(file.filename, file.content_type, file.file.read())
    answers = str(form.get("answers", ""))
    await send(_phone(request), str(form["room"]), sent, str(form["caption"]), answers)
    return web.json_response({})


@routes.get("/phones/{id}/file")
async def give_file(request: web.Request) -> web.Response:
    """Give a file: a picture to be shown, everything else to be kept."""
    file = await _phone(request).fetch(request.query["ref"])
    if file.is_picture:
        return web.Response(body=file.content, content_type=file.mime)
    told = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
    headers = {"Content-Disposition": told, "Content-Type": "application/octet-stream"}
    return web.Response(body=file.content, headers=headers)


@routes.post("/phones/{id}/press")
async def press(request: web.Request) -> web.Response:
    """Press a button on Telegram."""
    body, phone = await request.json(), _phone(request)
    if not isinstance(phone, TelegramPhone):
        raise web.HTTPNotFound
    return web.json_response({"told": await phone.press(int(body["message"]), str(body["data"]))})


@routes.post("/phones/{id}/accept")
async def accept(request: web.Request) -> web.Response:
    """Accept an invitation on Matrix."""
    body, phone = await request.json(), _phone(request)
    if not isinstance(phone, MatrixPhone):
        raise web.HTTPNotFound
    await phone.accept(str(body["room"]))
    return web.json_response({})


def _phone(request: web.Request) -> Phone:
    phone = request.app[PARTS].phones.of(request.match_info["id"])
    if phone is None:
        raise web.HTTPNotFound
    return phone


@web.middleware
async def _only_from_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Serve only this machine's own page: no other site may reach into it through a browser."""
    is_named_so = urlsplit(f"//{request.host}").hostname in {"127.0.0.1", "localhost"}
    origin = request.headers.get("Origin")
    if not is_named_so or (origin and urlsplit(origin).netloc != request.host):
        raise web.HTTPForbidden
    return await handler(request)


@web.middleware
async def _tell_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Say in the phone what cannot be done."""
    try:
        return await handler(request)
    except ApiError as error:
        return web.json_response({"error": error.description}, status=400)
    except (ValueError, KeyError, Refused) as error:
        return web.json_response({"error": str(error)}, status=400)


async def _add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_HEADERS)
