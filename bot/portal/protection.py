"""What stands around every page: headers, forms from elsewhere refused, errors told in words."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from bot.portal import watching
from bot.portal.again import offer_again
from bot.portal.parts import parts_of
from bot.portal.rendering import tell
from handlers.rooms import Away
from storage.db import DatabaseAway

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    # With "no-referrer" browsers call the origin of our own forms "null" (Fetch standard, 3.2).
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
#: Two years of https alone. Not of subdomains: they may be others'.
_SECURE = {"Strict-Transport-Security": "max-age=63072000"}
#: Calendar apps fetch a feed again and again; it is one person's.
_FEED = {"Cache-Control": "private, max-age=300"}

_log = structlog.get_logger()


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Say to the browser what the page may do, and who may keep it; a signal handler."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)  # a file of a room brings stricter ones
    if parts_of(request).settings.is_secure:
        response.headers.update(_SECURE)
    if name := watching.id_of(request):
        response.headers[watching.ID_HEADER] = name
    if request.path.startswith("/calendar/") and response.status in {200, 304}:
        response.headers.update(_FEED)


@web.middleware
async def refuse_foreign_forms(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Take only forms that our own pages sent."""
    if request.method not in {"GET", "HEAD"} and not _is_from_here(request):
        return tell(request, 403, "page.foreign_form_title", "page.foreign_form")
    return await handler(request)


def _is_from_here(request: web.Request) -> bool:
    """Believe the browser about where a form came from; what says nothing is no browser.

    Source: the rules of CrossOriginProtection in Go's net/http.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    public = urlsplit(parts_of(request).settings.public_url)
    return urlsplit(origin).netloc in {public.netloc, request.host}


@web.middleware
async def tell_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn whatever went wrong into a page that says what to do next."""
    try:
        return await handler(request)
    except web.HTTPException as error:
        return _answer(request, error)
    except Away:
        return await offer_again(request, 503, "page.homeserver_away_title", "page.homeserver_away")
    except DatabaseAway:
        return await offer_again(request, 503, "page.database_away_title", "page.database_away")
    except Exception:
        _log.exception("portal.failed", method=request.method, page=_name(request))
        return tell(request, 500, "page.broken_title", "page.broken")


def _answer(request: web.Request, error: web.HTTPException) -> web.StreamResponse:
    match error.status:
        case 404 | 405:
            return tell(request, error.status, "page.not_found_title", "page.not_found")
        case 413:
            return tell(request, 413, "page.too_large_title", "page.too_large")
    raise error


def _name(request: web.Request) -> str:
    """Name the page by its route: the address itself may hold a code."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else ""
