"""What our database knows of a project that is exported, and who wrote what in its rooms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from handlers.zones import zone_of
from matrix_bridge.registration import SERVICE
from storage import (
    account_erasing,
    accounts,
    activities,
    addresses,
    ghosts,
    materials,
    members,
    pages,
    people,
    projects,
    pupils,
    schools,
    tasks,
    twinspaces,
)
from storage.activities import Activity
from storage.db import Db
from storage.materials import Material
from storage.pages import Page
from storage.projects import Project
from storage.schools import School
from storage.tasks import Task

#: How the accounts of pupils begin.
_PUPIL = "@p_"


@dataclass(frozen=True)
class Author:
    """Who wrote something, as it stands in an export."""

    #: "teacher", "pupil", "service", or "somebody" who is not known any more.
    kind: str
    #: A teacher's name or a pupil's pseudonym; empty for somebody who is not known any more.
    name: str


@dataclass(frozen=True)
class Facts:
    """What does not have to be asked of the homeserver, read at one moment."""

    project: Project
    schools: Sequence[School]
    teachers: Sequence[str]
    #: The rooms by their kind, "classroom" and "staff_room".
    rooms: Mapping[str, str]
    activities: Sequence[Activity]
    tasks: Sequence[Task]
    #: How many marks "done" a task has, by its id.
    marks: Mapping[int, int]
    #: What is filed, by the message that brought it, the newest first.
    materials: Mapping[str, Material]
    #: The authors of what is filed, by the material's id.
    material_authors: Mapping[int, str]
    #: What teachers wrote, by title, and who wrote each first.
    pages: Sequence[tuple[Page, str]]
    #: The language and the zone of whoever asked.
    language: str
    zone: tzinfo
    #: Whose each account is, by its full user id.
    authors: Mapping[str, Author] = field(repr=False)

    def author(self, sender: str) -> Author | None:
        """Say who wrote something; None for a pupil who is erased, or is to be."""
        known = self.authors.get(sender)
        if known is None and not sender.startswith(_PUPIL):
            return Author("somebody", "")
        return known


def read(db: Db, project_id: int, asked_by: int, server: str, at: datetime) -> Facts | None:
    """Read everything that an export needs of our database; None if the project is gone."""
    project = projects.by_id(db, project_id)
    person = people.by_id(db, asked_by)
    if project is None or person is None:
        return None
    known, address = twinspaces.by_project(db, project_id), addresses.preferred(db, asked_by)
    rooms = {"classroom": known.classroom, "staff_room": known.staff_room} if known else {}
    erased = _erased(db, project_id, at)
    filed = [one for one in materials.of_project(db, project_id) if one.localpart not in erased]
    marks = tasks.marks_of(db, project_id)
    return Facts(
        project=project,
        schools=_schools(db, project_id),
        teachers=_teachers(db, project_id),
        rooms={kind: room for kind, room in rooms.items() if room},
        activities=activities.of_project(db, project_id)[::-1],
        tasks=tasks.of_project(db, project_id),
        marks={number: len(some) for number, some in marks.items()},
        materials={one.event_id: one for one in filed},
        material_authors=materials.authors_of(db, project_id, filed),
        pages=_pages(db, project_id),
        language=address.language if address else "en",
        zone=zone_of(person),
        authors=_authors(db, project_id, server, erased),
    )


def _pages(db: Db, project_id: int) -> list[tuple[Page, str]]:
    found = []
    for one in pages.of_project(db, project_id):
        author = people.by_id(db, one.author_id)
        found.append((one, author.name if author and not author.is_gone else ""))
    return found


def _erased(db: Db, project_id: int, at: datetime) -> frozenset[str]:
    """List the accounts of pupils who are to be erased now, whether or not that is done."""
    return frozenset(one.account for one in account_erasing.due_in(db, project_id, at))


def _authors(db: Db, project_id: int, server: str, erased: frozenset[str]) -> dict[str, Author]:
    found = {
        user: Author("teacher", name)
        for user, name in accounts.names(db, project_id, server).items()
        if not user.startswith(_PUPIL)
    }
    for pupil in pupils.ever(db, project_id):
        if pupil.localpart not in erased:
            found[f"@{pupil.localpart}:{server}"] = Author("pupil", pupil.pseudonym)
    for person_id, localpart in ghosts.of_project(db, project_id).items():
        person = people.by_id(db, person_id)
        found[f"@{localpart}:{server}"] = Author("teacher", person.name if person else "")
    found[f"@{SERVICE}:{server}"] = Author("service", "eTwinning")
    return found


def _schools(db: Db, project_id: int) -> list[School]:
    ids = dict.fromkeys(one.school_id for one in members.inside(db, project_id) if one.school_id)
    found = (schools.by_id(db, one) for one in ids)
    return [one for one in found if one is not None]


def _teachers(db: Db, project_id: int) -> list[str]:
    found = (people.by_id(db, one.person_id) for one in members.inside(db, project_id))
    return [one.name for one in found if one is not None and one.name]
