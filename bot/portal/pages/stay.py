"""The button of every page behind a link or slip that puts the end of the visit off."""

from collections.abc import Callable

from aiohttp import web

from bot.portal import guests, staying
from bot.portal.guests import Guest, Place
from bot.portal.pages.classroom import for_pupils
from bot.portal.pages.twinspace import for_teachers
from bot.portal.visits import Handler, Page, Visit


async def _visit(request: web.Request, visit: Visit) -> web.Response:
    assert visit.ends_at is not None, "the visit was just looked up"
    return staying.answer(request, visit.ends_at, visit.zone, bool(visit.pupil))


async def _guest(request: web.Request, guest: Guest) -> web.Response:
    assert guest.ends_at is not None, "no button leads here from a page that stays open for a day"
    return staying.answer(request, guest.ends_at, guest.zone)


def routes() -> list[web.RouteDef]:
    """List the routes."""
    rooms: dict[str, Callable[[Page], Handler]] = {"/class": for_pupils, "/twinspace": for_teachers}
    own = [one for one, idle in guests.IDLE.items() if idle < guests.IDLE[Place.ME]]
    return [
        *[web.post(f"{here}/stay", guard(_visit)) for here, guard in rooms.items()],
        *[web.post(f"{place.here}/stay", guests.only(place)(_guest)) for place in own],
    ]
