"""Whether a process should be sent visitors: alive is not enough."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Any

from storage import migrating, seats
from storage.db import DatabaseAway, Db

AWAY = "the database does not answer"


class Readiness:
    """Gives the reasons why this process is not ready; none if it is."""

    def __init__(
        self,
        read: Callable[..., Awaitable[Any]],
        wanted: Collection[str],
        doors: Mapping[str, Callable[[], bool]],
    ) -> None:
        self._read = read
        #: The seats that somebody must hold, and the doors of ours that must take what comes.
        self._wanted = wanted
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
            return [*(await self._read(_lacks, sorted(self._wanted))), *closed]
        except DatabaseAway:
            return [AWAY, *closed]


def _lacks(db: Db, wanted: Collection[str]) -> list[str]:
    misfit = migrating.misfit(db)
    return [
        *([misfit] if misfit else []),
        *(f"nobody holds the seat {name}" for name in empty(db, wanted)),
    ]


def empty(db: Db, wanted: Collection[str]) -> list[str]:
    """List the seats that nobody holds. On SQLite the one process holds them all."""
    if db.dialect.name == "sqlite":
        return []
    held = {seat.name for seat, seconds in seats.held(db) if seconds > 0}
    return [name for name in wanted if name not in held]
