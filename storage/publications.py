"""What of a project's materials is asked to be public, and what two schools agreed on.

What is public is looked up each time from what is true now: a change, less permission, or a message
taken back hides it at once, whoever forgot to withdraw it. Source: docs/rules.md, TWS-8.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Row,
    Table,
    Text,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from storage import materials, pupils
from storage.db import Db, UtcTime, metadata
from storage.materials import Material
from storage.prepared import Prepared
from storage.pupils import Pupil

table = Table(
    "publications",
    metadata,
    Column("material_id", ForeignKey("materials.id"), primary_key=True),
    Column("project_id", ForeignKey("projects.id"), nullable=False, index=True),
    Column("mark", Text, nullable=False),
    Column("asked_by", ForeignKey("people.id"), nullable=False, index=True),
    Column("asked_school", ForeignKey("schools.id"), nullable=True),
    Column("asked_at", UtcTime, nullable=False),
    Column("agreed_by", ForeignKey("people.id"), nullable=True, index=True),
    Column("agreed_at", UtcTime, nullable=True),
    Column("file", Text, nullable=False, server_default=""),
)
#: The pupils who are to be recognised in it, and those whose work it is.
seen = Table(
    "publication_pupils",
    metadata,
    Column("material_id", ForeignKey("publications.material_id"), primary_key=True),
    Column("pupil_id", ForeignKey("pupils.id"), primary_key=True, index=True),
    Column("kind", Text, primary_key=True),
)


#: What a pupil has to do with a material.
_SEEN, _MADE = "seen", "made"


@dataclass(frozen=True)
class Concerned:
    """The pupils whose parents have to allow it, besides the one who posted it."""

    #: Those who are to be recognised, and those whose work it is.
    seen: Sequence[Pupil] = ()
    made: Sequence[Pupil] = ()


@dataclass(frozen=True)
class Publication:
    """A material on its way to the public page, or there."""

    material_id: int
    project_id: int
    #: What the material was when it was asked for: `mark_of`.
    mark: str
    asked_by: int
    asked_school: int | None
    asked_at: datetime
    #: The teacher of another school who agreed; None while nobody has.
    agreed_by: int | None
    agreed_at: datetime | None
    #: What its public copy is called; empty while there is none.
    file: str

    @property
    def is_agreed(self) -> bool:
        return self.agreed_at is not None


def mark_of(one: Material) -> str:
    """Give a mark of everything that would be public of a material: it changes with any of it."""
    said = (one.ref, one.name, one.caption, one.alt, one.licence, one.source)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]


def ask(
    db: Db, one: Material, by: int, school: int | None, concerned: Concerned, at: datetime
) -> None:
    """Ask that a material becomes public; what was asked or agreed before does not count."""
    withdraw(db, one.id)
    row = {"material_id": one.id, "project_id": one.project_id, "mark": mark_of(one)}
    db.execute(insert(table).values(**row, asked_by=by, asked_school=school, asked_at=at))
    for kind, found in ((_SEEN, concerned.seen), (_MADE, concerned.made)):
        for pupil_id in sorted({each.id for each in found}):
            db.execute(insert(seen).values(material_id=one.id, pupil_id=pupil_id, kind=kind))


def agree(db: Db, one: Publication, by: int, file: str, at: datetime) -> bool:
    """Note that a second school agreed; False if that is noted, or something else is asked."""
    same = (table.c.material_id == one.material_id) & (table.c.mark == one.mark)
    same &= (table.c.asked_at == one.asked_at) & table.c.agreed_at.is_(None)
    change = update(table).where(same).values(agreed_by=by, agreed_at=at, file=file)
    return db.execute(change).rowcount == 1


def withdraw(db: Db, material_id: int) -> bool:
    """Take a material off the public page, or off what is asked; False if it was on neither."""
    db.execute(delete(seen).where(seen.c.material_id == material_id))
    return db.execute(delete(table).where(table.c.material_id == material_id)).rowcount == 1


def of_material(db: Db, material_id: int) -> Publication | None:
    """Find what became of a material, as it was asked; None if nobody has."""
    return next(iter(_where(db, table.c.material_id == material_id)), None)


def concerned(db: Db, material_id: int) -> Concerned:
    """Find who is to be recognised in a material and whose work it is, by their teacher's word."""
    query = select(seen.c.kind, seen.c.pupil_id).where(seen.c.material_id == material_id)
    found: dict[str, list[Pupil]] = {_SEEN: [], _MADE: []}
    for kind, pupil_id in db.execute(query.order_by(seen.c.pupil_id)):
        if (pupil := pupils.by_id(db, pupil_id)) is not None:
            found[kind].append(pupil)
    return Concerned(found[_SEEN], found[_MADE])


