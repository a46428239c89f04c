"""The file of a message in the classroom, with what its sender said of it."""

import re
from collections.abc import Mapping
from typing import Any

from handlers.conversation import LICENCES, File
from matrix_bridge.roomreading import FILE

#: Whether the reader should see it at once.
_KINDS = {"m.image": "photo", "m.file": "file", "m.audio": "file", "m.video": "file"}
_PLACE = re.compile(r"mxc://[^/\s]+/[^/\s?#]+")


def read(source: Mapping[str, Any]) -> File | None:
    """Read the file that a message brings, or has after a change; None if it has none.

    One that lies with another homeserver is none of ours.
    """
    content = _mapping(source.get("content"))
    content = _mapping(content.get("m.new_content")) or content
    kind, place = _KINDS.get(str(content.get("msgtype"))), content.get("url")
    ours = f"mxc://{str(source.get('sender')).partition(':')[2]}/"
    if kind is None or not isinstance(place, str) or not _PLACE.fullmatch(place):
        return None
    if not place.startswith(ours):
        return None
    info, said = _mapping(content.get("info")), _mapping(content.get(FILE))
    size, licence = info.get("size"), str(said.get("licence") or "")
    return File(
        origin="room",
        ref=place,
        kind=kind,
        mime=str(info.get("mimetype") or "application/octet-stream"),
        name=str(content.get("filename") or content.get("body") or ""),
        size=size if isinstance(size, int) and 0 < size < 2**31 else 0,
        alt=str(said.get("alt") or ""),
        licence=licence if licence in LICENCES else "",
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
