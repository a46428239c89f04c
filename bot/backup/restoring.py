"""A backup put back on an empty machine, ready to go on.

Source: docs/decisions/0026-backup.md.
"""

import os
import shutil
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.backup import manifest, places
from bot.backup.making import owners_alone
from bot.backup.manifest import Manifest
from bot.backup.places import Place
from bot.backup.showing import Bar, Shown
from bot.config import Config
from matrix_bridge.erasure_list import ErasureList
from storage import dumping, migrating, restoring
from storage.db import Database, DatabaseAway
from storage.restoring import Restored

#: The platforms that know no transaction ids: what is sent twice there arrives twice.
FORGETFUL = ("telegram",)
_RUNS = "Stop it, and what starts it again, until the backup is put back."
_REPLACE = (
    "There is something in {place} already ({setting}). Empty it, or say --replace to lose it."
)
_NO_LIST = (
    "There is no {list} (database.erasure_list): without it, people and pupils who were erased"
    " after the backup come back. Bring it from where you keep it. If really nobody was erased,"
    " say --nobody-erased."
)
_NEWER = (
    "The shape of the database in the backup, {revision}, is newer than this program knows; version"
    " {version} made the backup. Install the newest version of the program."
)
_KIND = "The backup holds {place}, and {setting} names another kind of database."
_UNNAMED = (
    "The backup holds {name}, and {setting} does not say where it belongs. Fill it in, or say"
    " --only-ours to put back nothing of the homeserver."
)
_PROBE_SECONDS = 5


class CannotRestore(Exception):
    """Nothing is put back, or not all; the text says what to do."""


@dataclass(frozen=True)
class Wishes:
    """What the operator says besides which backup."""

    #: Whether what is there already may be lost.
    replace: bool = False
    #: Whether nobody was erased since, so that no list of them is needed.
    nobody_erased: bool = False
    #: Whether the homeserver's parts stay in the backup.
    only_ours: bool = False


def restore(
    config: Config, folder: Path, wishes: Wishes, shown: Shown, now: Callable[[], datetime]
) -> tuple[Manifest, Restored]:
    """Put a backup back where the configuration says. Raises CannotRestore, NoBackup.

    Before anything is changed it is looked whether all can be. Our database comes last, and
    nothing runs on it before it is whole.
    """
    about = manifest.read(folder)
    targets = list(_targets(config, about, wishes))
    try:
        _check(config, about, targets, wishes)
        with shown.part("hashes", manifest.size(folder)) as bar:
            manifest.verify(folder, about, bar.add)
    except (OSError, dumping.DumpFailed, DatabaseAway) as problem:
        raise CannotRestore(f"Nothing was changed: {problem}") from problem
    try:
        with owners_alone():
            for place in (*targets[1:], targets[0]):
                with shown.part(place.name) as bar:
                    _put(config, folder, place, bar)
        return about, _finish(config, about, now())
    except (OSError, dumping.DumpFailed, DatabaseAway) as problem:
        raise CannotRestore(f"Broken off: {problem}. Begin again with --replace.") from problem


def _targets(config: Config, about: Manifest, wishes: Wishes) -> Iterator[Place]:
    """List what is to be put back, our database first. The bot's keys are not: see `_finish`."""
    for where in places.ALL:
        place = where(config)
        known = about.parts.get(place.name)
        is_homeservers = place.setting.startswith("backup.")
        if known is None or place.name == places.KEYS or (is_homeservers and wishes.only_ours):
            continue
        if not place.ours:
            raise CannotRestore(_UNNAMED.format(name=place.name, setting=place.setting))
        if known.place != place.inside:
            raise CannotRestore(_KIND.format(place=known.place, setting=place.setting))
        yield place


def _check(config: Config, about: Manifest, targets: list[Place], wishes: Wishes) -> None:
    if not migrating.is_known(about.revision):
        raise CannotRestore(_NEWER.format(version=about.version, revision=about.revision))
    if not wishes.nobody_erased and not config.database.erasure_list.is_file():
        raise CannotRestore(_NO_LIST.format(list=config.database.erasure_list.absolute()))
    _see_that_nothing_runs(config, targets)
    for place in targets:
        if not wishes.replace and not _is_empty(place):
            raise CannotRestore(_REPLACE.format(place=_say(place), setting=place.setting))


