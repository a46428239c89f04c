"""Times as people type them: "12.11.2026 17:00", "12 November at 5 pm", "tomorrow 17h30"."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from typing import Annotated

from babel import Locale
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from handlers import words
from handlers.conversation import Words
from handlers.forms import Asking, Option
from handlers.zones import zone_of
from storage.words import fold

_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})(?=$|\D)")
_KEPT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d\+00:00")
_DAY_FIRST = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?=$|[^\d:])")
_NAMED = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|de\s+)?(\w+)\.?,?(?:\s+(\d{4}))?\b"
)
_NAMED_FIRST = re.compile(r"\b([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b,?(?:\s+(\d{4}))?")
_HALVES = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?\s?m\b")
_CLOCK = re.compile(r"\b(\d{1,2})\s*(?:[:.h]\s*(\d{2})|h\b)")
_HOUR = re.compile(r"\b(\d{1,2})\b(?!\d)")


#: Days beyond are slips; the clocks of some zones cannot even show them.
YEARS = range(2000, 2100)


def instant(value: object) -> datetime:
    """Read a moment as a form keeps it. Raises PydanticCustomError."""
    try:
        read = datetime.fromisoformat(str(value))
    except ValueError:
        raise PydanticCustomError("form.not_found", "a day and an hour") from None
    if read.tzinfo is None:
        raise PydanticCustomError("form.not_found", "a time with its zone")
    return read.astimezone(UTC)


#: A moment, as a form keeps it.
Instant = Annotated[datetime, BeforeValidator(instant)]


def read_instant(asking: Asking, text: str) -> list[Option]:
    """Read a day and an hour in the time of the one who types."""
    if _KEPT.fullmatch(text):  # what a form keeps, when it asks again
        try:
            return [Option(text, datetime.fromisoformat(text))]
        except ValueError:
            return []
    zone = zone_of(asking.event.person)
    found = read(text, zone, asking.event.at, asking.language)
    return [Option(kept(found), found)] if found else []


def kept(at: datetime) -> str:
    """Write a moment as a form keeps it, without a space."""
    return at.astimezone(UTC).isoformat(timespec="minutes")


def read(text: str, zone: tzinfo, now: datetime, language: str) -> datetime | None:
    """Read a day and an hour on the clocks of a zone; None if it is not understood.

    A day without a year is the next such day. An hour that the clocks leave out is not understood.
    """
    plain = re.sub(r"(?<=\d)t(?=\d)", " ", _fold(text))
    for day, rest in _days(plain, now.astimezone(zone).date(), language):
        hour = _time(rest)
        if hour is not None:
            return _at(day, hour, zone)
    return None


def _at(day: date, hour: time, zone: tzinfo) -> datetime | None:
    local = datetime.combine(day, hour, zone)
    there_and_back = local.astimezone(UTC).astimezone(zone)
    is_on_clocks = there_and_back.replace(tzinfo=None) == local.replace(tzinfo=None)
    return local.astimezone(UTC) if is_on_clocks else None


def read_day(text: str, today: date, language: str) -> date | None:
    """Read a day; None if it is not understood."""
    return next((day for day, _ in _days(_fold(text), today, language)), None)


def _fold(text: str) -> str:
    return fold(text.replace("’", "'"))


def _days(text: str, today: date, language: str) -> Iterator[tuple[date, str]]:
    """List the days that a text may mean, the surest first, with what is left without each."""
    for day, found in _found(text, today, language):
        if day is not None and day.year in YEARS:
            yield day, f"{text[: found.start()]} {text[found.end() :]}"


def _found(text: str, today: date, language: str) -> Iterator[tuple[date | None, re.Match[str]]]:
    for found in _ISO.finditer(text):
        yield _date(*(int(one) for one in found.groups())), found
    numbers = list(_DAY_FIRST.finditer(text))
    for found in (one for one in numbers if one[4]):
        yield _coming(found[4], found[3], found[1], today), found
    months = _months(language)
    for found in _NAMED.finditer(text):
        yield _coming(found[3], months.get(found[2], 0), found[1], today), found
    for found in _NAMED_FIRST.finditer(text):
        yield _coming(found[3], months.get(found[1], 0), found[2], today), found
    for found in (one for one in numbers if not one[4]):
        yield _coming(None, found[3], found[1], today), found
    for name, ahead in (*_near(language).items(), *_weekdays(language).items()):
        is_weekday = name in _weekdays(language)
        days = (ahead - today.weekday() - 1) % 7 + 1 if is_weekday else ahead
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            yield today + timedelta(days=days), found


def _coming(year: str | None, month: int | str, day: str, today: date) -> date | None:
    if year:
        full = int(year) if len(year) == 4 else 2000 + int(year)
        return _date(full, int(month), int(day))
    this_year = _date(today.year, int(month), int(day))
    if this_year is not None and this_year >= today:
        return this_year
    return _date(today.year + 1, int(month), int(day))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time(text: str) -> time | None:
    if found := _HALVES.search(text):
        hour, minute = int(found[1]), int(found[2] or 0)
        if not 1 <= hour <= 12:
            return None
        return _clock(hour % 12 + (12 if found[3] == "p" else 0), minute)
    if found := _CLOCK.search(text):
        return _clock(int(found[1]), int(found[2] or 0))
    found = _HOUR.search(text)
    return _clock(int(found[1]), 0) if found else None


def _clock(hour: int, minute: int) -> time | None:
    return time(hour, minute) if hour < 24 and minute < 60 else None


@cache
def _months(language: str) -> dict[str, int]:
    return _names(language, "months", 1)


@cache
def _weekdays(language: str) -> dict[str, int]:
    return _names(language, "days", 0)


def _names(language: str, kind: str, first: int) -> dict[str, int]:
    """List the names of months or weekdays, long and short, in a language and in English."""
    named: dict[str, int] = {}
    for code in dict.fromkeys((words.FALLBACK, language)):
        forms = getattr(Locale.parse(code, sep="-"), kind)
        for way in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in forms[way][width].items():
                    named[fold(name).strip(".")] = number
    return {name: number for name, number in named.items() if number >= first and len(name) > 2}


@cache
def _near(language: str) -> dict[str, int]:
    named: dict[str, int] = {}
    for code in (words.FALLBACK, language):
        named[_fold(words.plain(code, Words("when.today")))] = 0
        named[_fold(words.plain(code, Words("when.tomorrow")))] = 1
    return named
