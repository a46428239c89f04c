"""Faults on request: what the network and Telegram may do to a call."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any, Self

from .errors import ApiError, too_many

ANY = "*"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that befalls a call; `accepted`: Telegram has carried it out by then."""

    kind: str
    accepted: bool = False
    code: int = 0
    body: str = ""
    content_type: str = "application/json"
    seconds: float = 0

    @classmethod
    def status(cls, code: int, *, accepted: bool = False) -> Self:
        """A gateway's HTML page instead of an answer, such as 502."""
        page = f"<html><head><title>{code}</title></head><body><center>nginx</center></body></html>"
        return cls("answer", accepted, code, page, "text/html")

    @classmethod
    def error(cls, code: int, description: str, **parameters: int) -> Self:
        """A refusal in Telegram's own form."""
        body = json.dumps(ApiError(code, description, **parameters).body())
        return cls("answer", False, code, body)

    @classmethod
    def too_many(cls, retry_after: int) -> Self:
        """A 429 that asks for some seconds of silence."""
        error = too_many(retry_after)
        return cls.error(error.code, error.description, **error.parameters)

    @classmethod
    def forbidden(cls, text: str = "bot was blocked by the user") -> Self:
        """A 403."""
        return cls.error(403, f"Forbidden: {text}")

    @classmethod
    def drop(cls, *, accepted: bool) -> Self:
        """A cut connection, before the call was carried out or after it."""
        return cls("drop", accepted)

    @classmethod
    def hang(cls, *, accepted: bool = False) -> Self:
        """Silence until `Faults.release`."""
        return cls("hang", accepted)

    @classmethod
    def slow(cls, seconds: float, *, accepted: bool = False) -> Self:
        """An answer that comes late."""
        return cls("slow", accepted, seconds=seconds)


@dataclass(slots=True)
class _Planned:
    fault: Fault
    times: int | None
    chat_id: int | None

    def fits(self, params: dict[str, Any]) -> bool:
        return self.chat_id is None or str(params.get("chat_id")) == str(self.chat_id)


class Faults:
    """The planned faults of each method, taken in the order in which they were asked for."""

    def __init__(self) -> None:
        self._planned: dict[str, list[_Planned]] = {}
        self._released = asyncio.Event()

    def next(
        self, method: str, fault: Fault, times: int | None = 1, chat_id: int | None = None
    ) -> None:
        """Let the next calls of a method ("*": of any) fail; `times` None: until `clear`."""
        planned = self._planned.setdefault(method.lower(), [])
        planned.append(_Planned(fault, times, chat_id))

    def clear(self, method: str | None = None) -> None:
        """Forget what is planned, for one method or for all."""
        if method is None:
            self._planned.clear()
        else:
            self._planned.pop(method.lower(), None)

    def release(self) -> None:
        """Let all hanging calls go on, and only these."""
        self._released.set()
        self._released = asyncio.Event()

    async def released(self) -> None:
        """Wait for the next `release`."""
        await self._released.wait()

    def take(self, method: str, params: dict[str, Any]) -> Fault | None:
        """Give the fault that befalls this call."""
        if not self._planned:
            return None
        for name in (method.lower(), ANY):
            for planned in self._planned.get(name, ()):
                if planned.fits(params):
                    self._use(name, planned)
                    return planned.fault
        return None

    def _use(self, name: str, planned: _Planned) -> None:
        if planned.times is None:
            return
        planned.times -= 1
        if planned.times <= 0:
            self._planned[name].remove(planned)
            if not self._planned[name]:
                del self._planned[name]
