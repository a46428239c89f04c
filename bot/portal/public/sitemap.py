"""What search engines should know: all public pages in each language, and where not to look.

Source: https://www.sitemaps.org/protocol.html and RFC 9309.
"""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from aiohttp import hdrs, web

from bot.portal.parts import parts_of
from bot.portal.public import addresses
from handlers import words
from storage import Db

#: So many pages stand in one part.
PART = 10_000
#: The pages that have no places in braces are a part of their own.
_ALWAYS = "site"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

routes = web.RouteTableDef()


@routes.get("/robots.txt")
async def robots(request: web.Request) -> web.Response:
    """Say where the list of pages is. What nobody should find says so itself, in its headers."""
    site = parts_of(request).settings.public_url
    lines = ["User-agent: *", "Disallow: /open/", "Disallow: /report/", "Allow: /"]
    return _answer("\n".join([*lines, f"Sitemap: {site}/sitemap.xml", ""]), "text/plain")


@routes.get("/sitemap.xml")
async def index(request: web.Request) -> web.Response:
    """List the parts."""
    parts = parts_of(request)
    counts = {_ALWAYS: 1, **await parts.read(_count)}
    site = parts.settings.public_url
    found = [
        f"{site}/sitemap/{language}/{name}-{number}.xml"
        for language in words.languages()
        for name, count in counts.items()
        for number in range(-(-count // PART))
    ]
    return _xml("sitemapindex", "sitemap", found)


@routes.get("/sitemap/{language}/{name:[a-z]+}-{number:[0-9]{1,5}}.xml")
async def part(request: web.Request) -> web.Response:
    """List the pages of one part."""
    parts, given = parts_of(request), request.match_info
    language, number = given["language"], int(given["number"])
    if language not in words.languages():
        raise web.HTTPNotFound
    if given["name"] == _ALWAYS:
        paths = _always() if number == 0 else []
    else:
        paths = await parts.read(_some, given["name"], number * PART)
    if not paths:
        raise web.HTTPNotFound
    site = parts.settings.public_url
    return _xml("urlset", "url", (f"{site}/{language}{path}" for path in paths))


def _always() -> list[str]:
    pages = [page for subject in addresses.found() for page in subject.all]
    return [page.path for page in pages if page.is_found and "{" not in page.path]


def _count(db: Db) -> dict[str, int]:
    return {name: count(db) for name, (count, _) in _listings().items()}


def _some(db: Db, name: str, start: int) -> list[str]:
    if name not in _listings():
        return []
    _, some = _listings()[name]
    return list(some(db, start, PART))


def _listings() -> dict[str, tuple[addresses.Count, addresses.Some]]:
    return {name: it for subject in addresses.found() for name, it in subject.listings.items()}


def _xml(outer: str, inner: str, found: Iterable[str]) -> web.Response:
    lines = "".join(f"<{inner}><loc>{escape(one)}</loc></{inner}>\n" for one in found)
    return _answer(f"{_HEAD}<{outer} {_SPACE}>\n{lines}</{outer}>\n", "application/xml")


def _answer(text: str, kind: str) -> web.Response:
    headers = {hdrs.CACHE_CONTROL: "public, max-age=3600"}
    return web.Response(text=text, content_type=kind, headers=headers)
