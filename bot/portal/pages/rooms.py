"""Everything around a room's page, at the same addresses under each of the three."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.portal import deeds, marking, media, streams, talk, typedreports
from bot.portal.pages import classroom, twinspace
from bot.portal.rendering import go
from bot.portal.spots import CLASSROOM, PUPILS, STAFF, Spot
from bot.portal.visits import Handler, Page, Visit

#: A page of a room, for whichever of the three it is.
RoomPage = Callable[[web.Request, Visit, Spot], Awaitable[web.Response]]

#: What is done under each, by the last part of its address.
_ACTS: dict[str, RoomPage] = {
    "report": deeds.report,
    "unsay": deeds.unsay,
    "file": deeds.attach,
    "task": marking.mark,
    "meeting": marking.meet,
}


def routes() -> list[web.RouteDef]:
    """List the routes."""
    return [
        *_under(PUPILS, classroom.for_pupils),
        *_under(STAFF, twinspace.for_teachers),
        *_under(CLASSROOM, twinspace.for_teachers),
    ]


def _under(spot: Spot, guard: Callable[[Page], Handler]) -> list[web.RouteDef]:
    def page(act: RoomPage) -> Handler:
        async def shown(request: web.Request, visit: Visit) -> web.Response:
            return await act(request, visit, spot)

        return guard(shown)

    async def live(request: web.Request) -> web.StreamResponse:
        return await streams.follow(request, spot)

    posts = [web.post(f"{spot.under}/{name}", page(act)) for name, act in _ACTS.items()]
    return [
        web.get(spot.here, page(talk.read)),
        web.post(spot.here, page(typedreports.write)),
        web.get(f"{spot.under}/live", live),
        web.post(f"{spot.under}/here", page(_here)),
        web.get(f"{spot.under}/media/{{message}}", page(media.show_file)),
        *posts,
        *[web.get(f"{spot.under}/{name}", page(_back)) for name in _ACTS],
    ]


async def _back(request: web.Request, _visit: Visit, spot: Spot) -> web.Response:
    """Lead back to the room whoever opens the address of a form, perhaps from the history."""
    return go(request, spot.here)


async def _here(_request: web.Request, _visit: Visit, _spot: Spot) -> web.Response:
    """Take note that somebody is at the page: looking the visit up has put its end off."""
    return web.Response(status=204)
