"""Whether the reverse proxy before the homeserver keeps closed what no module of that can."""

import asyncio
from collections.abc import Sequence
from urllib.parse import urlsplit

import aiohttp
from yarl import URL

from bot.probing.portal import HERE, PATIENCE_SECONDS, unreached
from bot.sections import Matrix

_CLIENT = "/_matrix/client/v3"
#: What it refuses by itself, whoever asks. Source: docs/reverse-proxy.md.
CLOSED = (
    ("GET", "/_synapse/admin/v1/server_version"),
    ("GET", "/_matrix/federation/v1/version"),
    ("GET", "/_matrix/key/v2/server"),
    ("POST", "/_matrix/client/v1/login/get_token"),
    ("POST", f"{_CLIENT}/user/@probe/openid/request_token"),
)
#: What it hands to us, or asks us about first.
HANDED = (
    ("PUT", f"{_CLIENT}/sendToDevice/m.dummy/etwprobe"),
    ("POST", f"{_CLIENT}/keys/query"),
    ("POST", f"{_CLIENT}/keys/claim"),
    ("PUT", f"{_CLIENT}/profile/@probe:probe/displayname"),
    ("GET", "/_matrix/client/v1/media/download/probe/probe"),
    ("GET", "/_matrix/client/v1/media/thumbnail/probe/probe?width=1&height=1"),
)
#: Paths that lead elsewhere only for who resolves their dots, which the homeserver does not.
BENT = (
    ("PUT", f"{_CLIENT}/sendToDevice/m.dummy/..%2f..%2fetwprobe"),
    ("PUT", f"{_CLIENT}/sendToDevice/m.dummy/%2E%2e%2F.%2E%2fetwprobe"),
    ("GET", "/_matrix/client/v1/media/download/probe/probe/..%2f..%2f..%2f..%2fetwprobe"),
)
#: What the homeserver itself says to who comes without a token: we say something else.
_HOMESERVERS_OWN = "M_MISSING_TOKEN"
UNKNOWN = (
    "matrix.public_url is empty: nobody can see whether the reverse proxy before the homeserver has"
    " the rules of docs/reverse-proxy.md, without which pupils are not protected."
)


async def problems(settings: Matrix) -> list[str]:
    """List what is wrong where people reach the homeserver; nothing if we are not told where."""
    url = settings.public_url.rstrip("/")
    if not url:
        return []
    if urlsplit(url).scheme != "https" and urlsplit(url).hostname not in HERE:
        return [
            f"matrix.public_url: {url} is not secret on its way: put a reverse proxy with https"
            " before the homeserver, and let public_url begin with https://."
        ]
    timeout = aiohttp.ClientTimeout(total=PATIENCE_SECONDS)
    try:
        async with aiohttp.ClientSession(url, timeout=timeout) as session:
            if not await _is_homeserver(session):
                return [
                    f"matrix.public_url: at {url} no homeserver answers: let the reverse proxy lead"
                    f" to {settings.homeserver_url}, as docs/reverse-proxy.md says."
                ]
            return _open(url, await _passed(session, url))
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        return unreached("matrix.public_url", url, error)


async def notes(settings: Matrix) -> list[str]:
    """Say that the reverse proxy was not looked at."""
    return [] if settings.public_url else [UNKNOWN]


def _open(url: str, passed: Sequence[str]) -> list[str]:
    if not passed:
        return []
    return [
        f"matrix.public_url: the reverse proxy at {url} passes on what has to be closed, so pupils"
        f" are not protected: give it the rules of docs/reverse-proxy.md ({', '.join(passed)})."
    ]


async def _is_homeserver(session: aiohttp.ClientSession) -> bool:
    async with session.get("/_matrix/client/versions") as answer:
        return answer.status == 200 and "versions" in await _json(answer)


async def _passed(session: aiohttp.ClientSession, url: str) -> list[str]:
    """List what the proxy passes on to the homeserver and must not."""

    async def is_open(method: str, path: str) -> bool:
        async with session.request(method, URL(url + path, encoded=True), json={}) as answer:
            if (method, path) in CLOSED:
                return answer.status != 403
            return (await _json(answer)).get("errcode") == _HOMESERVERS_OWN

    tried = (*CLOSED, *HANDED, *BENT)
    found = await asyncio.gather(*(is_open(*one) for one in tried))
    return [path.partition("?")[0] for (_, path), is_ in zip(tried, found, strict=True) if is_]


async def _json(answer: aiohttp.ClientResponse) -> dict[str, object]:
    try:
        read = await answer.json(content_type=None)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
