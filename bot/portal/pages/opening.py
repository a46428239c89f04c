"""One-time links from the bot: what they open, and the visit that begins there."""

import secrets
from datetime import datetime

from aiohttp import web

from bot.portal.parts import parts_of
from bot.portal.rendering import go, show, tell
from bot.portal.visits import Kind, keep
from handlers.conversation import Code as Exact
from storage import Db, codes, projects, sessions
from storage.codes import Code, Purpose

#: What a link opens, by what it was made for.
PAGES = {
    Purpose.TWINSPACE: "/twinspace",
    Purpose.PUPILS: "/pupils",
    Purpose.MATERIALS: "/twinspace/materials",
    Purpose.EXPORT: "/twinspace/export",
}

routes = web.RouteTableDef()


@routes.get("/open/{code}")
async def ask(request: web.Request) -> web.Response:
    """Show what a link opens. The link is not used up: chat apps fetch it for their previews."""
    parts = parts_of(request)
    found = await parts.read(_look, request.match_info["code"], parts.now())
    if found is None:
        return _used(request)
    code, title = found
    return show(request, "open.html", project=title, opens=code.purpose, here=request.path)


@routes.post("/open/{code}")
async def enter(request: web.Request) -> web.Response:
    """Use a link up and begin the teacher's visit."""
    parts = parts_of(request)
    token = secrets.token_urlsafe(32)
    code = await parts.write(_use, request.match_info["code"], token, parts.now())
    if code is None:
        return _used(request)
    await parts.settled(int(code.subject))
    response = go(request, PAGES[code.purpose])
    keep(request, response, Kind.TEACHER, token)
    return response


def _look(db: Db, typed: str, at: datetime) -> tuple[Code, str] | None:
    for purpose in PAGES:
        code = codes.look(db, typed, purpose, at)
        project = projects.by_id(db, int(code.subject)) if code else None
        if code and project:
            return code, project.title
    return None


def _use(db: Db, typed: str, token: str, at: datetime) -> Code | None:
    """Use the link and open the session in one transaction: neither happens without the other."""
    for purpose in PAGES:
        code = codes.use(db, typed, purpose, at)
        if code is not None:
            project_id, who = int(code.subject), code.person_id
            kind = Kind.TEACHER
            sessions.open_(db, token, kind=kind, project_id=project_id, at=at, person_id=who)
            return code
    return None


def _used(request: web.Request) -> web.Response:
    heading, text = "page.link_used_title", "page.link_used"
    return tell(request, 410, heading, text, command=Exact("/twinspace"))
