"""How well a teacher's card fits somebody who looks for a partner, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Integer,
    Row,
    String,
    and_,
    bindparam,
    case,
    literal_column,
)

from storage.countries import LANGUAGES, by_code
from storage.masks import codes
from storage.partner_cards import cards, clock, weeks_mask
from storage.subjects import SUBJECTS

#: For each of the three things that matter most: a subject, a language, an age in common.
#: All the points below together are fewer, so whoever shares more of the three comes first.
_SHARED = 1000
_TWO_YEARS, _FOUR_YEARS = 60, 120
_MORE_LANGUAGES = 120
_MORE_SUBJECTS = 100
_SAME_HOURS, _SOME_HOURS = 100, 50
_SAME_SIZE = 80
_SAME_WEEKS, _ALL_BUT_ONE_WEEK = 80, 50
_A_DAY = 2  # for each day nearer to today, of the last _DAYS
_ABROAD = 60

_DAYS = 60
_RECENT_DAYS = 14
_WEEKS = 12
_SCHOOL_HOURS = 7
_NO_AGES = (1000, -1000)


@dataclass(frozen=True)
class Aim:
    """What the searcher looks for: their own class, or what they wish instead."""

    country: str
    languages: int
    subjects: int
    ages: tuple[int, int] | None
    class_size: int
    holidays: int
    words: tuple[str, ...]
    today: date


@dataclass(frozen=True)
class Reason:
    """Why a card is shown.

    By kind: "ages" (from, to), "languages" and "subjects" (codes in common), "words" (as typed),
    "size" (pupils), "weeks" (of the next twelve in which both have school), "hours" (a day in
    which both have school), "active" (days ago).
    """

    kind: str
    values: tuple[int | str, ...]


def number(name: str) -> BindParameter[int]:
    """Name a number that stands in the statement itself, not beside it.

    Compared with 41,000 cards that saves PostgreSQL a third of the time.
    """
    return bindparam(name, type_=BigInteger, literal_execute=True)


def _fixed(value: int) -> ColumnElement[int]:
    return literal_column(str(value), Integer)


def _if(*steps: tuple[ColumnElement[bool], int], otherwise: int = 0) -> ColumnElement[int]:
    """Say in SQL: the points of the first condition that holds."""
    whens = [(condition, _fixed(given)) for condition, given in steps]
    return case(*whens, else_=_fixed(otherwise))


def overlaps(name: str, years: int = 1) -> ColumnElement[bool]:
    """Say in SQL that a card's ages and those called `name` have so many years in common."""
    conditions = [
        cards.c.age_max >= number(f"{name}_from_{years}"),
        cards.c.age_min <= number(f"{name}_to_{years}"),
    ]
    if years > 1:
        conditions.append(cards.c.age_max - cards.c.age_min >= _fixed(years - 1))
    return and_(*conditions)


def age_values(name: str, ages: tuple[int, int] | None, years: int = 1) -> dict[str, int]:
    """Give what `overlaps` compares with."""
    least, most = ages or _NO_AGES
    if most - least < years - 1:
        least, most = _NO_AGES
    return {f"{name}_from_{years}": least + years - 1, f"{name}_to_{years}": most - years + 1}


_NONE, _ONE = _fixed(0), _fixed(1)
_subjects = cards.c.subjects.bitwise_and(number("own_subjects"))
_languages = cards.c.languages.bitwise_and(number("own_languages"))
_clash = cards.c.holidays.bitwise_and(number("own_weeks"))
_size = cards.c.class_size
_days = cards.c.active_on - number("floor")


def _at_most_one(mask: ColumnElement[int]) -> ColumnElement[bool]:
    return mask.bitwise_and(mask - _ONE) == _NONE


#: What a card and the searcher can have in common that matters most.
IN_COMMON: Mapping[str, ColumnElement[bool]] = {
    "subjects": _subjects != _NONE,
    "languages": _languages != _NONE,
    "ages": overlaps("own"),
}

