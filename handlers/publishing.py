"""Whether a material may become public, and who may say so; each looked up when it is asked.

Source: docs/rules.md, TWS-8.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from handlers import pseudonyms
from handlers.conversation import Lines, Reply, say
from storage import materials, members, people, projects, publications, pupils
from storage.db import Db
from storage.materials import Material
from storage.projects import Project, State
from storage.publications import Concerned, Publication
from storage.pupils import Pupil

#: What may be published: pictures, which are drawn anew. Other files carry names in them that
#: nobody sees.
KIND = "photo"
#: With these a material may leave the project.
LICENCES = ("free", "others")
#: Whose project still has a public page, and may withdraw.
KEPT = frozenset(projects.PUBLIC)
_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
#: An address, or a number by which somebody is called.
_ADDRESS = re.compile(r"\S+@\S+|(?:\d[ /-]?){8,}")


def school_of(db: Db, project: Project, person_id: int) -> int | None:
    """Find for which school a validated teacher takes part in a project; None if for none."""
    person = people.by_id(db, person_id)
    member = members.of_person(db, project.id, person_id)
    if person is None or not person.is_validated or member is None:
        return None
    return member.school_id if member.state == members.State.IN else None


def material_of(db: Db, project: Project, material_id: int) -> Material | None:
    """Find a material of a project that is there."""
    found = materials.by_id(db, material_id)
    is_ours = found is not None and found.project_id == project.id and found.is_there
    return found if is_ours else None


def may_agree(db: Db, project: Project, one: Publication, person_id: int) -> bool:
    """Tell whether somebody may agree: a teacher of another school than who asked."""
    school = school_of(db, project, person_id)
    is_open = project.state == State.ACTIVE and not one.is_agreed
    is_another = school is not None and school != one.asked_school and person_id != one.asked_by
    return is_open and is_another


def problem(
    db: Db, project: Project, one: Material, concerned: Concerned, is_sure: bool
) -> Reply | None:
    """Say why a material may not become public now; None if it may."""
    if one.kind != KIND:
        return say("publish.only_pictures")
    if not one.alt.strip():
        return say("publish.needs_alt")
    if one.licence not in LICENCES:
        return say("publish.needs_licence")
    if named := named_in(db, project, _texts(one)):
        return say("publish.names", names=Lines(tuple(named)))
    if not publications.permitted(db, one, Concerned(made=concerned.made)):
        return say("publish.no_work")
    if not publications.permitted(db, one, concerned):
        return say("publish.no_picture")
    doubtful = doubts(one)
    return None if is_sure or not doubtful else say("publish.sure", names=Lines(tuple(doubtful)))


def doubts(one: Material) -> list[str]:
    """List what in a material's words may say who a child is, so that its teacher is asked."""
    return doubts_in(_texts(one))


def doubts_in(texts: Iterable[str]) -> list[str]:
    """List what in these texts may be somebody's full name, an address or a number."""
    found: list[str] = []
    for text in texts:
        words = _LETTERS.findall(text)
        pairs = (f"{first} {second}" for first, second in pairwise(words))
        found += [each for each in pairs if _is_name(each)]
        found += [each.strip() for each in _ADDRESS.findall(text)]
    return list(dict.fromkeys(found))


def _is_name(pair: str) -> bool:
    """Tell whether two words may be a full name; in scripts without capitals all may be."""
    has_capitals = all(not word[0].islower() and len(word) > 1 for word in pair.split())
    return has_capitals and pseudonyms.may_be_real(pair)


def children(db: Db, project: Project) -> list[Pupil]:
    """List the pupils of whom it may be said that they are to be recognised, or made it."""
    return pupils.listed(db, project.id)


def named_in(db: Db, project: Project, texts: Iterable[str]) -> list[str]:
    """List the pseudonyms in these texts whose work may not be public."""
    said = f" {_plain(' '.join(texts))} "
    found = []
    for pupil in pupils.ever(db, project.id):
        name = _plain(pupil.pseudonym)
        is_free = pupil.state == pupils.State.IN and pupil.work_may_be_public
        if name and not is_free and f" {name} " in said:
            found.append(pupil.pseudonym)
    return found


def _plain(text: str) -> str:
    """Leave of a text its words, so that no comma between them hides a name."""
    return " ".join(_WORD.findall(pseudonyms.same(text)))


def _texts(one: Material) -> tuple[str, ...]:
    return one.caption, one.alt, one.source, one.name


def is_public(db: Db, project_id: int) -> Project | None:
    """Find a project that has a public page; None if there is no such."""
    project = projects.by_id(db, project_id)
    return project if project is not None and project.is_public else None
