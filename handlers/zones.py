"""The time zone in which a person reads times."""

from datetime import tzinfo
from zoneinfo import ZoneInfo

from storage.countries import by_code
from storage.people import Person


def zone_of(person: Person | None) -> tzinfo:
    """Take the person's own zone, else their country's main one; Brussels for somebody unknown."""
    if person and person.zone:
        return ZoneInfo(person.zone)
    country = by_code(person.country) if person else None
    return ZoneInfo(country.zones[0] if country else "Europe/Brussels")
