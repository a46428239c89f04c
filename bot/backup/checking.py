"""Whether a backup could be made: what the configuration names must be there to be copied."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.backup import places
from bot.config import Config
from storage import dumping


def problems(config: Config) -> list[str]:
    """List what the configuration names for backups and is not there."""
    theirs = config.backup.homeserver_database
    found = []
    if theirs and dumping.is_sqlite(theirs) and _lacks(dumping.file(theirs), Path.is_file):
        found.append(f"backup.homeserver_database: there is no file {dumping.file(theirs)}")
    media, key = config.backup.homeserver_media, config.backup.homeserver_signing_key
    if media and _lacks(Path(media), Path.is_dir):
        found.append(f"backup.homeserver_media: there is no folder {media}")
    if key and _lacks(Path(key), Path.is_file):
        found.append(f"backup.homeserver_signing_key: there is no file {key}")
    return found


def _lacks(path: Path, is_it: Callable[[Path], bool]) -> bool:
    """Tell that something is not there, as far as we may look: it is root who makes the backup."""
    try:
        return not is_it(path)
    except PermissionError:
        return False


def notes(config: Config) -> list[str]:
    """List what backups would be without."""
    unset = [
        place.setting
        for place in (where(config) for where in places.ALL)
        if place.setting.startswith("backup.") and not place.ours and config.matrix
    ]
    found = [f"`etwin backup` leaves out what is not named: {', '.join(unset)}."] if unset else []
    folder = places.tools(config)
    if any(_is_missing(folder, tool) for tool in ("pg_dump", "pg_restore") if _needed(config)):
        found.append("`etwin backup` finds no pg_dump and pg_restore: backup.postgresql_tools")
    return found


def _needed(config: Config) -> bool:
    return any(not dumping.is_sqlite(url) for url in _databases(config))


def _databases(config: Config) -> Iterator[str]:
    for where in (places.database, places.homeserver):
        if url := where(config).ours:
            yield url


def _is_missing(folder: Path | None, tool: str) -> bool:
    return shutil.which(tool, path=str(folder) if folder else None) is None
