"""The pupils of a project, for their teacher: adding them, their slips, taking them out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from aiohttp import web
from markupsafe import Markup

from bot.portal.acts import event_of, nonce, typed
from bot.portal.pages.twinspace import for_teachers
from bot.portal.parts import parts_of
from bot.portal.rendering import show, told
from bot.portal.visits import Visit
from handlers.conversation import Listing, Reply
from handlers.rooms import Away
from storage import pupils

#: These answers carry slips, which are shown this once.
_WITH_SLIPS = {"pupils.added", "pupils.renewed"}

routes = web.RouteTableDef()


@routes.get("/pupils")
@for_teachers
async def list_all(request: web.Request, visit: Visit) -> web.Response:
    """List the pupils, and offer to add some."""
    return await _list(request, visit)


@routes.post("/pupils")
@for_teachers
async def add(request: web.Request, visit: Visit) -> web.Response:
    """Add the pupils whose pseudonyms were typed, one a line."""
    form = await request.post()
    names = typed(form, "names")
    if await _guard(request) != "loaded":
        return await _list(request, visit, names=names)
    words = f"{visit.project.id}{' sure' if 'sure' in form else ''}\n{names}"
    replies = await _act(request, visit, "addpupils", words)
    if not replies:
        return await _list(request, visit, notice="page.pupils_twice_sent")
    [reply] = replies
    if reply.key in _WITH_SLIPS:
        return await _slips(request, visit, reply)
    is_question = reply.key == "pupils.real_names"
    problem = told(request, reply)
    return await _list(request, visit, names=names, problem=problem, is_question=is_question)


@routes.post("/pupils/{pupil:[0-9]{1,9}}/slip")
@for_teachers
async def renew_slip(request: web.Request, visit: Visit) -> web.Response:
    """Give a pupil a new slip."""
    replies = await _act(request, visit, "newslip", request.match_info["pupil"])
    if not replies:
        return await _list(request, visit, notice="page.pupils_twice_sent")
    [reply] = replies
    if reply.key in _WITH_SLIPS:
        return await _slips(request, visit, reply)
    return await _list(request, visit, problem=told(request, reply))


@routes.post("/pupils/{pupil:[0-9]{1,9}}/remove")
@for_teachers
async def take_out(request: web.Request, visit: Visit) -> web.Response:
    """Take a pupil out of the TwinSpace."""
    replies = await _act(request, visit, "removepupil", request.match_info["pupil"])
    await parts_of(request).settled(visit.project.id)
    if any(reply.key != "pupils.removed" for reply in replies):
        return await _list(request, visit, problem=told(request, replies[0]))
    return await _list(request, visit, done=[told(request, reply) for reply in replies])


async def _act(request: web.Request, visit: Visit, command: str, words: str) -> list[Reply]:
    form = await request.post()
    event = event_of(request, visit, command, words, typed(form, "nonce"))
    is_guarded = await _guard(request) == "loaded"
    return await parts_of(request).act(replace(event, is_guarded=is_guarded))


async def _slips(request: web.Request, visit: Visit, reply: Reply) -> web.Response:
    """Show slips, to be printed now: their codes are kept nowhere."""
    await parts_of(request).settled(visit.project.id)
    slips = [slip.fields for slip in reply.fields["slips"].items]
    return show(request, "slips.html", zone=visit.zone, visit=visit, slips=slips)


async def _list(
    request: web.Request,
    visit: Visit,
    *,
    names: str = "",
    problem: Markup | None = None,
    is_question: bool = False,
    notice: str = "",
    done: Sequence[Markup] = (),
) -> web.Response:
    inside = await parts_of(request).read(pupils.inside, visit.project.id)
    school = visit.teacher.school_id
    fields: dict[str, Any] = {
        "visit": visit,
        "own": [pupil for pupil in inside if pupil.school_id == school],
        "others": Listing(tuple(p.pseudonym for p in inside if p.school_id != school)),
        "guard": await _guard(request),
        "names": names,
        "problem": problem,
        "is_question": is_question,
        "notice": notice,
        "done": done,
        "nonce": nonce(),
    }
    return show(request, "pupils.html", zone=visit.zone, **fields)


async def _guard(request: web.Request) -> str:
    """Say whether pupils can be added: the guard is "loaded", "missing", or cannot be asked."""
    parts = parts_of(request)
    if parts.settings.pupils_without_guard:
        return "loaded"
    try:
        return "loaded" if await parts.rooms.guard_is_loaded() else "missing"
    except Away:
        return "away"
