"""Who looks at a TwinSpace in a browser, and what they may do there at this moment."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from enum import StrEnum

from aiohttp import web

from bot.portal import known
from bot.portal.cookies import cookie
from bot.portal.guests import Place, guest_of
from bot.portal.parts import parts_of
from handlers.zones import zone_of
from storage import Db, accounts, members, mutes, people, projects, pupils, sessions, twinspaces
from storage.mutes import Mute
from storage.people import Person
from storage.projects import Project, State
from storage.pupils import Pupil
from storage.twinspaces import TwinSpace

#: How long what was looked up for a class may be used, unless something happens there.
CLASS_SECONDS = 2.0
#: In these the rooms can still be read.
READABLE = {State.ACTIVE, State.CLOSED, State.ARCHIVED}


class Kind(StrEnum):
    """What opened a session: a teacher's one-time link or a pupil's slip."""

    TEACHER = "teacher"
    PUPIL = "pupil"


@dataclass(frozen=True)
class Visit:
    """Somebody in a project's TwinSpace."""

    project: Project
    #: None as long as its rooms were never wanted.
    twinspace: TwinSpace | None
    #: Who it is; one of the two is None.
    person: Person | None
    pupil: Pupil | None
    #: The visitor's accounts on the homeserver, as full user ids.
    mine: tuple[str, ...]
    #: The localpart of the one that the portal can speak with; empty if there is none.
    voice: str
    #: Who stands behind each account in the project.
    names: Mapping[str, str]
    zone: tzinfo
    #: Whether pupils of this visitor's school may only read now.
    is_muted: bool = False
    #: When the visit's session was used before, to the minute.
    seen_at: datetime = datetime.min.replace(tzinfo=UTC)
    #: When the visit ends if nothing is pressed; None if nobody asked for it.
    ends_at: datetime | None = None
    #: Whether the visitor came from the page of all their TwinSpaces, and so can go back there.
    has_overview: bool = False

    @property
    def user(self) -> str:
        """The visitor as an actor: "person:7" or "pupil:7"."""
        return f"pupil:{self.pupil.id}" if self.pupil else f"person:{self.teacher.id}"

    @property
    def teacher(self) -> Person:
        """The visitor, where only teachers come."""
        assert self.person is not None, "a page for teachers let somebody else in"
        return self.person

    @property
    def stay(self) -> str:
        """The address of the button that puts the end off."""
        return "/class/stay" if self.pupil else "/twinspace/stay"

    @property
    def is_open(self) -> bool:
        """Whether the project goes on, so that things can be written and changed."""
        return self.project.state == State.ACTIVE

    @property
    def has_box(self) -> bool:
        """Whether the visitor could write here, were they not muted."""
        return self.is_open and bool(self.voice)

    @property
    def may_write(self) -> bool:
        return self.has_box and not self.is_muted


