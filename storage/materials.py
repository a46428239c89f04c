"""Materials: the files that were posted in a project's classroom, and what is known of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    delete,
    func,
    insert,
    select,
    update,
)

from storage import activities, people, pupils
from storage.db import Db, UtcTime, metadata
from storage.words import typed

table = Table(
    "materials",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("project_id", ForeignKey("projects.id"), nullable=False),
    Column("event_id", Text, nullable=False, unique=True),
    Column("room", Text, nullable=False),
    Column("localpart", Text, nullable=False),
    Column("person_id", ForeignKey("people.id"), nullable=True, index=True),
    Column("pupil_id", ForeignKey("pupils.id"), nullable=True, index=True),
    Column("activity_id", ForeignKey("activities.id"), nullable=True, index=True),
    Column("kind", Text, nullable=False),
    Column("ref", Text, nullable=False),
    Column("mime", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("caption", Text, nullable=False, server_default=""),
    Column("licence", Text, nullable=False, server_default=""),
    Column("source", Text, nullable=False, server_default=""),
    Column("alt", Text, nullable=False, server_default=""),
    Column("at", UtcTime, nullable=False),
    Column("taken_back_at", UtcTime, nullable=True),
    Index("ix_materials_project_id_id", "project_id", "id"),
    Index("ix_materials_ref", "ref"),
    # An id is never given twice: old buttons must not fit something new.
    sqlite_autoincrement=True,
)

#: What a material says in somebody's words: emptied when it is taken back.
WORDS = ("name", "caption", "alt", "source")


@dataclass(frozen=True)
class Material:
    """A file of a project; its bytes are with the homeserver."""

    id: int
    project_id: int
    #: The message that brought it, and its room.
    event_id: str
    room: str
    #: The account that posted it: whose it is, the teacher's or the pupil's, one of the two.
    localpart: str
    person_id: int | None
    pupil_id: int | None
    #: The activity that was under way; None if none was.
    activity_id: int | None
    #: "photo" or "file".
    kind: str
    #: Where the homeserver has it: "mxc://…".
    ref: str
    mime: str
    name: str
    #: In bytes; 0 if the sender did not say.
    size: int
    #: What was written with it; empty if nothing was.
    caption: str
    #: A key of handlers.conversation.LICENCES; empty if nobody has said.
    licence: str
    #: Where somebody else's work comes from.
    source: str
    #: What is to be seen or heard, for those who cannot; empty if nobody has said.
    alt: str
    at: datetime
    #: When its message was taken back: it is not shown any more, and its words are gone.
    taken_back_at: datetime | None

    @property
    def is_there(self) -> bool:
        return self.taken_back_at is None

    @property
    def wants_alt(self) -> bool:
        """Whether a picture still lacks words for those who cannot see it."""
        return self.is_there and self.kind == "photo" and not self.alt

    @property
    def title(self) -> str:
        """Give what stands over it: the caption's first line, or what the file is called."""
        return self.caption.strip().split("\n")[0] or self.name


@dataclass(frozen=True)
class Wish:
    """What somebody looks for among a project's materials."""

    #: Words, each of which begins a word of the caption, the file's name, the description, the
    #: author's name or the activity's title.
    text: str = ""
    #: "photo", "file", or empty for both.
    kind: str = ""
    #: An activity's id; 0 for what belongs to none, None for all.
    activity_id: int | None = None


COLUMNS = [table.c[one.name] for one in fields(Material)]


def add(db: Db, at: datetime, **values: Any) -> Material | None:
    """File a material; `values` holds the columns by their names. None if it is filed already."""
    if by_event(db, values["event_id"]) is not None:
        return None
    key = db.execute(insert(table).values(at=at, **values)).inserted_primary_key
    assert key is not None
    return by_id(db, key[0])


def by_id(db: Db, material_id: int) -> Material | None:
    """Find a material, one that was taken back too; None if there is no such."""
    found = _where(db, table.c.id == material_id)
    return found[0] if found else None


def by_event(db: Db, event_id: str) -> Material | None:
    """Find the material that a message brought; None if it brought none."""
    found = _where(db, table.c.event_id == event_id)
    return found[0] if found else None