def waiting(db: Db, project_id: int) -> list[tuple[Publication, Material]]:
    """List what waits in a project for a second school, unchanged since, the oldest first."""
    return [one for one in _current(db, project_id) if not one[0].is_agreed]


def public(db: Db, project_id: int) -> list[tuple[Publication, Material]]:
    """List what of a project is public now, the oldest first."""
    found = [one for one in _current(db, project_id) if one[0].is_agreed]
    return [one for one in found if permitted(db, one[1], concerned(db, one[1].id))]


#: So many projects are asked for at once.
_AT_ONCE = 20
_ids: tuple[Any, ...] = tuple(bindparam(f"id{place}") for place in range(_AT_ONCE))
_agreed = Prepared(
    select(table.c.project_id)
    .where(table.c.project_id.in_(_ids), table.c.agreed_at.is_not(None))
    .distinct()
)


def with_agreed(db: Db, project_ids: Sequence[int]) -> frozenset[int]:
    """Tell which of at most twenty projects may have something public: `public` says what."""
    padded = (*project_ids, *[0] * _AT_ONCE)[:_AT_ONCE]
    values = {f"id{place}": one for place, one in enumerate(padded)}
    return frozenset(number for (number,) in _agreed.rows(db, **values))


def permitted(db: Db, one: Material, concerned: Concerned) -> bool:
    """Tell whether the parents of everybody concerned allow now that it is public."""
    if one.person_id is None:
        author = pupils.by_id(db, one.pupil_id) if one.pupil_id else None
        if author is None or not _is_in(author) or not author.work_may_be_public:
            return False
    is_work_free = all(_is_in(pupil) and pupil.work_may_be_public for pupil in concerned.made)
    is_seen_free = all(_is_in(child) and child.picture_may_be_public for child in concerned.seen)
    return is_work_free and is_seen_free


def of_pupil(db: Db, pupil_id: int) -> list[Publication]:
    """List what is asked or agreed of what a pupil posted or made, or shows them."""
    theirs = select(materials.table.c.id).where(materials.table.c.pupil_id == pupil_id)
    shown = select(seen.c.material_id).where(seen.c.pupil_id == pupil_id)
    return _where(db, table.c.material_id.in_(theirs) | table.c.material_id.in_(shown))


def files(db: Db) -> frozenset[str]:
    """List the public copies that may be in our folder; all others are to go."""
    return frozenset(db.scalars(select(table.c.file).where(table.c.file != "")))


def _current(db: Db, project_id: int) -> list[tuple[Publication, Material]]:
    """List what is asked or agreed of a project and is still what it was then."""
    found = []
    for one in _where(db, table.c.project_id == project_id):
        material = materials.by_id(db, one.material_id)
        if material is not None and material.is_there and mark_of(material) == one.mark:
            found.append((one, material))
    return found


def _is_in(pupil: Pupil) -> bool:
    return pupil.state == pupils.State.IN


def _where(db: Db, where: ColumnElement[bool]) -> list[Publication]:
    query = select(table).where(where).order_by(table.c.asked_at, table.c.material_id)
    return [_publication(row) for row in db.execute(query)]


def _publication(row: Row[Any]) -> Publication:
    return Publication(**row._mapping)
