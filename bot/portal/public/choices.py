"""What the public lists can be narrowed down by, as the options of their forms."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from aiohttp import web
from babel.dates import get_timezone_location
from markupsafe import Markup

from handlers import cards, finding, kitbook, words
from handlers.conversation import Name, Words
from handlers.zones import zone_of
from storage import countries
from storage.public_words import AGES
from storage.subjects import SUBJECTS
from storage.words import fold

#: So many hits stand on a page.
PAGE = 20
#: No page is further on than this.
_LAST = 999
#: Of a search, so many signs count.
_LONGEST = 200

Option = tuple[str, str]


def typed(request: web.Request, name: str = "q") -> str:
    """Read what was typed into a search field."""
    return " ".join(request.query.get(name, "")[:_LONGEST].split())


def page_of(request: web.Request) -> int:
    """Read which page of a list is wanted, from 1."""
    number = request.query.get("page", "")
    return min(int(number), _LAST) if number.isascii() and number.isdigit() and int(number) else 1


def chosen(request: web.Request) -> finding.Filters:
    """Read the filters that several lists have in common."""
    asked = request.query
    return finding.filters(
        asked.get("country", ""),
        asked.get("subject", ""),
        asked.get("language", ""),
        asked.get("age", ""),
    )


def query_of(**values: str | int) -> str:
    """Write the filters that are set as an address does: "?subject=art"; "" if none is."""
    kept = {name: value for name, value in values.items() if value not in {"", 0}}
    return f"?{urlencode(kept)}" if kept else ""


def age_value(age: int) -> str:
    """Write a place in AGES as a form does; "" for none."""
    return str(age + 1) if age >= 0 else ""


@lru_cache(5_000)
def options(kind: str, language: str, selected: str) -> Markup:
    """Write the options of a field, the selected one marked; "" stands for all and comes first."""
    out = []
    for value, label in (("", words.plain(language, Words("find.all"))), *_known(kind, language)):
        mark = Markup(" selected") if value == selected else ""
        out.append(Markup('<option value="{}"{}>{}</option>').format(value, mark, label))
    return Markup("\n").join(out)


@cache
def _known(kind: str, language: str) -> Sequence[Option]:
    match kind:
        case "country":
            codes: Sequence[str] = [one.code for one in countries.all_countries()]
            return _sorted((one.lower(), _name("country", one, language)) for one in codes)
        case "subject":
            return _sorted((one, _name("subject", one, language)) for one in SUBJECTS)
        case "kit subject":
            taught = {one for kit in kitbook.all_kits() for one in kit.subjects}
            return _sorted((one, _name("subject", one, language)) for one in taught)
        case "language":
            return _sorted((one, _name("language", one, language)) for one in countries.LANGUAGES)
        case "age":
            return [(age_value(place), cards.ages(*ages)) for place, ages in enumerate(AGES)]
        case "weeks":
            return [(str(one), counted(language, "kits.weeks", weeks=one)) for one in WEEKS]
        case "lessons":
            return [(str(one), counted(language, "find.lessons", lessons=one)) for one in LESSONS]
    raise ValueError(f"nothing is chosen by {kind!r}")


#: How long a kit, and one of its activities, may take at most.
WEEKS, LESSONS = (3, 4, 6), (1, 2, 3)


@lru_cache(5_000)
def counted(language: str, key: str, **numbers: int) -> str:
    """Put a text with numbers into words; lists say few of them again and again."""
    return words.plain(language, Words(key, numbers))


@lru_cache(5_000)
def ages(language: str, youngest: int, oldest: int) -> str:
    """Say of which age pupils are: "ages 9–12"."""
    return words.plain(language, Words("find.ages", {"ages": cards.ages(youngest, oldest)}))


@lru_cache(20_000)
def where(language: str, places: tuple[tuple[str, str], ...]) -> Markup:
    """Say where schools are: each town with its country."""
    return Markup(" · ").join(_place(language, country, town) for country, town in places)


@lru_cache(20_000)
def _place(language: str, country: str, town: str) -> Markup:
    return Markup("<bdi>{}</bdi>, {}").format(town, _name("country", country, language))


@lru_cache(20_000)
def facts(language: str, youngest: int, oldest: int, subjects: tuple[str, ...]) -> str:
    """Say for which ages a project is, and in which subjects."""
    named = [_name("subject", code, language) for code in subjects]
    return " · ".join([ages(language, youngest, oldest), *named])


@lru_cache(1_000)
def zones(language: str, selected: str) -> Markup:
    """Write the options of the time zones, by country and city."""
    out = [
        Markup('<option value="{}"{}>{}</option>').format(
            zone, Markup(" selected") if zone == selected else "", label
        )
        for zone, label in _zones(language)
    ]
    return Markup("\n").join(out)


@cache
def _zones(language: str) -> Sequence[Option]:
    return _sorted((zone, place_of(zone, language)) for zone in known_zones())


@cache
def known_zones() -> frozenset[str]:
    """List the zones of the countries that take part."""
    return frozenset(zone for one in countries.all_countries() for zone in one.zones)


@cache
def place_of(zone: str, language: str) -> str:
    """Say where a zone is kept: "Romania", or "Spain (Canary)" where a country has several."""
    for one in countries.all_countries():
        if zone in one.zones:
            country = _name("country", one.code, language)
            if len(one.zones) == 1:
                return country
            city = get_timezone_location(zone, locale=words.locale_of(language), return_city=True)
            return f"{country} ({city})"
    raise ValueError(f"no country keeps {zone!r}")


def zone_in(request: web.Request) -> ZoneInfo:
    """Read the zone that times are told in, or a country's; Brussels if none is chosen."""
    country = countries.by_code(request.query.get("country", "").upper())
    asked = request.query.get("zone", country.zones[0] if country else "")
    return ZoneInfo(asked if asked in known_zones() else str(zone_of(None)))


def is_zone_chosen(request: web.Request) -> bool:
    """Tell whether the visitor said whose times to tell, by a zone or a country."""
    return any(request.query.get(name) for name in ("zone", "country"))


def _name(kind: str, code: str, language: str) -> str:
    return words.plain(language, Name(kind, code))


def _sorted(found: Iterable[Option]) -> Sequence[Option]:
    return sorted(found, key=lambda one: fold(one[1]))
