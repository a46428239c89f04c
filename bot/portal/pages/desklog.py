"""The safeguarding log on the desk: read with a reason, and each reading is itself written down.

Source: docs/rules.md, TWS-13.
"""

from collections.abc import Sequence

from aiohttp import web

from bot.portal.acts import typed
from bot.portal.guests import Guest
from bot.portal.pages import desk
from bot.portal.parts import parts_of
from bot.portal.rendering import show, tell
from handlers import desklog, numbers, reportreading
from handlers.conversation import Words
from handlers.desklog import Line
from storage.projects import Project

HERE = f"{desk.HERE}/log"

routes = web.RouteTableDef()


@routes.get(HERE)
@desk.for_coordinators
async def ask(request: web.Request, guest: Guest) -> web.Response:
    """Ask of which project; nothing of the log is shown before there is a reason."""
    sought = request.query.get("q", "").replace("\0", "").strip()[:100]
    found = await parts_of(request).read(desklog.find, guest.person, sought) if sought else []
    return _page(request, guest, sought, found)


@routes.post(HERE)
@desk.for_coordinators
async def read(request: web.Request, guest: Guest) -> web.Response:
    """Write the reading down and show the entries, newest first."""
    form, parts = await request.post(), parts_of(request)
    number, reason = numbers.read(typed(form, "project")), typed(form, "reason")
    found = await parts.read(desklog.find, guest.person, str(number))
    if not found:
        return tell(request, 404, "page.desk_gone_title", "page.desk_log_not_yours")
    if reason not in reportreading.REASONS:
        problem = Words("page.report_why_needed")
        return _page(request, guest, str(number), found, problem=problem)
    before = numbers.read(typed(form, "before"))
    lines = await parts.write(desklog.read, guest.person, number, reason, parts.now(), before)
    return _page(request, guest, str(number), found, lines=lines or [], reason=reason)


def _page(
    request: web.Request,
    guest: Guest,
    sought: str,
    found: Sequence[Project],
    *,
    lines: Sequence[Line] | None = None,
    reason: str = "",
    problem: Words | None = None,
) -> web.Response:
    return show(
        request,
        "desklog.html",
        422 if problem else 200,
        zone=guest.zone,
        guest=guest,
        here=HERE,
        sought=sought,
        found=found,
        lines=lines,
        has_more=lines is not None and len(lines) == desklog.SHOWN,
        reason=reason,
        whys=reportreading.REASONS,
        problem=problem,
    )
