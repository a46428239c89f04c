"""Whether this machine has what we write to, the room for it, and the letters for our papers."""

import asyncio
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.app.seeing import folders_of
from bot.config import Config
from bot.numbers.gauges import disk_of
from handlers import paper

#: Less room than this on a disk is soon none.
LEAST_BYTES = 2**30
_MIB = 2**20
#: What our folders are called in the configuration.
SETTINGS: Mapping[str, str] = {
    "exports": "exports.folder",
    "published": "publishing.folder",
    "keys": "matrix.key_store",
    "database": "database.url",
}
#: They hold what pupils said, and keys.
PRIVATE = frozenset({"exports", "keys"})


async def problems(config: Config) -> list[str]:
    """List what is wrong with folders, disks and faces."""
    return await asyncio.to_thread(lambda: [*_folders(config), *_faces()])


def _folders(config: Config) -> Iterator[str]:
    for name, folder in folders_of(config).items():
        setting = SETTINGS[name]
        yield from _writable(setting, folder)
        if name in PRIVATE and folder.exists() and _mode(folder) & 0o077:
            yield (
                f"{setting}: others on this machine may look into {folder}: `chmod 700 {folder}`."
            )
        elif folder.exists() and _mode(folder) & stat.S_IWOTH:
            yield f"{setting}: everybody may write to {folder}: `chmod o-w {folder}`."
        free = disk_of(folder).free
        if free < LEAST_BYTES:
            yield f"{setting}: the disk has {free // _MIB} MiB left: give it a larger one."
    yield from _ours("database.erasure_list", config.database.erasure_list)


def _writable(setting: str, folder: Path) -> Iterator[str]:
    """Say that a folder cannot be written to, or cannot be made."""
    there = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.exists())
    if not there.is_dir():
        yield f"{setting}: {there} is no folder: name another one."
    elif not os.access(there, os.W_OK | os.X_OK):
        yield f"{setting}: we may not write to {there}: give it to the user that runs the service."


def _ours(setting: str, file: Path) -> Iterator[str]:
    """Say that a file cannot be read and written to, or cannot be made."""
    yield from _writable(setting, file.parent)
    is_ours = os.path.isfile(file) and os.access(file, os.R_OK | os.W_OK)
    if os.path.lexists(file) and not is_ours:
        yield (
            f"{setting}: {file} is no file that we may read and write:"
            " give it to the user that runs the service."
        )


def _mode(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


def _faces() -> Iterator[str]:
    for name in paper.missing():
        yield (
            f"The face {name} is not there, so papers would lack letters: install matplotlib from"
            " PyPI, or Debian's fonts-dejavu."
        )
