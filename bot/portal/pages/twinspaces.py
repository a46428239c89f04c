"""My TwinSpaces: all projects of a teacher on one page, what waits in each, and the way in.

Source: docs/rules.md, POR-2.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from bot.portal import visits
from bot.portal.cookies import end, keep
from bot.portal.guests import Guest, Place, only
from bot.portal.parts import parts_of
from bot.portal.rendering import go, show, tell
from bot.portal.todo import left_for
from handlers import numbers, publishing
from handlers.conversation import Name
from storage import (
    Db,
    class_meetings,
    exports,
    members,
    projects,
    publications,
    pupils,
    sessions,
    twinspaces,
)
from storage.exports import Export
from storage.projects import Project, State

HERE = Place.TWINSPACES.here
#: What of a TwinSpace can be entered at once, by its address; the first is the classroom.
ROOMS = ("/twinspace", "/twinspace/materials", "/twinspace/pages", "/pupils", "/twinspace/export")

routes = web.RouteTableDef()
for_teachers = only(Place.TWINSPACES)


@dataclass(frozen=True)
class Entry:
    """A project as it stands in the list."""

    project: Project
    state: Name
    #: Whether its rooms can be entered; the plan itself is in the chat.
    has_rooms: bool
    #: Tasks that the teacher's school has yet to do, and whether a video meeting is going on.
    tasks: int = 0
    has_meeting: bool = False
    #: What the teacher may agree to be public.
    to_agree: int = 0
    #: Pupils of the teacher's school who cannot come in: nobody has noted what parents allow.
    outside: int = 0
    pupils: int = 0
    export: Export | None = None

    @property
    def waits(self) -> bool:
        return bool(self.tasks or self.has_meeting or self.to_agree or self.outside)


@routes.get(HERE)
@for_teachers
async def look(request: web.Request, guest: Guest) -> web.Response:
    """List them: those where something waits first, closed ones last."""
    parts = parts_of(request)
    entries = await parts.read(_entries, guest, parts.now())
    return show(
        request, "twinspaces.html", zone=guest.zone, guest=guest, here=HERE, entries=entries
    )


@routes.post(HERE + "/{project:[0-9]{1,9}}")
@for_teachers
async def enter(request: web.Request, guest: Guest) -> web.Response:
    """Enter one of them without another link."""
    parts, number = parts_of(request), numbers.read(request.match_info["project"])
    token = secrets.token_urlsafe(32)
    if not await parts.write(_enter, guest, number, token, parts.now()):
        return tell(request, 404, "page.not_found_title", "page.not_found")
    await parts.settled(number)
    wanted = str((await request.post()).get("to", ""))
    response = go(request, wanted if wanted in ROOMS else ROOMS[0])
    keep(request, response, visits.Kind.TEACHER, token)
    return response


@routes.post(f"{HERE}/leave")
async def leave(request: web.Request) -> web.Response:
    """End the visit, and that of the TwinSpace that is open."""
    command = Place.TWINSPACES.command
    response = tell(request, 200, "page.own_left_title", "page.own_left", command=command)
    await end(request, response, Place.TWINSPACES)
    await end(request, response, visits.Kind.TEACHER)
    return response


def _enter(db: Db, guest: Guest, number: int, token: str, at: datetime) -> bool:
    """Open the session of a teacher, who takes part in the project at this moment."""
    project, me = projects.by_id(db, number), guest.person.id
    if project is None or project.state not in visits.READABLE:
        return False
    if not members.is_inside(db, number, me) or not _has_rooms(db, project):
        return False
    kind = visits.Kind.TEACHER
    sessions.open_(db, token, kind=kind, project_id=number, at=at, person_id=me)
    return True


def _has_rooms(db: Db, project: Project) -> bool:
    rooms = twinspaces.by_project(db, project.id)
    return project.state in visits.READABLE and rooms is not None and rooms.is_open


def _entries(db: Db, guest: Guest, at: datetime) -> Sequence[Entry]:
    inside = set(members.projects_of(db, guest.person.id))
    entries = []
    for number in inside | set(projects.founded_by(db, guest.person.id)):
        project = projects.by_id(db, number)
        # A founder who left is in it no more; before it runs, founders are all there is.
        if project is not None and (number in inside or project.state not in projects.PUBLIC):
            entries.append(_entry(db, guest, project, at))
    return sorted(entries, key=_order)


def _order(one: Entry) -> tuple[bool, int, int]:
    """Put first where something waits, then what runs, what is planned, what is over."""
    return not one.waits, _ORDER[one.project.state], -one.project.id


#: What goes on first, what is over last.
_ORDER = {state: place for place, state in enumerate(State)} | {State.ACTIVE: -1}


def _entry(db: Db, guest: Guest, project: Project, at: datetime) -> Entry:
    state = Name("projectstate", project.state)
    has_rooms = _has_rooms(db, project)
    if not has_rooms or project.state != State.ACTIVE:
        return Entry(project, state, has_rooms, export=_export(db, project, at))
    me = guest.person.id
    school = publishing.school_of(db, project, me)
    theirs = [one for one in pupils.listed(db, project.id) if one.school_id == school]
    waiting = publications.waiting(db, project.id)
    return Entry(
        project,
        state,
        has_rooms,
        tasks=left_for(db, project.id, school),
        has_meeting=class_meetings.going_on(db, project.id, at) is not None,
        to_agree=sum(publishing.may_agree(db, project, one, me) for one, _ in waiting),
        outside=sum(not one.takes_part for one in theirs),
        pupils=len(theirs),
        export=_export(db, project, at),
    )


def _export(db: Db, project: Project, at: datetime) -> Export | None:
    found = exports.of_project(db, project.id)
    return found if found is not None and (found.is_under_way or found.is_there(at)) else None
