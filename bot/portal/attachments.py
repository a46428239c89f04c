"""Files that somebody sends from a page: read from the form, looked into, and made harmless."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from aiohttp import BodyPartReader, web
from multidict import MultiDict

from handlers import documents, pictures, pseudonyms

#: The biggest file that somebody may send.
MOST_BYTES = 10 * 1024 * 1024
#: Beyond this a form is not even read to its end.
MOST_READ = 200 * 1024 * 1024
#: The longest text in a form with a file, and how many fields it may have, the file among them.
_MOST_TEXT, _MOST_FIELDS = 64 * 1024, 20
LONGEST_NAME = 80

_ZIP = b"PK\x03\x04"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
#: What may be sent besides pictures, by the ending of its name: its kind, and how it begins.
#: Nothing that runs: no programs, no pages, no office files with macros.
KINDS: Mapping[str, tuple[str, tuple[bytes, ...]]] = {
    "pdf": ("application/pdf", (b"%PDF-",)),
    "docx": (f"{_OFFICE}.wordprocessingml.document", (_ZIP,)),
    "xlsx": (f"{_OFFICE}.spreadsheetml.sheet", (_ZIP,)),
    "pptx": (f"{_OFFICE}.presentationml.presentation", (_ZIP,)),
    "odt": (f"{_OPEN}.text", (_ZIP,)),
    "ods": (f"{_OPEN}.spreadsheet", (_ZIP,)),
    "odp": (f"{_OPEN}.presentation", (_ZIP,)),
    "mp3": ("audio/mpeg", (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    "ogg": ("audio/ogg", (b"OggS",)),
    "opus": ("audio/ogg", (b"OggS",)),
    "wav": ("audio/wav", (b"RIFF",)),
    "m4a": ("audio/mp4", (b"\x00\x00\x00",)),
    "txt": ("text/plain", ()),
    "csv": ("text/csv", ()),
}
_PICTURES = ("jpg", "jpeg", "png", "gif", "webp")
#: What the file chooser of a browser offers.
ACCEPT = ",".join(f".{ending}" for ending in (*_PICTURES, *KINDS))


@dataclass(frozen=True)
class Sent:
    """A form as it came: its texts, and its file."""

    texts: Mapping[str, str]
    #: As its sender calls it; empty if no file was chosen.
    name: str = ""
    content: bytes = field(default=b"", repr=False)
    is_too_big: bool = False


@dataclass(frozen=True)
class Attachment:
    """A file that may be passed on."""

    name: str
    mime: str
    content: bytes = field(repr=False)
    is_picture: bool

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


_SENT = web.RequestKey("sent", Sent)


async def read(request: web.Request) -> Sent:
    """Read a form with a file, in memory alone; of a file that is too big nothing is kept."""
    if _SENT not in request:
        request[_SENT] = await _read(request)
    return request[_SENT]


async def texts(request: web.Request) -> Mapping[str, Any]:
    """Read the texts of any form; a file in it has to be chosen again."""
    if request.content_type.startswith("multipart/"):
        return (await read(request)).texts
    return await request.post()


async def _read(request: web.Request) -> Sent:
    texts: MultiDict[str] = MultiDict()
    name, content, is_too_big = None, b"", False
    parts = 0
    async for part in await request.multipart():
        parts += 1
        if parts > _MOST_FIELDS:
            raise web.HTTPRequestEntityTooLarge(_MOST_FIELDS, parts)
        if not isinstance(part, BodyPartReader) or not part.name:
            raise web.HTTPBadRequest(text="no form of ours")
        if part.filename is None:
            text, is_long = await _bytes_of(part, _MOST_TEXT)
            if is_long:
                raise web.HTTPRequestEntityTooLarge(_MOST_TEXT, len(text))
            plain = text.decode(errors="replace").replace("\r\n", "\n").replace("\0", "")
            texts.add(part.name, plain)
        elif name is not None:
            raise web.HTTPRequestEntityTooLarge(
                1, 2
            )  # our forms have one file, and no more is read
        else:
            name = part.filename
            content, is_too_big = await _bytes_of(part, MOST_BYTES)
    return Sent(texts, name or "", content, is_too_big)


async def _bytes_of(part: BodyPartReader, most: int) -> tuple[bytes, bool]:
    """Read a part to its end, so that the browser hears our answer; say if it was too long."""
    content, count = bytearray(), 0
    while piece := await part.read_chunk(2**16):
        count += len(piece)
        if count > MOST_READ:
            raise web.HTTPRequestEntityTooLarge(MOST_READ, count)
        if count <= most:
            content += piece
    return (bytes(content), False) if count <= most else (b"", True)


def harmless(name: str, content: bytes, is_pupils: bool = False) -> Attachment | None:
    """Look into a file: give it as it may be passed on, or None if it is of no kind we take.

    What it is counts, not what its sender calls it; what a pupil calls it is left out where it may
    be a child's name. Takes a moment for a picture or a document: not for the event loop.
    """
    stem, _, ending = PurePosixPath(name.replace("\\", "/")).name.rpartition(".")
    ending = ending.lower()
    stem = _plain(stem)
    if is_pupils and pseudonyms.may_be_real(stem):
        stem = ""
    if (picture := pictures.cleaned(content)) is not None:
        name = f"{stem or 'picture'}.{picture.ending}"
        return Attachment(name, picture.mime, picture.content, is_picture=True)
    if ending not in KINDS:
        return None
    mime, beginnings = KINDS[ending]
    is_so = content.startswith(beginnings) if beginnings else _is_text(content)
    plain = documents.cleaned(content) if is_so and ending in documents.KINDS else content
    if not is_so or plain is None:
        return None
    return Attachment(f"{stem or 'file'}.{ending}", mime, plain, is_picture=False)


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode()
    except UnicodeDecodeError:
        return b"\0" not in content and b"\x1b" not in content


def _plain(stem: str) -> str:
    """Leave in a name what shows in it."""
    return "".join(sign for sign in stem if sign.isprintable())[:LONGEST_NAME].strip()
