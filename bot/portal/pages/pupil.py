"""One pupil, for the teacher: the slip, the class, an app, and taking the pupil out."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web
from markupsafe import Markup

from bot.portal.acts import nonce
from bot.portal.pages import pupils as list_
from bot.portal.pages.twinspace import for_teachers
from bot.portal.parts import parts_of
from bot.portal.pupillist import act, erased_until, guard, look
from bot.portal.rendering import show, told
from bot.portal.visits import Visit

_PUPIL = "/pupils/{pupil:[0-9]{1,9}}"

routes = web.RouteTableDef()


@routes.get(_PUPIL)
@for_teachers
async def look_at(request: web.Request, visit: Visit) -> web.Response:
    """Show a pupil of the teacher's own school."""
    return await _page(request, visit)


def _acting(
    command: str, switch: str = ""
) -> Callable[[web.Request, Visit], Awaitable[web.Response]]:
    """Make a page that lets a command run on the pupil and says what came of it."""

    async def answer(request: web.Request, visit: Visit) -> web.Response:
        words = f"{request.match_info['pupil']} {switch}".strip()
        replies = await act(request, visit, command, words)
        await parts_of(request).settled(visit.project.id)
        done = told(request, replies[0]) if replies else None
        return await _page(request, visit, done=done)

    return answer


routes.post(f"{_PUPIL}/unlock")(for_teachers(_acting("unlockslip")))
routes.post(f"{_PUPIL}/app")(for_teachers(_acting("pupilapp", "on")))
routes.post(f"{_PUPIL}/noapp")(for_teachers(_acting("pupilapp", "off")))
routes.post(f"{_PUPIL}/remove")(for_teachers(_acting("removepupil")))
routes.post(f"{_PUPIL}/erase")(for_teachers(_acting("erasepupil")))


async def _page(request: web.Request, visit: Visit, done: Markup | None = None) -> web.Response:
    """Show the pupil; the list, for one who is not or no longer on it."""
    seen = await look(request, visit)
    number = int(request.match_info["pupil"])
    pupil = next((one for one in seen.own if one.id == number), None)
    if pupil is None:
        return await list_.page(request, visit, done=done)
    group = next(one for one in seen.groups if pupil in one.pupils)
    fields: dict[str, Any] = {"pupil": pupil, "seen": seen, "group": group, "done": done}
    fields |= {"visit": visit, "guard": await guard(request), "nonce": nonce()}
    fields["until"] = erased_until(request)
    return show(request, "pupil.html", zone=visit.zone, **fields)
