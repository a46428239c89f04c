"""The pages that anybody may see: the start page, and an account for who wants to use Matrix."""

from datetime import timedelta

from aiohttp import web

from bot.portal.pace import Pace, visitor_of
from bot.portal.parts import parts_of
from bot.portal.rendering import show, tell
from storage import people
from storage.db import DatabaseAway

#: How many accounts one address may have made, and in which time.
ACCOUNTS, PER = 5, timedelta(hours=1)
_PACE = web.AppKey("accounts_pace", Pace)

routes = web.RouteTableDef()


def prepare(app: web.Application) -> None:
    """Let the application count the accounts it makes."""
    app[_PACE] = Pace(ACCOUNTS, PER)


@routes.get("/")
async def start(request: web.Request) -> web.Response:
    """Say what this is and where to begin."""
    return show(request, "start.html")


@routes.post("/matrix")
async def open_matrix(request: web.Request) -> web.Response:
    """Make a visitor an account on our homeserver and show how to get into it."""
    parts, pace = parts_of(request), request.app[_PACE]
    if not parts.settings.matrix_bot:
        raise web.HTTPNotFound
    visitor = visitor_of(request)
    if pace.is_spent(visitor, parts.now()):
        return tell(request, 429, "page.enough_accounts_title", "page.enough_accounts")
    pace.count(visitor, parts.now())
    account = await parts.rooms.open_account()
    return show(request, "account.html", user=account.user, token=account.login_token)


@routes.get("/healthz")
async def health(request: web.Request) -> web.Response:
    """Say "ok" if the database answers, for whoever watches over the service."""
    try:
        await parts_of(request).read(people.by_id, 0)
    except DatabaseAway:
        return web.Response(status=503, text="the database does not answer\n")
    return web.Response(text="ok\n")
