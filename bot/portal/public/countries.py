"""The countries that take part: who answers there, and how teachers register."""

from aiohttp import web

from bot.portal.figures import figures_of
from bot.portal.languages import language_of
from bot.portal.public.addresses import Pages
from bot.portal.rendering import show
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

pages = Pages()


@pages.get("/countries", is_kept=True)
async def list_all(request: web.Request) -> web.Response:
    """List the countries, by their names in the page's language."""
    return show(request, "countries.html", countries=_by_name(language_of(request)))


@pages.get("/countries/{code:[a-z]{2}}", is_kept=True)
async def look(request: web.Request) -> web.Response:
    """Show a country."""
    country = countries.by_code(request.match_info["code"].upper())
    if country is None:
        raise web.HTTPNotFound
    figures = figures_of(request)
    return show(
        request,
        "country.html",
        one=country,
        proof=PROOFS[country.proof],
        is_coordinated=country.code in figures.coordinated,
        count=dict(figures.by_country).get(country.code, 0),
        helpline=_spaced(country.helpline),
        spoken=Listing(tuple(Name("language", code) for code in country.languages)),
    )


def _spaced(number: str) -> str:
    """Write the number of Europe's helplines as it is said: "116 111"."""
    return "116\u202f111" if number == "116111" else number


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
