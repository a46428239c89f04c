"""A platform whose calls are counted and timed."""

import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from handlers.conversation import File
from handlers.platform import FileGone, OutcomeUnknown, Outgoing, Platform, TryLater, Unreachable
from handlers.rich import Rich

_T = TypeVar("_T")
#: What may become of a call, in words. Anything else is a mistake of ours.
_OUTCOMES: tuple[tuple[type[Exception], str], ...] = (
    (Unreachable, "unreachable"),
    (TryLater, "later"),
    (OutcomeUnknown, "unknown"),
    (FileGone, "no file"),
)


class Timed:
    """Does what a platform does, and tells of each call that sends how it went."""

    def __init__(
        self, name: str, platform: Platform, noted: Callable[[str, str, float], None]
    ) -> None:
        self.exactly_once = platform.exactly_once
        self._name = name
        self._platform = platform
        self._noted = noted

    def split(self, message: Outgoing) -> Sequence[Outgoing]:
        """Cut a message as the platform does."""
        return self._platform.split(message)

    async def send(self, part: Outgoing) -> str:
        """Send as the platform does."""
        return await self._time(self._platform.send(part))

    async def edit(self, part: Outgoing, remote_id: str) -> None:
        """Change as the platform does."""
        await self._time(self._platform.edit(part, remote_id))

    async def delete(self, chat: str, remote_id: str, instead: Rich) -> None:
        """Take back as the platform does."""
        await self._time(self._platform.delete(chat, remote_id, instead))

    async def fetch(self, file: File) -> bytes:
        """Fetch as the platform does; that is not counted."""
        return await self._platform.fetch(file)

    async def _time(self, call: Awaitable[_T]) -> _T:
        began = time.perf_counter()
        outcome = "cut"
        try:
            done = await call
            outcome = "done"
            return done
        except Exception as error:
            known = (word for kind, word in _OUTCOMES if isinstance(error, kind))
            outcome = next(known, "failed")
            raise
        finally:
            self._noted(self._name, outcome, time.perf_counter() - began)
