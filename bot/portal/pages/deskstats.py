"""Statistics on the desk: a month, months or countries as a picture, as a table, and as CSV.

Source: docs/rules.md, NSS-3.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from aiohttp import web

from bot.portal.guests import Guest
from bot.portal.languages import language_of
from bot.portal.pages import desk
from bot.portal.parts import parts_of
from bot.portal.rendering import show, tell
from handlers import making, statsview, words
from handlers.conversation import Name, Recipe, Words
from handlers.statsview import WAYS, Number, View
from storage import Db, coordinators, statistics
from storage.countries import all_countries
from storage.hiding import ALL
from storage.statistics import PARTS

HERE = f"{desk.HERE}/statistics"
_WAYS = {
    "now": Words("stats.way_now"),
    "months": Words("stats.way_months"),
    "countries": Words("stats.way_countries"),
}

routes = web.RouteTableDef()


@dataclass(frozen=True)
class Shown:
    """What is looked at, and what else there is to look at."""

    #: None as long as no month was counted.
    view: View | None
    numbers: Sequence[Number]
    #: The four numbers that matter.
    first: Sequence[Number]
    months: Sequence[date]
    countries: Sequence[str]


@routes.get(HERE)
@desk.for_coordinators
async def look(request: web.Request, guest: Guest) -> web.Response:
    """Show a view as a picture, with the same in a table beside it."""
    shown = await parts_of(request).read(_shown, guest, dict(request.query))
    if shown is None:
        return tell(request, 404, "page.not_found_title", "page.not_found")
    language = language_of(request)
    places = [(one, statsview.where(one)) for one in shown.countries]
    view = shown.view
    return show(
        request,
        "deskstats.html",
        zone=guest.zone,
        guest=guest,
        here=HERE,
        shown=shown,
        view=view,
        heading=statsview.title(view) if view else None,
        query=_query(view) if view else {},
        places=sorted(places, key=lambda one: (one[0] != ALL, words.plain(language, one[1]))),
        months=[(f"{one:%Y-%m}", Name("month", one.isoformat())) for one in shown.months],
        parts=[(one.name, Name("statspart", one.name)) for one in PARTS],
        ways=[one for one in _WAYS.items() if one[0] != "countries" or ALL in shown.countries],
    )


@routes.get(f"{HERE}/picture.png")
@desk.for_coordinators
async def picture(request: web.Request, guest: Guest) -> web.Response:
    """Draw a view; rights are looked at once more when it is drawn."""
    return await _made(request, guest, "stats_picture", "inline")


@routes.get(f"{HERE}/table.csv")
@desk.for_coordinators
async def table(request: web.Request, guest: Guest) -> web.Response:
    """Give the table of a country, for spreadsheet programs."""
    return await _made(request, guest, "stats_table", 'attachment; filename="statistics.csv"')


async def _made(request: web.Request, guest: Guest, recipe: str, how: str) -> web.Response:
    parts = parts_of(request)
    shown: Shown | None = await parts.read(_shown, guest, dict(request.query))
    if shown is None or shown.view is None:
        raise web.HTTPNotFound
    wanted = Recipe(recipe, (guest.person.id, *shown.view.ids))
    made = await parts.read(making.make, wanted, language_of(request), guest.zone)
    if made is None:
        raise web.HTTPNotFound
    made = await asyncio.to_thread(made.finished)
    headers = {"Content-Type": made.mime, "Content-Disposition": how}
    return web.Response(body=made.content, headers=headers)


def _query(view: View) -> dict[str, str]:
    month = f"{view.month:%Y-%m}"
    return {"country": view.country, "month": month, "part": view.part.name, "way": view.way}


def _shown(db: Db, guest: Guest, asked: dict[str, Any]) -> Shown | None:
    """Read what is looked at; None if it is a country that is not theirs to see."""
    mine = coordinators.countries_of(db, guest.person.id)
    everywhere = [ALL, *(one.code for one in all_countries())]
    theirs = everywhere if ALL in mine else sorted(mine)
    country = asked.get("country") or theirs[0]
    if country not in theirs:
        return None
    months = statistics.months(db)
    if not months:
        return Shown(None, (), (), (), theirs)
    month = next((one for one in months if f"{one:%Y-%m}" == asked.get("month")), months[0])
    part = statistics.part(asked.get("part", "")) or PARTS[0]
    way = asked.get("way", "")
    if way not in WAYS or (way == "countries" and country != ALL):
        way = WAYS[0]
    view = View(country, month, part, way)
    first = statsview.of_measures(db, country, month, statsview.FIRST)
    return Shown(view, statsview.numbers(db, view), first, months, theirs)
