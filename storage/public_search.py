"""What everybody may find: projects by words, countries, subjects, languages and ages.

A search walks along the rarest of what is wished and looks the rest up; it reads an index alone,
so that it stays fast with many projects. What is shown of a hit is read from the project itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, exists, func, or_, select

from storage import members, people, projects, public_words, schools, seminars
from storage.db import Db
from storage.prepared import Prepared
from storage.projects import Project
from storage.public_words import Part
from storage.seminars import Seminar
from storage.words import Word, begins

#: So many are found at most; whoever looks for more is asked to say more.
MOST = 500
#: So many words of a search count.
WORDS = 5
#: A word in fewer places than this is best followed; else the projects are looked at in turn.
_RARE = 3000
#: So many projects are read at once, for a page.
PAGE = 20
#: A word can stand for so many countries or subjects.
CODES = 4

_words = public_words.projects
#: How the codes begin that stand in a plan, and so with public projects alone.
_OF_PLANS = (":s:", ":l:", ":a:", public_words.EVERY)


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
    terms = list(wish.terms[:WORDS])
    if terms:
        counted = [(_count(db, one), place) for place, one in enumerate(terms)]
        rarest, place = min(counted)
        terms.insert(0, terms.pop(place))
        is_rare = rarest < _RARE
    else:
        is_rare = False
    codes = wish.codes
    if not any(code.startswith(_OF_PLANS) for code in codes):
        codes = (*codes, public_words.EVERY)
    shape = tuple(bool(one.codes) for one in terms)
    statement = _found(shape, len(codes), is_rare, wish.best_first)
    values: dict[str, str] = {}
    for number, term in enumerate(terms):
        values |= _values(number, term)
    values |= {f"code{number}": code for number, code in enumerate(codes)}
    return [row[0] for row in statement.rows(db, **values)]


def _values(number: int, term: Term) -> dict[str, str]:
    values = {f"word{number}": term.word}
    if term.codes:
        padded = (*term.codes, *[term.codes[0]] * CODES)[:CODES]
        values |= {f"word{number}_{place}": code for place, code in enumerate(padded)}
    return values


def _says(column: ColumnElement[str], number: int, has_codes: bool) -> ColumnElement[bool]:
    """Say in SQL that a word begins with the term of this number, or is one of its codes."""
    word = begins(column, bindparam(f"word{number}", type_=Word))
    if not has_codes:
        return word
    named = (column == bindparam(f"word{number}_{place}", type_=Word) for place in range(CODES))
    return or_(word, *named)


@cache
def _found(terms: tuple[bool, ...], codes: int, is_rare: bool, best_first: bool) -> Prepared:
    """Select the ids: walk along the first term if that is rare, else the first code."""
    mine = _words.alias("walked")
    number = mine.c.project_id
    others = _also(number, terms, range(1, codes) if not is_rare else range(codes), is_rare)
    if not is_rare:
        first = mine.c.word == bindparam("code0", type_=Word)
        query = select(number).where(first, *others).order_by(number.desc())
        return Prepared(query.distinct().limit(MOST + 1))
    query = select(number).where(_says(mine.c.word, 0, terms[0]), *others).group_by(number)
    if best_first:
        query = query.order_by(func.min(mine.c.part) != int(Part.TITLE))
    return Prepared(query.order_by(number.desc()).limit(MOST + 1))


def _also(
    number: ColumnElement[int], terms: tuple[bool, ...], codes: range, is_rare: bool
) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for place in range(1 if is_rare else 0, len(terms)):
        other = _words.alias(f"word_{place}")
        said = _says(other.c.word, place, terms[place])
        found.append(exists().where(other.c.project_id == number, said))
    for place in codes:
        other = _words.alias(f"code_{place}")
        named = other.c.word == bindparam(f"code{place}", type_=Word)
        found.append(exists().where(other.c.project_id == number, named))
    return found


def _count(db: Db, term: Term) -> int:
    """Count the places where a term stands, up to a limit."""
    row = _counted(bool(term.codes)).first(db, **_values(0, term))
    return int(row[0]) if row else 0


@cache
def _counted(has_codes: bool) -> Prepared:
    places = select(_words.c.word).where(_says(_words.c.word, 0, has_codes)).limit(_RARE)
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
