"""Who attended a seminar: the certificate that it earned, and what they thought of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    Row,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    update,
)

from storage.db import Db, UtcTime, metadata

table = Table(
    "seminar_attendance",
    metadata,
    Column("seminar_id", ForeignKey("seminars.id"), primary_key=True),
    Column("person_id", ForeignKey("people.id"), primary_key=True, index=True),
    Column("name", Text, nullable=False),
    Column("code", Text, nullable=False, unique=True),
    Column("site", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("stars", Integer, nullable=True),
    Column("words", Text, nullable=False, server_default=""),
)


#: Second certificates of somebody whose two registrations both were there: they still hold.
_former = Table(
    "former_certificates",
    metadata,
    Column("code", Text, primary_key=True),
    Column("seminar_id", ForeignKey("seminars.id"), nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("site", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
)


@dataclass(frozen=True)
class Attendance:
    """Somebody who was there."""

    seminar_id: int
    person_id: int
    #: As it stands on the certificate, whatever they are called later.
    name: str
    #: The certificate's, in capitals and digits.
    code: str
    #: Where the certificate can be checked: the portal's address.
    site: str
    at: datetime
    #: From 1 to 5; None as long as they have not said.
    stars: int | None
    words: str


@dataclass(frozen=True)
class Summary:
    """What those who attended thought."""

    attended: int
    rated: int
    #: Of those who said it; 0 if nobody did.
    average: float
    words: tuple[str, ...]


def add(
    db: Db, seminar_id: int, person_id: int, *, name: str, code: str, site: str, at: datetime
) -> Attendance:
    """Note that somebody attended. Safe to repeat: the first certificate stays."""
    found = of_person(db, seminar_id, person_id)
    if found is not None:
        return found
    row = {"seminar_id": seminar_id, "person_id": person_id, "name": name}
    db.execute(insert(table).values({**row, "code": code, "site": site, "at": at}))
    made = of_person(db, seminar_id, person_id)
    assert made is not None
    return made


def of_person(db: Db, seminar_id: int, person_id: int) -> Attendance | None:
    """Find somebody's attendance; None if they were not there."""
    return _first(db, (table.c.seminar_id == seminar_id) & (table.c.person_id == person_id))


def by_code(db: Db, code: str) -> Attendance | None:
    """Find the attendance that a certificate's code stands for, however it is typed."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    found = _first(db, table.c.code == plain)
    if found is not None:
        return found
    row = db.execute(select(_former).where(_former.c.code == plain)).first()
    return Attendance(**row._mapping, stars=None, words="") if row else None


def seminars_of(db: Db, person_id: int, most: int) -> list[int]:
    """List the ids of the seminars that somebody attended, the last first."""
    query = select(table.c.seminar_id).where(table.c.person_id == person_id)
    return list(db.scalars(query.order_by(table.c.at.desc()).limit(most)))


def rate(db: Db, seminar_id: int, person_id: int, **values: Any) -> bool:
    """Keep what somebody thought, its `stars` or `words`; False if they were not there."""
    mine = (table.c.seminar_id == seminar_id) & (table.c.person_id == person_id)
    return db.execute(update(table).where(mine).values(values)).rowcount == 1


def join(db: Db, gone: int, kept: int) -> None:
    """Where two people who are one were both there, keep the first; both certificates hold."""
    rows = db.execute(select(table).where(table.c.person_id.in_((gone, kept)))).all()
    by_seminar: dict[int, list[Attendance]] = {}
    for row in rows:
        by_seminar.setdefault(row.seminar_id, []).append(Attendance(**row._mapping))
    for both in by_seminar.values():
        if len(both) == 2:
            first, second = sorted(both, key=lambda one: (one.at, one.person_id))
            former = {name: getattr(second, name) for name in (column.name for column in _former.c)}
            db.execute(insert(_former).values(former))
            here = (table.c.seminar_id == first.seminar_id) & (
                table.c.person_id == second.person_id
            )
            db.execute(delete(table).where(here))
            said = {"stars": second.stars or first.stars, "words": second.words or first.words}
            rate(db, first.seminar_id, first.person_id, **said)


def summary(db: Db, seminar_id: int, most_words: int) -> Summary:
    """Sum up what was thought of a seminar, the last words first, without names."""
    there = table.c.seminar_id == seminar_id
    counted = select(func.count(), func.count(table.c.stars), func.avg(table.c.stars))
    attended, rated, average = db.execute(counted.where(there)).one()
    said = select(table.c.words).where(there, table.c.words != "")
    words = db.scalars(said.order_by(table.c.at.desc(), table.c.person_id).limit(most_words))
    return Summary(attended, rated, float(average or 0), tuple(words))


def _first(db: Db, where: Any) -> Attendance | None:
    row: Row[Any] | None = db.execute(select(table).where(where)).first()
    return Attendance(**row._mapping) if row else None
