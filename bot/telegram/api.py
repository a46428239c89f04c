"""Calls to Telegram's Bot API: one pool of connections, one gate, and what each answer means."""

import asyncio
import json
import time
from functools import cache
from typing import Any
from urllib.parse import quote

import aiohttp
import structlog
from yarl import URL

from handlers.platform import (
    MOST_FILE_BYTES,
    PROBE_SECONDS,
    FileGone,
    Gate,
    OutcomeUnknown,
    TryLater,
    Upload,
)

DEFAULT_URL = "https://api.telegram.org"
#: How long Telegram may take to answer. Its own limit lies below.
ANSWER_SECONDS = 30.0
CONNECT_SECONDS = 10.0
#: How long a file may take, either way.
FILE_SECONDS = 300.0
#: Shorter than servers keep an idle connection, so that we do not write into one being closed.
IDLE_SECONDS = 15.0

#: While Telegram refuses our token, calls wait; somebody has to mend the configuration.
TOKEN_SECONDS = 60.0
#: With these the server says itself that it did nothing. A gateway's 502 or 504 comes when
#: Telegram did not answer it in time, which may be after it took the message.
_NOT_DONE = {500, 503}

_HEADERS = {"Content-Type": "application/json"}
_CHUNK = 256 * 1024
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_log = structlog.get_logger()


class Refused(Exception):
    """Telegram answered that it will not do this."""

    def __init__(self, code: int, description: str, new_chat: str = "") -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        #: Where a group moved to, when that is the reason.
        self.new_chat = new_chat


class TokenRefused(Exception):
    """Telegram does not know the bot: telegram.token, or telegram.api_url, is wrong."""

    def __init__(self) -> None:
        super().__init__(
            "Telegram does not know this bot: check telegram.token and telegram.api_url"
        )


