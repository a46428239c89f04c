"""Whether a material may become public, who may say so of it or of a page, and of which pupils.

Each is looked up when it is asked. Source: docs/rules.md, TWS-8 and TWS-14.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from handlers import naming, numbers, pseudonyms
from handlers.conversation import Button, Lines, Listing, Reply, Words, rows, say
from storage import (
    materials,
    members,
    page_publications,
    people,
    projects,
    publications,
    pupils,
)
from storage.db import Db
from storage.materials import Material
from storage.page_publications import PagePublication
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


def may_agree(db: Db, project: Project, one: Publication | PagePublication, person_id: int) -> bool:
    """Tell whether somebody may agree: a teacher of another school than who asked."""
    school = school_of(db, project, person_id)
    is_open = project.state == State.ACTIVE and not one.is_agreed
    is_another = school is not None and school != one.asked_school and person_id != one.asked_by
    return is_open and is_another


def asked_mark(db: Db, one: Publication) -> str:
    """Give a mark of a request: of the material, of when, and of whom it shows and whose it is."""
    concerned = publications.concerned(db, one.material_id)
    seen, made = ([each.id for each in those] for those in (concerned.seen, concerned.made))
    return mark(one.mark, one.asked_at, seen, made)


def mark(of: str, at: datetime, *concerned: Iterable[int]) -> str:
    """Give a mark of what is asked, when, and of which pupils: it changes with any of it."""
    said = (of, at.isoformat(), [sorted(ids) for ids in concerned])
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]


def problem(
    db: Db, one: Material, concerned: Concerned, is_sure: bool, school: int | None
) -> Reply | None:
    """Say why a material may not become public now, to a teacher of a school; None if it may."""
    if one.kind != KIND:
        return say("publish.only_pictures")
    if not one.alt.strip():
        return say("publish.needs_alt")
    if one.licence not in LICENCES:
        return say("publish.needs_licence")
    named = naming.named(db, one)
    if refused := naming.refused(named):
        return say("publish.names", names=Lines(tuple(refused)))
    if not {each.id for each in named} <= {each.id for each in concerned.made}:
        return say("publish.changed")  # somebody came since it was asked for
    author = pupils.by_id(db, one.pupil_id) if one.pupil_id else None
    if not publications.permitted(db, one, Concerned(made=concerned.made)):
        return no_work([*concerned.made, *([author] if author else ())], school)
    if not publications.permitted(db, one, concerned):
        ones = [(each, Concerned([each])) for each in concerned.seen]
        closed = [each for each, alone in ones if not publications.permitted(db, one, alone)]
        if own := _of_school(closed, school):
            return _named("publish.no_picture", own)
        return say("publish.no_picture_elsewhere")
    doubtful = doubts(one)
    return None if is_sure or not doubtful else say("publish.sure", names=Lines(tuple(doubtful)))


def no_work(makers: Collection[Pupil], school: int | None) -> Reply:
    """Say that parents do not allow it: of whom, to a teacher of their own school alone."""
    refused = [one for one in makers if not page_publications.permitted([one])]
    if own := _of_school(refused, school):
        return _named("publish.no_work", own)
    return say("publish.no_work_elsewhere")


def _of_school(those: Iterable[Pupil], school: int | None) -> list[Pupil]:
    """Choose the pupils of a school: of others a teacher hears that there are some, not who."""
    return [one for one in those if one.school_id == school]


def _named(key: str, those: Sequence[Pupil]) -> Reply:
    """Name pupils, with the way to what their parents allow: a place on the portal."""
    ways = [(Words("publish.allowed", {"name": one.pseudonym}), one.id) for one in those]
    buttons = [Button(label, f"/pupils/{number}") for label, number in ways]
    return Reply(key, {"names": Listing(tuple(one.pseudonym for one in those))}, rows(buttons))


def doubts(one: Material) -> list[str]:
    """List what in a material's words may say who a child is, so that its teacher is asked."""
    return doubts_in(naming.texts_of(one))


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


def chosen(
    db: Db, project: Project, answer: str, answers: Mapping[str, bool], ids: str
) -> list[Pupil] | None:
    """Read which pupils were chosen; None if the answer and the choice do not fit.

    `answers` says of each answer whether there are some.
    """
    wanted = {numbers.read(each) for each in ids.split()}
    found = [each for each in children(db, project) if each.id in wanted]
    fits = answers.get(answer) == bool(found) and len(found) == len(wanted)
    return found if fits else None


def is_public(db: Db, project_id: int) -> Project | None:
    """Find a project that has a public page; None if there is no such."""
    project = projects.by_id(db, project_id)
    return project if project is not None and project.is_public else None
