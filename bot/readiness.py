"""Whether a process should be sent visitors: alive is not enough."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from storage import migrating
from storage.db import DatabaseAway

AWAY = "the database does not answer"


class Readiness:
    """Gives the reasons why this process is not ready; none if it is.

    What stands still in all processes alike, such as a seat that nobody holds, is none: no visitor
    could be sent anywhere.
    """

    def __init__(
        self,
        read: Callable[..., Awaitable[Any]],
        doors: Mapping[str, Callable[[], bool]],
    ) -> None:
        self._read = read
        #: Those of ours that must take what comes.
        self._doors = doors
        #: Whether the process is about to end.
        self.is_leaving = False
        #: What was found at the last look.
        self.was_ready = False

    async def reasons(self) -> list[str]:
        """Look now, and say in a line each what is missing."""
        found = await self._look()
        self.was_ready = not found
        return found

    async def _look(self) -> list[str]:
        if self.is_leaving:
            return ["this process is stopping"]
        closed = [
            f"{name} is not open yet" for name, is_open in self._doors.items() if not is_open()
        ]
        try:
            misfit = await self._read(migrating.misfit)
        except DatabaseAway:
            return [AWAY, *closed]
        return [misfit, *closed] if misfit else closed
