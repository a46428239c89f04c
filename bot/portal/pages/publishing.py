"""The way of a material to the public page of its project, and the files that are there.

Source: docs/rules.md, TWS-8.
"""

import asyncio
import os
import secrets
from pathlib import Path
from typing import Any

from aiohttp import web
from markupsafe import Markup
from multidict import MultiDictProxy

from bot.portal.acts import event_of, typed
from bot.portal.languages import spoken
from bot.portal.pages import materials
from bot.portal.pages.twinspace import for_teachers
from bot.portal.parts import parts_of
from bot.portal.rendering import go, link, piece, told
from bot.portal.visits import Visit
from handlers import numbers, pictures, publishing, words
from handlers.conversation import Reply, say
from handlers.pictures import Picture
from storage import Db, publications
from storage.materials import Material
from storage.publications import SMALL

#: What is handed out, by the ending of its name.
KINDS = {"jpg": "image/jpeg", "png": "image/png"}
_HERE = "/twinspace/materials/{number:[0-9]{1,9}}"

routes = web.RouteTableDef()


@routes.get("/projects/{project:[0-9]{1,9}}/{file:[0-9a-f]{32}[.](?:jpg|png)}")
async def hand_out(request: web.Request) -> web.StreamResponse:
    """Hand out a picture, if it is public at this moment."""
    parts, file = parts_of(request), request.match_info["file"]
    number = numbers.read(request.match_info["project"])
    if not await parts.read(_is_public, number, file):
        raise web.HTTPNotFound
    path = await asyncio.to_thread(_there, parts.published / file, "small" in request.query)
    if path is None:
        raise web.HTTPNotFound
    headers = {
        "Content-Type": KINDS[path.suffix[1:]],
        "Content-Disposition": "inline",
        # Kept by nobody who does not ask each time whether it is still public.
        "Cache-Control": "no-cache",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return web.FileResponse(path, headers=headers)


def _there(whole: Path, is_small: bool) -> Path | None:
    """Find a copy, the small one if that is asked for and there is one."""
    wanted = (_small(whole), whole) if is_small else (whole,)
    return next((path for path in wanted if path.is_file()), None)


def _is_public(db: Db, project_id: int, file: str) -> bool:
    if publishing.is_public(db, project_id) is None:
        return False
    return publications.public_file(db, project_id, file) is not None


@routes.post(_HERE + "/publish")
@for_teachers
async def ask(request: web.Request, visit: Visit) -> web.StreamResponse:
    """Ask that a material becomes public."""
    form = await request.post()
    child = "child" if typed(form, "child") == "yes" else typed(form, "child") and "none"
    whose = typed(form, "whose") if typed(form, "whose") in {"pupils", "others"} else "unsaid"
    sure = " sure" if typed(form, "sure") else ""
    seen = _ids(form, "pupil") if child == "child" else ""
    made = _ids(form, "maker") if whose == "pupils" else ""
    words = f"{typed(form, 'mark')[:40]} {child or 'unsaid'} {whose}{sure}\n{seen}\n{made}"
    return await _act(request, visit, "askpublish", words, typed(form, "nonce"))


def _ids(form: MultiDictProxy[Any], name: str) -> str:
    return " ".join(str(one) for one in form.getall(name, ()))[:4000].replace("\n", " ")


@routes.post(_HERE + "/agree")
@for_teachers
async def agree(request: web.Request, visit: Visit) -> web.StreamResponse:
    """Agree that it is public: draw the picture anew, then note it."""
    parts, form = parts_of(request), await request.post()
    one = await parts.read(_material, visit, numbers.read(request.match_info["number"]))
    fetched = await parts.rooms.media(one.room, one.event_id, False) if one else None
    if one is not None and fetched is not None and fetched.media.ref != one.ref:
        # Its author changed it just now: what the two schools looked at is another picture.
        return await _again(request, visit, told(request, say("publish.changed")))
    drawn = await asyncio.to_thread(pictures.cleaned, fetched.content) if fetched else None
    if drawn is None:
        problem = piece(request, "sentence.html", key="page.publish_file_gone")
        return await _again(request, visit, problem)
    name = f"{secrets.token_hex(16)}.{drawn.ending}"
    await asyncio.to_thread(_keep, parts.published / name, drawn)
    sure = " sure" if typed(form, "sure") else ""
    words = f"{typed(form, 'mark')[:40]} {name}{sure}"
    answer = await _act(request, visit, "agreepublish", words, typed(form, "nonce"))
    # What nobody agreed on is nobody's; what is public is looked up, and so may stay.
    asked = await parts.read(publications.of_material, one.id) if one else None
    if asked is None or asked.file != name:
        await asyncio.to_thread(_drop, parts.published / name)
    return answer


@routes.post(_HERE + "/withdraw")
@for_teachers
async def withdraw(request: web.Request, visit: Visit) -> web.StreamResponse:
    """Take it off the public page."""
    form = await request.post()
    return await _act(request, visit, "unpublish", "", typed(form, "nonce"))


async def _act(
    request: web.Request, visit: Visit, command: str, words: str, key: str
) -> web.StreamResponse:
    about = f"{visit.project.id} {request.match_info['number']} {words}"
    event = event_of(request, visit, command, about, key)
    for reply in await parts_of(request).act(event):
        return await _again(request, visit, refusal(request, reply))
    return go(request, f"/twinspace/materials/{request.match_info['number']}", "public")


def refusal(request: web.Request, reply: Reply) -> Markup:
    """Say why it may not become public, with the way to what parents allow."""
    said = told(request, reply)
    for button in (one for row in reply.buttons for one in row):
        label = words.plain(spoken(request), button.label)
        said += Markup(' <a href="{}">{}</a>').format(link(request, button.command), label)
    return said


async def _again(request: web.Request, visit: Visit, problem: Markup) -> web.StreamResponse:
    """Show the page once more, with why it did not work."""
    return await materials.page(request, visit, problem)


def _material(db: Db, visit: Visit, number: int) -> Material | None:
    return publishing.material_of(db, visit.project, number)


def _keep(path: Path, drawn: Picture) -> None:
    """Keep a picture, and beside it a small one where it is large."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    small = pictures.small(drawn)
    for place, one in ((_small(path), small), (path, drawn)):
        if one is not None:
            part = place.with_name(f"{place.name}.part")
            part.write_bytes(one.content)
            os.replace(part, place)


def _drop(path: Path) -> None:
    for place in (path, _small(path)):
        place.unlink(missing_ok=True)


def _small(path: Path) -> Path:
    """Name the small copy of a picture."""
    return path.with_suffix(f"{SMALL}{path.suffix}")
