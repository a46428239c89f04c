"""An account on our homeserver for who wants to use Matrix. Source: docs/rules.md, REG-1."""

from datetime import timedelta

from aiohttp import web

from bot.portal.acts import nonce, typed
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


@pages.get("/matrix", is_found=False)
async def offer_matrix(request: web.Request) -> web.Response:
    """Say what an account on Matrix is, and offer to make one."""
    if not parts_of(request).settings.matrix_bot:
        raise web.HTTPNotFound
    return show(request, "matrix.html", once=nonce())


@pages.post("/matrix")
async def open_matrix(request: web.Request) -> web.Response:
    """Make a visitor an account on our homeserver and show how to get into it.

    The same form sent again, as by looking at the answer once more, makes no other one.
    """
    parts, pace = parts_of(request), request.app[_PACE]
    if not parts.settings.matrix_bot:
        raise web.HTTPNotFound
    visitor = visitor_of(request)
    if pace.is_spent(visitor, parts.now()):
        return tell(request, 429, "page.enough_accounts_title", "page.enough_accounts")
    once = typed(await request.post(), "nonce")[:100]
    account = await parts.rooms.open_account(once)
    if account is None:
        return show(request, "matrix.html", 409, once=nonce(), is_spent=True)
    pace.count(visitor, parts.now())
    return show(request, "account.html", user=account.user, token=account.login_token)
