"""Public copies of pictures that nobody publishes any more, deleted from the disk.

They are handed out to nobody from the moment on at which they were withdrawn.
"""

import asyncio
import re
import time
from pathlib import Path

import structlog

from bot.seats import Holding, Work
from bot.turns import Turns
from storage import publications
from storage.db import DatabaseAway

_log = structlog.get_logger()

#: How often we look, and how old a copy is before it can be nobody's: one is written before it
#: is agreed on.
LOOK_SECONDS, OLD_SECONDS = 60.0, 300.0
#: What our copies are called; nothing else in the folder is ours to delete.
_OURS = re.compile(r"[0-9a-f]{32}[.](jpg|png)([.]part)?")


def work(folder: Path, turns: Turns) -> Work:
    """Give what deletes copies that nobody publishes, until cancelled."""

    async def run(_seat: Holding) -> None:
        while True:
            try:
                kept = await turns.read(publications.files)
                await asyncio.to_thread(delete_all_but, folder, kept, time.time())
            except (DatabaseAway, OSError) as error:
                _log.warning("publishing.not_cleaned", error=type(error).__name__)
            await asyncio.sleep(LOOK_SECONDS)

    return run


def delete_all_but(folder: Path, kept: frozenset[str], now: float) -> None:
    """Delete the copies that nobody publishes, but those that were just written."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        is_ours = _OURS.fullmatch(path.name) and path.name not in kept
        if is_ours and path.stat().st_mtime < now - OLD_SECONDS:
            path.unlink(missing_ok=True)
