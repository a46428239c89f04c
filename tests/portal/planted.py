"""A database with a row in every table and a mark of its own in every text column.

What is to be seen by everybody is named here, column by column; every other text is private, also
that of a column nobody has thought of yet. Public texts that teachers write also name teachers of
the project: one who takes part, one who was erased, and one who is called otherwise now.
"""

import itertools
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import Boolean, Date, DateTime, Integer, LargeBinary, SmallInteger, String, update

from storage import (
    belongings,
    erasing,
    materials,
    members,
    merging,
    page_publications,
    pages,
    people,
    projects,
    public_words,
    publications,
    seminars,
)
from storage.db import UtcTime, WordList, metadata
from tests.conftest import NOON

#: What everybody may read.
PUBLIC = (
    "projects.title",
    "projects.description",
    "schools.town",
    "seminars.title",
    "materials.caption",
    "materials.alt",
    "materials.source",
    "pages.title",
    "pages.text",
)
#: Those of them that teachers write about each other in, and who is named there, as people write.
NAMING = (
    "projects.title",
    "projects.description",
    "materials.caption",
    "materials.alt",
    "pages.title",
    "pages.text",
)
TAKES_PART, ERASED, RENAMED = "Qzben Qzadler", "Qzcleo Qzmuster", "Qzdora Qzvogel"
#: What nobody may find or read of them.
NAMES = ("qzadler", "qzmuster", "qzvogel", "qzben", "qzcleo", "qzdora")
#: Columns that hold one of a few codes, or what others are found by: no place for anybody's words.
FIXED = {
    "people.standing": "validated",
    "people.country": "RO",
    "schools.country": "RO",
    "schools.kind": "primary",
    "projects.state": "active",
    "projects.languages": ("en",),
    "projects.subjects": ("art",),
    "project_members.state": "in",
    "project_members.role": "founder",
    "coordinators.country": "RO",
    "seminars.kind": "seminar",
    "seminars.language": "en",
    "seminars.subjects": ("art",),
    "seminars.state": "planned",
    "seminars.uid": "1@portal.example",
    "materials.kind": "photo",
    "materials.licence": "others",
    "publications.file": f"{1:032x}.jpg",
    "publication_pupils.kind": "made",
    "pages.audience": "public",
    "pages.slug": "planted",
    "people.name": TAKES_PART,
    "pupils.state": "in",
    # Repeats what is public; storage/public_words.py keeps it.
    "project_words.word": None,
    "seminar_words.word": None,
    "project_cards.codes": None,
}
#: What is not there, so that the pages show what they can.
_ABSENT = {"people.merged_into", "materials.taken_back_at"}


@dataclass
class Planted:
    """What was put where: by the mark, the column."""

    more: str = ""
    private: dict[str, str] = field(default_factory=dict)
    public: dict[str, str] = field(default_factory=dict)
    rows: dict[str, dict[str, object]] = field(default_factory=dict)


def texts() -> list[str]:
    """List every column that holds text and points to no other table."""
    belongings.load()
    return [
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.c
        if isinstance(_kind(column), String) and not column.foreign_keys
    ]


def plant(db, more: str = "") -> Planted:
    """Put a row into every table, and let the public find what it may.

    `more` is written behind each mark.
    """
    made, numbers = Planted(more), itertools.count(10)
    belongings.load()
    for table in metadata.sorted_tables:
        if table.name in {"project_words", "seminar_words", "project_cards"}:
            continue
        row = {column.name: _value(made, numbers, table, column) for column in table.c}
        db.execute(table.insert().values(row))
        made.rows[table.name] = row
    _publish(db, made)
    _go(db, made.rows["projects"]["id"], made.rows["schools"]["id"])
    return made


def _go(db, number, school):
    """Let two teachers of the project be erased and called otherwise."""

    def add(name):
        columns = {"role": "teacher", "standing": people.Standing.VALIDATED, "country": "RO"}
        one = people.add(db, at=NOON, name=name, school_id=school, **columns)
        how = {"role": members.Role.PARTNER, "state": members.State.IN, "school_id": school}
        members.put(db, number, one.id, at=NOON, **how)
        return one

    erasing.erase(db, add(ERASED), NOON)
    merging.merge(db, add(RENAMED), add("Qzdora Qzother"), NOON)


def _names(mark):
    """Name the teachers as people do, behind a mark."""
    said = [mark]
    for first, last in (name.split() for name in (TAKES_PART, ERASED, RENAMED)):
        said += [f"{first}  {last}", f"{last}, {first}", f"{first[0]}. {last}", f"Ms {last}"]
        said += [f"{first} **{last}**".upper(), f"{first.lower()}\u00a0{last.lower()}"]
    return " and ".join(said)


def _publish(db, made):
    number = made.rows["projects"]["id"]
    projects.show(db, projects.by_id(db, number))
    members.show(db, number)
    seminar = seminars.by_id(db, made.rows["seminars"]["id"])
    public_words.put_seminar(db, seminar.id, seminar.title, seminar.subjects, seminar.language)
    material = materials.by_id(db, made.rows["materials"]["id"])
    db.execute(update(publications.table).values(mark=publications.mark_of(material)))
    page = pages.by_id(db, made.rows["pages"]["id"])
    db.execute(update(page_publications.table).values(mark=page_publications.mark_of(page)))


def _kind(column):
    kind = column.type
    return kind.impl_instance if isinstance(kind, WordList | UtcTime) else kind


def _value(made, numbers, table, column):
    name, kind = f"{table.name}.{column.name}", _kind(column)
    if name in _ABSENT:
        return None
    if name in FIXED:
        return FIXED[name]
    for key in column.foreign_keys:
        parent = made.rows.get(key.column.table.name)
        return parent[key.column.name] if parent else None
    if isinstance(kind, String):
        return _mark(made, numbers, name, column)
    if isinstance(kind, DateTime):
        return NOON + timedelta(days=9) if column.name.startswith(("end", "start")) else NOON
    if isinstance(kind, Date):
        return NOON.date()
    if isinstance(kind, Boolean):
        return True
    if isinstance(kind, Integer | SmallInteger):
        return 7
    assert isinstance(kind, LargeBinary), f"{name} is a {kind!r}"
    return b"Qz"


def _mark(made, numbers, name, column):
    is_public = name in PUBLIC
    mark = f"{'Pub' if is_public else 'Qz'}{next(numbers)}zq"
    (made.public if is_public else made.private)[mark] = name
    text = (_names(mark) if name in NAMING else mark) + made.more
    return (mark,) if isinstance(column.type, WordList) else text
