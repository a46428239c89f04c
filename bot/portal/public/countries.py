"""The countries that take part: who answers there, and how teachers register."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from bot.portal.figures import figures_of
from bot.portal.languages import language_of
from bot.portal.parts import Contact, Settings, parts_of
from bot.portal.public import projects, seminars
from bot.portal.public.addresses import Pages
from bot.portal.public.projects import Found
from bot.portal.public.seminars import Entry, Said
from bot.portal.rendering import link, show
from handlers import finding
from handlers.conversation import Listing, Name, Words
from storage import Db, countries
from storage.countries import Country
from storage.words import fold

#: How somebody shows to be a teacher, by the word for it in countries.toml.
PROOFS = {
    "certificate": Words("site.proof_certificate"),
    "head": Words("site.proof_head"),
    "coordinator": Words("site.proof_coordinator"),
}

#: So many projects and seminars stand on a country's page.
NEWEST = 5

pages = Pages()


@pages.get("/countries", is_kept=True)
async def list_all(request: web.Request) -> web.Response:
    """List the countries, by their names in the page's language."""
    return show(request, "countries.html", countries=_by_name(language_of(request)))


@dataclass(frozen=True)
class Here:
    """What is going on in a country."""

    projects: Found
    seminars: Sequence[Entry]


@pages.get("/countries/{code:[A-Za-z]{2}}")
async def look(request: web.Request) -> web.Response:
    """Show a country, with what is newest there: a project may be withdrawn at any moment.

    A code in capitals, as countries have theirs elsewhere, leads to the page.
    """
    code = request.match_info["code"]
    country = countries.by_code(code.upper())
    if country is None:
        raise web.HTTPNotFound
    if not code.islower():
        there = link(request, f"/countries/{code.lower()}", **request.query)
        return web.Response(status=308, headers={"Location": there, "Cache-Control": "no-cache"})
    parts, language, zone = parts_of(request), language_of(request), country.zone
    here: Here = await parts.read(_here, country.code, language, parts.now())
    figures = figures_of(request)
    return show(
        request,
        "country.html",
        zone=zone,
        one=country,
        here=here,
        said=Said(language, zone),
        proof=PROOFS[country.proof],
        is_coordinated=country.code in figures.coordinated,
        count=dict(figures.by_country).get(country.code, 0),
        contact=_contact(parts.settings, country),
        operator=parts.settings.operator,
        helpline=country.said_helpline,
        spoken=Listing(tuple(Name("language", code) for code in country.languages)),
    )


def _here(db: Db, code: str, language: str, at: datetime) -> Here:
    wish = finding.wish("", finding.Filters(country=code), best_first=False)
    return Here(
        projects.look_for(db, wish, "", language, most=NEWEST),
        seminars.next_in(db, code, at, NEWEST),
    )


def _contact(settings: Settings, country: Country) -> Contact:
    """Say how the service is reached: as whoever runs the portal set it, else as it is known."""
    return settings.services.get(country.code, Contact(country.site, country.mail))


def _by_name(language: str) -> list[Country]:
    def name(country: Country) -> str:
        return fold(countries.name_of_country(country.code, language))

    return sorted(countries.all_countries(), key=name)


def _count(_db: Db) -> int:
    return len(countries.all_countries())


def _some(_db: Db, start: int, most: int) -> list[str]:
    codes = [one.code.lower() for one in countries.all_countries()]
    return [f"/countries/{code}" for code in codes[start : start + most]]


pages.lists("countries", _count, _some)
