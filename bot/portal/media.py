"""Pictures and files of a room, shown through us: nobody learns where the homeserver has them."""

import asyncio
import hashlib
from collections.abc import Mapping
from urllib.parse import quote

from aiohttp import web

from bot.portal.parts import parts_of
from bot.portal.spots import Spot
from bot.portal.visits import Visit
from handlers.pictures import kind_of
from handlers.rooms import Fetched, Media
from storage import room_media

#: How many files pass through our hands at once: each may have 20 MB.
AT_ONCE = 4
_TURNS = web.AppKey("media_turns", asyncio.Semaphore)
#: What is got is nobody's page: nothing in it may run, wherever it is opened.
_HEADERS = {"Content-Security-Policy": "default-src 'none'; sandbox"}
#: The browser asks each time whether it may still show what it kept.
_KEPT = "private, no-cache"


def prepare(app: web.Application) -> None:
    """Let the application count the files that pass through it."""
    app[_TURNS] = asyncio.Semaphore(AT_ONCE)


async def show_file(request: web.Request, visit: Visit, spot: Spot) -> web.Response:
    """Show a picture, or hand over a file, if its message is in this room now."""
    parts = parts_of(request)
    room, message_id = spot.room_of(visit), request.match_info["message"]
    is_small = "small" in request.query
    said = await parts.rooms.message(room, message_id) if room else None
    if said is None or said.media is None:
        raise web.HTTPNotFound
    if not await parts.read(room_media.may_show, said.media.ref, room):
        raise web.HTTPNotFound
    tag = _tag(said.media, is_small)
    if request.headers.get("If-None-Match") == tag:
        return web.Response(status=304, headers=_headers(tag))
    async with request.app[_TURNS]:
        found = await parts.rooms.media(room, message_id, is_small)
    if found is None:
        raise web.HTTPNotFound
    headers = _headers(_tag(found.media, is_small))
    return web.Response(body=found.content, headers={**headers, **_kind(found)})


def _tag(media: Media, is_small: bool) -> str:
    """Name a file so that each later one of the same message has another name."""
    name = hashlib.sha256(media.ref.encode()).hexdigest()[:32]
    return f'"{name}{"-small" if is_small else ""}"'


def _headers(tag: str) -> Mapping[str, str]:
    return {**_HEADERS, "Cache-Control": _KEPT, "ETag": tag}


def _kind(found: Fetched) -> dict[str, str]:
    """Say what it is, by what is in it: only a picture is shown, all else is a file to keep."""
    picture = kind_of(found.content)
    if picture:
        return {"Content-Type": picture, "Content-Disposition": "inline"}
    name = quote(found.media.name or "file", safe="")
    how = f"attachment; filename*=UTF-8''{name}"
    return {"Content-Type": "application/octet-stream", "Content-Disposition": how}
