"""What a teacher prints for pupils and parents: sheets of slips, and letters."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from aiohttp import web
from markupsafe import Markup

from bot.portal.acts import typed
from bot.portal.pages import pupils as list_
from bot.portal.pages.twinspace import for_teachers
from bot.portal.parts import parts_of
from bot.portal.pupillist import act, look
from bot.portal.rendering import show, told
from bot.portal.visits import Visit
from handlers import parentletter, pupilcare, slipsheet, words
from handlers.parentletter import Letter
from handlers.slipsheet import Slip
from storage import Db
from storage.people import Person

routes = web.RouteTableDef()


@routes.post("/pupils/slips")
@for_teachers
async def make_slips(request: web.Request, visit: Visit) -> web.Response:
    """Make slips for the class that is looked at: for all of it, or for those without one."""
    form = await request.post()
    seen = await look(request, visit)
    which = " missing" if typed(form, "which") == "missing" else ""
    ids = " ".join(str(one.id) for one in seen.permitted)
    return await _slips(request, visit, f"{visit.project.id}{which}\n{ids}", seen.language)


@routes.post("/pupils/{pupil:[0-9]{1,9}}/slip")
@for_teachers
async def renew_slip(request: web.Request, visit: Visit) -> web.Response:
    """Give a pupil a new slip."""
    seen = await look(request, visit)
    command = f"{visit.project.id}\n{request.match_info['pupil']}"
    return await _slips(request, visit, command, seen.language)


async def _slips(
    request: web.Request, visit: Visit, command: str, usual_language: str
) -> web.Response:
    """Draw codes and show them in the same answer, on paper or as a page: they are kept nowhere."""
    form = await request.post()
    replies = await act(request, visit, "newslips", command)
    if not replies:
        return await list_.page(request, visit, notice="page.pupils_twice_sent")
    [reply] = replies
    if reply.key != "pupils.slips":
        return await list_.page(request, visit, problem=told(request, reply))
    await parts_of(request).settled(visit.project.id)
    slips = [Slip(**one.fields) for one in reply.fields["slips"].items]
    site = parts_of(request).settings.public_url
    if typed(form, "as") == "page":
        pictures = await asyncio.to_thread(_pictures, slips, site)
        return show(
            request,
            "slips.html",
            zone=visit.zone,
            visit=visit,
            slips=list(zip(slips, pictures, strict=True)),
        )
    language, now = _language(form, usual_language), parts_of(request).now()
    drawn = (slips, visit.project.title, site, language, now)
    return _pdf(await asyncio.to_thread(slipsheet.sheet, *drawn), "etwinning-slips.pdf")


def _pictures(slips: Sequence[Slip], site: str) -> list[Markup]:
    """Draw the QR codes for a page, with nothing in them that a strict page would refuse."""
    import segno

    drawn = [segno.make(slipsheet.door(site, one.code), error="m", micro=False) for one in slips]
    look = {"border": 2, "omitsize": True, "svgclass": "qr", "lineclass": None}
    return [Markup(one.svg_inline(**look, light="#fff")) for one in drawn]  # noqa: S704


@routes.post("/pupils/letters")
@for_teachers
async def write_letters(request: web.Request, visit: Visit) -> web.Response:
    """Make the letters to parents: one for each pupil of the class, or one to be copied."""
    form, parts = await request.post(), parts_of(request)
    seen = await look(request, visit)
    site = parts.settings.public_url
    letter = await parts.read(_letter, visit.project.id, visit.teacher, site)
    if letter is None:
        return await list_.page(request, visit)
    names = [one.pseudonym for one in seen.shown] if typed(form, "which") == "each" else [""]
    language = _language(form, seen.language)
    drawn = await asyncio.to_thread(
        parentletter.letters, letter, names or [""], language, parts.now()
    )
    return _pdf(drawn, "etwinning-letter.pdf")


def _letter(db: Db, project_id: int, teacher: Person, site: str) -> Letter | None:
    school_id = pupilcare.school_in(db, project_id, teacher.id)
    if school_id is None:
        return None
    return parentletter.read(db, project_id, teacher, school_id, site)


def _language(form: Mapping[str, Any], usual: str) -> str:
    """Choose the language of what is printed: the one asked for, if we speak it."""
    asked = typed(form, "language")
    return asked if asked in words.languages() else usual


def _pdf(content: bytes, name: str) -> web.Response:
    """Hand over a PDF; like every page it is stored nowhere on the way (protection.py)."""
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return web.Response(body=content, content_type="application/pdf", headers=headers)
