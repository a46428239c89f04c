"""The classroom for pupils: in with the code of a slip, read, write, and out again."""

import asyncio
import secrets
from datetime import datetime, timedelta
from weakref import WeakValueDictionary

from aiohttp import web

from bot.portal import talk
from bot.portal.acts import typed
from bot.portal.attachments import texts
from bot.portal.cookies import end, keep
from bot.portal.pace import Pace, visitor_of
from bot.portal.parts import parts_of
from bot.portal.rendering import go, show
from bot.portal.spots import PUPILS
from bot.portal.talk import Box
from bot.portal.visits import Kind, Visit, only, visit_of
from storage import Db, projects, pupils, sessions, slips
from storage.pupils import Pupil
from storage.slips import Tried

#: How many wrong codes one address may try, and in which time; a class shares its school's.
WRONG_CODES, PER = 20, timedelta(minutes=1)
_PACE = web.AppKey("codes_pace", Pace)
#: Whose turn it is, for each address that tries a code at this moment.
_TURNS: web.AppKey["WeakValueDictionary[str, asyncio.Lock]"]
_TURNS = web.AppKey("codes_turns", WeakValueDictionary)

routes = web.RouteTableDef()


def prepare(app: web.Application) -> None:
    """Let the application count the wrong codes."""
    app[_PACE] = Pace(WRONG_CODES, PER)
    app[_TURNS] = WeakValueDictionary()


async def out(request: web.Request) -> web.Response:
    """Ask for the code again; what was typed waits to be back in the box."""
    return _door(request, 403, notice="page.pupil_ended", text=typed(await texts(request), "text"))


for_pupils = only(Kind.PUPIL, otherwise=out)


@routes.get("/class")
async def door(request: web.Request) -> web.Response:
    """Ask for the code of a slip."""
    return _door(request, 200, notice="page.pupil_left" if "left" in request.query else "")


@routes.post("/class")
async def enter(request: web.Request) -> web.Response:
    """Let a pupil in by the code of a slip."""
    parts, pace = parts_of(request), request.app[_PACE]
    form, visitor = await request.post(), visitor_of(request)
    code, text = typed(form, "code"), typed(form, "text")
    if not code.strip():
        return _door(request, 422, problem="page.code_empty", text=text)
    token = secrets.token_urlsafe(32)
    # One after the other: many that are tried at the same moment are counted like any others.
    async with request.app[_TURNS].setdefault(visitor, asyncio.Lock()):
        if pace.is_spent(visitor, parts.now()):
            return _door(request, 429, problem="page.code_slower", text=text)
        tried = await asyncio.to_thread(slips.tried, code)
        problem, pupil = await parts.write(_enter, tried, token, parts.now())
        if pupil is None:
            pace.count(visitor, parts.now())
            return _door(request, 422, problem=problem, text=text, code=code.strip()[:40])
    await parts.settled(pupil.project_id)
    response = await _welcome(request, token, text)
    keep(request, response, Kind.PUPIL, token)
    return response


@routes.get("/class/app")
@for_pupils
async def explain_app(request: web.Request, visit: Visit) -> web.Response:
    """Explain how to read the classroom in a Matrix app, where the teacher allows it."""
    return _app(request, visit)


@routes.post("/class/app")
@for_pupils
async def open_app(request: web.Request, visit: Visit) -> web.Response:
    """Show a token that logs a Matrix app in once, where the teacher allows it."""
    parts = parts_of(request)
    if visit.pupil is None or not await parts.write(pupils.draw_link, visit.pupil.id, parts.now()):
        return _app(request, visit)
    return _app(request, visit, await parts.rooms.login_token(visit.voice))


@routes.post("/class/leave")
async def leave(request: web.Request) -> web.Response:
    """End the visit, so that the next pupil at this device can enter."""
    response = go(request, "/class", left="1")
    await end(request, response, Kind.PUPIL)
    return response


def _enter(db: Db, typed: Tried, token: str, at: datetime) -> tuple[str, Pupil | None]:
    """Try the code and open the session, or say with a text key why not."""
    pupil = slips.enter(db, typed, at)
    if pupil is None:
        return "page.code_wrong", None
    project = projects.by_id(db, pupil.project_id)
    if project is None or project.state != projects.State.ACTIVE:
        return "page.code_ended", None
    kind = Kind.PUPIL
    sessions.open_(db, token, kind=kind, project_id=project.id, at=at, pupil_id=pupil.id)
    return "", pupil


async def _welcome(request: web.Request, token: str, text: str) -> web.Response:
    """Go on to the classroom; what was typed before the visit ended stands in the box again."""
    visit = await visit_of(request, Kind.PUPIL, token) if text else None
    if visit is None:
        return go(request, "/class/room")
    return await talk.page(request, visit, PUPILS, Box(text))


def _app(request: web.Request, visit: Visit, token: str = "") -> web.Response:
    user = next(iter(visit.mine))
    return show(request, "class_app.html", zone=visit.zone, visit=visit, user=user, token=token)


def _door(
    request: web.Request,
    status: int,
    *,
    notice: str = "",
    problem: str = "",
    text: str = "",
    code: str = "",
) -> web.Response:
    return show(request, "class.html", status, notice=notice, problem=problem, text=text, code=code)
