"""What of a project's materials is asked to be public, and what two schools agreed on.

What is public is looked up each time from what is true now: a change, less permission, or a message
taken back hides it at once, whoever forgot to withdraw it. Source: docs/rules.md, TWS-8.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    FromClause,
    Index,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from storage import materials, projects, pupils
from storage.db import Db, UtcTime, metadata
from storage.materials import Material
from storage.prepared import Prepared
from storage.pupils import Pupil

#: What stands before the ending of the small copy of a file, where there is one.
SMALL = ".small"

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
    Column("agreed_at", UtcTime, nullable=True, index=True),
    Column("file", Text, nullable=False, server_default=""),
)
#: Written out, so that the databases use the index.
_HAS_FILE = table.c.file != literal_column("''")
Index(
    "ix_publications_copies",
    table.c.agreed_at,
    sqlite_where=_HAS_FILE,
    postgresql_where=_HAS_FILE,
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
    """A material on its way to the public page, or there: its columns, in their order."""

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


#: A material that is public, or asked to be.
Work = tuple[Publication, Material]


def _may_be(kind: str, pupil: FromClause) -> ColumnElement[bool]:
    """Say in SQL that a pupil's parents allow that something is public, as `permitted` does."""
    given = pupil.c.may_picture if kind == _SEEN else pupil.c.may_publish
    return (pupil.c.state == pupils.State.IN) & pupil.c.takes_part & given


def _is_permitted() -> ColumnElement[bool]:
    author, child = pupils.table.alias("author"), pupils.table.alias("child")
    free = or_(*((seen.c.kind == kind) & _may_be(kind, child) for kind in (_SEEN, _MADE)))
    others = select(seen.c.pupil_id).join(child, child.c.id == seen.c.pupil_id)
    refused = others.where(seen.c.material_id == table.c.material_id, ~free).exists()
    own = select(author.c.id).where(author.c.id == materials.table.c.pupil_id)
    is_own = own.where(_may_be(_MADE, author)).exists()
    return (materials.table.c.person_id.is_not(None) | is_own) & ~refused


_asked = (
    select(*table.c, *materials.COLUMNS)
    .join(materials.table, materials.table.c.id == table.c.material_id)
    .where(materials.table.c.taken_back_at.is_(None))
)
_agreed = _asked.where(table.c.agreed_at.is_not(None), _is_permitted())
_of_one = table.c.project_id == bindparam("project")
_by_age = (table.c.asked_at, table.c.material_id)
_waiting = Prepared(_asked.where(_of_one, table.c.agreed_at.is_(None)).order_by(*_by_age))
_public = Prepared(_agreed.where(_of_one).order_by(*_by_age))
_public_file = Prepared(_agreed.where(_of_one, table.c.file == bindparam("file")))
_newest = Prepared(
    _agreed.join(projects.table, projects.table.c.id == table.c.project_id)
    .where(projects.IS_PUBLIC)
    .order_by(table.c.agreed_at.desc(), table.c.material_id.desc())
    .limit(bindparam("most"))
    .offset(bindparam("start"))
)
#: So many projects are asked for at once.
_AT_ONCE = 10
_said = [materials.table.c[name] for name in ("ref", "name", "caption", "alt", "licence", "source")]
_public_of = Prepared(
    _agreed.with_only_columns(table.c.project_id, table.c.mark, *_said).where(
        table.c.project_id.in_([bindparam(f"id{place}") for place in range(_AT_ONCE)])
    )
)


def mark_of(one: Material) -> str:
    """Give a mark of everything that would be public of a material: it changes with any of it."""
    return _mark(one.ref, one.name, one.caption, one.alt, one.licence, one.source)


def _mark(*said: str) -> str:
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


def waiting(db: Db, project_id: int) -> list[Work]:
    """List what waits in a project for a second school, unchanged since, the oldest first."""
    return _unchanged(_waiting.rows(db, project=project_id))


def public(db: Db, project_id: int) -> list[Work]:
    """List what of a project is public now, the oldest first."""
    return _unchanged(_public.rows(db, project=project_id))


def public_file(db: Db, project_id: int, file: str) -> Work | None:
    """Find what has this public copy, if it is public now."""
    return next(iter(_unchanged(_public_file.rows(db, project=project_id, file=file))), None)


def is_public(db: Db, one: Publication) -> bool:
    """Tell whether a publication, as it was read, is public now."""
    return one.is_agreed and public_file(db, one.project_id, one.file) is not None


def newest(db: Db, start: int, most: int) -> tuple[list[Work], bool]:
    """List what is public now of all projects, the newest first, and say whether more is older.

    The `most` from the one at `start` on; one that was changed since is left out.
    """
    rows = _newest.rows(db, start=start, most=most + 1)
    return _unchanged(rows[:most]), len(rows) > most


def count_public(db: Db, project_ids: Sequence[int]) -> Counter[int]:
    """Count what is public now of projects, by their ids."""
    parts = (project_ids[at : at + _AT_ONCE] for at in range(0, len(project_ids), _AT_ONCE))
    found: Counter[int] = Counter()
    for part in parts:
        padded = (*part, *[0] * _AT_ONCE)[:_AT_ONCE]
        rows = _public_of.rows(db, **{f"id{place}": one for place, one in enumerate(padded)})
        found.update(project_id for project_id, mark, *said in rows if _mark(*said) == mark)
    return found


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


def copies(db: Db) -> tuple[int, datetime | None]:
    """Count the public copies, and say when the newest was agreed on: both stay while none goes."""
    query = select(func.count(), func.max(table.c.agreed_at)).where(_HAS_FILE)
    number, newest_at = db.execute(query).one()
    return number, newest_at


def _unchanged(rows: Sequence[Sequence[Any]]) -> list[Work]:
    """Leave of what is asked or agreed what is still as it was then."""
    wide = len(table.c)
    works = ((Publication(*row[:wide]), Material(*row[wide:])) for row in rows)
    return [(one, material) for one, material in works if mark_of(material) == one.mark]


def _is_in(pupil: Pupil) -> bool:
    return pupil.state == pupils.State.IN


def _where(db: Db, where: ColumnElement[bool]) -> list[Publication]:
    query = select(table).where(where).order_by(*_by_age)
    return [Publication(*row) for row in db.execute(query)]