#: How well a card fits, in SQL. It is built once: that takes longer than to run it.
POINTS: ColumnElement[int] = (
    _if(
        (_subjects == _NONE, 0),
        (_at_most_one(_subjects), _SHARED),
        otherwise=_SHARED + _MORE_SUBJECTS,
    )
    + _if(
        (_languages == _NONE, 0),
        (_at_most_one(_languages), _SHARED),
        otherwise=_SHARED + _MORE_LANGUAGES,
    )
    + _if(
        (overlaps("own", 4), _SHARED + _FOUR_YEARS),
        (overlaps("own", 2), _SHARED + _TWO_YEARS),
        (overlaps("own"), _SHARED),
    )
    + case((_days > _NONE, _days * _fixed(_A_DAY)), else_=_NONE)
    + _if((_size.between(number("size_from"), number("size_to")), _SAME_SIZE))
    + _if((_clash == _NONE, _SAME_WEEKS), (_at_most_one(_clash), _ALL_BUT_ONE_WEEK))
    + _if(
        (cards.c.clock.between(number("clock_from"), number("clock_to")), _SAME_HOURS),
        (cards.c.clock.between(number("late_from"), number("late_to")), _SOME_HOURS),
    )
    + _if((cards.c.country != bindparam("own_country", type_=String), _ABROAD))
)


def tells(aim: Aim) -> list[str]:
    """List what the searcher told of themself, of IN_COMMON."""
    told = {"subjects": aim.subjects, "languages": aim.languages, "ages": aim.ages}
    return [name for name, value in told.items() if value]


def values(aim: Aim) -> dict[str, Any]:
    """Give what POINTS and IN_COMMON compare with."""
    least, most = _like(aim.class_size)
    return {
        "own_subjects": aim.subjects,
        "own_languages": aim.languages,
        "own_country": aim.country,
        "own_weeks": _next_weeks(aim.today) & ~aim.holidays,
        "floor": aim.today.toordinal() - _DAYS,
        "size_from": least,
        "size_to": most,
        "clock_from": clock(aim.country) - 1,
        "clock_to": clock(aim.country) + 1,
        "late_from": clock(aim.country) - 4,
        "late_to": clock(aim.country) + 4,
        **age_values("own", aim.ages, 1),
        **age_values("own", aim.ages, 2),
        **age_values("own", aim.ages, 4),
    }


def reasons(aim: Aim, card: Row[Any]) -> tuple[Reason, ...]:
    """Say why a card fits, what counts most first."""
    found = (
        Reason("ages", _common_ages(aim, card)),
        Reason("languages", codes(card.languages & aim.languages, LANGUAGES)),
        Reason("subjects", codes(card.subjects & aim.subjects, SUBJECTS)),
        Reason("words", aim.words),
        Reason("size", _common_size(aim, card.class_size)),
        Reason("weeks", _common_weeks(aim, card.holidays)),
        Reason("hours", _common_hours(aim, card.country)),
        Reason("active", _recent(aim.today.toordinal() - card.active_on)),
    )
    return tuple(reason for reason in found if reason.values)


def _common_ages(aim: Aim, card: Row[Any]) -> tuple[int, ...]:
    if aim.ages is None or card.age_min is None:
        return ()
    common = max(aim.ages[0], card.age_min), min(aim.ages[1], card.age_max)
    return common if common[0] <= common[1] else ()


def _like(size: int) -> tuple[int, int]:
    """Give the smallest and the largest class that is like one of this size."""
    return (-(-size * 3 // 4), size * 4 // 3) if size else (1, 0)


def _common_size(aim: Aim, size: int) -> tuple[int, ...]:
    least, most = _like(aim.class_size)
    return (size,) if least <= size <= most else ()


def _common_weeks(aim: Aim, holidays: int) -> tuple[int, ...]:
    if not aim.holidays and not holidays:
        return ()
    common = _next_weeks(aim.today) & ~aim.holidays & ~holidays
    return (common.bit_count(),) if common else ()


def _common_hours(aim: Aim, country: str) -> tuple[int, ...]:
    mine, theirs = by_code(aim.country), by_code(country)
    if mine is None or theirs is None or mine == theirs:
        return ()
    noon = datetime.combine(aim.today, time(12))
    apart = noon.replace(tzinfo=mine.zone) - noon.replace(tzinfo=theirs.zone)
    return (_SCHOOL_HOURS - round(abs(apart) / timedelta(hours=1)),)


def _recent(days: int) -> tuple[int, ...]:
    return (max(days, 0),) if days <= _RECENT_DAYS else ()


@lru_cache(maxsize=8)
def _next_weeks(today: date) -> int:
    days = (today + timedelta(weeks=week) for week in range(_WEEKS))
    return weeks_mask(frozenset(day.isocalendar().week for day in days))
