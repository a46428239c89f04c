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

from storage.countries import LANGUAGES
from storage.masks import codes
from storage.partner_cards import cards
from storage.subjects import SUBJECTS

#: For each of the three things that matter most: a subject, a language, an age in common.
#: All the points below together are fewer, so whoever shares more of the three comes first.
_SHARED = 1000
_A_YEAR = 35  # for each further year of the pupils' ages in common, at most 17
_MORE_LANGUAGES = 120
_MORE_SUBJECTS = 100
_ABROAD = 60
_A_DAY = 2  # for each day nearer to today, of the last _DAYS

_DAYS = 60
_RECENT_DAYS = 14
_NO_AGES = (1000, -1000)


@dataclass(frozen=True)
class Aim:
    """What the searcher looks for: their own class, or what they wish instead."""

    country: str
    languages: int
    subjects: int
    ages: tuple[int, int] | None
    words: tuple[str, ...]
    today: date


@dataclass(frozen=True)
class Reason:
    """Why a card is shown.

    By kind: "ages" (from, to), "languages" and "subjects" (codes in common), "words" (as typed),
    "active" (days ago).
    """

    kind: str
    values: tuple[int | str, ...]


def number(name: str) -> BindParameter[int]:
    """Name a number that stands in the statement itself, not beside it.

    Compared with 41,000 cards that saves PostgreSQL a third of the time.
    """
    return bindparam(name, type_=BigInteger, literal_execute=True)


def overlaps(name: str) -> ColumnElement[bool]:
    """Say in SQL that a card's ages and those called `name` have a year in common."""
    return and_(cards.c.age_max >= number(f"{name}_from"), cards.c.age_min <= number(f"{name}_to"))


def age_values(name: str, ages: tuple[int, int] | None) -> dict[str, int]:
    """Give what `overlaps` compares with."""
    least, most = ages or _NO_AGES
    return {f"{name}_from": least, f"{name}_to": most}


def _fixed(value: int) -> ColumnElement[int]:
    return literal_column(str(value), Integer)


def _if(condition: ColumnElement[bool], points: ColumnElement[int]) -> ColumnElement[int]:
    return case((condition, points), else_=_NONE)


def _has_several(mask: ColumnElement[int]) -> ColumnElement[bool]:
    return mask.bitwise_and(mask - _fixed(1)) != _NONE


_NONE = _fixed(0)
_subjects = cards.c.subjects.bitwise_and(number("own_subjects"))
_languages = cards.c.languages.bitwise_and(number("own_languages"))
_from, _to = number("own_from"), number("own_to")
_more_years = case((cards.c.age_max < _to, cards.c.age_max), else_=_to) - case(
    (cards.c.age_min > _from, cards.c.age_min), else_=_from
)
_days = cards.c.active_on - number("floor")

#: What a card and the searcher can have in common that matters most.
IN_COMMON: Mapping[str, ColumnElement[bool]] = {
    "subjects": _subjects != _NONE,
    "languages": _languages != _NONE,
    "ages": overlaps("own"),
}

#: How well a card fits, in SQL. It is built once: that takes longer than to run it.
POINTS: ColumnElement[int] = (
    _if(
        IN_COMMON["subjects"],
        _fixed(_SHARED) + _if(_has_several(_subjects), _fixed(_MORE_SUBJECTS)),
    )
    + _if(
        IN_COMMON["languages"],
        _fixed(_SHARED) + _if(_has_several(_languages), _fixed(_MORE_LANGUAGES)),
    )
    + _if(IN_COMMON["ages"], _fixed(_SHARED) + _more_years * _fixed(_A_YEAR))
    + _if(cards.c.country != bindparam("own_country", type_=String), _fixed(_ABROAD))
    + _if(_days > _NONE, _days * _fixed(_A_DAY))
)


def tells(aim: Aim) -> list[str]:
    """List what the searcher told of themself, of IN_COMMON."""
    told = {"subjects": aim.subjects, "languages": aim.languages, "ages": aim.ages}
    return [name for name, value in told.items() if value]


def values(aim: Aim) -> dict[str, Any]:
    """Give what POINTS and IN_COMMON compare with."""
    return {
        "own_subjects": aim.subjects,
        "own_languages": aim.languages,
        "own_country": aim.country,
        "floor": aim.today.toordinal() - _DAYS,
        **age_values("own", aim.ages),
    }


def reasons(aim: Aim, card: Row[Any]) -> tuple[Reason, ...]:
    """Say why a card fits, what counts most first."""
    found = (
        Reason("ages", _common_ages(aim, card)),
        Reason("languages", codes(card.languages & aim.languages, LANGUAGES)),
        Reason("subjects", codes(card.subjects & aim.subjects, SUBJECTS)),
        Reason("words", aim.words),
        Reason("active", _recent(aim.today.toordinal() - card.active_on)),
    )
    return tuple(reason for reason in found if reason.values)


def _common_ages(aim: Aim, card: Row[Any]) -> tuple[int, ...]:
    if aim.ages is None or card.age_min is None:
        return ()
    common = max(aim.ages[0], card.age_min), min(aim.ages[1], card.age_max)
    return common if common[0] <= common[1] else ()


def _recent(days: int) -> tuple[int, ...]:
    return (max(days, 0),) if days <= _RECENT_DAYS else ()
