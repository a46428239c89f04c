"""What is asked about a class: when it has time, and when there is no school."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from handlers import times, words
from handlers.conversation import Words
from handlers.forms import Asking, Option
from storage.class_times import SLOTS

#: The likely sizes of a class, as buttons.
SIZES = ("15", "20", "25", "30")
#: Breaks are told for a year ahead, and none is longer than the summer.
_AHEAD, _LONGEST = timedelta(days=370), timedelta(days=120)
_MOST = 20
_PIECES = re.compile(r"[,;\n]+")
_SPAN = re.compile(
    r"\s+(?:-|–|—|to|until|au|bis|al|do|till)\s+|\s*[–—]\s*|(?<=\d\.)\s*-\s*|(?<=\d)-(?=\d+[./])"
)
_WEEKS = re.compile(r"\D{0,12}?(\d{1,2})(?:\s*[-–]\s*(\d{1,2}))?")
_LABELS = {
    "mon-morning": Words("class.mon_morning"),
    "mon-midday": Words("class.mon_midday"),
    "mon-afternoon": Words("class.mon_afternoon"),
    "tue-morning": Words("class.tue_morning"),
    "tue-midday": Words("class.tue_midday"),
    "tue-afternoon": Words("class.tue_afternoon"),
    "wed-morning": Words("class.wed_morning"),
    "wed-midday": Words("class.wed_midday"),
    "wed-afternoon": Words("class.wed_afternoon"),
    "thu-morning": Words("class.thu_morning"),
    "thu-midday": Words("class.thu_midday"),
    "thu-afternoon": Words("class.thu_afternoon"),
    "fri-morning": Words("class.fri_morning"),
    "fri-midday": Words("class.fri_midday"),
    "fri-afternoon": Words("class.fri_afternoon"),
}


def _slots(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not value:
        raise PydanticCustomError("form.choose", "at least one")
    if not set(value) <= set(SLOTS):
        raise PydanticCustomError("form.not_found", "only known ones")
    return tuple(value)


Slots = Annotated[tuple[str, ...], BeforeValidator(_slots)]
Pupils = Annotated[int, Field(ge=1, le=200)]
Days = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]


def label(slot: str) -> Words:
    """Name a slot: "Monday morning"."""
    return _LABELS[slot]


def slot_options(_: Asking) -> list[Option]:
    """Offer the parts of each school day."""
    return [Option(slot, label(slot)) for slot in SLOTS]


def read_slot(asking: Asking, text: str) -> list[Option]:
    """Read a slot as its button says it."""
    wanted = text.casefold()
    names = {slot: words.plain(asking.language, label(slot)).casefold() for slot in SLOTS}
    return [Option(slot, label(slot)) for slot in SLOTS if wanted in (slot, names[slot])] or [
        Option(slot, label(slot)) for slot in SLOTS if names[slot].startswith(wanted)
    ]


def size_options(_: Asking) -> list[Option]:
    """Offer the usual sizes of classes."""
    return [Option(size, size) for size in SIZES]


def are_days(asking: Asking, value: str) -> Words | None:
    """Days without school must be understood."""
    read = read_breaks(value, asking.event.at.date(), asking.language)
    return None if read else Words("class.no_days")


def read_breaks(text: str, today: date, language: str) -> list[tuple[date, date]]:
    """Read first and last days without school; empty if a piece of the text is not understood.

    "21.12. - 6.1., 16.2." are days, "52, 1" and "weeks 7-8" the weeks of the calendar (ISO 8601).
    """
    pieces = [piece.strip() for piece in _PIECES.split(text) if piece.strip()]
    read = [_break(piece, today, language) for piece in pieces[:_MOST]]
    found = [one for one in read if one is not None]
    return found if found and len(found) == len(read) else []


def _break(piece: str, today: date, language: str) -> tuple[date, date] | None:
    if weeks := _WEEKS.fullmatch(piece):
        first = _monday(int(weeks[1]), today)
        last = _monday(int(weeks[2] or weeks[1]), today)
        if first is None or last is None:
            return None
        return _checked(first, last + timedelta(days=6), today)
    ends: Sequence[str] = _SPAN.split(piece)
    days = [times.read_day(end.strip(), today, language) for end in (ends[0], ends[-1])]
    if len(ends) > 2 or days[0] is None or days[1] is None:
        return None
    return _checked(days[0], days[1], today)


def _checked(first: date, last: date, today: date) -> tuple[date, date] | None:
    if first > last:  # it has begun: its first day was taken for one of next year
        first -= timedelta(days=365)
    is_meant = first <= last and last - first <= _LONGEST and first - today <= _AHEAD
    return (first, last) if is_meant else None


def _monday(week: int, today: date) -> date | None:
    """Give the Monday of the next such week that is not over."""
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError:
            continue
        if monday + timedelta(days=6) >= today:
            return monday
    return None
