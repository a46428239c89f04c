"""Files that people and the bot sent, and how Telegram names them."""

import hashlib
import itertools
import struct
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any

from .errors import bad
from .keeping import Keeper

Json = dict[str, Any]

MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024
MAX_PHOTO_BYTES = 10 * 1024 * 1024
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class File:
    """One stored file; pictures sent as pictures have a width and a height."""

    file_id: str
    file_unique_id: str
    path: str
    size: int
    name: str = ""
    mime: str = ""
    width: int = 0
    height: int = 0


class Files:
    """All files, found by id and by the path that getFile gives."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._bytes: dict[str, bytes] = {}
        self._by_id = {each["file_id"]: File(**each) for each in keeper.every("file")}
        self._by_path = {file.path: file for file in self._by_id.values()}
        self._numbers = itertools.count(len(self._by_id) + 1)

    def photo(self, data: bytes) -> list[Json]:
        """Store a picture and give its sizes; the 400 for what is no picture."""
        if len(data) > MAX_PHOTO_BYTES:
            raise bad(
                f"file of size {len(data)} bytes is too big for a photo;"
                f" the maximum size is {MAX_PHOTO_BYTES} bytes"
            )
        width, height = picture_size(data)
        if width + height > 10_000 or max(width, height) > 20 * min(width, height):
            raise bad("PHOTO_INVALID_DIMENSIONS")
        suffix, mime = ("png", "image/png") if data.startswith(_PNG) else ("jpg", "image/jpeg")
        return self.photo_json(self._add(data, "photos", suffix, "", mime, width, height))

    def document(self, data: bytes, name: str, mime: str) -> Json:
        """Store a file and give its Document; the 400 for an empty one."""
        if not data:
            raise bad("file must be non-empty")
        suffix = PurePosixPath(name).suffix.lstrip(".") or "bin"
        return self.document_json(self._add(data, "documents", suffix, name, mime))

    @staticmethod
    def photo_json(file: File) -> list[Json]:
        """Write a picture as the list of its sizes."""
        return [
            {
                "file_id": file.file_id,
                "file_unique_id": file.file_unique_id,
                "file_size": file.size,
                "width": file.width,
                "height": file.height,
            }
        ]

    @staticmethod
    def document_json(file: File) -> Json:
        """Write a file as a Document."""
        return {
            "file_name": file.name,
            "mime_type": file.mime,
            "file_id": file.file_id,
            "file_unique_id": file.file_unique_id,
            "file_size": file.size,
        }

    def by_id(self, file_id: str) -> File:
        """Find a file; the 400 for an id that Telegram never gave."""
        file = self._by_id.get(file_id)
        if file is None:
            raise bad("wrong file identifier/HTTP URL specified")
        return file

    def by_path(self, path: str) -> File | None:
        """Find a file by the path that getFile gave."""
        return self._by_path.get(path)

    def read(self, file: File) -> bytes:
        """Give a file's content."""
        if self._keeper.folder is not None:
            return (self._keeper.folder / "files" / file.file_unique_id).read_bytes()
        return self._bytes[file.file_unique_id]

    def _add(
        self,
        data: bytes,
        folder: str,
        suffix: str,
        name: str,
        mime: str,
        width: int = 0,
        height: int = 0,
    ) -> File:
        number = next(self._numbers)
        unique = hashlib.sha256(data).hexdigest()[:16]
        file_id = f"BQACAgIAAxkB{unique}{number:08d}"
        path = f"{folder}/file_{number}.{suffix}"
        file = File(file_id, unique, path, len(data), name, mime, width, height)
        self._by_id[file.file_id] = self._by_path[file.path] = file
        if self._keeper.folder is None:
            self._bytes[unique] = data
        else:
            (self._keeper.folder / "files" / unique).write_bytes(data)
        self._keeper.put("file", file.file_id, asdict(file))
        return file


def picture_size(data: bytes) -> tuple[int, int]:
    """Read width and height of a PNG or JPEG; the 400 for anything else."""
    if data.startswith(_PNG) and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return int(width), int(height)
    if data.startswith(b"\xff\xd8"):
        return _jpeg_size(data)
    raise bad("IMAGE_PROCESS_FAILED")


def _jpeg_size(data: bytes) -> tuple[int, int]:
    place = 2
    while place + 9 < len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return int(width), int(height)
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    raise bad("IMAGE_PROCESS_FAILED")
