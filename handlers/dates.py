"""Days as a language writes them, the first of a month too: « mardi 1er décembre »."""

import re
from datetime import date, datetime, tzinfo

from babel import Locale
from babel.dates import format_date, format_datetime

#: What follows the number of a month's first day, where it alone is told by its order. The
#: patterns of CLDR have no such field. Source: Lexique des règles typographiques, "Date".
_FIRST = {"fr": "er"}
_DAY = re.compile("(?<!d)d(?!d)")


def written(pattern: str, day: date, locale: Locale) -> str:
    """Write a day by a pattern of CLDR."""
    return format_date(day, format=_of_day(pattern, day, locale), locale=locale)


def written_time(pattern: str, at: datetime, zone: tzinfo, locale: Locale) -> str:
    """Write a moment by a pattern of CLDR, as it is in a zone."""
    pattern = _of_day(pattern, at.astimezone(zone), locale)
    return format_datetime(at, format=pattern, tzinfo=zone, locale=locale)


def full(day: date, locale: Locale) -> str:
    """Write a day with its weekday, month and year."""
    return written(locale.date_formats["full"].pattern, day, locale)


def long(day: date, locale: Locale) -> str:
    """Write a day with its month and year."""
    return written(locale.date_formats["long"].pattern, day, locale)


def _of_day(pattern: str, day: date, locale: Locale) -> str:
    if day.day != 1 or locale.language not in _FIRST:
        return pattern
    parts = pattern.split("'")  # what stands between signs like these is text
    parts[::2] = [_DAY.sub(f"d'{_FIRST[locale.language]}'", part) for part in parts[::2]]
    return "'".join(parts)
