"""The page on which teachers have their project saved as a file, and fetch it.

Source: docs/rules.md, TWS-11.
"""

import asyncio
from datetime import datetime
from urllib.parse import quote

from aiohttp import web
from markupsafe import Markup

from bot.portal.acts import event_of, nonce, typed
from bot.portal.following import following, goes_on
from bot.portal.languages import language_of
from bot.portal.pages.twinspace import for_teachers
from bot.portal.parts import parts_of
from bot.portal.rendering import go, show, tell, told
from bot.portal.visits import Visit
from handlers import exporting, words
from storage import Db, exports
from storage.exports import Export

HERE = "/twinspace/export"

routes = web.RouteTableDef()


@routes.get(HERE)
@for_teachers
async def look(request: web.Request, visit: Visit) -> web.Response:
    """Say how far the export is; a link asks again, or lets the page ask by itself."""
    return await _page(request, visit)


@routes.post(HERE)
@for_teachers
async def make(request: web.Request, visit: Visit) -> web.Response:
    """Begin an export; one that is made goes."""
    form = await request.post()
    project, key = str(visit.project.id), typed(form, "nonce")
    event = event_of(request, visit, "exportproject", project, key)
    for reply in await parts_of(request).act(event):
        return await _page(request, visit, told(request, reply))
    return go(request, HERE)


@routes.get(HERE + "/{file:[0-9a-f]{32}[.]zip}")
@for_teachers
async def fetch(request: web.Request, visit: Visit) -> web.StreamResponse:
    """Hand over the file, to a teacher of the project alone."""
    parts, file = parts_of(request), request.match_info["file"]
    is_theirs = await parts.read(_is_theirs, visit, file, parts.now())
    path = parts.exports / file
    if not is_theirs or not await asyncio.to_thread(path.is_file):
        return tell(request, 404, "page.export_gone_title", "page.export_gone")
    return web.FileResponse(path, headers=_headers(visit))


def _headers(visit: Visit) -> dict[str, str]:
    name = quote(f"{visit.project.title[:60].strip() or 'eTwinning'}.zip", safe="")
    return {
        "Content-Type": "application/zip",
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
    }


def _is_theirs(db: Db, visit: Visit, file: str, at: datetime) -> bool:
    """Tell whether this is their project's file now, and they may have it."""
    found = exports.of_project(db, visit.project.id)
    is_it = found is not None and found.file == file and found.is_there(at)
    return is_it and exporting.refused(db, visit.project, visit.teacher.id, at) is None


async def _page(request: web.Request, visit: Visit, problem: Markup | None = None) -> web.Response:
    parts = parts_of(request)
    found: Export | None = await parts.read(exports.of_project, visit.project.id)
    is_under_way = found is not None and found.is_under_way
    page = show(
        request,
        "export.html",
        422 if problem else 200,
        zone=visit.zone,
        visit=visit,
        here=HERE,
        export=found,
        percent=found.percent if found else 0,
        is_there=found is not None and found.is_there(parts.now()),
        hours=exporting.HOURS,
        size=words.size(language_of(request), found.size) if found else "",
        follow=following(request, HERE) if is_under_way else None,
        problem=problem,
        nonce=nonce(),
    )
    return goes_on(request, page, HERE) if is_under_way else page
