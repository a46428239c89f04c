"""Whether a certificate is genuine: its code and the name on it either match or do not."""

from datetime import timedelta
from typing import Any

from aiohttp import web

from bot.portal.acts import typed
from bot.portal.pace import Pace, visitor_of
from bot.portal.parts import parts_of
from bot.portal.public.addresses import Pages
from bot.portal.rendering import show
from storage import Db, attendance
from storage.words import typed as words_of

#: How often one address may ask, and in which time.
CHECKS, PER = 20, timedelta(minutes=1)
_PACE = web.AppKey("certificates_pace", Pace)

pages = Pages()


def prepare(app: web.Application) -> None:
    """Let the application count how often it is asked."""
    app[_PACE] = Pace(CHECKS, PER)


@pages.get("/certificate")
async def ask(request: web.Request) -> web.Response:
    """Ask for the code, which a scanned one brings along, and for the name."""
    return show(request, "certificate.html", code=request.query.get("code", "")[:40], name="")


@pages.post("/certificate")
async def check(request: web.Request) -> web.Response:
    """Say whether the two match, and nothing else."""
    parts, pace = parts_of(request), request.app[_PACE]
    form, visitor = await request.post(), visitor_of(request)
    given: dict[str, Any] = {
        "code": typed(form, "code").strip()[:40],
        "name": typed(form, "name").strip()[:200],
    }
    if not all(given.values()):
        return show(request, "certificate.html", 422, problem="page.certificate_empty", **given)
    if pace.is_spent(visitor, parts.now()):
        return show(request, "certificate.html", 429, problem="page.certificate_slower", **given)
    pace.count(visitor, parts.now())
    matches = await parts.read(_matches, given["code"], given["name"])
    answer = "page.certificate_matches" if matches else "page.certificate_differs"
    return show(request, "certificate.html", answer=answer, matches=matches, **given)


def _matches(db: Db, code: str, name: str) -> bool:
    found = attendance.by_code(db, code)
    return found is not None and words_of(found.name) == words_of(name)
