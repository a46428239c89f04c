"""A search across everything that is public."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import web

from bot.portal.languages import language_of
from bot.portal.parts import parts_of
from bot.portal.public import choices, kits, projects, seminars
from bot.portal.public.addresses import Pages
from bot.portal.public.projects import Found
from bot.portal.public.seminars import Entry, Said
from bot.portal.rendering import show
from handlers import finding
from storage import Db, public_search
from storage.public_search import MOST

#: So many of each are shown; a list of its own shows the others.
SHOWN = 5

pages = Pages()


@dataclass(frozen=True)
class Everything:
    """What a search found in the database."""

    projects: Found = field(default_factory=lambda: Found((), 0))
    seminars: Sequence[Entry] = ()


@pages.get("/search", is_found=False)
async def search(request: web.Request) -> web.Response:
    """Look for words in projects, seminars, kits, activities and countries."""
    text, language = choices.typed(request), language_of(request)
    parts, zone = parts_of(request), choices.zone_in(request)
    found = Everything()
    if text:
        found = await parts.read(_everything, text, language, parts.now())
    kits_found, ideas_found = kits.search(language, text) if text else ([], [])
    named = finding.countries_in(text)
    return show(
        request,
        "search.html",
        zone=zone,
        text=text,
        found=found,
        kits=kits_found,
        ideas=ideas_found,
        told_in=kits.told_in(request),
        places_named=named,
        most=MOST,
        shown=SHOWN,
        is_empty=not (found.projects.count or found.seminars or kits_found or ideas_found or named),
        choices=choices,
        said=Said(language, zone),
    )


def _everything(db: Db, text: str, language: str, at: datetime) -> Everything:
    wish = finding.wish(text)
    coming = public_search.seminars_with(db, finding.said(text), at, SHOWN)
    found = projects.look_for(db, wish, text, language, most=SHOWN)
    return Everything(found, seminars.entries_of(db, coming) if coming else ())
