"""Where the public pages are: the language comes first in the path, "/fr/countries/ro"."""

import importlib
import pkgutil
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from aiohttp import hdrs, web

from bot.portal import public
from bot.portal.languages import language_of, path_of, served
from bot.portal.parts import Settings, parts_of
from bot.portal.public import caching
from handlers import words
from storage import Db

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
#: How many pages of a subject there are, and some of their paths, from a number on.
Count = Callable[[Db], int]
Some = Callable[[Db, int, int], Sequence[str]]

#: The first step of every public path, such as "countries"; "" is the start page.
_STEPS = web.AppKey("public_steps", frozenset[str])


@dataclass(frozen=True)
class Page:
    """A public page, in every language."""

    method: str
    #: Without the language: "/countries/{country:[a-z]{2}}", or "/" for the start page.
    path: str
    handler: Handler
    is_kept: bool = False
    is_found: bool = True


@dataclass
class Pages:
    """The public pages of one subject. The package's own docstring says how to add one."""

    all: list[Page] = field(default_factory=list)
    #: The pages whose paths have places in braces, by a name for their part of the sitemap.
    listings: dict[str, tuple[Count, Some]] = field(default_factory=dict)

    def get(
        self, path: str, is_kept: bool = False, is_found: bool = True
    ) -> Callable[[Handler], Handler]:
        """Serve a page at `/{language}{path}`."""

        def add(handler: Handler) -> Handler:
            careful = caching.careful(handler, is_kept, is_found)
            self.all.append(Page(hdrs.METH_GET, path, careful, is_kept, is_found))
            return handler

        return add

    def post(self, path: str) -> Callable[[Handler], Handler]:
        """Take a form at `/{language}{path}`."""

        def add(handler: Handler) -> Handler:
            self.all.append(Page(hdrs.METH_POST, path, handler, is_found=False))
            return handler

        return add

    def lists(self, name: str, count: Count, some: Some) -> None:
        """Say which pages there are behind paths with places in braces."""
        self.listings[name] = (count, some)


def found() -> list[Pages]:
    """Find the pages of every file in the package."""
    names = sorted(one.name for one in pkgutil.iter_modules(public.__path__))
    modules = [importlib.import_module(f"{public.__name__}.{name}") for name in names]
    return [pages for one in modules if isinstance(pages := getattr(one, "pages", None), Pages)]


def add(app: web.Application, settings: Settings) -> None:
    """Serve every public page in every language; its address without one leads there."""
    pages = [page for subject in found() for page in subject.all]
    app[_STEPS] = frozenset(_step(page.path) for page in pages)
    for page in pages:
        for language in served(settings):
            if page.method == hdrs.METH_GET:
                app.router.add_get(f"/{language}{page.path}", page.handler)
            else:
                app.router.add_route(page.method, f"/{language}{page.path}", page.handler)
    for path in dict.fromkeys(page.path for page in pages):
        app.router.add_route("*", path, lead)
    for language in served(settings):
        app.router.add_get(f"/{language}", mend)
        app.router.add_get(f"/{language}/{{path:.+}}/", mend)


async def lead(request: web.Request) -> web.Response:
    """Lead from an address without a language to the one in the language that the visitor reads.

    Such addresses stand on printed certificates and in old messages; forms go along, too.
    """
    kept = [(name, value) for name, value in request.rel_url.query.items() if name != "lang"]
    there = request.rel_url.with_query(kept)
    headers = {
        "Location": f"/{language_of(request)}{there}",
        "Vary": "Accept-Language",
        "Cache-Control": "no-cache",
        "X-Robots-Tag": "all",
    }
    return web.Response(status=302 if request.path == "/" else 308, headers=headers)


async def mend(request: web.Request) -> web.Response:
    """Lead from an address that was typed with a slash too many, or too few, to the right one."""
    path, is_bare = request.rel_url.raw_path, not path_of(request).strip("/")
    there = request.rel_url.with_path(
        f"{path}/" if is_bare else path.rstrip("/"), encoded=True, keep_query=True
    )
    return web.Response(status=308, headers={"Location": str(there), "Cache-Control": "no-cache"})


def is_public(app: web.Application, path: str) -> bool:
    """Tell whether a path, without language, leads to a public page and not behind a link."""
    return _step(path) in app[_STEPS]


def alternates(request: web.Request) -> Mapping[str, str]:
    """Give the whole addresses of a page by language, and the one that lets the browser choose."""
    site, path = parts_of(request).settings.public_url, path_of(request)
    others = {language: f"{site}/{language}{path}" for language in words.languages()}
    return {**others, "x-default": f"{site}{path}"}


def _step(path: str) -> str:
    return path[1:].partition("/")[0]
