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
from handlers import finding, words
from handlers.conversation import Words
from storage import Db, public_search
from storage.public_search import MOST

#: The pages of the site itself, each with its title and what it says of itself.
OWN = {
    "/help": ("site.help", "site.help_lead"),
    "/about": ("site.about", "site.about_lead"),
    "/privacy": ("site.privacy", "site.privacy_lead"),
    "/accessibility": ("site.accessibility", "site.access_lead"),
    "/certificate": ("page.certificate_title", "site.certificate"),
    "/countries": ("site.countries", "site.countries_about"),
    "/kits": ("site.kits", "kitpage.lead"),
    "/gallery": ("gallery.title", "gallery.lead"),
}
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
    own = _own(language, text) if text else []
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
        own=own,
        most=MOST,
        shown=SHOWN,
        is_empty=not any(
            (found.projects.count, found.seminars, kits_found, ideas_found, named, own)
        ),
        choices=choices,
        said=Said(language, zone),
    )


def _own(language: str, text: str) -> list[tuple[str, str, str]]:
    """Find pages of the site itself: the path of each, its title and what it says of itself."""
    told = [
        (path, *(words.plain(language, Words(key)) for key in keys)) for path, keys in OWN.items()
    ]
    return [(path, title, lead) for path, title, lead in told if finding.fits(text, title, lead)]


def _everything(db: Db, text: str, language: str, at: datetime) -> Everything:
    wish = finding.wish(text)
    coming = public_search.seminars_with(db, finding.said(text), at, SHOWN)
    found = projects.look_for(db, wish, text, language, most=SHOWN)
    return Everything(found, seminars.entries_of(db, coming) if coming else ())