class Api:
    """The Bot API for one token.

    python-telegram-bot's own client takes httpx or a wrapper around ours; calling through
    aiohttp directly is several times as fast (tests/bench/deliver.py) and tells a call that
    never left from one whose answer was lost, which decides whether it may be repeated.
    """

    def __init__(self, token: str, url: str = DEFAULT_URL, gate: Gate | None = None) -> None:
        self.gate = gate or Gate()
        self._base = f"{url.rstrip('/')}/bot{token}/"
        self._files = f"{url.rstrip('/')}/file/bot{token}/"
        self._urls: dict[str, URL] = {}
        self._session: aiohttp.ClientSession | None = None

    async def call(
        self, method: str, parameters: dict[str, Any] | None = None, seconds: float = ANSWER_SECONDS
    ) -> Any:
        """Call a method and return its result.

        Raises TryLater (nothing was done), OutcomeUnknown, or Refused; only "getMe" raises
        TokenRefused.
        """
        await self.pass_gate()
        return await self._ask(method, _encode(parameters or {}).encode(), _timeout(seconds))

    async def upload(
        self, method: str, parameters: dict[str, Any], field: str, file: Upload
    ) -> Any:
        """Call a method with a file in our hands as one of its parameters.

        Raises what `call` raises.
        """
        await self.pass_gate()
        form = aiohttp.FormData()
        for name, value in parameters.items():
            form.add_field(name, value if isinstance(value, str) else _encode(value))
        form.add_field(field, file.content, filename=file.name, content_type=file.mime)
        return await self._ask(method, form, _file_timeout())

    async def download(self, path: str) -> bytes:
        """Get the content under the path that "getFile" gave.

        Raises FileGone, also if it is too big, or TryLater.
        """
        await self.pass_gate()
        url = URL(self._files + quote(path), encoded=True)
        try:
            async with self._opened().get(url, timeout=_file_timeout()) as response:
                if response.status in _NOT_DONE or response.status > 500:
                    raise self._away(str(response.status))
                if response.status != 200:
                    raise FileGone
                return await _limited(response)
        except (aiohttp.ClientError, OSError):
            raise self._away("cut") from None

    async def insist(
        self, method: str, parameters: dict[str, Any] | None = None, seconds: float = ANSWER_SECONDS
    ) -> Any:
        """Call a method that may be repeated, again and again until Telegram answers.

        Raises Refused; only "getMe" raises TokenRefused.
        """
        while True:
            try:
                return await self.call(method, parameters, seconds)
            except TryLater as later:
                await asyncio.sleep(later.seconds)
            except OutcomeUnknown:
                continue  # the gate is closed now, so the next call says how long to wait

    async def close(self) -> None:
        """Close the connections; safe to repeat."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def pass_gate(self) -> None:
        """Go on if Telegram is not known to be away; else raise TryLater."""
        wait = self.gate.wait_seconds(time.monotonic())
        if wait > 0:
            raise TryLater(wait, for_all=True)
        if not self.gate.is_open:
            await self._probe()

    async def _probe(self) -> None:
        """Ask whether Telegram is back with a call that costs no message if it is not."""
        try:
            await self._ask("getMe", b"{}", _timeout(CONNECT_SECONDS))
        except OutcomeUnknown:
            raise TryLater(PROBE_SECONDS, for_all=True) from None
        except TokenRefused:
            raise _locked_out() from None

    async def _ask(
        self, method: str, body: bytes | aiohttp.FormData, patience: aiohttp.ClientTimeout
    ) -> Any:
        headers = _HEADERS if isinstance(body, bytes) else None
        try:
            async with self._opened().post(
                self._url(method), data=body, headers=headers, timeout=patience
            ) as response:
                content = await response.read()
        # The errors' own texts carry the address and so the token: nothing is chained to them.
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
            raise self._away("unreachable") from None
        except (aiohttp.ClientError, OSError):
            self._away("cut")
            raise OutcomeUnknown from None
        return self._understood(method, response.status, content)

    def _understood(self, method: str, status: int, content: bytes) -> Any:
        answer = _read(content)
        if status in _NOT_DONE or (answer is None and 300 <= status < 500):
            raise self._away(str(status))
        if status >= 500:
            self._away(str(status))
            raise OutcomeUnknown
        if answer is None:
            self._away("garbled")
            raise OutcomeUnknown
        self.gate.answered()
        if answer.get("ok"):
            return answer.get("result")
        parameters = answer.get("parameters") or {}
        if status == 429:
            wait = float(parameters.get("retry_after", 1))
            _log.warning("telegram.too_many", method=method, seconds=wait)
            raise TryLater(wait, for_all=True)
        if status in (401, 404) and method == "getMe":
            raise TokenRefused
        if status == 401:
            raise _locked_out()
        new_chat = str(parameters.get("migrate_to_chat_id", ""))
        raise Refused(status, str(answer.get("description", "")), new_chat)

    def _away(self, how: str) -> TryLater:
        if self.gate.is_open:
            _log.warning("telegram.away", how=how)
        self.gate.failed(time.monotonic())
        return TryLater(PROBE_SECONDS, for_all=True)

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = _session()
        return self._session

    def _url(self, method: str) -> URL:
        url = self._urls.get(method)
        if url is None:
            url = self._urls[method] = URL(self._base + method, encoded=True)
        return url


def _locked_out() -> TryLater:
    _log.error("telegram.token_refused", hint="check telegram.token and telegram.api_url")
    return TryLater(TOKEN_SECONDS, for_all=True)


def _session() -> aiohttp.ClientSession:
    # No limit of connections: who calls limits the calls, so nobody waits for a connection.
    connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=IDLE_SECONDS)
    # No cookies are kept and no compression is asked for: both cost more than they bring.
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        skip_auto_headers=("Accept", "Accept-Encoding"),
    )


@cache
def _timeout(seconds: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(sock_connect=CONNECT_SECONDS, sock_read=seconds)


@cache
def _file_timeout() -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(
        total=FILE_SECONDS, sock_connect=CONNECT_SECONDS, sock_read=ANSWER_SECONDS
    )


async def _limited(response: aiohttp.ClientResponse) -> bytes:
    content = bytearray()
    async for piece in response.content.iter_chunked(_CHUNK):
        content += piece
        if len(content) > MOST_FILE_BYTES:
            raise FileGone
    return bytes(content)


def _read(content: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(content)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None
