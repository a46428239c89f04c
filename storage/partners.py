"""Finding teachers to do a project with: who fits, how well, and why."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Integer, Row, Select, String, bindparam, func, literal, select

from storage.class_times import is_summer
from storage.countries import LANGUAGES
from storage.db import Db
from storage.masks import codes, mask
from storage.partner_cards import cards, words
from storage.partner_fit import (
    IN_COMMON,
    POINTS,
    Aim,
    Reason,
    age_values,
    day_values,
    number,
    overlaps,
    reasons,
    tells,
    values,
)
from storage.subjects import SUBJECTS
from storage.words import Word, begins, typed

#: Shorter words are in every text, and more of them only slow a search down.
_SHORTEST = 2
_WORDS = 4
#: A word in fewer texts than this is best followed to its cards; else the cards are read in turn.
_RARE = 2000
#: How many of the best are looked through for words that are not rare.
_TOP = 500

_SCORE = {summer: expression.label("score") for summer, expression in POINTS.items()}


@dataclass(frozen=True)
class Own:
    """The searcher, against whom the fit is measured."""

    person_id: int
    country: str
    languages: tuple[str, ...]
    subjects: tuple[str, ...]
    ages: tuple[int, int] | None
    pupils: int | None = None
    #: When the class has time and when it has no school (storage/class_times.py); 0 if not told.
    hours_winter: int = 0
    hours_summer: int = 0
    breaks: int = 0


@dataclass(frozen=True)
class Wish:
    """What every hit must have; what is left out does not matter."""

    country: str | None = None
    subject: str | None = None
    language: str | None = None
    ages: tuple[int, int] | None = None
    #: Each of its words must begin a word of what the teacher says.
    text: str = ""


@dataclass(frozen=True)
class Hit:
    """A teacher who fits. Who they are is not told before both agree."""

    person_id: int
    country: str
    kind: str
    languages: tuple[str, ...]
    subjects: tuple[str, ...]
    ages: tuple[int, int] | None
    #: Only to be compared within one search.
    score: int
    reasons: tuple[Reason, ...]
    pupils: int | None = None


def search(
    db: Db,
    wish: Wish,
    own: Own,
    today: date,
    limit: int = 6,
    offset: int = 0,
    apart: Collection[int] = (),
    since: int = 0,
) -> list[Hit]:
    """List the teachers that a wish allows, those who fit best first, never the searcher.

    Nor those in `apart`, nor, with `since`, whose cards did not change from then on
    (partner_cards.seconds). Raises ValueError if the wish names an unknown subject or language.
    """
    aim = aim_of(wish, own, today)
    said, is_rare = _by_rarity(db, wish)
    asked = _asked(wish, apart, since)
    bound = _wished(wish, own, said, apart, since) | values(aim) | day_values(today)
    bound |= {"limit": limit, "offset": offset}
    shared, summer = tuple(tells(aim)), is_summer(today)
    if shared and not is_rare:
        # Whoever shares all that the searcher told comes before everyone else (partner_fit).
        # A page full of them is the answer, and only their points had to be counted.
        rows = db.execute(_first(asked, len(said), shared, summer), bound).all()
        if len(rows) == limit:
            return [_hit(aim, row) for row in rows]
    rows = db.execute(_ranking(asked, len(said), is_rare, summer), bound).all()
    return [_hit(aim, row) for row in rows]


def count(db: Db, wish: Wish, own: Own, at_most: int = 1000, apart: Collection[int] = ()) -> int:
    """Count the teachers that a wish allows and who are not `apart`, up to `at_most`."""
    said, is_rare = _by_rarity(db, wish)
    found = _allowed(_asked(wish, apart), len(said), is_rare).limit(at_most).subquery()
    query = select(func.count()).select_from(found)
    return db.scalar(query, _wished(wish, own, said, apart)) or 0


def hit(db: Db, person_id: int, own: Own, today: date) -> Hit | None:
    """Show one teacher as a search does; None if they cannot be found now."""
    aim = aim_of(Wish(), own, today)
    query = select(cards, literal(0).label("score")).where(cards.c.person_id == person_id)
    row = db.execute(query).first()
    return _hit(aim, row) if row else None


def aim_of(wish: Wish, own: Own, today: date) -> Aim:
    """Take the searcher's own class, with what they wish in its place."""
    languages = (*own.languages, wish.language) if wish.language else own.languages
    subjects = (*own.subjects, wish.subject) if wish.subject else own.subjects
    return Aim(
        country=own.country,
        languages=mask(languages, LANGUAGES),
        subjects=mask(subjects, SUBJECTS),
        ages=wish.ages or own.ages,
        words=tuple(dict.fromkeys(wanted(wish.text).values())),
        today=today,
        pupils=own.pupils,
        hours=own.hours_summer if is_summer(today) else own.hours_winter,
        breaks=own.breaks,
    )


