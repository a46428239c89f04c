"""People: who registered, where they teach, and whether their country has validated them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    bindparam,
    func,
    insert,
    literal_column,
    or_,
    select,
    text,
    update,
)

from storage import former_texts, twinspaces
from storage.db import Db, UtcTime, WordList, lock, metadata
from storage.prepared import Prepared

table = Table(
    "people",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("school_id", ForeignKey("schools.id"), nullable=True),
    Column("role", Text, nullable=False),
    Column("subjects", WordList, nullable=False, server_default=""),
    Column("languages", WordList, nullable=False, server_default=""),
    Column("age_min", Integer, nullable=True),
    Column("age_max", Integer, nullable=True),
    Column("about", Text, nullable=False, server_default=""),
    Column("standing", Text, nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("revision", Integer, nullable=False, server_default="1"),
    Column("is_appeal", Boolean, nullable=False, server_default=text("false")),
    Column("note", Text, nullable=False, server_default=""),
    Column("nudges", Integer, nullable=False, server_default="0"),
    Column("is_available", Boolean, nullable=False, server_default=text("false")),
    Column("active_at", UtcTime, nullable=False),
    Column("registered_at", UtcTime, nullable=False),
    Column("zone", Text, nullable=False, server_default=""),
    # No key: an id is never given twice, and nobody's row is ever deleted.
    Column("merged_into", Integer, nullable=True, index=True),
    Column("validated_at", UtcTime, nullable=True),
    Index("ix_people_standing_country", "standing", "country"),
    Index("ix_people_is_available_active_at", "is_available", "active_at"),
    # An id is never given twice, not even after a backup was put back.
    sqlite_autoincrement=True,
)
#: Who reads times in a zone of their own. Written out, so that the databases use the index.
HAS_ZONE = table.c.zone != literal_column("''")
Index("ix_people_has_zone", table.c.id, sqlite_where=HAS_ZONE, postgresql_where=HAS_ZONE)


class Standing(StrEnum):
    """Where a registration stands, and so who has the ball."""

    WAITING = "waiting"  # the coordinators
    ASKED = "asked"  # the person: a coordinator asked something
    VALIDATED = "validated"
    REFUSED = "refused"
    #: A coordinator who never registered as a teacher.
    STAFF = "staff"
    #: Shut out for a while by a coordinator (storage/suspensions.py): no right is left.
    SUSPENDED = "suspended"
    #: Erased: somebody without a name, to whom what they wrote for others still points.
    GONE = "gone"


@dataclass(frozen=True)
class Person:
    """Somebody who registered."""

    id: int
    name: str
    country: str
    school_id: int | None
    #: "teacher", "head", "librarian", "pedagogue", "psychologist", or "coordinator".
    role: str
    subjects: tuple[str, ...]
    languages: tuple[str, ...]
    age_min: int | None
    age_max: int | None
    about: str
    standing: Standing
    #: Since when the standing is what it is.
    since: datetime
    #: Grows with each decision, so that an old card's button is known as old.
    revision: int
    #: Whether the card is before central support, after a refusal.
    is_appeal: bool
    #: The open question, its answer, or the reason of a refusal.
    note: str
    #: How often the coordinators were reminded of the card.
    nudges: int
    #: Whether partners may find this teacher.
    is_available: bool
    active_at: datetime
    registered_at: datetime
    #: The time zone they read times in, where it is not their country's main one.
    zone: str
    #: Whose registration this one was made one with; then it is empty.
    merged_into: int | None = None
    #: When they were validated for the first time; None if never, or nobody knows.
    validated_at: datetime | None = None

    @property
    def is_validated(self) -> bool:
        return self.standing == Standing.VALIDATED

    @property
    def is_suspended(self) -> bool:
        return self.standing == Standing.SUSPENDED

    @property
    def is_gone(self) -> bool:
        return self.standing == Standing.GONE


_add = insert(table)
_change = update(table).where(table.c.id == bindparam("id_"))
_see = Prepared(_change, "active_at")
_by_id = Prepared(select(table).where(table.c.id == bindparam("id_")))


def by_id(db: Db, person_id: int) -> Person | None:
    """Find a person; None if there is no such.

    Of a registration that was made one with another, that is the other: old buttons name it.
    """
    row = _by_id.first(db, id_=person_id)
    found = from_row(row) if row else None
    if found is not None and found.merged_into is not None:
        return by_id(db, found.merged_into)
    return found


def of_ids(db: Db, ids: set[int]) -> dict[int, Person]:
    """Find several people by their ids, in the order of these."""
    rows = db.execute(select(table).where(table.c.id.in_(ids)).order_by(table.c.id))
    return {row[0]: from_row(row) for row in rows}


def hold(db: Db, person_id: int) -> Person:
    """Lock a person's row and read it afresh. Raises ValueError if there is no such person."""
    person = by_id(db, person_id)
    if person is None:
        raise ValueError(f"no person {person_id}")
    lock(db, person, table)
    fresh = by_id(db, person_id)
    assert fresh is not None
    return fresh


def add(db: Db, *, at: datetime, standing: Standing = Standing.WAITING, **values: object) -> Person:
    """Register somebody; the other values are the columns by their names."""
    row = {**values, "standing": standing, "since": at, "active_at": at, "registered_at": at}
    row["validated_at"] = at if standing == Standing.VALIDATED else None
    key = db.execute(_add, row).inserted_primary_key
    assert key is not None
    person = by_id(db, key[0])
    assert person is not None
    return person