Page = Callable[[web.Request, Visit], Awaitable[web.StreamResponse]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def only(kind: Kind, otherwise: Handler) -> Callable[[Page], Handler]:
    """Show a page only to who may see it now, by what the database says at each request."""

    def guard(page: Page) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            token = request.cookies.get(cookie(request, kind), "")
            visit = await visit_of(request, kind, token) if token else None
            if visit is None:
                return await otherwise(request)
            if kind == Kind.TEACHER and await _has_overview(request, visit):
                visit = replace(visit, has_overview=True)
            return await page(request, visit)

        return guarded

    return guard


async def _has_overview(request: web.Request, visit: Visit) -> bool:
    """Tell whether one can go back to all of one's TwinSpaces: open while one is in one of them."""
    if cookie(request, Place.TWINSPACES) not in request.cookies:
        return False
    if parts_of(request).now() - visit.seen_at < sessions.SEEN_EVERY:
        return True
    return await guest_of(request, Place.TWINSPACES) is not None


async def visit_of(request: web.Request, kind: Kind, token: str) -> Visit | None:
    """Find the visit behind a session's token; None if it has ended or may not be any more.

    It is used by that, and goes on.
    """
    parts, at = parts_of(request), parts_of(request).now()
    found = await parts.read(_find, token, kind, parts.settings.server_name, at)
    visit: Visit | None = found
    if visit is None:
        return None
    known.know(request, token)
    if at - visit.seen_at >= sessions.SEEN_EVERY:
        await parts.write(sessions.use, token, at)
    return visit


async def looked_up(request: web.Request, kind: Kind) -> Visit | None:
    """Find the visit again for a page that is open: that does not count as using it."""
    parts, token = parts_of(request), request.cookies.get(cookie(request, kind), "")
    visit: Visit | None
    visit = await parts.read(_find, token, kind, parts.settings.server_name, parts.now())
    if visit is not None:
        known.know(request, token)
    return visit


@dataclass(frozen=True)
class Class:
    """What is the same for all pupils who have a classroom open, read at one moment."""

    #: The visits that go on, as pupils by the marks of their sessions.
    sessions: Mapping[str, int]
    pupils: Mapping[int, Pupil]
    mutes: Sequence[Mute]
    names: Mapping[str, str]


async def looked_up_together(request: web.Request, visit: Visit, room: str) -> Visit | None:
    """Find a pupil's visit again, together with all the others of the class.

    None if it is not among theirs: then it has ended, or began a moment ago.
    """
    parts = parts_of(request)

    async def read() -> Class | None:
        server, at = parts.settings.server_name, parts.now()
        return await parts.read(_class, visit.project.id, server, at)

    seconds = asyncio.get_running_loop().time()
    found = await parts.live.shared(room, "class", read, seconds, CLASS_SECONDS)
    if found is None or visit.pupil is None:
        return None
    mark = sessions.mark(request.cookies.get(cookie(request, Kind.PUPIL), ""))
    pupil = found.pupils.get(found.sessions.get(mark, 0))
    if pupil is None:
        return None
    is_muted = mutes.muted(found.mutes, pupil.school_id)
    return replace(visit, pupil=pupil, names=found.names, is_muted=is_muted)


def _find(db: Db, token: str, kind: Kind, server: str, at: datetime) -> Visit | None:
    session = sessions.find(db, token, at)
    if session is None or session.kind != kind or session.project_id is None:
        return None
    project = projects.by_id(db, session.project_id)
    if project is None or project.state not in READABLE:
        return None
    visit = None
    if session.pupil_id is not None:
        visit = _of_pupil(db, project, session.pupil_id, server, at)
    elif session.person_id is not None:
        visit = _of_teacher(db, project, session.person_id, server)
    if visit is None:
        return None
    used = at if at - session.seen_at >= sessions.SEEN_EVERY else session.seen_at
    return replace(visit, seen_at=session.seen_at, ends_at=session.ends_at(used))


def _of_pupil(db: Db, project: Project, pupil_id: int, server: str, at: datetime) -> Visit | None:
    pupil = pupils.by_id(db, pupil_id)
    if pupil is None or not pupil.is_inside or project.state != State.ACTIVE:
        return None
    return Visit(
        project=project,
        twinspace=twinspaces.by_project(db, project.id),
        person=None,
        pupil=pupil,
        mine=(f"@{pupil.localpart}:{server}",),
        voice=pupil.localpart,
        names=accounts.names(db, project.id, server),
        zone=zone_of(people.by_id(db, pupil.added_by)),
        is_muted=mutes.holds_for(db, project.id, pupil.school_id, at),
    )


def _of_teacher(db: Db, project: Project, person_id: int, server: str) -> Visit | None:
    person = people.by_id(db, person_id)
    if person is None or not person.is_validated:
        return None
    if not members.is_inside(db, project.id, person.id):
        return None
    return Visit(
        project=project,
        twinspace=twinspaces.by_project(db, project.id),
        person=person,
        pupil=None,
        mine=tuple(accounts.users(db, person.id, server)),
        voice=accounts.of_person(db, person.id) or "",
        names=accounts.names(db, project.id, server),
        zone=zone_of(person),
    )


def _class(db: Db, project_id: int, server: str, at: datetime) -> Class | None:
    project = projects.by_id(db, project_id)
    if project is None or project.state != State.ACTIVE:
        return None
    return Class(
        sessions=sessions.of_pupils(db, project_id, at),
        pupils={one.id: one for one in pupils.ever(db, project_id) if one.is_inside},
        mutes=mutes.of_project(db, project_id, at),
        names=accounts.names(db, project_id, server),
    )
