"""A room as a page: its messages, and the box to write in; for teachers and pupils alike."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web
from markupsafe import Markup

from bot.portal.acts import event_of, nonce, typed
from bot.portal.parts import Parts, parts_of
from bot.portal.rendering import go, show, told
from bot.portal.visits import Visit
from handlers.rooms import Away, Said
from storage import outbox
from storage.outbox import State

CLASSROOM, STAFF = "classroom", "staff"
#: The form with the box, in templates/talk.html.
BOX = "write"
#: How often a page looks whether its message has left.
_LOOK_SECONDS = 0.1
#: No place in a room has a longer name; anything longer was made up.
_LONGEST_PLACE = 200


@dataclass(frozen=True)
class Line:
    """A message as it stands on the page."""

    #: Empty for somebody we do not know by name.
    name: str
    is_mine: bool
    is_teacher: bool
    at: datetime
    text: str


async def read(request: web.Request, visit: Visit, place: str) -> web.Response:
    """Show a room of the visitor's TwinSpace."""
    before = request.query.get("before", "")
    return await page(request, visit, place, before=before)


async def write(request: web.Request, visit: Visit, place: str) -> web.Response:
    """Say in the room what was typed; or, with "look", only show more and keep it in the box."""
    form = await request.post()
    text = typed(form, "text")
    if "look" in form:
        return await page(request, visit, place, text=text, before=typed(form, "look"))
    words = f"{visit.project.id} {place}\n{text}"
    event = event_of(request, visit, "say", words, typed(form, "nonce"))
    for reply in await parts_of(request).act(event):
        if reply.key != "classroom.sent":
            return await page(request, visit, place, text=text, problem=told(request, reply))
    match await _fate(parts_of(request), f"web {event.id}"):
        case State.SENT:
            return go(request, _here(visit, place), BOX)
        case State.DEAD | State.UNKNOWN:
            return await page(request, visit, place, text=text, is_lost=True)
    return go(request, _here(visit, place), BOX, waiting="1")


async def page(
    request: web.Request,
    visit: Visit,
    place: str,
    *,
    text: str = "",
    before: str = "",
    problem: Markup | None = None,
    is_lost: bool = False,
) -> web.Response:
    """Show the room with `text` in the box; the newest messages, or those `before` a place."""
    lines, older, is_away = await _lines(request, visit, place, before[:_LONGEST_PLACE])
    return show(
        request,
        "classroom.html" if visit.pupil else "twinspace.html",
        zone=visit.zone,
        visit=visit,
        place=place,
        lines=lines,
        older=older,
        is_past=bool(before),
        is_away=is_away,
        is_lost=is_lost,
        is_waiting="waiting" in request.query,
        can_write=visit.is_open and bool(visit.voice),
        text=text,
        problem=problem,
        nonce=nonce(),
        here=_here(visit, place),
    )


def _here(visit: Visit, place: str) -> str:
    """Find the address of a room's page."""
    if visit.pupil:
        return "/class/room"
    return "/twinspace/staff" if place == STAFF else "/twinspace"


async def _lines(
    request: web.Request, visit: Visit, place: str, before: str
) -> tuple[Sequence[Line] | None, str, bool]:
    """Read the messages, where older ones begin, and whether the homeserver is away.

    The messages are None as long as the room is not there.
    """
    parts, twinspace = parts_of(request), visit.twinspace
    if twinspace is None or not twinspace.is_open:
        return None, "", False
    room = twinspace.staff_room if place == STAFF else twinspace.classroom
    try:
        found = await parts.rooms.messages(room, before)
    except Away:
        return None, "", True
    names = {parts.settings.service_user: "eTwinning", **visit.names}
    return [_line(visit, names, said) for said in found.messages], found.older, False


def _line(visit: Visit, names: Mapping[str, str], said: Said) -> Line:
    is_teacher = said.sender in visit.names and not said.sender.startswith("@p_")
    name = names.get(said.sender, "")
    return Line(name, said.sender in visit.mine, is_teacher, said.at, said.text)


async def _fate(parts: Parts, once: str) -> State | None:
    """Wait a little until a message has left, or never will."""
    for _ in range(max(1, round(parts.settings.patience_seconds / _LOOK_SECONDS))):
        state = await parts.read(outbox.state_of, once)
        if state is not None and state > State.ATTEMPTING:
            return state
        await asyncio.sleep(_LOOK_SECONDS)
    return None
