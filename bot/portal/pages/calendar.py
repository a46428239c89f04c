"""Everybody's private calendar, as calendar apps fetch it: no page, and nothing to press."""

import hashlib
from datetime import datetime

from aiohttp import web

from bot.portal.parts import parts_of
from handlers import calendar
from storage import Db, calendars

routes = web.RouteTableDef()


@routes.get("/calendar/{token:[0-9a-z]{20,40}}.ics")
async def feed(request: web.Request) -> web.Response:
    """Give the calendar that a private address opens."""
    parts = parts_of(request)
    content = await parts.read(_written, request.match_info["token"], parts.now())
    if content is None:
        raise web.HTTPNotFound
    tag = hashlib.sha256(content).hexdigest()[:32]
    headers = {"ETag": f'"{tag}"'}
    if any(one.value in {tag, "*"} for one in request.if_none_match or ()):
        return web.Response(status=304, headers=headers)
    return web.Response(body=content, content_type=calendar.MIME, charset="utf-8", headers=headers)


def _written(db: Db, token: str, now: datetime) -> bytes | None:
    person_id = calendars.owner(db, token)
    return None if person_id is None else calendar.feed(db, person_id, now)
