"""What a project's classes have to do: its activity, its tasks, and how far each school is.

Source: docs/rules.md, TWS-7.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from handlers import cards, words
from handlers.conversation import Event, InRoom, Listing, Reply, Words
from storage import addresses, members, projects, pupils, tasks, twinspaces
from storage.db import Db
from storage.projects import Project
from storage.pupils import Pupil
from storage.tasks import Mark, Task
from storage.words import fold

_WORD = re.compile(r"[^\W_]+")
#: How long these may be, in characters.
LONGEST_TITLE, LONGEST_TASK = 100, 500


@dataclass(frozen=True)
class Progress:
    """How far a school is with a task."""

    school_id: int | None
    #: How many of its pupils have done it, and how many there are.
    done: int
    pupils: int
    #: Whether its teachers say that the school is done.
    is_done: bool


def progress(db: Db, project_id: int, task_id: int) -> list[Progress]:
    """Say how far each school of a project is with a task, the founders' first."""
    return progress_of(db, project_id, [task_id])[task_id]


def progress_of(db: Db, project_id: int, these: Iterable[int]) -> dict[int, list[Progress]]:
    """Say it of several tasks of a project at once."""
    schools, inside = _schools(db, project_id), pupils.inside(db, project_id)
    marks = tasks.marks_of(db, project_id)
    return {one: _progress(schools, inside, marks.get(one, [])) for one in these}


def _schools(db: Db, project_id: int) -> list[int | None]:
    return list(dict.fromkeys(one.school_id for one in members.inside(db, project_id)))


def _progress(
    schools: Sequence[int | None], inside: Sequence[Pupil], marks: Sequence[Mark]
) -> list[Progress]:
    by_pupil = {one.pupil_id for one in marks if one.pupil_id is not None}
    by_word = {one.school_id for one in marks if one.pupil_id is None}
    found = []
    for school in schools:
        theirs = [one for one in inside if one.school_id == school]
        done = sum(one.id in by_pupil for one in theirs)
        found.append(Progress(school, done, len(theirs), school in by_word))
    return found


def task_lines(
    db: Db, project_id: int, found: Sequence[Task], *, is_for_chat: bool = False
) -> tuple[Words, ...]:
    """Write tasks, each in a line with how far the schools are: counts, and nobody's name."""
    schools, inside = _schools(db, project_id), pupils.inside(db, project_id)
    marks = tasks.marks_of(db, project_id)
    return tuple(
        Words(
            "tasks.line",
            {
                "number": one.number,
                "text": for_chat(db, project_id, one.text) if is_for_chat else one.text,
                "progress": shown(db, _progress(schools, inside, marks.get(one.id, []))),
            },
        )
        for one in found
    )


def shown(db: Db, found: Sequence[Progress]) -> Listing:
    """Put into words how far each school is."""
    return Listing(tuple(_shown(db, one) for one in found))


def _shown(db: Db, one: Progress) -> Words:
    school = cards.school(db, one.school_id)
    if one.is_done:
        return Words("tasks.school_is_done", {"school": school})
    return Words("tasks.so_many", {"school": school, "done": one.done, "pupils": one.pupils})


def for_chat(db: Db, project_id: int, text: str) -> str | Words:
    """Give what a teacher wrote for the class, unless a pupil's pseudonym stands in it.

    Source: docs/rules.md, TWS-9.
    """
    return Words("materials.names_a_pupil") if names_a_pupil(db, project_id, text) else text


def names_a_pupil(db: Db, project_id: int, text: str) -> bool:
    """Tell whether the pseudonym of a pupil who is or was in a project stands in a text."""
    said = _plain(text)
    return any(_plain(one.pseudonym) in said for one in pupils.ever(db, project_id))


def _plain(text: str) -> str:
    return f" {' '.join(_WORD.findall(fold(text)))} "


def classroom(db: Db, project: Project) -> InRoom | None:
    """Find the classroom as the place where the service says something; None before it is there."""
    return _room(db, project, is_staff=False)


def staff_room(db: Db, project: Project) -> InRoom | None:
    """Find the staff room likewise."""
    return _room(db, project, is_staff=True)


def _room(db: Db, project: Project, *, is_staff: bool) -> InRoom | None:
    rooms = twinspaces.by_project(db, project.id)
    if rooms is None or not rooms.is_open:
        return None
    founder = addresses.preferred(db, project.founder_id)
    language = founder.language if founder else words.FALLBACK
    return InRoom(rooms.staff_room if is_staff else rooms.classroom, "", language)


def told(event: Event, db: Db, project: Project, reply: Reply) -> list[Reply]:
    """Answer in the room where a command was given, and say it in the classroom, too."""
    place = classroom(db, project)
    is_there = event.room is not None and event.room.kind == "classroom"
    return [reply] if is_there or place is None else [reply, replace(reply, to=place)]


def active(db: Db, project_id: int) -> Project | None:
    """Hold a project that goes on; None if it does not."""
    project = projects.hold(db, project_id)
    is_active = project is not None and project.state == projects.State.ACTIVE
    return project if is_active else None
