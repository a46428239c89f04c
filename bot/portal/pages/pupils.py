"""The list of a project's pupils, for their teacher: adding some, what parents allow, classes."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web
from markupsafe import Markup

from bot.portal import pupillist
from bot.portal.acts import nonce, typed
from bot.portal.again import offer_again
from bot.portal.pages.twinspace import for_teachers
from bot.portal.parts import parts_of
from bot.portal.pupillist import act, look
from bot.portal.rendering import show, told
from bot.portal.visits import Kind, Visit, only
from handlers.conversation import Name
from handlers.words import languages, own_name
from storage.pupils import Pupil

#: The permissions as fields of the form, in the order in which they are written into a command.
FIELDS = ("part", "publish", "picture")

routes = web.RouteTableDef()


async def keep_ticks(request: web.Request) -> web.Response:
    """Say that the visit is over; what was ticked waits in the page until there is a new one."""
    return await offer_again(request, 403, "page.link_needed_title", "page.pupils_kept")


@routes.get("/pupils")
@for_teachers
async def list_all(request: web.Request, visit: Visit) -> web.Response:
    """List the pupils, and offer to add some."""
    return await page(request, visit)


@routes.post("/pupils")
@for_teachers
async def add(request: web.Request, visit: Visit) -> web.Response:
    """Add the pupils whose pseudonyms were typed, one a line."""
    form = await request.post()
    names, class_name = typed(form, "names"), typed(form, "class").replace("\n", " ")
    again: dict[str, Any] = {"names": names, "class_name": class_name, "part": "part" in form}
    if await pupillist.guard(request) != "loaded":
        return await page(request, visit, **again)
    switches = "".join(f" {one}" for one in ("sure", "part") if one in form)
    words = f"{visit.project.id}{switches}\n{class_name}\n{names}"
    replies = await act(request, visit, "addpupils", words)
    if not replies:
        return await page(request, visit, notice="page.pupils_twice_sent")
    [reply] = replies
    if reply.key == "pupils.added":
        await parts_of(request).settled(visit.project.id)
        return await page(request, visit, done=told(request, reply))
    is_question = reply.key == "pupils.real_names"
    problem = told(request, reply)
    return await page(request, visit, problem=problem, is_question=is_question, **again)


@routes.post("/pupils/permissions")
@only(Kind.TEACHER, otherwise=keep_ticks)
async def permit(request: web.Request, visit: Visit) -> web.Response:
    """Note what the parents of the shown pupils allow; or, with "tick", only tick one for all."""
    form = await request.post()
    seen = await look(request, visit)
    ticked = {one.id: _ticks(form, one.id) for one in seen.own if f"seen-{one.id}" in form}
    if typed(form, "tick") in FIELDS:
        place = FIELDS.index(typed(form, "tick"))
        ticked = {one: signs[:place] + "1" + signs[place + 1 :] for one, signs in ticked.items()}
        return await page(request, visit, ticked=ticked, notice="page.pupils_ticked")
    lines = [f"{one} {typed(form, f'seen-{one}')[:3]} {signs}" for one, signs in ticked.items()]
    words = "\n".join([str(visit.project.id), *lines])
    replies = await act(request, visit, "permitpupils", words)
    if not replies:
        return await page(request, visit, notice="page.pupils_twice_sent")
    [reply] = replies
    if reply.key.startswith("pupils.permitted"):
        await parts_of(request).settled(visit.project.id)
        return await page(request, visit, done=told(request, reply))
    return await page(request, visit, ticked=ticked, problem=told(request, reply))


def _ticks(form: Mapping[str, Any], pupil_id: int) -> str:
    """Read what is ticked for a pupil: "110"."""
    return "".join("1" if f"{field}-{pupil_id}" in form else "0" for field in FIELDS)


@routes.get("/pupils/move")
@for_teachers
async def choose_class(request: web.Request, visit: Visit) -> web.Response:
    """Offer to move pupils into another class."""
    return await _moving(request, visit)


@routes.post("/pupils/move")
@for_teachers
async def move(request: web.Request, visit: Visit) -> web.Response:
    """Move the chosen pupils into a class; or, with "tick", only choose all."""
    form = await request.post()
    class_name, teacher = typed(form, "class").replace("\n", " "), typed(form, "teacher")
    seen = await look(request, visit)
    chosen = [one.id for one in seen.own if f"chosen-{one.id}" in form]
    again: dict[str, Any] = {"class_name": class_name, "teacher": teacher}
    if "tick" in form:
        return await _moving(request, visit, chosen=[one.id for one in seen.shown], **again)
    ids = " ".join(str(one) for one in chosen)
    words = f"{visit.project.id} {teacher[:20]}\n{class_name}\n{ids}"
    replies = await act(request, visit, "movepupils", words)
    if not replies:
        return await page(request, visit, notice="page.pupils_twice_sent")
    [reply] = replies
    if reply.key == "pupils.moved":
        return await page(request, visit, done=told(request, reply))
    return await _moving(request, visit, chosen=chosen, problem=told(request, reply), **again)


async def _moving(request: web.Request, visit: Visit, **given: Any) -> web.Response:
    fields: dict[str, Any] = {
        "chosen": (),
        "class_name": "",
        "teacher": str(visit.teacher.id),
        "problem": None,
    }
    fields |= {"visit": visit, "seen": await look(request, visit), "nonce": nonce(), **given}
    return show(request, "pupils_move.html", zone=visit.zone, **fields)


async def page(
    request: web.Request,
    visit: Visit,
    *,
    names: str = "",
    class_name: str = "",
    part: bool = False,
    problem: Markup | None = None,
    is_question: bool = False,
    notice: str = "",
    done: Markup | None = None,
    ticked: Mapping[int, str] | None = None,
) -> web.Response:
    """Show the list; what was typed or ticked and is not saved stands in its fields again."""
    seen = await look(request, visit)
    typed_class = class_name or (seen.group.name if seen.group else "")
    fields: dict[str, Any] = {
        "visit": visit,
        "seen": seen,
        "rows": [(one, signs_of(one), (ticked or {}).get(one.id)) for one in seen.shown],
        "guard": await pupillist.guard(request),
        "spoken": [(code, own_name(code)) for code in languages()],
        "country": Name("country", seen.country),
        "adding": {"names": names, "class_name": typed_class, "part": part},
        "problem": problem,
        "is_adding": bool(names),
        "is_question": is_question,
        "notice": notice,
        "done": done,
        "until": pupillist.erased_until(request),
        "nonce": nonce(),
    }
    return show(request, "pupils.html", zone=visit.zone, **fields)


def signs_of(pupil: Pupil) -> str:
    """Write what the parents allow: "110"."""
    allowed = (pupil.takes_part, pupil.may_publish, pupil.may_picture)
    return "".join("1" if one else "0" for one in allowed)
