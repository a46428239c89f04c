"""By which words the public finds projects and seminars, kept with every change of either.

What may be seen is not decided here: whoever shows a project looks up what is true of it now.
"""

from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    SmallInteger,
    Table,
    Text,
    delete,
    insert,
    select,
)

from storage.db import Db, metadata
from storage.words import Word, begins, known_as

#: Which ages the public chooses between, from and to.
AGES = ((3, 6), (7, 10), (11, 14), (15, 20))
#: This stands among the words of every public project, and of no other.
EVERY = "*"
#: How codes begin; no word that people type begins so.
_MARK = ":"

projects = Table(
    "project_words",
    metadata,
    Column("word", Word, primary_key=True),
    Column("project_id", ForeignKey("projects.id"), primary_key=True),
    Column("part", SmallInteger, primary_key=True, autoincrement=False),
    Index("ix_project_words_project_id_word", "project_id", "word"),
    sqlite_with_rowid=False,
)
#: The codes of each public project, between spaces: " * :c:FR :s:art "; nothing else has a card.
cards = Table(
    "project_cards",
    metadata,
    Column("project_id", ForeignKey("projects.id"), primary_key=True, autoincrement=False),
    Column("codes", Text, nullable=False),
)
seminars = Table(
    "seminar_words",
    metadata,
    Column("word", Word, primary_key=True),
    Column("seminar_id", ForeignKey("seminars.id"), primary_key=True),
    Index("ix_seminar_words_seminar_id", "seminar_id"),
    sqlite_with_rowid=False,
)


class Part(IntEnum):
    """Where a word of a project stands; a word of the title says most."""

    TITLE = 0
    PLAN = 1
    #: Where the schools that take part are.
    PLACES = 2


def country(code: str) -> str:
    """Name a country among the words; with a mark first, it begins no word that people type."""
    return f":c:{code}"


def subject(code: str) -> str:
    """Name a subject among the words."""
    return f":s:{code}"


def language(code: str) -> str:
    """Name a language among the words."""
    return f":l:{code}"


def age(number: int) -> str:
    """Name one of AGES among the words, by its place there."""
    return f":a:{number}"


def ages(youngest: int, oldest: int) -> Iterable[str]:
    """List those of AGES that some of these pupils are in."""
    return (
        age(number)
        for number, (first, last) in enumerate(AGES)
        if youngest <= last and first <= oldest
    )


def of_plan(
    title: str,
    description: str,
    *,
    subjects: Iterable[str],
    languages: Iterable[str],
    youngest: int,
    oldest: int,
) -> dict[Part, frozenset[str]]:
    """List the words of a plan that the public may see."""
    codes = {EVERY, *map(subject, subjects), *map(language, languages), *ages(youngest, oldest)}
    return {Part.TITLE: known_as(title), Part.PLAN: known_as(description) | codes}


def of_places(places: Iterable[tuple[str, str]]) -> frozenset[str]:
    """List the words of where schools are: each its country's code and its town."""
    found: set[str] = set()
    for code, town in places:
        found |= {country(code), *known_as(town)}
    return frozenset(found)


def put(db: Db, project_id: int, words: Mapping[Part, frozenset[str]]) -> None:
    """Let a project be found by these words in these parts, and no others. Safe to repeat."""
    for part, wanted in words.items():
        mine = (projects.c.project_id == project_id) & (projects.c.part == int(part))
        row = {"project_id": project_id, "part": int(part)}
        _keep(db, projects, mine, row, wanted)
    _renew_card(db, project_id)


def _renew_card(db: Db, project_id: int) -> None:
    """Write the codes that stand among a project's words on its card, if it is public."""
    word, mine = projects.c.word, cards.c.project_id == project_id
    query = select(word).where(projects.c.project_id == project_id)
    is_code = begins(word, _MARK) | (word == EVERY)
    found = sorted(set(db.scalars(query.where(is_code))))
    db.execute(delete(cards).where(mine))
    if EVERY in found:
        codes = f" {' '.join(found)} "
        db.execute(insert(cards).values(project_id=project_id, codes=codes))


def hide(db: Db, project_id: int) -> None:
    """Let nobody find a project by its plan; its schools' places stay for when it is public."""
    put(db, project_id, {Part.TITLE: frozenset(), Part.PLAN: frozenset()})


def put_seminar(db: Db, seminar_id: int, title: str, subjects: Iterable[str], spoken: str) -> None:
    """Let a seminar be found by its title, subjects and language. Safe to repeat."""
    wanted = known_as(title) | {language(spoken), *map(subject, subjects)}
    mine = seminars.c.seminar_id == seminar_id
    _keep(db, seminars, mine, {"seminar_id": seminar_id}, wanted)


def _keep(
    db: Db,
    table: Table,
    mine: ColumnElement[bool],
    row: Mapping[str, Any],
    wanted: frozenset[str],
) -> None:
    present = frozenset(db.scalars(select(table.c.word).where(mine)))
    if gone := present - wanted:
        db.execute(delete(table).where(mine, table.c.word.in_(gone)))
    if new := wanted - present:
        db.execute(insert(table), [{**row, "word": word} for word in sorted(new)])
