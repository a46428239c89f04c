"""The time zone in which a person reads times."""

from datetime import tzinfo
from zoneinfo import ZoneInfo

from storage.countries import by_code
from storage.people import Person


def zone_of(person: Person | None) -> tzinfo:
    """Take the main zone of the person's country; Brussels for somebody unknown."""
    country = by_code(person.country) if person else None
    return ZoneInfo(country.zones[0] if country else "Europe/Brussels")
