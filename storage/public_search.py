"""What everybody may find: projects by words, countries, subjects, languages and ages.

A search walks along the rarest of what is wished and looks the rest up; it reads an index alone,
so that it stays fast with many projects. What is shown of a hit is read from the project itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam, exists, func, or_, select, union_all

from storage import members, people, projects, public_words, schools, seminars
from storage.db import Db
from storage.prepared import Prepared
from storage.projects import Project
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
#: So many words are remembered with the number of their places: how a search goes about it, and
#: whether titles come first, may depend on an old number, what it finds may not.
_REMEMBERED = 20_000
#: A word in more places than this says too little for its titles to come first.
_RANKED = 1_000
#: Up to so many projects, other words are looked up in each; of more, they are listed first.
_FEW = 300
#: So many projects are read at once, for a page.
PAGE = 20
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


@dataclass(frozen=True)
class Hit:
    """A project as everybody may see it in a list."""

    project: Project
    #: The countries and towns of its schools, each once.
    places: tuple[tuple[str, str], ...]
    #: The names of who takes part, so that they can be kept out of what is shown.
    names: tuple[str, ...]


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
        rows = _fitting(shape, len(wish.codes), in_title=True).rows(db, **values)
        titled = [row[0] for row in rows]
    if len(titled) > MOST:
        return titled
    rows = _fitting(shape, len(wish.codes), in_title=False).rows(db, **values)
    known = set(titled)
    others = [row[0] for row in rows if row[0] not in known]
    return [*titled, *others][: MOST + 1]


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
    number, fits = card.c.project_id, _has_terms(card.c.project_id, terms, in_title)
    if terms or not codes:
        fits += _has_codes(card.c.codes, codes, 0)
        return Prepared(select(number).where(*fits).order_by(number.desc()).limit(MOST + 1))
    here = _words.alias("walked")
    found = here.join(card, number == here.c.project_id)
    fits += [here.c.word == bindparam("code0", type_=Word), *_has_codes(card.c.codes, codes, 1)]
    query = select(here.c.project_id).select_from(found).where(*fits)
    query = query.order_by(here.c.word.desc(), here.c.project_id.desc())
    return Prepared(query.limit(MOST + 1))


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


def _has_codes(column: ColumnElement[str], codes: int, start: int) -> list[ColumnElement[bool]]:
    """Say in SQL that a card has these codes, from one on."""
    return [column.like(bindparam(f"like{place}", type_=Text)) for place in range(start, codes)]


_counts: dict[Term, int] = {}


def _count(db: Db, term: Term) -> int:
    """Count the places where a term stands, up to a limit; or remember what was counted."""
    if term not in _counts:
        if len(_counts) >= _REMEMBERED:
            _counts.clear()
        row = _counted(bool(term.codes)).first(db, **_values(0, term))
        _counts[term] = int(row[0]) if row else 0
    return _counts[term]


@cache
def _counted(has_codes: bool) -> Prepared:
    said = _says(_words.c.word, 0)
    if has_codes:
        said = or_(said, _names(_words.c.word, 0))
    places = select(_words.c.word).where(said).limit(_RARE_WITH_CODE)
    return Prepared(select(func.count()).select_from(places.subquery()))


_ids: tuple[Any, ...] = tuple(bindparam(f"id{place}") for place in range(PAGE))
_projects = Prepared(select(projects.table).where(projects.table.c.id.in_(_ids)))
_part, _who, _school = members.table.c, people.table.c, schools.table.c
_teachers = Prepared(
    select(_part.project_id, _part.state, _who.name, _school.country, _school.town)
    .join_from(members.table, people.table, _who.id == _part.person_id)
    .outerjoin(schools.table, _school.id == _part.school_id)
    .where(_part.project_id.in_(_ids))
    .order_by(_part.project_id, _part.role, _part.since, _part.person_id)
)


def hits(db: Db, ids: Sequence[int]) -> list[Hit]:
    """Read at most PAGE projects in this order; one that is not public now is left out."""
    if not ids:
        return []
    values = {f"id{place}": one for place, one in enumerate((*ids, *[0] * PAGE)[:PAGE])}
    read = map(projects.of_row, _projects.rows(db, **values))
    found = {one.id: one for one in read if one.is_public}
    places: dict[int, dict[tuple[str, str], None]] = {one: {} for one in found}
    names: dict[int, list[str]] = {one: [] for one in found}
    for number, state, name, country, town in _teachers.rows(db, **values):
        if number in found:
            names[number].append(name)
            if state == members.State.IN and country:
                places[number][country, town] = None
    return [Hit(found[one], tuple(places[one]), tuple(names[one])) for one in ids if one in found]


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
