"""The database looked at now and then, beside all requests, and what was seen last."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import structlog

from storage import migrating, sizes, vitals
from storage.db import DatabaseAway, Db
from storage.vitals import Fact

#: How often the database is looked at, and how seldom at most: what is older makes an alarm.
EVERY_SECONDS, MOST_SECONDS = 15.0, 300.0
#: The looks take no more than this part of the time, where that is possible.
PART = 0.01
_log = structlog.get_logger()


@dataclass(frozen=True)
class Reading:
    """What the database said at one look."""

    facts: tuple[Fact, ...]
    is_current: bool
    #: How far the database's clock is before ours; None where it has none of its own.
    ahead_seconds: float | None
    #: How long the look took, and when it ended, by a clock that only goes on.
    took_seconds: float
    at: float


def look(db: Db) -> Reading:
    """Look at the database in one transaction that only reads. Of another shape we read nothing."""
    asked, began = time.time(), time.monotonic()
    theirs = sizes.clock(db)
    answered = time.time()
    ahead = None if theirs is None else theirs.timestamp() - (asked + answered) / 2
    is_current = migrating.fits(db)
    facts = tuple(vitals.read(db, datetime.now(UTC))) if is_current else ()
    ended = time.monotonic()
    return Reading(facts, is_current, ahead, ended - began, ended)


async def nothing() -> None:
    """Look at nothing else."""


class Looks:
    """Looks at the database every 15 seconds, more seldom where that takes long."""

    def __init__(self, read: Callable[..., Awaitable[Any]]) -> None:
        self._read = read
        self._never = Reading((), True, None, 0.0, time.monotonic())
        #: What was seen last; None while the database is away, or was not looked at yet.
        self.last: Reading | None = None
        #: What else is looked at then.
        self.after: Callable[[], Awaitable[None]] = nothing

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            await self.look()
            await self.after()
            took = self.last.took_seconds if self.last else 0.0
            await asyncio.sleep(min(max(EVERY_SECONDS, took / PART), MOST_SECONDS))

    async def look(self) -> None:
        """Look once."""
        try:
            self.last = await self._read(look)
        except DatabaseAway:
            self.last = None
        except Exception:
            # It answers, but not this: how old the last good look is tells for how long.
            self.last = replace(self.last or self._never, facts=())
            _log.exception("numbers.look_failed")
