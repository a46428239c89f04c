"""Public copies of pictures that nobody publishes any more, deleted from the disk.

They are handed out to nobody from the moment on at which they were withdrawn.
"""

import asyncio
import re
import time
from datetime import datetime
from pathlib import Path

import structlog

from bot.seats import Holding, Work
from bot.turns import Turns
from storage import publications
from storage.db import DatabaseAway
from storage.publications import SMALL

_log = structlog.get_logger()

#: How often we look, and how old a copy is before it can be nobody's: one is written before it
#: is agreed on.
LOOK_SECONDS, OLD_SECONDS = 60.0, 300.0
#: And how often every copy is compared, whether anything seems to have changed or not.
COMPARE_SECONDS = 3600.0
#: What our copies are called; nothing else in the folder is ours to delete.
_OURS = re.compile(rf"([0-9a-f]{{32}})(?:{re.escape(SMALL)})?([.](?:jpg|png)(?:[.]part)?)")


def work(folder: Path, turns: Turns) -> Work:
    """Give what deletes copies that nobody publishes, until cancelled."""

    async def run(_seat: Holding) -> None:
        cleaning = Cleaning(folder, turns)
        while True:
            try:
                await cleaning.look(time.time())
            except (DatabaseAway, OSError) as error:
                _log.warning("publishing.not_cleaned", error=type(error).__name__)
            await asyncio.sleep(LOOK_SECONDS)

    return run


class Cleaning:
    """Compares the copies in a folder with those that are published, where either has changed."""

    def __init__(self, folder: Path, turns: Turns) -> None:
        self._folder, self._turns = folder, turns
        #: What there was at the last comparison, and when that was.
        self._was: tuple[float, tuple[int, datetime | None]] | None = None
        self._compared_at = 0.0

    async def look(self, now: float) -> bool:
        """Delete what nobody publishes; False if nothing can have changed since it was compared."""
        if not self._folder.is_dir():
            return False
        changed_at = self._folder.stat().st_mtime
        there = changed_at, await self._turns.read(publications.copies)
        # What had just been written was left there, whether published or not.
        was_all_old = changed_at + OLD_SECONDS < self._compared_at
        is_fresh = self._compared_at <= now < self._compared_at + COMPARE_SECONDS
        if there == self._was and was_all_old and is_fresh:
            return False
        kept = await self._turns.read(publications.files)
        await asyncio.to_thread(delete_all_but, self._folder, kept, now)
        self._was, self._compared_at = there, now
        return True


def delete_all_but(folder: Path, kept: frozenset[str], now: float) -> None:
    """Delete the copies that nobody publishes, but those that were just written."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        ours = _OURS.fullmatch(path.name)
        if ours and f"{ours[1]}{ours[2]}" not in kept and path.stat().st_mtime < now - OLD_SECONDS:
            path.unlink(missing_ok=True)
