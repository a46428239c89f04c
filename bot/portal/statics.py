"""Style, scripts and pictures of the pages: read once, kept by browsers as long as they like."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aiohttp import hdrs, web

_FOLDER = Path(__file__).parent / "static"
#: Whoever asks for the file as it is now may keep it: what changes gets another address.
_FOR_EVER = "public, max-age=31536000, immutable"
_FOR_AN_HOUR = "public, max-age=3600"

routes = web.RouteTableDef()


@dataclass(frozen=True)
class File:
    """A file as it goes out."""

    body: bytes
    packed: bytes
    kind: str
    mark: str


def address(name: str) -> str:
    """Write the address of a file in `static/`, with a mark of what is in it."""
    return f"/static/{name}?v={_files()[name].mark}"


@routes.get("/static/{name}")
async def hand_out(request: web.Request) -> web.Response:
    """Hand out a file."""
    file = _files().get(request.match_info["name"])
    if file is None:
        raise web.HTTPNotFound
    is_this_one = request.query.get("v") == file.mark
    headers = {
        hdrs.ETAG: f'W/"{file.mark}"',
        hdrs.VARY: "Accept-Encoding",
        hdrs.CACHE_CONTROL: _FOR_EVER if is_this_one else _FOR_AN_HOUR,
    }
    if any(one.value == file.mark for one in request.if_none_match or ()):
        return web.Response(status=304, headers=headers)
    headers[hdrs.CONTENT_TYPE] = file.kind
    if "gzip" in request.headers.get(hdrs.ACCEPT_ENCODING, ""):
        return web.Response(body=file.packed, headers={**headers, hdrs.CONTENT_ENCODING: "gzip"})
    return web.Response(body=file.body, headers=headers)


@cache
def _files() -> dict[str, File]:
    return {path.name: _read(path) for path in sorted(_FOLDER.iterdir()) if path.is_file()}


def _read(path: Path) -> File:
    body = path.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if kind.startswith("text/"):
        kind += "; charset=utf-8"
    mark = hashlib.blake2b(body, digest_size=6).hexdigest()
    return File(body, gzip.compress(body, mtime=0), kind, mark)
