"""Ideas for projects that teachers post to find partners for them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Date,
    ForeignKey,
    Integer,
    Row,
    SmallInteger,
    Table,
    Text,
    insert,
    or_,
    select,
    update,
)

from storage import blocks, former_texts, people
from storage.countries import LANGUAGES
from storage.db import Db, UtcTime, WordList, metadata
from storage.masks import codes, mask
from storage.people import Standing
from storage.subjects import SUBJECTS
from storage.words import known_as, typed

#: How long an idea is shown unless it is renewed, and when its author is asked about that.
SHOWN, ASKED = timedelta(days=30), timedelta(days=3)
_WORDS = 4

table = Table(
    "ideas",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("author_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("age_min", SmallInteger, nullable=False),
    Column("age_max", SmallInteger, nullable=False),
    Column("languages", BigInteger, nullable=False),
    Column("subjects", BigInteger, nullable=False),
    Column("countries", WordList, nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("posted_at", UtcTime, nullable=False),
    Column("ends_at", UtcTime, nullable=False, index=True),
    # An id is never given twice: old buttons must not fit something new.
    sqlite_autoincrement=True,
)
#: For which idea a request for contact was made.
requests = Table(
    "idea_requests",
    metadata,
    Column(
        "contact_id",
        ForeignKey("contacts.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("idea_id", ForeignKey("ideas.id"), nullable=False, index=True),
)


@dataclass(frozen=True)
class Draft:
    """What a teacher says of an idea."""

    title: str
    text: str
    ages: tuple[int, int]
    languages: tuple[str, ...]
    subjects: tuple[str, ...]
    #: From which countries the partners are to be; empty if that does not matter.
    countries: tuple[str, ...]
    #: The first day of the month in which it is to begin.
    starts_on: date


@dataclass(frozen=True)
class Idea:
    """An idea that was posted."""

    id: int
    author_id: int
    draft: Draft
    posted_at: datetime
    #: Until when it is shown; when it is withdrawn, that is at once.
    ends_at: datetime
    #: Where its author teaches.
    country: str


@dataclass(frozen=True)
class Sought:
    """What ideas are searched by; what is left out does not matter."""

    country: str | None = None
    subject: str | None = None
    language: str | None = None
    ages: tuple[int, int] | None = None
    #: Each of its words must begin a word of the idea.
    text: str = ""


def post(db: Db, author_id: int, draft: Draft, at: datetime) -> Idea:
    """Post an idea. Raises ValueError at an unknown language or subject."""
    values = {"author_id": author_id, "posted_at": at, "ends_at": at + SHOWN}
    key = db.execute(insert(table).values(**values, **_columns(draft))).inserted_primary_key
    assert key is not None
    posted = by_id(db, key[0])
    assert posted is not None
    return posted


def change(db: Db, idea: Idea, draft: Draft, at: datetime) -> None:
    """Change what an idea says. Raises ValueError at an unknown language or subject."""
    if draft.text != idea.draft.text:
        former_texts.keep(db, idea.author_id, [idea.draft.text], at)
    db.execute(update(table).where(table.c.id == idea.id).values(_columns(draft)))


def renew(db: Db, idea: Idea, at: datetime) -> None:
    """Show an idea for thirty days from now on."""
    db.execute(update(table).where(table.c.id == idea.id).values(ends_at=at + SHOWN))


def withdraw(db: Db, idea: Idea, at: datetime) -> None:
    """Show an idea no more; safe to repeat."""
    still = (table.c.id == idea.id) & (table.c.ends_at > at)
    db.execute(update(table).where(still).values(ends_at=at))


def by_id(db: Db, idea_id: int) -> Idea | None:
    """Find an idea, also one that is not shown any more; None if there is no such."""
    row = db.execute(_SELECT.where(table.c.id == idea_id)).first()
    return _idea(row) if row else None


def by_author(db: Db, author_id: int, at: datetime) -> list[Idea]:
    """List the ideas of a teacher that are shown at a time, the newest first."""
    mine = (table.c.author_id == author_id) & (table.c.ends_at > at)
    return [_idea(row) for row in db.execute(_SELECT.where(mine).order_by(table.c.id.desc()))]


def texts_of(db: Db, author_id: int) -> list[str]:
    """List what a teacher wrote in ideas, also in those that are not shown any more."""
    return list(db.scalars(select(table.c.text).where(table.c.author_id == author_id)))


def search(
    db: Db, sought: Sought, reader_id: int, country: str, at: datetime, offset: int = 0
) -> tuple[Idea | None, int]:
    """Find one of the ideas that a reader may see, the newest being 0, and count them all.

    Not their own, nor of somebody from whom a block parts them, nor such as want other countries.
    Raises ValueError at an unknown language or subject.
    """
    query = _SELECT.where(table.c.author_id != reader_id, table.c.ends_at > at)
    query = query.where(people.table.c.standing == Standing.VALIDATED)
    query = query.where(~blocks.apart(people.table.c.id, reader_id))
    query = query.where(or_(table.c.countries == (), _wants(country)), *_conditions(sought))
    rows = db.execute(query.order_by(table.c.posted_at.desc(), table.c.id.desc())).all()
    return (_idea(rows[offset]) if 0 <= offset < len(rows) else None), len(rows)


def ending(db: Db, after: datetime, before: datetime) -> list[Idea]:
    """List the ideas that end in between."""
    then = table.c.ends_at.between(after, before)
    return [_idea(row) for row in db.execute(_SELECT.where(then).order_by(table.c.id))]


def bind(db: Db, contact_id: int, idea_id: int) -> None:
    """Note for which idea a request was made."""
    db.execute(insert(requests).values(contact_id=contact_id, idea_id=idea_id))


def of_contact(db: Db, contact_id: int) -> Idea | None:
    """Find the idea for which a request was made; None if for none."""
    query = _SELECT.join(requests, requests.c.idea_id == table.c.id)
    row = db.execute(query.where(requests.c.contact_id == contact_id)).first()
    return _idea(row) if row else None


_SELECT = select(table, people.table.c.country).join(
    people.table, people.table.c.id == table.c.author_id
)


def _conditions(sought: Sought) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if sought.country:
        found.append(people.table.c.country == sought.country)
    if sought.subject:
        found.append(table.c.subjects.bitwise_and(mask([sought.subject], SUBJECTS)) != 0)
    if sought.language:
        found.append(table.c.languages.bitwise_and(mask([sought.language], LANGUAGES)) != 0)
    if sought.ages:
        found += [table.c.age_max >= sought.ages[0], table.c.age_min <= sought.ages[1]]
    for word in typed(sought.text)[:_WORDS]:
        found.append(table.c.folded.contains(f" {word}", autoescape=True))
    return found


def _wants(country: str) -> ColumnElement[bool]:
    # A country's code has two letters, so no code stands inside of two others' ("de fr").
    return table.c.countries.cast(Text).contains(country)


def _columns(draft: Draft) -> dict[str, Any]:
    said = known_as(f"{draft.title} {draft.text}")
    return {
        "title": draft.title,
        "text": draft.text,
        "folded": f" {' '.join(sorted(said))}",
        "age_min": draft.ages[0],
        "age_max": draft.ages[1],
        "languages": mask(draft.languages, LANGUAGES),
        "subjects": mask(draft.subjects, SUBJECTS),
        "countries": draft.countries,
        "starts_on": draft.starts_on,
    }


def _idea(row: Row[Any]) -> Idea:
    one = row._mapping
    draft = Draft(
        title=one["title"],
        text=one["text"],
        ages=(one["age_min"], one["age_max"]),
        languages=codes(one["languages"], LANGUAGES),
        subjects=codes(one["subjects"], SUBJECTS),
        countries=one["countries"],
        starts_on=one["starts_on"],
    )
    return Idea(
        id=one["id"],
        author_id=one["author_id"],
        draft=draft,
        posted_at=one["posted_at"],
        ends_at=one["ends_at"],
        country=one["country"],
    )
