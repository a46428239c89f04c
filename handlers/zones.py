"""The time zone in which a person reads times, and zones found by their cities."""

from datetime import datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from babel.dates import get_timezone_location

from storage import reading_times
from storage.class_visits import Places
from storage.countries import all_countries, by_code
from storage.db import Db
from storage.names import ranked
from storage.people import Person
from storage.words import fold

_REGIONS = (
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


def zone_of(person: Person | None) -> tzinfo:
    """Take the person's own zone, else their country's main one; Brussels for somebody unknown."""
    if person and person.zone:
        return ZoneInfo(person.zone)
    country = by_code(person.country) if person else None
    return ZoneInfo(country.zones[0] if country else "Europe/Brussels")


def day_ended(db: Db, since: datetime, now: datetime) -> Places:
    """List the places where a day has ended between two times."""

    def is_over(zone: str) -> bool:
        there = ZoneInfo(zone)
        return since.astimezone(there).date() < now.astimezone(there).date()

    countries = (one.code for one in all_countries() if is_over(one.zones[0]))
    return Places(frozenset(countries), frozenset(filter(is_over, reading_times.own_zones(db))))


def city(zone: str) -> str:
    """Name a zone by its city: "Madrid"."""
    return zone.rpartition("/")[2].replace("_", " ")


@cache
def known() -> frozenset[str]:
    """List the zones that are named by a city."""
    return frozenset(zone for zone in available_timezones() if zone.split("/")[0] in _REGIONS)


def search(text: str, language: str) -> list[str]:
    """List the zones whose city somebody may have meant, the likest first."""
    if text in known():
        return [text]
    return ranked(text, _named(language))


@cache
def _named(language: str) -> tuple[tuple[str, str], ...]:
    """List every folded name of a zone: its city, in this language too, and the whole."""
    locale = Locale.parse(language, sep="-")
    named = []
    for zone in sorted(known()):
        there = get_timezone_location(zone, locale=locale, return_city=True)
        named += [(fold(name), zone) for name in (city(zone), there, zone)]
    return tuple(dict.fromkeys(named))
