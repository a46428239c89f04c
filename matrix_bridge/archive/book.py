"""The zip of an export, written as it grows: pages, data and files under safe names."""

import json
import shutil
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from handlers.pictures import kind_of

#: What is left free on the disk, in bytes.
SPARE = 200 * 1024 * 1024
#: The longest name of a file in the zip, in bytes, without its number.
LONGEST_NAME = 120
#: What a double click opens without running anything; other files get ".bin" behind their names.
HARMLESS = frozenset(
    {
        *("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "txt", "csv", "gpx"),
        *("mp3", "ogg", "opus", "wav", "m4a", "flac", "mp4", "webm", "mov", "mkv"),
        *("jpg", "jpeg", "png", "gif", "webp", "heic", "avif", "tiff", "bmp"),
    }
)
_PICTURES = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}


class NoRoom(Exception):
    """The disk has too little room left."""


class Book:
    """A zip that is being written. Blocks: call it in a thread."""

    def __init__(self, path: Path, spare: int = SPARE) -> None:
        self._path, self._spare = path, spare
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self._data = path.with_suffix(".json")
        self._messages: IO[str] = self._data.open("w", encoding="utf-8")
        self._files = self._written = 0

    def page(self, name: str, text: str) -> None:
        """Add a page, or another text."""
        self._look(len(text))
        self._zip.writestr(name, text.encode())

    def file(self, name: str, content: bytes) -> str:
        """Add a file that somebody sent; give where it is in the zip."""
        self._look(len(content))
        self._files += 1
        path = f"media/{self._files:05}-{safe_name(name, content)}"
        # What people send is packed already.
        self._zip.writestr(path, content, zipfile.ZIP_STORED)
        return path

    def message(self, message: Mapping[str, Any]) -> None:
        """Add a message to the data."""
        line = json.dumps(message, ensure_ascii=False)
        self._messages.write(f",\n{line}" if self._written else line)
        self._written += 1

    def finish(self, data: Mapping[str, Any], name: str) -> int:
        """Write the data, with the messages at its end, and close the zip; give its size."""
        self._messages.close()
        head = json.dumps(data, ensure_ascii=False, indent=1)
        assert head.endswith("\n}"), "there is something before the messages"
        with (
            self._zip.open(name, "w", force_zip64=True) as into,
            self._data.open("rb") as messages,
        ):
            into.write(head[:-2].encode() + b',\n "messages": [\n')
            shutil.copyfileobj(messages, into)
            into.write(b"\n]}\n")
        self._zip.close()
        self._data.unlink()
        return self._path.stat().st_size

    def drop(self) -> None:
        """Throw away what was written."""
        self._messages.close()
        try:
            self._zip.close()
        finally:
            for path in (self._path, self._data):
                path.unlink(missing_ok=True)

    def _look(self, size: int) -> None:
        if shutil.disk_usage(self._path.parent).free - size < self._spare:
            raise NoRoom


def safe_name(name: str, content: bytes = b"") -> str:
    """Make a file's name fit for every disk: no folders, no signs that mean something, not long.

    It ends as what is in it, or in ".bin" where a double click might run it. The number before
    it keeps names apart, and from those that Windows reserves.
    """
    plain = unicodedata.normalize("NFC", name.replace("\\", "/")).rpartition("/")[2]
    kept = "".join(sign if _may_stand(sign) else "_" for sign in plain).strip(" ._")
    stem, dot, ending = kept.rpartition(".")
    stem, ending = (stem, ending.lower()) if dot else (kept, "")
    if picture := kind_of(content):
        return f"{_cut(stem) or 'picture'}.{_PICTURES[picture]}"
    if ending in HARMLESS:
        return f"{_cut(stem) or 'file'}.{ending}"
    return f"{_cut(kept) or 'file'}.bin"


def _may_stand(sign: str) -> bool:
    return sign in " -_.()" or unicodedata.category(sign)[0] in "LMN"


def _cut(stem: str) -> str:
    return stem.encode()[:LONGEST_NAME].decode(errors="ignore").strip(" ._")
