"""Each request under a name of its own, counted and timed: request ids and `/metrics`."""

import itertools
import re
import secrets
from collections.abc import Awaitable, Callable
from functools import cache
from time import perf_counter

from aiohttp import web
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

from bot.portal.languages import language_in
from bot.portal.pace import is_among, plain_address_of
from bot.portal.parts import PARTS, parts_of
from bot.tracing import following

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

#: How a request is named by a reverse proxy that names them.
ID_HEADER = "X-Request-Id"
_SHAPE = re.compile(r"[A-Za-z0-9._-]{8,64}")
_ID = web.RequestKey("id", str)
#: Our own names begin alike in one process, and differ from those of every other.
_ours, _numbers = secrets.token_hex(4), itertools.count(1)
#: Who may read the numbers besides those that the settings name: the machine itself.
_HERE = ("127.0.0.1", "::1")
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

routes = web.RouteTableDef()


class Meter:
    """Counts answers by page and status, never by who asked."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.registry = registry
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self.registry)
        self.answers = Counter(
            "etwin_portal_answers",
            "Answers of the portal",
            ("page", "method", "status"),
            registry=self.registry,
        )
        # From 0 on, unlike each of the others, so that the first is seen as one more.
        self.failed = Counter(
            "etwin_portal_failed",
            "Answers of the portal that say that it failed (5xx)",
            registry=self.registry,
        )
        #: The counters of each page, method and status: naming one takes longer than counting.
        self.named = cache(self.answers.labels)
        self.seconds = Histogram(
            "etwin_portal_seconds",
            "Time until a page of the portal was made",
            ("page",),
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self.timed = cache(self.seconds.labels)


_METER = web.AppKey("meter", Meter)


def prepare(app: web.Application) -> None:
    """Let the application count."""
    app[_METER] = Meter(app[PARTS].numbers)


@web.middleware
async def watched(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Name, count and time a request; what is logged meanwhile bears its name."""
    given, began = request.headers.get(ID_HEADER, ""), perf_counter()
    request[_ID] = given if _SHAPE.fullmatch(given) else f"{_ours}{next(_numbers):08x}"
    with following(request[_ID]):
        try:
            response = await handler(request)
        except web.HTTPException as error:
            _count(request, error.status, began)
            raise
    is_stream = not isinstance(response, web.Response | web.FileResponse)
    _count(request, response.status, None if is_stream else began)
    return response


def id_of(request: web.Request) -> str:
    """Give a request's name; "" before it has one."""
    name: str = request.get(_ID, "")
    return name


def _count(request: web.Request, status: int, began: float | None) -> None:
    meter, page = request.app[_METER], page_of(request)
    method = request.method if request.method in {"GET", "HEAD", "POST"} else "other"
    meter.named(page, method, str(status)).inc()
    if status >= 500:
        meter.failed.inc()
    if began is not None:
        meter.timed(page).observe(perf_counter() - began)


def page_of(request: web.Request) -> str:
    """Name the page by its route, the same in all languages: the address may hold a code."""
    resource = request.match_info.route.resource
    if resource is None:
        return "none"
    language = language_in(request)
    path = resource.canonical
    return "/{language}" + path[1 + len(language) :] if language else path


@routes.get("/metrics")
async def metrics(request: web.Request) -> web.Response:
    """Give the numbers to whoever may read them; to others there is no such page.

    A proxy on this machine says for whom it asks, so that it opens the page to nobody.
    """
    readers = (*_HERE, *parts_of(request).settings.metrics_from)
    if not is_among(plain_address_of(request), readers):
        raise web.HTTPNotFound
    body = generate_latest(request.app[_METER].registry)
    return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})
