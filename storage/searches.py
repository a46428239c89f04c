"""Saved searches: what a teacher looks for, kept so that new matches can be told."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    Row,
    SmallInteger,
    Table,
    Text,
    delete,
    insert,
    select,
    update,
)

from storage.class_times import still_to_come
from storage.countries import LANGUAGES
from storage.db import Db, metadata
from storage.masks import codes, mask
from storage.partner_cards import seconds
from storage.partner_fit import about_as_many, age_values
from storage.partners import Own, Wish, aim_of, wanted
from storage.subjects import SUBJECTS
from storage.words import Word

#: A wish that is not made is 0, "" or NULL. What begins with `own_` is the teacher's own class,
#: with the wish in its place, as the fit compares it (storage/partner_fit.py).
table = Table(
    "partner_searches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("since", BigInteger, nullable=False),
    Column("country", Text, nullable=False),
    Column("subject", BigInteger, nullable=False),
    Column("language", BigInteger, nullable=False),
    Column("age_from", SmallInteger, nullable=True),
    Column("age_to", SmallInteger, nullable=True),
    Column("text", Text, nullable=False),
    Column("said", SmallInteger, nullable=False),
    Column("own_country", Text, nullable=False),
    Column("own_subjects", BigInteger, nullable=False),
    Column("own_languages", BigInteger, nullable=False),
    Column("own_from", SmallInteger, nullable=False),
    Column("own_to", SmallInteger, nullable=False),
    Column("own_fewest", Integer, nullable=False),
    Column("own_most", Integer, nullable=False),
    Column("own_hours_winter", BigInteger, nullable=False),
    Column("own_hours_summer", BigInteger, nullable=False),
    Column("own_breaks", BigInteger, nullable=False),
    # An id is never given twice: old buttons must not fit something new.
    sqlite_autoincrement=True,
)
#: The words of a search, folded.
words = Table(
    "partner_search_words",
    metadata,
    Column("search_id", ForeignKey("partner_searches.id"), primary_key=True, autoincrement=False),
    Column("word", Word, primary_key=True),
)


@dataclass(frozen=True)
class Search:
    """A search that somebody saved."""

    id: int
    person_id: int
    wish: Wish


def save(db: Db, wish: Wish, own: Own, at: datetime) -> Search:
    """Keep a search; one that is kept already stays as it is.

    Raises ValueError if the wish names an unknown subject or language.
    """
    for one in of_person(db, own.person_id):
        if one.wish == wish:
            return one
    said = wanted(wish.text)
    row = {
        "person_id": own.person_id,
        "since": seconds(at),
        "country": wish.country or "",
        "subject": mask([wish.subject], SUBJECTS) if wish.subject else 0,
        "language": mask([wish.language], LANGUAGES) if wish.language else 0,
        "age_from": wish.ages[0] if wish.ages else None,
        "age_to": wish.ages[1] if wish.ages else None,
        "text": wish.text,
        "said": len(said),
        **own_values(wish, own, at.date()),
    }
    key = db.execute(insert(table).values(row)).inserted_primary_key
    assert key is not None
    if said:
        db.execute(insert(words), [{"search_id": key[0], "word": word} for word in said])
    return Search(key[0], own.person_id, wish)


def own_values(wish: Wish, own: Own, today: date) -> dict[str, Any]:
    """Give the columns about the searcher's own class."""
    aim = aim_of(wish, own, today)
    fewest, most = about_as_many(own.pupils)
    return {
        "own_country": aim.country,
        "own_subjects": aim.subjects,
        "own_languages": aim.languages,
        **age_values("own", aim.ages),
        "own_fewest": fewest,
        "own_most": most,
        "own_hours_winter": own.hours_winter,
        "own_hours_summer": own.hours_summer,
        "own_breaks": own.breaks,
    }


def follow(db: Db, own: Own, today: date) -> None:
    """Bring a teacher's searches in line with what they say of their class now."""
    for one in of_person(db, own.person_id):
        change = update(table).where(table.c.id == one.id)
        db.execute(change.values(own_values(one.wish, own, today)))


def forget_breaks(db: Db, now: datetime) -> None:
    """Take off the weeks without school that are over. Once a week is often enough."""
    kept = still_to_come(now.date())
    is_old = table.c.own_breaks.bitwise_and(~kept) != 0
    values = {"own_breaks": table.c.own_breaks.bitwise_and(kept)}
    db.execute(update(table).where(is_old).values(values))


def of_person(db: Db, person_id: int) -> list[Search]:
    """List a teacher's searches, the oldest first."""
    query = select(table).where(table.c.person_id == person_id).order_by(table.c.id)
    return [_search(row) for row in db.execute(query)]


def by_id(db: Db, search_id: int) -> Search | None:
    """Find a search; None if there is no such."""
    row = db.execute(select(table).where(table.c.id == search_id)).first()
    return _search(row) if row else None


def remove(db: Db, search: Search) -> None:
    """Forget a search; safe to repeat."""
    db.execute(delete(words).where(words.c.search_id == search.id))
    db.execute(delete(table).where(table.c.id == search.id))


def _search(row: Row[Any]) -> Search:
    wish = Wish(
        country=row.country or None,
        subject=next(iter(codes(row.subject, SUBJECTS)), None),
        language=next(iter(codes(row.language, LANGUAGES)), None),
        ages=None if row.age_from is None else (row.age_from, row.age_to),
        text=row.text,
    )
    return Search(row.id, row.person_id, wish)
