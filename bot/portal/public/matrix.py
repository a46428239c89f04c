"""An account on our homeserver for who wants to use Matrix. Source: docs/rules.md, REG-1."""

from datetime import timedelta

from aiohttp import web

from bot.portal.pace import Pace, visitor_of
from bot.portal.parts import parts_of
from bot.portal.public.addresses import Pages
from bot.portal.rendering import show, tell

#: How many accounts one address may have made, and in which time.
ACCOUNTS, PER = 5, timedelta(hours=1)
_PACE = web.AppKey("accounts_pace", Pace)

pages = Pages()


def prepare(app: web.Application) -> None:
    """Let the application count the accounts it makes."""
    app[_PACE] = Pace(ACCOUNTS, PER)


@pages.post("/matrix")
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
