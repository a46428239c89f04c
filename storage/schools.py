"""Schools, and finding one by parts of its name and town."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    Table,
    Text,
    bindparam,
    exists,
    func,
    insert,
    select,
)

from storage.db import Db, UtcTime, metadata
from storage.prepared import Prepared
from storage.words import Word, begins, known_as, typed

KINDS = ("pre-primary", "primary", "secondary", "vocational", "other")

#: How many words of a search count; more would only slow it down.
_WORDS = 6
#: Where a word stands for fewer entries than this, it need not be counted further.
_MANY = 2000
#: A school can answer to the same letters with several words.
_SPARE = 4

table = Table(
    "schools",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("town", Text, nullable=False),
    Column("country", String(2), nullable=False),
    Column("kind", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Index("ix_schools_country_folded", "country", "folded"),
)

_words = Table(
    "school_words",
    metadata,
    Column("country", String(2), primary_key=True),
    Column("word", Word, primary_key=True),
    Column("school_id", ForeignKey("schools.id"), primary_key=True),
    Index("ix_school_words_school_id_word", "school_id", "word"),
    sqlite_with_rowid=False,
)


@dataclass(frozen=True)
class School:
    """A school that somebody of it has entered."""

    id: int
    name: str
    town: str
    country: str
    #: One of KINDS.
    kind: str
    created_at: datetime


def add(db: Db, *, name: str, town: str, country: str, at: datetime, kind: str = "other") -> School:
    """Enter a school. Look with `same` first: two schools of one name and town can be meant.

    Raises ValueError if there is no such kind.
    """
    if kind not in KINDS:
        raise ValueError(f"no kind of school: {kind!r}")
    row = {
        "name": name,
        "town": town,
        "country": country,
        "kind": kind,
        "folded": _folded(name, town),
        "created_at": at,
    }
    key = db.execute(insert(table).values(row)).inserted_primary_key
    assert key is not None
    words = [
        {"country": country, "word": word, "school_id": key[0]}
        for word in sorted(known_as(f"{name} {town}"))
    ]
    if words:
        db.execute(insert(_words), words)
    school = by_id(db, key[0])
    assert school is not None
    return school


_columns = [table.c[name] for name in School.__dataclass_fields__]
_by_id = Prepared(select(*_columns).where(table.c.id == bindparam("id_")))
_of_ids = select(*_columns).where(table.c.id.in_(bindparam("ids", expanding=True)))


def by_id(db: Db, school_id: int) -> School | None:
    """Find a school; None if there is no such."""
    row = _by_id.first(db, id_=school_id)
    return School(*row) if row else None


def same(db: Db, country: str, name: str, town: str) -> School | None:
    """Find the school of this name and town, however either is spelt; None if there is none."""
    query = select(*_columns).where(
        table.c.country == country, table.c.folded == _folded(name, town)
    )
    row = db.execute(query.order_by(table.c.id).limit(1)).first()
    return School(*row) if row else None


def search(db: Db, country: str, text: str, limit: int = 6) -> list[School]:
    """List schools of a country in whose name or town every typed word begins a word.

    Those where the rarest word is most nearly complete come first; empty if
    nothing is typed.
    """
    wanted = list(typed(text)[:_WORDS])
    if not wanted:
        return []
    if len(wanted) > 1:
        wanted.sort(key=lambda word: _count(db, country, word))
    values = {f"word{number}": word for number, word in enumerate(wanted)}
    most = limit * _SPARE
    found = _matching(len(wanted)).rows(db, country_=country, most=most, **values)
    ids = list(dict.fromkeys(number for (number,) in found))[:limit]
    schools = {row[0]: School(*row) for row in db.execute(_of_ids, {"ids": ids})}
    return [schools[one] for one in ids]


@cache
def _matching(words: int) -> Prepared:
    """Select the schools' ids: walk along the first word, look each of the others up."""
    query = _walk("word0").order_by(_words.c.word, _words.c.school_id)
    for number in range(1, words):
        other = _words.alias()
        word = begins(other.c.word, bindparam(f"word{number}", type_=Word))
        query = query.where(exists().where(other.c.school_id == _words.c.school_id, word))
    return Prepared(query.limit(bindparam("most")))


def _walk(word: str) -> Select[tuple[int]]:
    """Select the entries of a country that begin with a word."""
    return select(_words.c.school_id).where(
        _words.c.country == bindparam("country_"),
        begins(_words.c.word, bindparam(word, type_=Word)),
    )


_counted = Prepared(select(func.count()).select_from(_walk("word").limit(_MANY).subquery()))


def _count(db: Db, country: str, word: str) -> int:
    """Count the entries that begin with a word, up to a limit."""
    row = _counted.first(db, country_=country, word=word)
    return int(row[0]) if row else 0


def _folded(name: str, town: str) -> str:
    return " ".join(typed(name)) + "|" + " ".join(typed(town))
