"""A backup of a running service: a folder with a date, sealed when it is whole.

Source: docs/decisions/0026-backup.md.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from bot.backup import keeping, manifest, places
from bot.backup.manifest import HALF, Manifest, Part
from bot.backup.places import Place
from bot.backup.showing import Bar, Shown
from bot.config import Config
from storage import backups, dumping, migrating
from storage.db import Database

#: What is in no backup, and why.
NEVER = {
    "the list of erased people": "database.erasure_list is kept elsewhere, and outlives backups",
    "projects saved as files": "exports.folder is kept for a day, and can be made anew",
    "the configuration": "it holds secrets: keep it, and homeserver.yaml, where you keep those",
}
_NAMED = "etwin-%Y%m%dT%H%M%SZ"
#: The folders that the service makes when it first needs them.
_LATER = (places.KEYS, places.PUBLISHED)


class CannotBackUp(Exception):
    """There is no backup; the text says why."""


def make(config: Config, folder: Path, shown: Shown, now: Callable[[], datetime]) -> Path:
    """Copy everything into a new folder in this one; give it once it is whole.

    The service goes on. Raises CannotBackUp.
    """
    revision = _revision(config)
    made_at = now()
    whole = folder / made_at.strftime(_NAMED)
    half = whole.with_name(whole.name + HALF)
    with owners_alone():
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if lacking := keeping.lacks_room(folder):
                raise CannotBackUp(f"There is no backup: {lacking}")
            half.mkdir(mode=0o700)
            with keeping.in_the_making(half):
                parts, missing = _copy_all(config, half, shown)
                with shown.part("hashes", manifest.size(half)) as bar:
                    sums = manifest.write_sums(half, bar.add)
                made = Manifest(
                    version=version("etwinning"),
                    revision=revision,
                    server_name=config.matrix.server_name if config.matrix else "",
                    made_at=made_at,
                    ended_at=now(),
                    parts=parts,
                    missing=missing,
                    sums=sums,
                )
                manifest.seal(half, made)
                half.rename(whole)
        except (OSError, dumping.DumpFailed) as problem:
            shutil.rmtree(half, ignore_errors=True)
            raise CannotBackUp(f"There is no backup: {problem}") from problem
    return whole


def note(config: Config, backup: Path) -> None:
    """Note in our database that this one is whole, for who watches over the service.

    Raises NoBackup, DatabaseAway.
    """
    ended_at = manifest.read(backup).ended_at
    database = Database(places.database(config).ours)
    try:
        database.write(backups.note, ended_at)
    finally:
        database.close()


@contextmanager
def owners_alone() -> Iterator[None]:
    """Let nobody but the owner read what is written in the block."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def _revision(config: Config) -> str:
    """Name the shape of our database, which may be newer than ours while versions change."""
    database = Database(places.database(config).ours)
    try:
        if not migrating.is_current(database):
            raise CannotBackUp(migrating.NOT_CURRENT)
        found = database.read(migrating.revision)
    finally:
        database.close()
    assert found is not None
    return found


def _copy_all(config: Config, half: Path, shown: Shown) -> tuple[dict[str, Part], dict[str, str]]:
    """Copy part after part; say what there is, and what is missing and why."""
    parts: dict[str, Part] = {}
    missing = dict(NEVER)
    for where in places.ALL:
        place = where(config)
        if not place.ours:
            missing[place.name] = f"{place.setting} is not set"
            continue
        with shown.part(place.name) as bar:
            _copy(config, place, half / place.inside, bar)
        parts[place.name] = _part(half, place)
        if place.name in _LATER and not place.path.is_dir():
            missing[place.name] = f"there are none yet: {place.path.absolute()} is not there"
    return parts, missing


def _copy(config: Config, place: Place, target: Path, bar: Bar) -> None:
    match place.name:
        case places.DATABASE | places.HOMESERVER:
            is_ours = place.name == places.DATABASE
            dumping.dump(place.ours, target, bar.at, places.tools(config), is_ours)
        case places.KEYS:
            _copy_keys(place.path, target, bar)
        case places.MEDIA:
            place.path.stat()  # it must be there: a slip of the pen would lose all of it
            _copy_tree(place.path, places.LOCAL, target, bar)
        case places.PUBLISHED:
            _copy_tree(place.path, (".",), target, bar)
        case _:
            shutil.copyfile(place.path, target)


def _copy_keys(source: Path, target: Path, bar: Bar) -> None:
    """Copy the key stores, each a database of SQLite in use."""
    target.mkdir()
    for store in sorted(source.glob("*.db")):
        dumping.dump(f"sqlite:///{store}", target / store.name, bar.at, None, ours=False)


def _copy_tree(source: Path, inside: Sequence[str], target: Path, bar: Bar) -> None:
    """Copy folders out of a folder; what is deleted meanwhile is not missed."""
    target.mkdir()
    for top in inside:
        if not (source / top).is_dir():
            continue
        for name in manifest.files(source / top):
            copy = target / top / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            try:
                shutil.copyfile(source / top / name, copy)
            except FileNotFoundError:
                copy.unlink(missing_ok=True)
            else:
                bar.add(copy.stat().st_size)


def _part(half: Path, place: Place) -> Part:
    path = half / place.inside
    names = list(manifest.files(path)) if path.is_dir() else [""]
    size = sum((path / name if name else path).stat().st_size for name in names)
    return Part(place=place.inside, files=len(names), size=size)
