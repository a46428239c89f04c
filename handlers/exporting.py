"""Exports of projects: who may ask for one, what is said of it, and the link to its page.

Nothing of an export goes into a chat. Source: docs/rules.md, TWS-11.
"""

from datetime import datetime

from handlers import browsing
from handlers.conversation import Button, Code, Event, Reply, Words, say
from handlers.posting import push
from storage import exports, members, moves, people, projects
from storage.codes import Purpose
from storage.db import Db
from storage.exports import Export, State
from storage.projects import Project

#: Whose TwinSpace has something in it.
KEPT = frozenset({projects.State.ACTIVE, projects.State.CLOSED, projects.State.ARCHIVED})
#: How long the file is kept.
HOURS = int(exports.KEPT.total_seconds() // 3600)


def may(db: Db, project: Project, person_id: int) -> bool:
    """Tell whether somebody may have a project's export now: a validated teacher in it."""
    person = people.by_id(db, person_id)
    is_teacher = person is not None and person.is_validated
    return is_teacher and project.state in KEPT and members.is_inside(db, project.id, person_id)


def refused(db: Db, project: Project | None, person_id: int, at: datetime) -> Reply | None:
    """Say why somebody can have no export of a project now; None if they can."""
    if project is None or not may(db, project, person_id):
        return say("project.not_yours")
    if held := moves.held_until(db, person_id, at):
        status = Button(Words("router.status"), "/status")
        return say("mydata.held", until=held).with_buttons((status,))
    return None


def card(event: Event, db: Db, project: Project, wants_new: bool) -> Reply:
    """Begin an export, or say how far it is; one that is made comes with a one-time link."""
    known = exports.of_project(db, project.id)
    again = Button(Words("export.how_far"), f"/export {project.id}")
    if known is not None and known.is_there(event.at) and not wants_new:
        anew = Button(Words("export.anew"), f"/export {project.id} new")
        way = link(event, db, project)
        there = say("export.there", title=project.title, link=way, minutes=browsing.MINUTES)
        return there.with_buttons((anew,)).secretly()
    if known is not None and known.state == State.MAKING:
        far = {"percent": known.percent, "count": known.messages}
        return Reply("export.under_way", {"title": project.title, **far}, ((again,),))
    exports.ask(db, project.id, event.actor.id, event.at)
    return say("export.begun", title=project.title).with_buttons((again,))


def link(event: Event, db: Db, project: Project) -> str:
    """Make a one-time link to the page from which the file is taken."""
    return browsing.link(event, db, Purpose.EXPORT, str(project.id))


def tell(db: Db, export: Export, at: datetime) -> None:
    """Tell who asked that their export is made, or that it cannot be; a button gives the link."""
    project = projects.by_id(db, export.project_id)
    if project is None or not may(db, project, export.asked_by):
        return
    again = Button(Words("export.button"), f"/export {project.id}")
    match export.state:
        case State.READY:
            told = say("export.ready", to=export.asked_by, title=project.title, hours=HOURS)
        case State.NO_ROOM:
            told = say("export.no_room", to=export.asked_by, title=project.title)
        case _:
            told = say("export.failed", to=export.asked_by, title=project.title)
    push(db, at, [told.with_buttons((again,))])


def in_room(title: str) -> Reply:
    """Say in a room that an export is under way, and where the answer comes."""
    return say("export.in_room", title=title, command=Code("/export"))
