"""What one visitor may ask of the portal in a while, and how long a form may take to arrive."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from aiohttp import hdrs, web

from bot.portal import known
from bot.portal.languages import language_in
from bot.portal.pace import Pace, visitor_of
from bot.portal.parts import parts_of
from bot.portal.rendering import tell

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_MINUTE = timedelta(minutes=1)
#: How often one address may look for something on public pages: a whole class shares one.
SEARCHES = 240
#: How many forms one address may send to public pages.
FORMS = 60
#: How often one address may try doors: codes, links, and pages that somebody must be let in to. A
#: large school whose visits are all looked up anew, since the service began again, is not more.
DOORS = 1200
#: How many pages and acts one visit may ask for; scripts that keep a page fresh are among them.
VISITS = 600
#: How long a form without a file may take, and one with a file over a slow line.
SECONDS, SECONDS_WITH_FILE = 30.0, 600.0

#: Forms come in one of these; nothing else is read as one.
_PLAIN, _WITH_FILE = "application/x-www-form-urlencoded", "multipart/form-data"
#: Where something is tried that could be guessed, whoever tries it.
_GUESSED = frozenset(
    {"/open/{code}", "/proof/{code}", "/report/{code}", "/calendar/{token}.ics", "/class"}
)
#: What is behind a visit begins with one of these.
_INSIDE = frozenset({"class", "twinspace", "twinspaces", "pupils", "me", "desk", "report"})
_PACES: web.AppKey[dict[str, Pace]] = web.AppKey("paces", dict)


def prepare(app: web.Application) -> None:
    """Let the application count who asks how often."""
    limits = {"search": SEARCHES, "form": FORMS, "door": DOORS, "visit": VISITS}
    known.prepare(app)
    app[_PACES] = {name: Pace(most, _MINUTE) for name, most in limits.items()}


@web.middleware
async def keep_pace(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let whoever asks too often wait, kindly; a form that never ends is not waited for."""
    if (kind := _kind(request)) and parts_of(request).settings.is_paced:
        pace, now = request.app[_PACES][kind], parts_of(request).now()
        who = known.visit_in(request) if kind == "visit" else visitor_of(request)
        if seconds := pace.seconds_left(who, now):
            response = tell(request, 429, "page.slower_title", "page.slower", count=seconds)
            response.headers[hdrs.RETRY_AFTER] = str(seconds)
            return response
        pace.count(who, now)
    try:
        if request.content_type == _WITH_FILE:
            async with asyncio.timeout(SECONDS_WITH_FILE):
                return await handler(request)
        if request.content_type == _PLAIN:  # what is no form is not ours: the webhook reads its own
            async with asyncio.timeout(SECONDS):
                await request.read()  # whoever asks for the form finds it here
    except TimeoutError:
        return tell(request, 408, "page.too_slow_title", "page.too_slow")
    return await handler(request)


def _kind(request: web.Request) -> str:
    """Say what a request is counted as; "" for what anybody may ask as often as they like."""
    if language_in(request):
        if request.method == hdrs.METH_POST:
            return "form"
        return "search" if request.query_string else ""
    resource = request.match_info.route.resource
    if resource is None:
        return ""
    if resource.canonical in _GUESSED:
        return "door"
    if resource.canonical.split("/")[1] not in _INSIDE:
        return ""
    return "visit" if known.visit_in(request) else "door"
