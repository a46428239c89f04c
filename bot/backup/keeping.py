"""Which backups stay in their folder, and whether there is room for one more.

Source: docs/decisions/0026-backup.md.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.backup import manifest
from bot.backup.manifest import HALF, Manifest, NoBackup

#: Where the disk knows no locks: so old, nobody can be making it any more.
_BROKEN_OFF = timedelta(days=2)
#: How much larger than the last one the next may be.
_MARGIN = 1.1
_MB = 1_000_000


@contextmanager
def in_the_making(half: Path) -> Iterator[None]:
    """Let nobody take this folder for one that was broken off, until the block or we end."""
    handle = os.open(half, os.O_RDONLY)
    try:
        with suppress(OSError):
            _lock(handle)
        yield
    finally:
        os.close(handle)


def forget_old(folder: Path, keep_days: int, now: datetime) -> list[Path]:
    """Delete the backups in a folder that are older than that, but the newest; give them.

    Also what was left of those that were broken off.
    """
    whole = _whole(folder)
    gone = [one for one in sorted(folder.glob(f"etwin-*{HALF}")) if _is_left(one, now)]
    gone += [one for at, one in whole[:-1] if at.made_at < now - timedelta(days=keep_days)]
    for one in gone:
        _delete(one)
    return gone


def lacks_room(folder: Path) -> str:
    """Say that there is no room in a folder for one as large as the last; empty if there is."""
    whole = _whole(folder)
    if not whole:
        return ""
    last, _ = whole[-1]
    size = sum(part.size for part in last.parts.values())
    free = shutil.disk_usage(folder).free
    if free > size * _MARGIN:
        return ""
    return (
        f"there is no room in {folder}: the last one has {size / _MB:.0f} MB, and"
        f" {free / _MB:.0f} MB are free. Give it a larger disk, move old ones elsewhere, or set"
        " backup.keep_days lower."
    )


def _whole(folder: Path) -> list[tuple[Manifest, Path]]:
    """List the whole ones, the oldest first."""
    found = []
    for one in folder.glob("etwin-*"):
        try:
            found.append((manifest.read(one), one))
        except NoBackup:
            continue
    return sorted(found, key=lambda known: (known[0].made_at, known[1]))


def _delete(one: Path) -> None:
    """Delete a folder; broken off in the middle, what is left is nothing whole and goes later."""
    half = one if one.name.endswith(HALF) else one.rename(one.with_name(one.name + HALF))
    shutil.rmtree(half)


def _is_left(half: Path, now: datetime) -> bool:
    """Tell whether one that is not whole never will be: who made it has ended."""
    handle = os.open(half, os.O_RDONLY)
    try:
        _lock(handle)
    except BlockingIOError:
        return False
    except OSError:
        return datetime.fromtimestamp(half.stat().st_mtime, UTC) < now - _BROKEN_OFF
    finally:
        os.close(handle)
    return True


def _lock(handle: int) -> None:
    """Lock a folder until its handle is closed, however its process ends."""
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