def is_pupils(db: Db, ref: str) -> bool:
    """Tell whether a pupil of any project posted this file, also if it was taken back."""
    mine = (table.c.ref == ref) & table.c.pupil_id.is_not(None)
    return db.scalar(select(table.c.id).where(mine).limit(1)) is not None


def of_project(db: Db, project_id: int) -> list[Material]:
    """List the materials of a project that are there, the newest first."""
    return _where(db, (table.c.project_id == project_id) & table.c.taken_back_at.is_(None))


def search(db: Db, project_id: int, wish: Wish) -> list[Material]:
    """List what somebody looks for, the newest first."""
    found = of_project(db, project_id)
    if wish.kind:
        found = [one for one in found if one.kind == wish.kind]
    if wish.activity_id is not None:
        found = [one for one in found if (one.activity_id or 0) == wish.activity_id]
    words = typed(wish.text)
    if not words:
        return found
    authors, titles = authors_of(db, project_id, found), _titles(db, project_id)
    return [one for one in found if _says(one, words, authors, titles)]


def change(db: Db, material: Material, **values: str) -> Material:
    """Change what is said of a material: `caption`, `alt`, `licence`, `source`, `name`."""
    db.execute(update(table).where(table.c.id == material.id).values(values))
    changed = by_id(db, material.id)
    assert changed is not None
    return changed


def take_back(db: Db, event_id: str, at: datetime) -> Material | None:
    """Note that a message was taken back; None if it brought nothing, or is gone already."""
    material = by_event(db, event_id)
    if material is None or not material.is_there:
        return None
    words = dict.fromkeys(WORDS, "")
    row = {**words, "taken_back_at": at}
    db.execute(update(table).where(table.c.id == material.id).values(row))
    return by_id(db, material.id)


def counts(db: Db, project_id: int) -> Mapping[int | None, Mapping[str, int]]:
    """Count a project's materials by kind, for each activity; under None what belongs to none."""
    columns = (table.c.activity_id, table.c.kind)
    query = select(*columns, func.count()).group_by(*columns)
    there = (table.c.project_id == project_id) & table.c.taken_back_at.is_(None)
    found: dict[int | None, dict[str, int]] = {}
    for activity_id, kind, number in db.execute(query.where(there)):
        found.setdefault(activity_id, {})[kind] = number
    return found


def of_teachers(db: Db, project_id: int, limit: int) -> list[Material]:
    """List what teachers posted, the newest first: the only words of it that may leave us."""
    there = (table.c.project_id == project_id) & table.c.taken_back_at.is_(None)
    return _where(db, there & table.c.person_id.is_not(None) & table.c.pupil_id.is_(None), limit)


def authors_of(db: Db, project_id: int, found: Sequence[Material]) -> Mapping[int, str]:
    """Say whose each material is, by its id: a teacher's name, a pupil's pseudonym.

    Empty for somebody who was erased.
    """
    pseudonyms = {one.id: one.pseudonym for one in pupils.ever(db, project_id)}
    names = {one: people.by_id(db, one) for one in {it.person_id for it in found if it.person_id}}
    authors = {}
    for one in found:
        person = names.get(one.person_id or 0)
        authors[one.id] = pseudonyms.get(one.pupil_id or 0, "") or (person.name if person else "")
    return authors


def forget_pupil(db: Db, pupil_id: int) -> None:
    """Delete what an erased pupil posted; the files are the homeserver's to delete."""
    db.execute(delete(table).where(table.c.pupil_id == pupil_id))


def _titles(db: Db, project_id: int) -> Mapping[int, str]:
    return {one.id: one.title for one in activities.of_project(db, project_id)}


def _says(
    one: Material, words: Sequence[str], authors: Mapping[int, str], titles: Mapping[int, str]
) -> bool:
    about = (one.caption, one.name, one.alt, authors[one.id], titles.get(one.activity_id or 0, ""))
    said = typed(" ".join(about))
    return all(any(has.startswith(word) for has in said) for word in words)


def _where(db: Db, where: ColumnElement[bool], limit: int | None = None) -> list[Material]:
    query = select(*COLUMNS).where(where).order_by(table.c.id.desc()).limit(limit)
    return [Material(*row) for row in db.execute(query)]