def _see_that_nothing_runs(config: Config, targets: list[Place]) -> None:
    if config.matrix is not None and any(one.name == places.HOMESERVER for one in targets):
        address = f"{config.matrix.homeserver_url.rstrip('/')}/_matrix/client/versions"
        try:
            with urllib.request.urlopen(address, timeout=_PROBE_SECONDS):  # noqa: S310 - from the config
                raise CannotRestore(f"The homeserver runs. {_RUNS}")
        except OSError:
            pass  # nothing, or a proxy with nothing behind it
    database = Database(*config.database.urls)
    try:
        if not dumping.is_empty(config.database.url) and _is_used(database):
            raise CannotRestore(f"An `etwin run` uses the database. {_RUNS}")
    finally:
        database.close()


def _is_used(database: Database) -> bool:
    if database.is_sqlite:
        return not database.take_alone()
    return database.read(migrating.is_used)


def _is_empty(place: Place) -> bool:
    if place.name in {places.DATABASE, places.HOMESERVER}:
        return dumping.is_empty(place.ours)
    if place.path.is_dir():
        return not any(place.path.iterdir())
    return not place.path.exists()


def _say(place: Place) -> str:
    """Name a place without what one logs in with."""
    is_database = place.name in {places.DATABASE, places.HOMESERVER}
    return place.name if is_database else str(place.path.absolute())


def _put(config: Config, folder: Path, place: Place, bar: Bar) -> None:
    source = folder / place.inside
    match place.name:
        case places.DATABASE | places.HOMESERVER:
            _put_database(config, source, place, bar)
        case places.PUBLISHED:
            _put_folder(source, place.path, lambda _name: True, bar)
        case places.MEDIA:
            known = dumping.media(config.backup.homeserver_database)
            _put_folder(source, place.path, lambda name: media_id(name) in known, bar)
        case _:
            _put_file(source, place.path, bar)


def _put_database(config: Config, source: Path, place: Place, bar: Bar) -> None:
    if not dumping.is_empty(place.ours):
        dumping.clear(place.ours)
    dumping.load(place.ours, source, bar.at, places.tools(config))
    if dumping.is_sqlite(place.ours):
        path = dumping.file(place.ours)
        _give(path, _owner(path.parent))


def media_id(name: str) -> str:
    """Give the id under which Synapse's database knows a file of its media store.

    local_content/AB/CD/REST and local_thumbnails/AB/CD/REST/…: ABCDREST.
    Source: Synapse 1.163, media/filepath.py.
    """
    return "".join(name.split("/")[1:4])


def _put_folder(source: Path, target: Path, belongs: Callable[[str], bool], bar: Bar) -> None:
    """Put files back, and only those that somebody knows: no others could ever be erased."""
    owner = _owner(target)
    if target.is_dir():
        for one in target.iterdir():
            shutil.rmtree(one) if one.is_dir() else one.unlink()
    target.mkdir(parents=True, exist_ok=True)
    for name in manifest.files(source):
        if belongs(name):
            copy = target / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / name, copy)
            bar.add(copy.stat().st_size)
    _give(target, owner)


def _put_file(source: Path, target: Path, bar: Bar) -> None:
    owner = _owner(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    _give(target, owner)
    bar.add(target.stat().st_size)


def _owner(path: Path) -> tuple[int, int]:
    """Say whose a file or folder is; of one that is not there, whose the folder around it is."""
    path = path.absolute()
    while not path.exists():
        path = path.parent
    there = path.stat()
    return there.st_uid, there.st_gid


def _give(path: Path, owner: tuple[int, int]) -> None:
    """Let what root puts back belong to who uses it."""
    if os.geteuid() != 0:
        return
    for one in (path, *path.rglob("*")):
        os.chown(one, *owner)


def _finish(config: Config, about: Manifest, now: datetime) -> Restored:
    """Make our database fit to run on, by way of the migrations since the backup was made.

    The bot gets a new device: one that was put back would repeat what it has encrypted already.
    """
    listed = ErasureList(config.database.erasure_list)
    database = Database(*config.database.urls)
    try:
        if about.revision != (newest := migrating.newest()):
            migrating.migrate_copy(database, about.revision)
        done = database.write(
            restoring.finish, newest, about.made_at, now, FORGETFUL, listed.replay
        )
    finally:
        database.close()
    if database.is_sqlite:
        path = dumping.file(database.url)
        for ending in ("", "-wal", "-shm", ".lock"):
            if (beside := Path(f"{path}{ending}")).exists():
                _give(beside, _owner(path.parent))
    if listed.path.exists():  # root brought it, and the service goes on writing to it
        _give(listed.path, _owner(listed.path.absolute().parent))
    return done
