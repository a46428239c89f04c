"""What of a teacher who is available for projects can be searched; nobody else has a card."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
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
from storage.masks import mask
from storage.subjects import SUBJECTS
from storage.words import Word, known_as

#: How many cards are changed in one transaction.
_AT_ONCE = 2000

#: A search reads every card, so a card is a few numbers and those looked at first stand first.
cards = Table(
    "partner_cards",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("subjects", BigInteger, nullable=False),
    Column("languages", BigInteger, nullable=False),
    Column("age_min", SmallInteger, nullable=True),
    Column("age_max", SmallInteger, nullable=True),
    Column("country", String(2), nullable=False),
    Column("active_on", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("pupils", SmallInteger, nullable=True),
    Column("hours_winter", BigInteger, nullable=False, server_default="0"),
    Column("hours_summer", BigInteger, nullable=False, server_default="0"),
    Column("breaks", BigInteger, nullable=False, server_default="0"),
    Column("changed_at", BigInteger, nullable=False, server_default="0"),
    Index("ix_partner_cards_country", "country"),
)

words = Table(
    "partner_words",
    metadata,
    Column("word", Word, primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Index("ix_partner_words_person_id_word", "person_id", "word"),
    sqlite_with_rowid=False,
)


@dataclass(frozen=True)
class Card:
    """What others may see of a teacher before both know each other."""

    person_id: int
    country: str
    #: The kind of school, one of storage.schools.KINDS.
    kind: str
    languages: tuple[str, ...]
    subjects: tuple[str, ...]
    #: The pupils' ages, from and to; None if they were not told.
    ages: tuple[int, int] | None
    active_on: date
    #: How many they are; None if that was not told.
    pupils: int | None = None
    #: When the class has time, in each season, and when it has no school (storage/class_times.py);
    #: 0 if it was not told.
    hours_winter: int = 0
    hours_summer: int = 0
    breaks: int = 0


def refresh(db: Db, card: Card, text: str, at: datetime) -> None:
    """Let a validated teacher who is available be found, as they are now; safe to repeat.

    `text` is what free search looks in: what they say of themself, their town.
    The turn has locked the person. Raises ValueError at an unknown language or subject.
    """
    age_min, age_max = card.ages or (None, None)
    row = {
        "country": card.country,
        "kind": card.kind,
        "languages": mask(card.languages, LANGUAGES),
        "subjects": mask(card.subjects, SUBJECTS),
        "age_min": age_min,
        "age_max": age_max,
        "pupils": card.pupils,
        "hours_winter": card.hours_winter,
        "hours_summer": card.hours_summer,
        "breaks": card.breaks,
    }
    active = {"active_on": card.active_on.toordinal()}
    mine = cards.c.person_id == card.person_id
    before = db.execute(select(cards).where(mine)).first()
    says_more = _set_words(db, card.person_id, known_as(text))
    known = before._mapping if before else {}
    if says_more or any(name not in known or known[name] != row[name] for name in row):
        # Saved searches look at what has changed since they were looked at last.
        active["changed_at"] = seconds(at)
    if before is None:
        db.execute(insert(cards).values(row | active | {"person_id": card.person_id}))
    else:
        db.execute(update(cards).where(mine).values(row | active))


def seconds(at: datetime) -> int:
    """Give a time as cards keep when they changed."""
    return int(at.timestamp())


def remove(db: Db, person_id: int) -> None:
    """Let the teacher not be found any more; safe to repeat."""
    db.execute(delete(cards).where(cards.c.person_id == person_id))
    db.execute(delete(words).where(words.c.person_id == person_id))


def touch(db: Db, person_id: int, today: date) -> None:
    """Note that the person did something today, if they can be found."""
    day = today.toordinal()
    mine = cards.c.person_id == person_id
    db.execute(update(cards).where(mine, cards.c.active_on < day).values(active_on=day))


def forget_breaks(db: Db, now: datetime) -> bool:
    """Take off the weeks without school that are over; True if more may be left."""
    kept = still_to_come(now.date())
    is_old = cards.c.breaks.bitwise_and(~kept) != 0
    some = select(cards.c.person_id).where(is_old).limit(_AT_ONCE)
    values = {"breaks": cards.c.breaks.bitwise_and(kept)}
    changed = db.execute(update(cards).where(cards.c.person_id.in_(some)).values(values))
    return changed.rowcount == _AT_ONCE


def _set_words(db: Db, person_id: int, wanted: frozenset[str]) -> bool:
    """Let the person be found by these words; True if there is a new one among them."""
    mine = words.c.person_id == person_id
    present = frozenset(db.scalars(select(words.c.word).where(mine)))
    if present - wanted:
        db.execute(delete(words).where(mine, words.c.word.in_(present - wanted)))
    if wanted - present:
        new = [{"word": word, "person_id": person_id} for word in sorted(wanted - present)]
        db.execute(insert(words), new)
    return bool(wanted - present)
