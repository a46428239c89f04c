"""Whether the service is well, for whoever watches over it."""

from aiohttp import web

from bot.portal.parts import parts_of
from storage import people
from storage.db import DatabaseAway

routes = web.RouteTableDef()


@routes.get("/healthz")
async def health(request: web.Request) -> web.Response:
    """Say "ok" if this process lives and the database answers, for whoever would restart it."""
    try:
        await parts_of(request).read(people.by_id, 0)
    except DatabaseAway:
        return web.Response(status=503, text="the database does not answer\n")
    return web.Response(text="ok\n")


@routes.get("/healthz/ready")
async def ready(request: web.Request) -> web.Response:
    """Say "ok" if visitors may be sent here; else why not, in a line each, for a balancer."""
    reasons = await parts_of(request).reasons()
    text = "".join(f"{reason}\n" for reason in reasons) or "ok\n"
    return web.Response(status=503 if reasons else 200, text=text)
