"""One call to the homeserver: whose it is, when it is repeated, and what its answer means."""

import asyncio
import math
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from handlers.platform import PROBE_SECONDS, Gate, OutcomeUnknown, TryLater
from matrix_bridge.registration import DEVICE

#: What a proxy says of a homeserver that is away; other failures concern one call only.
AWAY = frozenset({502, 503, 504})
#: How soon whoever waits at the gate sees that another call has opened it.
LOOK_SECONDS = 0.25
_TIMEOUT = aiohttp.ClientTimeout(total=60, sock_connect=5)
#: Methods that leave the same behind, however often they are called.
_REPEATABLE = frozenset({"GET", "PUT", "DELETE"})


class Refused(Exception):
    """The homeserver understood and said no; `errcode` is Matrix's, e.g. "M_FORBIDDEN"."""

    def __init__(self, errcode: str, status: int) -> None:
        super().__init__(f"{status} {errcode}")
        self.errcode = errcode
        self.status = status


@dataclass(frozen=True)
class Content:
    """Bytes for the homeserver's media store, or out of it."""

    content: bytes = field(repr=False)
    mime: str


#: Reads the body of an answer.
Reader = Callable[[aiohttp.ClientResponse], Awaitable[dict[str, Any]]]


class _Away(Exception):
    """No answer, or none of the homeserver's own; `arrived` says whether it may have acted."""

    def __init__(self, arrived: bool) -> None:
        super().__init__()
        self.arrived = arrived


class Calls:
    """Calls to one homeserver with the application service's token.

    Lives in one event loop. While the homeserver is away all callers wait at the
    shared gate, each for at most `patience` seconds.
    """

    def __init__(
        self, url: str, as_token: str, gate: Gate, patience: float = 30.0, device: str = DEVICE
    ) -> None:
        self.url = url.rstrip("/")
        self.gate = gate
        self.patience = patience
        self.device = device
        self._token = as_token
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Close the connections; safe to repeat."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def call(
        self,
        method: str,
        path: str,
        *,
        user: str = "",
        body: Mapping[str, Any] | Content | None = None,
        query: Mapping[str, str] | None = None,
        device: bool = True,
        repeatable: bool | None = None,
        read: Reader | None = None,
    ) -> dict[str, Any]:
        """Make one call as `user` (a full id; empty for none of them) and return its answer.

        `repeatable`: whether twice does the same as once; by default all but POST.
        Raises Refused; TryLater if it did nothing or may be repeated; OutcomeUnknown
        if it may have been done and must not be repeated.
        """
        may_repeat = method in _REPEATABLE if repeatable is None else repeatable
        params = dict(query or {})
        if user:
            params["user_id"] = user
            if device:
                params["device_id"] = self.device
        deadline = time.monotonic() + self.patience
        while True:
            await pass_gate(self.gate, deadline)
            try:
                return await self._ask(method, path, params, body, read or _json)
            except _Away as away:
                if away.arrived and not may_repeat:
                    raise OutcomeUnknown from None
            await self._rest(deadline)

    async def _rest(self, deadline: float) -> None:
        """Let a call that failed for itself alone wait too, though the gate stayed open."""
        if not self.gate.is_open:
            return
        if time.monotonic() + PROBE_SECONDS > deadline:
            raise TryLater(PROBE_SECONDS)
        await asyncio.sleep(PROBE_SECONDS)

    async def _ask(
        self,
        method: str,
        path: str,
        params: Mapping[str, str],
        body: Mapping[str, Any] | Content | None,
        read: Reader,
    ) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self._token}"}
        sent: dict[str, Any] = {"json": {} if body is None and method in {"POST", "PUT"} else body}
        if isinstance(body, Content):
            sent = {"data": body.content}
            headers["Content-Type"] = body.mime
        try:
            async with self._open_session().request(
                method, self.url + path, params=params, headers=headers, **sent
            ) as answer:
                answered = await read(answer)
        except aiohttp.ClientConnectorError:
            self.gate.failed(time.monotonic())
            raise _Away(arrived=False) from None
        except (aiohttp.ClientError, TimeoutError):
            self.gate.failed(time.monotonic())
            raise _Away(arrived=True) from None
        return self._judge(answer.status, answered)

    def _judge(self, status: int, answered: dict[str, Any]) -> dict[str, Any]:
        errcode = str(answered.get("errcode", ""))
        if status in AWAY and not errcode:
            self.gate.failed(time.monotonic())
            raise _Away(arrived=True)
        self.gate.answered()
        if status >= 500 and errcode in {"", "M_UNKNOWN"}:
            raise _Away(arrived=True)
        if status == 429:
            raise TryLater(float(answered.get("retry_after_ms", 5000)) / 1000)
        if status >= 400:
            raise Refused(errcode or "M_UNKNOWN", status)
        return answered

    def _open_session(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=_TIMEOUT)
        return self._session


async def pass_gate(gate: Gate, deadline: float = math.inf) -> None:
    """Wait until the gate lets one call through; TryLater if that would be after `deadline`."""
    while wait := gate.wait_seconds(time.monotonic()):
        if time.monotonic() + wait > deadline:
            raise TryLater(wait, for_all=True)
        await asyncio.sleep(min(wait, LOOK_SECONDS))


def file_of(most: int) -> Reader:
    """Make what reads a file, as `{"file": Content}`; nothing of one longer than `most` bytes."""

    async def read(answer: aiohttp.ClientResponse) -> dict[str, Any]:
        if answer.status != 200:
            return await _json(answer)
        content = bytearray()
        async for piece in answer.content.iter_chunked(2**16):
            content += piece
            if len(content) > most:
                answer.close()
                return {}
        return {"file": Content(bytes(content), answer.content_type)}

    return read


async def _json(answer: aiohttp.ClientResponse) -> dict[str, Any]:
    """Read an answer; a page of some proxy counts as an empty one."""
    try:
        content = await answer.json(content_type=None)
    except ValueError:
        return {}
    return content if isinstance(content, dict) else {"content": content}
