"""Public pages given out again, or not at all where the browser has them: ETag, 304, gzip."""

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic as _now

from aiohttp import hdrs, web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

#: How long a page that nobody can withdraw is given out as it was made.
SECONDS = 60
#: How many such pages are remembered at most; the least used go first.
MOST = 2_000
#: Fewer bytes are not worth being packed.
_WORTH = 1_000


@dataclass(frozen=True)
class Made:
    """A page as it goes out, and until when it may again, by the clock that never goes back."""

    body: bytes
    packed: bytes
    headers: dict[str, str]
    until: float


_KEPT: web.AppKey["OrderedDict[str, Made]"] = web.AppKey("kept_pages", OrderedDict)


def prepare(app: web.Application) -> None:
    """Let the application keep pages."""
    app[_KEPT] = OrderedDict()


def careful(handler: Handler, is_kept: bool, is_found: bool) -> Handler:
    """Give a page out with what browsers, caches and search engines have to know of it."""

    async def give(request: web.Request) -> web.StreamResponse:
        may_keep = is_kept and not request.query_string
        if may_keep and (known := _known(request)):
            return _answer(request, known)
        response = await handler(request)
        if not isinstance(response, web.Response) or response.status != 200:
            return response
        seconds = SECONDS if may_keep else 0
        made = _make(response, seconds, is_found, packs=may_keep or _takes_gzip(request))
        if may_keep:
            _keep(request, made)
        return _answer(request, made)

    return give


def _known(request: web.Request) -> Made | None:
    kept = request.app[_KEPT]
    made = kept.get(request.path)
    if made is None or made.until < _now():
        return None
    kept.move_to_end(request.path)
    return made


def _keep(request: web.Request, made: Made) -> None:
    kept = request.app[_KEPT]
    kept[request.path] = made
    kept.move_to_end(request.path)
    if len(kept) > MOST:
        kept.popitem(last=False)


def _make(response: web.Response, seconds: int, is_found: bool, packs: bool) -> Made:
    body = response.body if isinstance(response.body, bytes) else b""
    # The tag is that of the page, packed or not: a weak one.
    tag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    headers = {
        hdrs.ETAG: tag,
        hdrs.CACHE_CONTROL: f"public, max-age={seconds}" if seconds else "no-cache",
        hdrs.VARY: "Accept-Encoding",
        "X-Robots-Tag": "all" if is_found else "noindex",
        **response.headers,
    }
    packed = b""
    if packs and len(body) >= _WORTH:
        packed = gzip.compress(body, 6 if seconds else 1, mtime=0)
    return Made(body, packed, headers, _now() + seconds)


def _answer(request: web.Request, made: Made) -> web.Response:
    if (asked := request.headers.get(hdrs.IF_NONE_MATCH)) and _names(asked, made):
        headers = {name: value for name, value in made.headers.items() if name in _OF_304}
        return web.Response(status=304, headers=headers)
    if made.packed and _takes_gzip(request):
        headers = {**made.headers, hdrs.CONTENT_ENCODING: "gzip"}
        return web.Response(body=made.packed, headers=headers)
    return web.Response(body=made.body, headers=made.headers)


#: What an answer says that sends no page. Source: RFC 9110, 15.4.5.
_OF_304 = {hdrs.ETAG, hdrs.CACHE_CONTROL, hdrs.VARY, "X-Robots-Tag"}


def _names(asked: str, made: Made) -> bool:
    """Tell whether an If-None-Match names the page. Source: RFC 9110, 13.1.2."""
    tags = {one.strip().removeprefix("W/") for one in asked.split(",")}
    return "*" in tags or made.headers[hdrs.ETAG].removeprefix("W/") in tags


def _takes_gzip(request: web.Request) -> bool:
    """Tell whether the browser unpacks gzip; "gzip;q=0" would say that it does not."""
    encodings = request.headers.get(hdrs.ACCEPT_ENCODING, "").replace(" ", "")
    return "gzip" in encodings and "gzip;q=0," not in f"{encodings},"
