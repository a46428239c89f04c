"""One-time links from the bot: what they open, and the visit that begins there."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.portal import guests
from bot.portal.cookies import keep
from bot.portal.guests import Place
from bot.portal.parts import parts_of
from bot.portal.rendering import go, show, tell
from bot.portal.visits import Kind
from handlers import numbers
from handlers.conversation import Code as Exact
from storage import Db, codes, people, projects, sessions
from storage.codes import Code, Purpose

#: What a link into a project opens, by what it was made for.
PAGES = {
    Purpose.TWINSPACE: "/twinspace",
    Purpose.PUPILS: "/pupils",
    Purpose.MATERIALS: "/twinspace/materials",
    Purpose.PAGES: "/twinspace/pages",
    Purpose.EXPORT: "/twinspace/export",
}
#: What a link to pages of one's own opens, likewise.
OWN = {
    Purpose.ME: Place.ME,
    Purpose.TWINSPACES: Place.TWINSPACES,
    Purpose.DESK: Place.DESK,
}

routes = web.RouteTableDef()


@dataclass(frozen=True)
class Opened:
    """What a link opens for whom it was made."""

    code: Code
    #: For whom it was made.
    name: str
    #: The title of the project; empty for pages of one's own.
    title: str = ""
    person_id: int = 0
    address_id: int = 0

    @property
    def place(self) -> Place | None:
        return OWN.get(self.code.purpose)


@routes.get("/open/{code}")
async def ask(request: web.Request) -> web.Response:
    """Show what a link opens. The link is not used up: chat apps fetch it for their previews."""
    parts = parts_of(request)
    found = await parts.read(_look, request.match_info["code"], parts.now())
    if found is None:
        return _used(request)
    return show(
        request,
        "open.html",
        project=found.title,
        opens=found.code.purpose,
        name=found.name,
        here=request.path,
    )


@routes.post("/open/{code}")
async def enter(request: web.Request) -> web.Response:
    """Use a link up and begin the visit."""
    parts = parts_of(request)
    token = secrets.token_urlsafe(32)
    found = await parts.write(_use, request.match_info["code"], token, parts.now())
    if found is None:
        return _used(request)
    if found.place is not None:
        response = go(request, found.place.here)
        keep(request, response, found.place, token)
        return response
    await parts.settled(int(found.code.subject))
    response = go(request, PAGES[found.code.purpose])
    keep(request, response, Kind.TEACHER, token)
    return response


def _look(db: Db, typed: str, at: datetime) -> Opened | None:
    for purpose in (*PAGES, *OWN):
        if (code := codes.look(db, typed, purpose, at)) is not None:
            return _opened(db, code)
    return None


def _opened(db: Db, code: Code) -> Opened | None:
    """Find what a code opens, if whom it was made for has business there now."""
    number = numbers.read(code.subject)
    if code.purpose in PAGES:
        project, person = projects.by_id(db, number), people.by_id(db, code.person_id or 0)
        return Opened(code, person.name, project.title) if project and person else None
    person = guests.whose(db, OWN[code.purpose], code.person_id, number)
    return Opened(code, person.name, person_id=person.id, address_id=number) if person else None


def _use(db: Db, typed: str, token: str, at: datetime) -> Opened | None:
    """Use the link and open the session in one transaction: neither happens without the other."""
    found = _look(db, typed, at)
    if found is None or codes.use(db, typed, found.code.purpose, at) is None:
        return None
    if found.place is not None:
        sessions.open_own(
            db,
            token,
            kind=found.place,
            person_id=found.person_id,
            address_id=found.address_id,
            at=at,
        )
        return found
    project_id, who = int(found.code.subject), found.code.person_id
    sessions.open_(db, token, kind=Kind.TEACHER, project_id=project_id, at=at, person_id=who)
    return found


def _used(request: web.Request) -> web.Response:
    heading, text = "page.link_used_title", "page.link_used"
    places = ("pupils", "materials", "export")
    commands: dict[str, Any] = {one: Exact(f"/{one}") for one in places}
    commands |= {"command": Exact("/twinspace"), "data": Exact("/mydata"), "desk": Exact("/queue")}
    return tell(request, 410, heading, text, **commands)