#: What can be asked for, in SQL; which of it is asked for decides on the statement.
_ASKED = {
    "subject": cards.c.subjects.bitwise_and(number("subject")) != 0,
    "language": cards.c.languages.bitwise_and(number("language")) != 0,
    "country": cards.c.country == bindparam("country", type_=String),
    "ages": overlaps(number("wish_from"), number("wish_to")),
    "apart": cards.c.person_id.not_in(bindparam("apart", expanding=True)),
    "since": cards.c.changed_at >= number("since"),
}


def _asked(wish: Wish, apart: Collection[int], since: int = 0) -> tuple[str, ...]:
    wished = vars(wish) | {"apart": apart, "since": since}
    return tuple(name for name in _ASKED if wished[name])


def _wished(
    wish: Wish, own: Own, said: list[str], apart: Collection[int], since: int = 0
) -> dict[str, Any]:
    """Give what the conditions compare with."""
    return {
        "apart": list(apart),
        "since": since,
        "own_id": own.person_id,
        "subject": mask([wish.subject], SUBJECTS) if wish.subject else 0,
        "language": mask([wish.language], LANGUAGES) if wish.language else 0,
        "country": wish.country,
        **age_values("wish", wish.ages),
        **{f"word_{place}": word for place, word in enumerate(said)},
    }


def wanted(text: str) -> dict[str, str]:
    """List the folded words of a text that count in a search, each with what was typed."""
    pieces = [(word, piece) for piece in text.split() for word in typed(piece)]
    long = [(word, piece) for word, piece in pieces if len(word) >= _SHORTEST]
    return dict(long[:_WORDS])


def _by_rarity(db: Db, wish: Wish) -> tuple[list[str], bool]:
    """List the words of a wish, the rarest first, and tell whether that one is rare."""
    counted = sorted((db.scalar(_TEXTS, {"word": word}) or 0, word) for word in wanted(wish.text))
    return [word for _, word in counted], bool(counted) and counted[0][0] < _RARE


def _says(word: str) -> Select[tuple[int]]:
    return select(words.c.person_id).where(begins(words.c.word, bindparam(word, type_=Word)))


_TEXTS = select(func.count()).select_from(_says("word").limit(_RARE).subquery())


@cache
def _allowed(asked: tuple[str, ...], said: int, is_rare: bool) -> Select[Any]:
    """Select the cards that are allowed, starting from the first word if it is rare."""
    query = select(cards).where(cards.c.person_id != number("own_id"))
    query = query.where(*(_ASKED[name] for name in asked))
    for place in range(said):
        says = _says(f"word_{place}")
        if is_rare and place == 0:
            query = query.where(cards.c.person_id.in_(says))
        else:
            query = query.where(says.where(words.c.person_id == cards.c.person_id).exists())
    return query


@cache
def _ranking(asked: tuple[str, ...], said: int, is_rare: bool, summer: bool) -> Select[Any]:
    """Select a page of all that are allowed."""
    score = _SCORE[summer]
    return _page(_allowed(asked, said, is_rare).add_columns(score), score, cards.c.person_id)


@cache
def _first(asked: tuple[str, ...], said: int, shared: tuple[str, ...], summer: bool) -> Select[Any]:
    """Select a page of those who share all, as far as the first of them say the words."""
    score = _SCORE[summer]
    query = _allowed(asked, 0, False).add_columns(score)
    query = query.where(*(IN_COMMON[name] for name in shared))
    if not said:
        return _page(query, score, cards.c.person_id)
    # Looking up whether somebody says a word costs more than their points, and these words are
    # in many texts. A subquery for a value is one that PostgreSQL leaves for the few.
    top = query.order_by(score.desc(), cards.c.person_id).limit(_TOP).subquery()
    checked = select(top)
    for place in range(said):
        says = _says(f"word_{place}").where(words.c.person_id == top.c.person_id).limit(1)
        checked = checked.where(says.scalar_subquery().is_not(None))
    return _page(checked, top.c.score, top.c.person_id)


def _page(query: Select[Any], score: Any, person_id: Any) -> Select[Any]:
    ordered = query.order_by(score.desc(), person_id)
    return ordered.limit(bindparam("limit", type_=Integer)).offset(
        bindparam("offset", type_=Integer)
    )


def _hit(aim: Aim, row: Row[Any]) -> Hit:
    return Hit(
        person_id=row.person_id,
        country=row.country,
        kind=row.kind,
        languages=codes(row.languages, LANGUAGES),
        subjects=codes(row.subjects, SUBJECTS),
        ages=None if row.age_min is None else (row.age_min, row.age_max),
        score=row.score,
        reasons=reasons(aim, row),
        pupils=row.pupils,
    )
