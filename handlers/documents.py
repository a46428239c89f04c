"""Office files put together anew, without the names of who wrote and changed them.

Of what stands in a document nothing is changed. Source: docs/rules.md, TWS-6.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

#: The endings of names of files that are archives with properties in them.
KINDS = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp"})
#: What is bigger when it is unpacked, or has more parts, is no document of a class.
MOST_BYTES, MOST_PARTS = 100 * 1024 * 1024, 5000

_OFFICE = "http://schemas.openxmlformats.org"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_CORE = f'<cp:coreProperties xmlns:cp="{_OFFICE}/package/2006/metadata/core-properties"/>'
_META = (
    f'<office:document-meta xmlns:office="{_OPEN}" office:version="1.2">'
    "<office:meta/></office:document-meta>"
)
#: Parts that say who made a file, where, when and with what: these take their place.
_EMPTY: Mapping[str, str] = {
    "docprops/core.xml": _CORE,
    "docprops/app.xml": f'<Properties xmlns="{_OFFICE}/officeDocument/2006/extended-properties"/>',
    "docprops/custom.xml": f'<Properties xmlns="{_OFFICE}/officeDocument/2006/custom-properties"/>',
    "meta.xml": _META,
}
#: Who wrote a note beside the text, or changed it: attributes, some in certain elements alone.
_SAID = rb"""=\s*(?:"[^"]*"|'[^']*')"""
_ANYWHERE = re.compile(rb"(\bw\d*:(?:author|initials|userId))" + _SAID)
_ELEMENT = re.compile(
    rb"<(?:\w+:)?(?:cmAuthor|author|person|presenceInfo|header|fileSharing|userInfo)\s[^>]*>"
)
_OF_ELEMENT = re.compile(rb"(\b(?:name|initials|displayName|userId|userName))" + _SAID)
_NAMED = re.compile(
    rb"(<((?:\w+:)?(?:author|creator|initial-creator|creator-initials))\b[^>]*>)"
    rb"[^<]*(</\2>)"
)
_NOBODY = b'="-"'
#: Where a file lay on somebody's computer, in a folder that has their name.
_FOLDER = re.compile(rb"(<(?:\w+:)?absPath\b[^>]*\burl)" + _SAID)
_ELSEWHERE = re.compile(rb"""(\bTarget\s*=\s*)(["'])(?:file:|[a-z]:[\\/]|\\\\)[^"']*\2""", re.I)


def cleaned(content: bytes) -> bytes | None:
    """Write a file anew without names; None if it is damaged, locked, or too big unpacked.

    Takes a moment: not for the event loop.
    """
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
            parts = old.infolist()
            if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_BYTES:
                return None
            for part in parts:
                new.writestr(_plain(part), _without_names(part.filename, old.read(part)))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ):
        return None
    return out.getvalue()


def _plain(part: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Give a part's place in a file: its name alone, and no time."""
    plain = zipfile.ZipInfo(part.filename)
    is_stored = part.compress_type == zipfile.ZIP_STORED
    plain.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
    return plain


def _without_names(name: str, content: bytes) -> bytes:
    if name.lower() in _EMPTY:
        return (_HEAD + _EMPTY[name.lower()]).encode()
    if name.lower().endswith(".rels"):
        return _ELSEWHERE.sub(rb"\1\2-\2", content)
    if not name.lower().endswith(".xml"):
        return content
    content = _FOLDER.sub(rb"\1" + _NOBODY, content)
    content = _ANYWHERE.sub(rb"\1" + _NOBODY, content)
    content = _ELEMENT.sub(lambda one: _OF_ELEMENT.sub(rb"\1" + _NOBODY, one[0]), content)
    return _NAMED.sub(rb"\1-\3", content)
