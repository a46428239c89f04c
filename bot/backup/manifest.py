"""What says of a folder that it is a whole backup: the manifest, written last, and the hashes."""

import hashlib
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

FILE, SUMS = "manifest.json", "SHA256SUMS"
#: How the name of a folder ends that is not a whole backup yet, or never will be.
HALF = ".half"
_CHUNK = 1024 * 1024


class NoBackup(Exception):
    """A folder is no whole backup; the text says why."""


class Part(BaseModel):
    """One part of a backup."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    #: Its file or folder, inside the backup.
    place: str
    files: int
    size: int


class Manifest(BaseModel):
    """What a backup holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Literal[1] = 1
    #: The version of the program, and the shape of its database.
    version: str
    revision: str
    server_name: str
    #: The moment of our own database. Everything else is a little later.
    made_at: datetime
    ended_at: datetime
    parts: dict[str, Part]
    #: What is not in it, each with why.
    missing: dict[str, str]
    #: The hash of the file of hashes.
    sums: str


def seal(folder: Path, manifest: Manifest) -> None:
    """Write the manifest: from then on, and not before, the folder is a whole backup."""
    os.sync()  # what it vouches for is on the disk before it is
    file = folder / FILE
    with file.open("x", encoding="utf-8") as out:
        out.write(manifest.model_dump_json(indent=2) + "\n")
        out.flush()
        os.fsync(out.fileno())


def read(folder: Path) -> Manifest:
    """Read what a backup says of itself. Raises NoBackup."""
    file = folder / FILE
    try:
        if folder.name.endswith(HALF) or not file.is_file():
            raise NoBackup(f"{folder} is no backup, or one that was broken off: {FILE} is missing.")
        return Manifest.model_validate_json(file.read_text(encoding="utf-8"))
    except PermissionError as error:
        raise NoBackup(f"{file} may not be read by you: be root, or who made it.") from error
    except (OSError, ValidationError) as error:
        raise NoBackup(f"{file} cannot be read; perhaps a newer version wrote it.") from error


def write_sums(folder: Path, progress: Callable[[int], None]) -> str:
    """Write the hash of each file, as `sha256sum --check` reads them; give the hash of that."""
    lines = [f"{digest(folder / name, progress)}  {name}\n" for name in sorted(files(folder))]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")
    return digest(folder / SUMS)


def verify(folder: Path, manifest: Manifest, progress: Callable[[int], None]) -> None:
    """Compare every file with its hash. Raises NoBackup if one is changed, missing or strange."""
    sums = folder / SUMS
    if not sums.is_file() or digest(sums) != manifest.sums:
        raise NoBackup(f"{sums} is missing or was changed: the backup cannot be trusted.")
    listed = {}
    for line in sums.read_text(encoding="utf-8").splitlines():
        known, _, name = line.partition("  ")
        listed[name] = known
    there = set(files(folder)) - {FILE, SUMS}
    for name in sorted(listed.keys() | there):
        if name not in there:
            raise NoBackup(f"{folder / name} is missing: the backup is not whole.")
        if digest(folder / name, progress) != listed.get(name):
            raise NoBackup(f"{folder / name} is not what was backed up: the backup is damaged.")


def files(folder: Path) -> Iterator[str]:
    """List all files in a folder, by their places in it."""
    for path in folder.rglob("*"):
        if not path.is_dir():
            yield path.relative_to(folder).as_posix()


def size(folder: Path) -> int:
    """Add up how large all files in a folder are."""
    return sum((folder / name).stat().st_size for name in files(folder))


def digest(path: Path, progress: Callable[[int], None] = lambda _: None) -> str:
    """Hash a file."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
            progress(len(chunk))
    return found.hexdigest()