def register_again(db: Db, person: Person, at: datetime, **values: object) -> Person:
    """Put new answers in the place of a refused registration; it waits again."""
    _remember(db, person, values, at)
    return decide(db, person, Standing.WAITING, at, is_appeal=False, note="", **values)


def decide(db: Db, person: Person, standing: Standing, at: datetime, **values: object) -> Person:
    """Change where a registration stands; its card gets a new revision.

    Only validated teachers are in TwinSpaces, so those are looked at.
    """
    twinspaces.want_of(db, person.id, is_urgent=standing != Standing.VALIDATED)
    change = {**values, "standing": standing, "since": at, "revision": person.revision + 1}
    change.setdefault("nudges", 0)
    if standing == Standing.VALIDATED:
        change["validated_at"] = person.validated_at or at
    db.execute(_change, {"id_": person.id, **change})
    decided = by_id(db, person.id)
    assert decided is not None
    return decided


def change(db: Db, person_id: int, **values: object) -> None:
    """Change what is known of a person; the values are columns by their names."""
    db.execute(_change, {"id_": person_id, **values})


def answer(db: Db, person: Person, at: datetime, **values: object) -> None:
    """Change what a person said of themself; what they said before is still found, to erase it."""
    _remember(db, person, values, at)
    change(db, person.id, **values)


def _remember(db: Db, person: Person, values: Mapping[str, object], at: datetime) -> None:
    before = {"name": person.name, "about": person.about}
    old = [text for name, text in before.items() if values.get(name, text) != text]
    former_texts.keep(db, person.id, old, at)


def merge_into(db: Db, gone: Person, kept_id: int, at: datetime) -> None:
    """Leave an empty row that leads to whom the person is now; so do those that led to it.

    By when it registered a backup of before is known to be theirs (storage/erasing.py).
    """
    empty(db, gone, at)
    change(db, gone.id, registered_at=gone.registered_at)
    here = or_(table.c.id == gone.id, table.c.merged_into == gone.id)
    db.execute(update(table).where(here).values(merged_into=kept_id))


def former_ids(db: Db, person_id: int) -> list[int]:
    """List the ids that old buttons may name a person by: their own, then those merged into it."""
    query = select(table.c.id).where(table.c.merged_into == person_id).order_by(table.c.id)
    return [person_id, *db.scalars(query)]


def forget_former(db: Db, person_id: int, at: datetime) -> None:
    """Forget when the registrations began that were made one with an erased person's."""
    former = update(table).where(table.c.merged_into == person_id)
    db.execute(former.values(registered_at=at))


def empty(db: Db, person: Person, at: datetime) -> None:
    """Leave somebody without a name where a person was: an id is never given twice."""
    nothing: dict[str, object] = dict.fromkeys(("name", "role", "about", "note", "zone"), "")
    nothing |= dict.fromkeys(("school_id", "age_min", "age_max", "validated_at"))
    nothing |= {"subjects": (), "languages": (), "is_available": False, "is_appeal": False}
    times = dict.fromkeys(("active_at", "registered_at"), at)
    decide(db, person, Standing.GONE, at, **nothing, **times)


def named(db: Db, text: str, countries: frozenset[str], limit: int = 8) -> list[Person]:
    """Find people of these countries in whose name every typed word stands; "*" is all."""
    query = select(table).where(table.c.standing != Standing.GONE)
    for word in text.split()[:4]:
        query = query.where(func.lower(table.c.name).contains(word.lower(), autoescape=True))
    if "*" not in countries:
        query = query.where(table.c.country.in_(countries))
    rows = db.execute(query.order_by(table.c.name, table.c.id).limit(limit))
    return [from_row(row) for row in rows]


def is_called(db: Db, name: str) -> bool:
    """Tell whether somebody has this name."""
    return db.scalar(select(table.c.id).where(table.c.name == name).limit(1)) is not None


def is_not_suspended(person: ColumnElement[Any]) -> ColumnElement[bool]:
    """Say of a column of people that who stands in it is not suspended."""
    out = (table.c.id == person) & (table.c.standing == Standing.SUSPENDED)
    return ~select(table.c.id).where(out).exists()


def set_available(db: Db, person_id: int, is_available: bool) -> None:
    """Let partners find the teacher, or not."""
    db.execute(_change, {"id_": person_id, "is_available": is_available})


def see(db: Db, person_id: int, at: datetime) -> None:
    """Note that the person did something."""
    _see.run(db, id_=person_id, active_at=at)


def remind(db: Db, person_id: int, nudges: int) -> None:
    """Note how often the coordinators were reminded of a card."""
    db.execute(_change, {"id_": person_id, "nudges": nudges})


def silent(db: Db, before: datetime) -> list[Person]:
    """List the available teachers who did nothing since before then."""
    query = select(table).where(table.c.is_available, table.c.active_at <= before)
    return [from_row(row) for row in db.execute(query.order_by(table.c.id))]


_STANDING = list(table.c).index(table.c.standing)


def from_row(row: Sequence[Any]) -> Person:
    """Read a person out of a row of the table."""
    values = list(row)
    values[_STANDING] = Standing(values[_STANDING])
    return Person(*values)
