"""What teachers tell of their class: how many pupils, when it has time, when there is no school."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Column, Date, ForeignKey, Integer, Table, delete, insert, select, update

from storage.class_times import SLOTS
from storage.db import Db, metadata
from storage.masks import codes, mask

_facts = Table(
    "class_facts",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("pupils", Integer, nullable=True),
    Column("slots", Integer, nullable=False, server_default="0"),
)
_breaks = Table(
    "class_breaks",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True, autoincrement=False),
    Column("first", Date, primary_key=True),
    Column("last", Date, nullable=False),
)


@dataclass(frozen=True)
class Class:
    """A teacher's class, as far as they told."""

    pupils: int | None = None
    #: Of storage.class_times.SLOTS.
    slots: tuple[str, ...] = ()
    #: First and last days without school, in order.
    breaks: tuple[tuple[date, date], ...] = ()

    @property
    def slot_bits(self) -> int:
        """The slots as bits, in the order of SLOTS."""
        return mask(self.slots, SLOTS)


def of_person(db: Db, person_id: int) -> Class:
    """Read what a teacher told of their class."""
    facts = db.execute(
        select(_facts.c.pupils, _facts.c.slots).where(_facts.c.person_id == person_id)
    ).first()
    query = select(_breaks.c.first, _breaks.c.last).where(_breaks.c.person_id == person_id)
    rows = db.execute(query.order_by(_breaks.c.first))
    breaks = tuple((row[0], row[1]) for row in rows)
    return Class(facts[0], codes(facts[1], SLOTS), breaks) if facts else Class(breaks=breaks)


def breaks(db: Db, people: Collection[int]) -> dict[int, tuple[tuple[date, date], ...]]:
    """Give the first and last days without school of each of these people, in order."""
    query = select(_breaks.c.person_id, _breaks.c.first, _breaks.c.last)
    rows = db.execute(query.where(_breaks.c.person_id.in_(people)).order_by(_breaks.c.first))
    found: dict[int, tuple[tuple[date, date], ...]] = dict.fromkeys(people, ())
    for person, first, last in rows:
        found[person] += ((first, last),)
    return found


def tell_pupils(db: Db, person_id: int, pupils: int | None) -> None:
    """Set how many pupils the class has; None if nobody is to know."""
    _tell(db, person_id, pupils=pupils)


def tell_slots(db: Db, person_id: int, slots: Iterable[str]) -> None:
    """Set when the class has time. Raises ValueError at an unknown slot."""
    _tell(db, person_id, slots=mask(slots, SLOTS))


def tell_breaks(db: Db, person_id: int, breaks: Iterable[tuple[date, date]]) -> None:
    """Set when there is no school, from first to last days."""
    db.execute(delete(_breaks).where(_breaks.c.person_id == person_id))
    rows = [
        {"person_id": person_id, "first": first, "last": last}
        for first, last in dict(sorted(breaks)).items()
    ]
    if rows:
        db.execute(insert(_breaks), rows)


def _tell(db: Db, person_id: int, **values: int | None) -> None:
    mine = _facts.c.person_id == person_id
    if not db.execute(update(_facts).where(mine).values(values)).rowcount:
        db.execute(insert(_facts).values(person_id=person_id, **values))
