"""What everybody may find: projects by words, countries, subjects, languages and ages.

A search walks along the rarest of what is wished and looks the rest up; it reads an index alone,
so that it stays fast with many projects. What is shown of a hit is read from the project itself
(public_hits).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import (
    ColumnElement,
    Engine,
    Select,
    Text,
    bindparam,
    cast,
    exists,
    func,
    or_,
    select,
    union_all,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from storage import public_words, seminars
from storage.db import Db
from storage.prepared import Prepared
from storage.public_words import Part
from storage.seminars import Seminar
from storage.words import Word, begins

#: So many are found at most; whoever looks for more is asked to say more.
MOST = 200
#: So many words of a search count.
WORDS = 5
#: Of a word in fewer places than this, all places are listed, of more where a code has to fit, too;
#: for others the projects are looked at in turn, until enough are found.
_RARE, _RARE_WITH_CODE = 6_000, 12_000
#: So many words are remembered with the number of their places, and for so long: how a search goes
#: about it, and whether titles come first, may depend on an old number, what it finds may not.
_REMEMBERED = 20_000
_BELIEVED_SECONDS = 600.0
#: A word in more places than this says too little for its titles to come first.
_RANKED = 1_000
#: Up to so many projects, other words are looked up in each; of more, they are listed first.
_FEW = 300
#: So many hits stand on a page.
PAGE = 10
#: A word can stand for so many countries or subjects.
CODES = 4

_words = public_words.projects


@dataclass(frozen=True)
class Term:
    """A word that was typed, with the countries and subjects it may name as public_words does."""

    word: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wish:
    """What every hit must have."""

    terms: tuple[Term, ...] = ()
    #: As public_words names them, those that most projects lack first.
    codes: tuple[str, ...] = ()
    #: Hits with the word in the title first, however old.
    best_first: bool = True


def find(db: Db, wish: Wish) -> list[int]:
    """List the ids of the public projects that a wish allows, at most MOST and one more."""
    terms, counts = _by_rarity(db, wish.terms[:WORDS])
    values: dict[str, str] = {}
    for number, term in enumerate(terms):
        values |= _values(number, term)
    for number, code in enumerate(wish.codes):
        values |= {f"code{number}": code, f"like{number}": f"% {code} %"}
    shape = tuple(
        (bool(one.codes), _is_listed(number, counts, bool(wish.codes)))
        for number, one in enumerate(terms)
    )
    titled: list[int] = []
    if wish.best_first and counts and counts[0] < _RANKED:
        titled = _ids(_fitting(shape, len(wish.codes), in_title=True).first(db, **values))
    if len(titled) > MOST:
        return titled
    found, known = _fitting(shape, len(wish.codes), in_title=False).first(db, **values), set(titled)
    others = [number for number in _ids(found) if number not in known]
    return [*titled, *others][: MOST + 1]


def _ids(row: Sequence[Any] | None) -> list[int]:
    """Read the ids that a search found, the newest first."""
    return sorted(map(int, row[0].split(",")), reverse=True) if row and row[0] else []


def _is_listed(number: int, counts: Sequence[int], has_codes: bool) -> bool:
    """Tell whether all places of a term are listed first, instead of being looked up in each."""
    is_rare = counts[number] < (_RARE_WITH_CODE if has_codes else _RARE)
    return is_rare and (number == 0 or counts[0] > _FEW)


def _by_rarity(db: Db, terms: Sequence[Term]) -> tuple[list[Term], list[int]]:
    """List terms with the rarest first, and in how many places each stands, up to a limit."""
    counted = sorted((_count(db, one), place) for place, one in enumerate(terms))
    return [terms[place] for _, place in counted], [count for count, _ in counted]


def _values(number: int, term: Term) -> dict[str, str]:
    values = {f"word{number}": term.word}
    if term.codes:
        padded = (*term.codes, *[term.codes[0]] * CODES)[:CODES]
        values |= {f"word{number}_{place}": code for place, code in enumerate(padded)}
    return values


def _says(column: ColumnElement[str], number: int) -> ColumnElement[bool]:
    """Say in SQL that a word begins with the term of this number."""
    return begins(column, bindparam(f"word{number}", type_=Word))


def _names(column: ColumnElement[str], number: int) -> ColumnElement[bool]:
    """Say in SQL that a word is one of the codes of the term of this number."""
    return column.in_([bindparam(f"word{number}_{place}", type_=Word) for place in range(CODES)])


#: Of each term of a search, whether it has codes, and whether all its places are listed first.
_Shape = tuple[tuple[bool, bool], ...]


@cache
def _fitting(terms: _Shape, codes: int, in_title: bool) -> Prepared:
    """Select the newest public projects that fit; `in_title` those with the first term there."""
    card = public_words.cards
    number = card.c.project_id
    if terms or not codes:
        fits = _has_terms(number, terms, in_title)
        fits += [card.c.codes.like(bindparam(f"like{one}", type_=Text)) for one in range(codes)]
        return _in_one(select(number).where(*fits).order_by(number.desc()))
    here = _words.alias("walked")
    fits = [here.c.word == bindparam("code0", type_=Word)]
    for place in range(1, codes):  # PostgreSQL goes along both lists at once
        other, word = _words.alias(f"code_{place}"), bindparam(f"code{place}", type_=Word)
        fits.append(exists().where(other.c.project_id == here.c.project_id, other.c.word == word))
    query = select(here.c.project_id).join(card, number == here.c.project_id).where(*fits)
    return _in_one(query.order_by(here.c.word.desc(), here.c.project_id.desc()))


def _in_one(query: Select[tuple[int]]) -> Prepared:
    """Give the first ids that a query selects, as one text.

    Between rows SQLite's driver lets other threads go on, each time: with many visitors that takes
    longer than the search.
    """
    found = query.limit(MOST + 1).subquery()
    return Prepared(select(_Joined(cast(found.c.project_id, Text))))


class _Joined(FunctionElement[str]):
    """Texts of many rows, with commas between them."""

    type = Text()
    inherit_cache = True


@compiles(_Joined, "sqlite")
def _as_sqlite_joins(element: Any, compiler: Any, **_: Any) -> str:
    return f"group_concat({compiler.process(element.clauses)})"


@compiles(_Joined, "postgresql")
def _as_postgresql_joins(element: Any, compiler: Any, **_: Any) -> str:
    return f"string_agg({compiler.process(element.clauses)}, ',')"


def _has_terms(
    project: ColumnElement[int], terms: _Shape, in_title: bool
) -> list[ColumnElement[bool]]:
    """Say in SQL that a project has these terms."""
    found: list[ColumnElement[bool]] = []
    for place, (has_codes, is_listed) in enumerate(terms):
        other = _words.alias(f"term_{place}")
        said = _says(other.c.word, place)
        if in_title and place == 0:
            said &= other.c.part == int(Part.TITLE)
        ways = [said]
        if has_codes and not (in_title and place == 0):
            ways.append(_names(other.c.word, place))
        if is_listed:
            lists = union_all(*(select(other.c.project_id).where(way) for way in ways))
            found.append(project.in_(lists))
        else:
            there = exists().where(other.c.project_id == project)
            found.append(or_(*(there.where(way) for way in ways)))
    return found


#: Of each database, by term: in how many places it stands, and until when that is believed.
_counts: WeakKeyDictionary[Engine, dict[Term, tuple[int, float]]] = WeakKeyDictionary()


def _count(db: Db, term: Term) -> int:
    """Count the places where a term stands, up to a limit; or remember what was counted."""
    known, now = _counts.setdefault(db.engine, {}), monotonic()
    if term not in known or known[term][1] < now:
        if len(known) >= _REMEMBERED:
            known.clear()
        row = _counted(bool(term.codes)).first(db, **_values(0, term))
        known[term] = (int(row[0]) if row else 0, now + _BELIEVED_SECONDS)
    return known[term][0]


@cache
def _counted(has_codes: bool) -> Prepared:
    said = _says(_words.c.word, 0)
    if has_codes:
        said = or_(said, _names(_words.c.word, 0))
    places = select(_words.c.word).where(said).limit(_RARE_WITH_CODE)
    return Prepared(select(func.count()).select_from(places.subquery()))


def seminars_with(db: Db, words: Sequence[str], at: datetime, most: int) -> list[Seminar]:
    """List the coming seminars in whose title every word begins a word, the next first."""
    if not words:
        return []
    query = _coming(len(words[:WORDS]))
    values = {f"word{number}": word for number, word in enumerate(words[:WORDS])}
    rows = query.rows(db, at_=at, most=most, planned=seminars.State.PLANNED, **values)
    found = (seminars.by_id(db, number) for (number,) in rows)
    return [one for one in found if one is not None]


@cache
def _coming(words: int) -> Prepared:
    known, said = seminars.table.c, public_words.seminars
    query = select(known.id).where(
        known.state == bindparam("planned"), known.ends_at > bindparam("at_")
    )
    for number in range(words):
        word = begins(said.c.word, bindparam(f"word{number}", type_=Word))
        query = query.where(known.id.in_(select(said.c.seminar_id).where(word)))
    return Prepared(query.order_by(known.starts_at, known.id).limit(bindparam("most")))
