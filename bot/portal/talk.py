"""A room as a page: its messages, and the box to write in; for teachers and pupils alike."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web
from markupsafe import Markup

from bot.portal import todo
from bot.portal.acts import event_of, is_looked_at, nonce, typed
from bot.portal.lines import digest, html_of, line_of
from bot.portal.parts import Parts, parts_of
from bot.portal.rendering import go, piece, show, told
from bot.portal.spots import Spot
from bot.portal.visits import Visit
from handlers import supervision
from handlers.conversation import Event
from handlers.rooms import Away, Said
from storage import outbox
from storage.outbox import State

#: The form with the box, in templates/talk.html.
BOX = "write"
#: How many messages a page shows at first, and how many a stream looks at.
SHOWN, WINDOW = 30, 60
#: How often a page looks whether its message has left.
_LOOK_SECONDS = 0.1
#: No message of a room has a longer id; anything longer was made up.
LONGEST_ID = 200
#: What the homeserver says to who may not write, muted since or not.
FORBIDDEN = frozenset({"M_FORBIDDEN", "EU.ETWIN_UNSUPERVISED"})


@dataclass(frozen=True)
class Box:
    """What stands in and around the box."""

    text: str = ""
    #: The id of the message that is being answered; empty if none.
    answers: str = ""
    problem: Markup | None = None
    is_waiting: bool = False


@dataclass(frozen=True)
class Shown:
    """The messages on a page."""

    messages: Sequence[Said] = ()
    html: Sequence[Markup] = ()
    older: str = ""
    #: What the page's stream begins with.
    state: str = ""
    is_away: bool = False
    is_ready: bool = True


async def read(request: web.Request, visit: Visit, spot: Spot) -> web.Response:
    """Show a room of the visitor's TwinSpace; a teacher who opens the classroom looks after it."""
    if spot.is_classroom and visit.person is not None and is_looked_at(request):
        parts = parts_of(request)
        await parts.write(supervision.opened, visit.project.id, visit.person.id, parts.now())
    before, is_waiting = request.query.get("before", ""), "waiting" in request.query
    return await page(request, visit, spot, Box(is_waiting=is_waiting), before=before)


async def write(request: web.Request, visit: Visit, spot: Spot) -> web.Response:
    """Say in the room what was typed; or only show more, or an answer begun, and keep the text."""
    form = await request.post()
    box = Box(typed(form, "text"), typed(form, "answers")[:LONGEST_ID])
    if "look" in form:
        return await page(request, visit, spot, box, before=typed(form, "look"))
    if "answer" in form:
        box = Box(box.text, typed(form, "answer")[:LONGEST_ID])
        return await page(request, visit, spot, box, is_at_box=True)
    words = f"{visit.project.id} {spot.place} {box.answers}\n{box.text}"
    event = event_of(request, visit, "say", words, typed(form, "nonce"))
    problem, is_waiting = await sent(request, event)
    if request.headers.get("Accept") == "application/json":
        return _told_script(request, problem, is_waiting)
    if problem:
        return await page(request, visit, spot, Box(box.text, box.answers, problem))
    return go(request, spot.here, BOX, **({"waiting": "1"} if is_waiting else {}))


async def sent(request: web.Request, event: Event) -> tuple[Markup | None, bool]:
    """Act, and wait a little for what comes of it.

    Give what went wrong, and whether it is still on its way.
    """
    parts = parts_of(request)
    for reply in await parts.act(event):
        if reply.key != "classroom.sent":
            return told(request, reply), False
    match await _fate(parts, f"web {event.id}"):
        case (State.SENT, _):
            return None, False
        case (State.DEAD, why) if why in FORBIDDEN:
            return piece(request, "sentence.html", key="page.talk_forbidden"), False
        case (State.DEAD | State.UNKNOWN, _):
            return piece(request, "sentence.html", key="page.talk_lost"), False
    return None, True


def _told_script(request: web.Request, problem: Markup | None, is_waiting: bool) -> web.Response:
    """Answer the page's own script, which sent the form and stays on the page."""
    key = "page.talk_waiting" if is_waiting else "page.talk_sent"
    said = problem or piece(request, "sentence.html", key=key)
    return web.json_response({"is_sent": not problem, "said": said, "nonce": nonce()})


async def page(
    request: web.Request,
    visit: Visit,
    spot: Spot,
    box: Box,
    *,
    before: str = "",
    is_at_box: bool = False,
    is_doing: bool = False,
) -> web.Response:
    """Show the room: the newest messages, or those `before` one of them.

    What there is to do is folded, so that the box is in sight, but for who `is_doing` it.
    """
    shown = await _shown(request, visit, spot, before[:LONGEST_ID])
    return show(
        request,
        "classroom.html" if visit.pupil else "twinspace.html",
        zone=visit.zone,
        visit=visit,
        spot=spot,
        here=spot.here,
        shown=shown,
        is_past=bool(before),
        is_at_box=is_at_box,
        is_doing=is_doing or todo.BLOCK in request.query,
        box=box,
        answered=await _answered(request, visit, spot, box.answers, shown.messages),
        nonce=nonce(),
        todo=await todo.read(request, visit, spot),
    )


async def _shown(request: web.Request, visit: Visit, spot: Spot, before: str) -> Shown:
    """Read the messages of a page, and put them into words."""
    room = spot.room_of(visit)
    if not room:
        return Shown(is_ready=False)
    rooms = parts_of(request).rooms
    try:
        found = await rooms.messages(room, before, SHOWN if before else WINDOW)
        messages = found.messages[-SHOWN:]
        html = await html_of(request, visit, spot, messages, found.messages)
    except Away:
        return Shown(is_away=True)
    older = messages[0].id if len(messages) < len(found.messages) else found.older
    return Shown(messages, tuple(html.values()), older, digest(found.messages))


async def _answered(
    request: web.Request, visit: Visit, spot: Spot, answers: str, near: Sequence[Said]
) -> object:
    """Find what is being answered, as a line; None if that is nothing, or gone."""
    if not answers or not (room := spot.room_of(visit)):
        return None
    try:
        said = await message(request, room, answers, near)
    except Away:
        return None
    return line_of(request, visit, spot, said, None) if said else None


async def message(
    request: web.Request, room: str, message_id: str, near: Sequence[Said] = ()
) -> Said | None:
    """Find a message of a room. Raises Away."""
    for one in near:
        if one.id == message_id:
            return one
    return await parts_of(request).rooms.message(room, message_id)


async def _fate(parts: Parts, once: str) -> tuple[State, str] | None:
    """Wait a little until a message has left, or never will, and why."""
    for _ in range(max(1, round(parts.settings.patience_seconds / _LOOK_SECONDS))):
        fate: tuple[State, str] | None = await parts.read(outbox.fate_of, once)
        if fate is not None and fate[0] > State.ATTEMPTING:
            return fate
        await asyncio.sleep(_LOOK_SECONDS)
    return None
