"""How well a teacher's card fits somebody who looks for a partner, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
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

from storage.class_times import AHEAD, DAYS, HOURS_A_DAY, WHEEL, days, is_summer, place, with_school
from storage.countries import LANGUAGES
from storage.masks import codes
from storage.partner_cards import cards
from storage.subjects import SUBJECTS

#: For each of the three things that matter most: a subject, a language, an age in common.
#: All the points below together are fewer, so whoever shares more of the three comes first.
SHARED = 2000
A_YEAR = 35  # for each further year of the pupils' ages in common, at most 17
MORE_LANGUAGES = 120
MORE_SUBJECTS = 100
AS_MANY = 150  # for about as many pupils
TIME = 150  # for an hour in common
AN_HOUR = 8  # for each hour in common, at most 40
A_WEEK = 10  # for each week ahead in which both have school, at most 12
ABROAD = 60
A_DAY = 2  # for each day nearer to today, of the last _DAYS

_DAYS = 60
_RECENT_DAYS = 14
_NO_AGES = (1000, -1000)
#: Classes are about as big if they differ by so many pupils, or by so small a part.
_FEW, _PART = 3, 5


@dataclass(frozen=True)
class Aim:
    """What the searcher looks for: their own class, or what they wish instead."""

    country: str
    languages: int
    subjects: int
    ages: tuple[int, int] | None
    words: tuple[str, ...]
    today: date
    pupils: int | None = None
    #: The hours when the class has time and its weeks without school (storage/class_times.py).
    hours: int = 0
    breaks: int = 0


@dataclass(frozen=True)
class Reason:
    """Why a card is shown.

    By kind: "ages" (from, to), "languages" and "subjects" (codes in common), "words" (as typed),
    "pupils" (how many they are), "hours" (how many a week in common, on which days, Monday being
    0), "weeks" (in how many of how many ahead both have school), "active" (days ago).
    """

    kind: str
    values: tuple[int | str, ...]


def number(name: str) -> BindParameter[int]:
    """Name a number that stands in the statement itself, not beside it.

    Compared with 41,000 cards that saves PostgreSQL a third of the time.
    """
    return bindparam(name, type_=BigInteger, literal_execute=True)


def overlaps(least: ColumnElement[int], most: ColumnElement[int]) -> ColumnElement[bool]:
    """Say in SQL that a card's ages and those from `least` to `most` have a year in common."""
    return and_(cards.c.age_max >= least, cards.c.age_min <= most)


def age_values(name: str, ages: tuple[int, int] | None) -> dict[str, int]:
    """Give ages as two numbers, with which no ages have anything in common if there are none."""
    least, most = ages or _NO_AGES
    return {f"{name}_from": least, f"{name}_to": most}


