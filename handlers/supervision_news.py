"""What people are told of who looks after pupils: counts, and what to do."""

from handlers import cards
from handlers.conversation import Button, Lane, Reply, Words, say
from storage import coordinators, members, schools
from storage.db import Db
from storage.projects import Project


def broken(db: Db, project: Project, school_id: int, count: int) -> list[Reply]:
    """Tell founders, the school's teachers and its support service that pupils are muted."""
    fields = {"title": project.title, "school": cards.school(db, school_id), "count": count}
    buttons = (_open(project), Button(project.title, f"/project {project.id}"))
    told = [
        Reply("supervision.broken", fields, (buttons,), to=one, lane=Lane.REMINDER)
        for one in _teachers(db, project, school_id)
    ]
    told += [
        Reply("supervision.broken_service", fields, ((_queue(),),), to=one, lane=Lane.REMINDER)
        for one in _service(db, school_id) - _teachers(db, project, school_id)
    ]
    return told


def mended(db: Db, project: Project, school_id: int | None) -> list[Reply]:
    """Tell those who heard of the break that the pupils can write again."""
    fields = {"title": project.title, "school": cards.school(db, school_id)}
    ours, service = _teachers(db, project, school_id), _service(db, school_id)
    told = [
        say("supervision.mended", to=one, **fields).with_buttons((_open(project),)) for one in ours
    ]
    told += [
        say("supervision.mended", to=one, **fields).with_buttons((_queue(),))
        for one in service - ours
    ]
    return told


def nudge(project: Project, person_id: int, count: int, left: int) -> Reply:
    """Remind a teacher: in `left` more school days their pupils can only read."""
    told = say("supervision.nudge", to=person_id, title=project.title, count=count, left=left)
    return told.with_buttons((_open(project),))


def _teachers(db: Db, project: Project, school_id: int | None) -> frozenset[int]:
    inside = members.inside(db, project.id)
    theirs = {one.person_id for one in inside if one.school_id == school_id}
    return frozenset(theirs) | project.founders


def _service(db: Db, school_id: int | None) -> frozenset[int]:
    school = schools.by_id(db, school_id) if school_id is not None else None
    return frozenset(coordinators.responsible(db, school.country)) if school else frozenset()


def _open(project: Project) -> Button:
    return Button(Words("project.twinspace"), f"/twinspace {project.id}")


def _queue() -> Button:
    return Button(Words("help.queue"), "/queue")
