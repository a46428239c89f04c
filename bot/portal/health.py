"""Whether the service is well, for whoever watches over it."""

from aiohttp import web

from bot.portal.parts import parts_of
from storage import people
from storage.db import DatabaseAway

routes = web.RouteTableDef()


@routes.get("/healthz")
async def health(request: web.Request) -> web.Response:
    """Say "ok" if the database answers, for whoever watches over the service."""
    try:
        await parts_of(request).read(people.by_id, 0)
    except DatabaseAway:
        return web.Response(status=503, text="the database does not answer\n")
    return web.Response(text="ok\n")