def about_as_many(pupils: int | None) -> tuple[int, int]:
    """Say between which sizes a class is about as big as one of so many pupils."""
    if pupils is None:
        return 0, -1
    leeway = max(_FEW, pupils // _PART)
    return pupils - leeway, pupils + leeway


def _fixed(value: int) -> ColumnElement[int]:
    return literal_column(str(value), BigInteger)


def _if(condition: ColumnElement[bool], points: ColumnElement[int]) -> ColumnElement[int]:
    return case((condition, points), else_=_NONE)


def _has_several(mask: ColumnElement[int]) -> ColumnElement[bool]:
    return mask.bitwise_and(mask - _fixed(1)) != _NONE


_NONE = _fixed(0)


def _bits(twelve: ColumnElement[int]) -> ColumnElement[int]:
    """Count the bits of a number that has twelve.

    Source: https://graphics.stanford.edu/~seander/bithacks.html#CountBitsSet64
    """
    spread = (twelve * _fixed(0x1001001001001)).bitwise_and(_fixed(0x84210842108421))
    return spread % _fixed(0x1F)


def _twelve(mask: ColumnElement[int], first: ColumnElement[int]) -> ColumnElement[int]:
    return mask.bitwise_rshift(first).bitwise_and(_fixed((1 << AHEAD) - 1))


def _hours(common: ColumnElement[int]) -> ColumnElement[int]:
    """Give the points for hours in common."""
    counted = _bits(_twelve(common, _NONE))
    for day in range(1, len(DAYS)):
        counted = counted + _bits(_twelve(common, literal_column(str(day * HOURS_A_DAY), Integer)))
    return _if(common != _NONE, _fixed(TIME) + counted * _fixed(AN_HOUR))


def _weeks(own: ColumnElement[int]) -> ColumnElement[int]:
    """Give the points for the weeks ahead in which both have school, if both told theirs."""
    free = cards.c.breaks.bitwise_or(own)
    start, rest = number("week"), number("week_rest")
    ahead = (
        _twelve(free, start)
        .bitwise_or(free.bitwise_lshift(rest))
        .bitwise_and(_fixed((1 << AHEAD) - 1))
    )
    return _if(
        and_(cards.c.breaks != _NONE, own != _NONE),
        (_fixed(AHEAD) - _bits(ahead)) * _fixed(A_WEEK),
    )


_own = {
    name: number(f"own_{name}")
    for name in ("subjects", "languages", "from", "to", "hours", "breaks", "fewest", "most")
}
_subjects = cards.c.subjects.bitwise_and(_own["subjects"])
_languages = cards.c.languages.bitwise_and(_own["languages"])

#: What a card and the searcher can have in common that matters most.
IN_COMMON: Mapping[str, ColumnElement[bool]] = {
    "subjects": _subjects != _NONE,
    "languages": _languages != _NONE,
    "ages": overlaps(_own["from"], _own["to"]),
}


def _points(summer: bool) -> ColumnElement[int]:
    least, most = _own["from"], _own["to"]
    more_years = case((cards.c.age_max < most, cards.c.age_max), else_=most) - case(
        (cards.c.age_min > least, cards.c.age_min), else_=least
    )
    days_left = cards.c.active_on - number("floor")
    hours = (cards.c.hours_summer if summer else cards.c.hours_winter).bitwise_and(_own["hours"])
    as_many = cards.c.pupils.between(_own["fewest"], _own["most"])
    return (
        _if(
            IN_COMMON["subjects"],
            _fixed(SHARED) + _if(_has_several(_subjects), _fixed(MORE_SUBJECTS)),
        )
        + _if(
            IN_COMMON["languages"],
            _fixed(SHARED) + _if(_has_several(_languages), _fixed(MORE_LANGUAGES)),
        )
        + _if(IN_COMMON["ages"], _fixed(SHARED) + more_years * _fixed(A_YEAR))
        + _if(cards.c.country != bindparam("own_country", type_=String), _fixed(ABROAD))
        + _if(days_left > _NONE, days_left * _fixed(A_DAY))
        + _if(as_many, _fixed(AS_MANY))
        + _hours(hours)
        + _weeks(_own["breaks"])
    )


#: How well a card fits, in SQL, in winter and in summer. Built once: that takes longer than to
#: run it.
POINTS = {summer: _points(summer) for summer in (False, True)}


def tells(aim: Aim) -> list[str]:
    """List what the searcher told of themself, of IN_COMMON."""
    told = {"subjects": aim.subjects, "languages": aim.languages, "ages": aim.ages}
    return [name for name, value in told.items() if value]


def values(aim: Aim) -> dict[str, Any]:
    """Give what POINTS and IN_COMMON compare with, for one searcher."""
    fewest, most = about_as_many(aim.pupils)
    return {
        "own_subjects": aim.subjects,
        "own_languages": aim.languages,
        "own_country": aim.country,
        "own_hours": aim.hours,
        "own_breaks": aim.breaks,
        "own_fewest": fewest,
        "own_most": most,
        **age_values("own", aim.ages),
    }


def day_values(today: date) -> dict[str, int]:
    """Give what POINTS compare with, for everybody on a day."""
    start = place(today)
    return {"floor": today.toordinal() - _DAYS, "week": start, "week_rest": WHEEL - start}


def reasons(aim: Aim, card: Row[Any]) -> tuple[Reason, ...]:
    """Say why a card fits, what counts most first."""
    found = (
        Reason("ages", _common_ages(aim, card)),
        Reason("languages", codes(card.languages & aim.languages, LANGUAGES)),
        Reason("subjects", codes(card.subjects & aim.subjects, SUBJECTS)),
        Reason("words", aim.words),
        Reason("hours", _common_hours(aim, card)),
        Reason("pupils", _as_many(aim, card)),
        Reason("weeks", _common_weeks(aim, card)),
        Reason("active", _recent(aim.today.toordinal() - card.active_on)),
    )
    return tuple(reason for reason in found if reason.values)


def _common_ages(aim: Aim, card: Row[Any]) -> tuple[int, ...]:
    if aim.ages is None or card.age_min is None:
        return ()
    common = max(aim.ages[0], card.age_min), min(aim.ages[1], card.age_max)
    return common if common[0] <= common[1] else ()


def _common_hours(aim: Aim, card: Row[Any]) -> tuple[int, ...]:
    theirs = card.hours_summer if is_summer(aim.today) else card.hours_winter
    found = days(theirs & aim.hours)
    return (sum(count for _, count in found), *(day for day, _ in found)) if found else ()


def _as_many(aim: Aim, card: Row[Any]) -> tuple[int, ...]:
    fewest, most = about_as_many(aim.pupils)
    is_about = card.pupils is not None and fewest <= card.pupils <= most
    return (card.pupils,) if is_about else ()


def _common_weeks(aim: Aim, card: Row[Any]) -> tuple[int, ...]:
    if not aim.breaks or not card.breaks:
        return ()
    return with_school(aim.breaks, card.breaks, aim.today), AHEAD


def _recent(days: int) -> tuple[int, ...]:
    return (max(days, 0),) if days <= _RECENT_DAYS else ()
