"""The TwinSpace for its teachers: the way to a Matrix app, and the way out."""

from aiohttp import web

from bot.portal.again import typed_in
from bot.portal.cookies import end
from bot.portal.guests import Place, guest_of
from bot.portal.parts import parts_of
from bot.portal.rendering import go, show, tell
from bot.portal.visits import Kind, Visit, only
from handlers.conversation import Code

routes = web.RouteTableDef()


async def ask_for_link(request: web.Request) -> web.Response:
    """Say that the visit is over and how to begin another; what was typed can be copied.

    Who has the page of all their TwinSpaces open is led back there instead.
    """
    if request.method == "GET" and await guest_of(request, Place.TWINSPACES) is not None:
        return go(request, Place.TWINSPACES.here)
    # To be copied, not sent again: the next visit may be to another project.
    lost, heading, text = await typed_in(request), "page.link_needed_title", "page.link_needed"
    return tell(request, 403, heading, text, lost, command=Code("/twinspace"))


for_teachers = only(Kind.TEACHER, otherwise=ask_for_link)


@routes.get("/twinspace/app")
@for_teachers
async def explain_app(request: web.Request, visit: Visit) -> web.Response:
    """Explain how to read the TwinSpace in a Matrix app."""
    return _app(request, visit)


@routes.post("/twinspace/app")
@for_teachers
async def open_app(request: web.Request, visit: Visit) -> web.Response:
    """Show a token that logs a Matrix app in once."""
    if not visit.voice:
        return _app(request, visit)
    return _app(request, visit, await parts_of(request).rooms.login_token(visit.voice))


@routes.post("/twinspace/leave")
async def leave(request: web.Request) -> web.Response:
    """End the visit."""
    heading, text = "page.left_title", "page.left"
    response = tell(request, 200, heading, text, command=Code("/twinspace"))
    await end(request, response, Kind.TEACHER)
    return response


def _app(request: web.Request, visit: Visit, token: str = "") -> web.Response:
    """Show the account that a Matrix app uses, made by us or the teacher's own."""
    server = parts_of(request).settings.server_name
    user = f"@{visit.voice}:{server}" if visit.voice else next(iter(visit.mine), "")
    return show(request, "app.html", zone=visit.zone, visit=visit, user=user, token=token)
