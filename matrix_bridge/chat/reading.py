"""A message in a direct chat read as an event: what somebody did, in our own words."""

import json
import re
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import structlog

from handlers.conversation import TYPED, Event, File
from handlers.rich import Rich
from matrix_bridge.markup import answered
from matrix_bridge.markup import read as read_markup
from storage.addresses import Address

PLATFORM = "matrix"

#: Notices are the words of bots, which must not answer each other.
_TEXTS = frozenset({"m.text", "m.emote"})
_FILES = frozenset({"m.file", "m.image", "m.video", "m.audio"})
#: Where a homeserver keeps a file.
_PLACE = re.compile(r"mxc://[^/\s]+/[^/\s?#]+")
_log = structlog.get_logger()


def read(source: Mapping[str, Any], room: str, at: datetime) -> Event | None:
    """Read a message as the homeserver gave it, decrypted; None if it is nothing to us.

    One at which we fail is nothing: it would come again and again, and hold up all others.
    """
    try:
        return _read(source, room, at)
    except Exception:
        _log.exception("matrix.broken_message", event_id=source.get("event_id"))
        return None


def _read(source: Mapping[str, Any], room: str, at: datetime) -> Event | None:
    content = source.get("content")
    if source.get("type") != "m.room.message" or not isinstance(content, Mapping):
        return None
    if changed := _changed(content):
        return _edit(source, room, at, changed, content.get("m.new_content"))
    kind, about = str(content.get("msgtype")), answered(content)
    said: dict[str, Any] = {"about": about, "message": source["event_id"]}
    if kind in _FILES:
        caption = _caption(content)
        said |= {"words": caption.text.strip(), "rich": caption, "file": _file(content)}
        return event(source, room, at, kind="file", **said)
    if kind not in _TEXTS:
        return None
    return event(source, room, at, **said, **_said(read_markup(content)))


def _edit(
    source: Mapping[str, Any], room: str, at: datetime, changed: str, content: object
) -> Event | None:
    """Read that somebody changed what they wrote to us, or the words under a file."""
    if not isinstance(content, Mapping):
        return None
    is_file = str(content.get("msgtype")) in _FILES
    said = _said(_caption(content) if is_file else read_markup(content))
    return event(source, room, at, kind="edit", message=changed, **said)


def _said(rich: Rich) -> dict[str, Any]:
    """Tell a command from its words."""
    command = TYPED.match(rich.text)
    if command is None:
        return {"words": rich.text.strip(), "rich": rich}
    rest = rich.part(command.end(), len(rich.text))
    return {"command": command[1].lower(), "words": rest.text.strip(), "rich": rest}


def _file(content: Mapping[str, Any]) -> File | None:
    """Read a picture or a document; None for all else, which does not go across."""
    kind = {"m.image": "photo", "m.file": "file"}.get(str(content.get("msgtype")))
    encrypted = content.get("file")
    place = encrypted.get("url") if isinstance(encrypted, Mapping) else content.get("url")
    if kind is None or not isinstance(place, str) or not _PLACE.fullmatch(place):
        return None
    info = content.get("info")
    info = info if isinstance(info, Mapping) else {}
    size, mime = info.get("size"), str(info.get("mimetype") or "application/octet-stream")
    name = str(content.get("filename") or content.get("body") or "file")
    known_size = size if isinstance(size, int) and size > 0 else 0
    key = json.dumps(encrypted) if isinstance(encrypted, Mapping) else ""
    return File(PLATFORM, place, kind, mime, name, known_size, key)


def event(source: Mapping[str, Any], room: str, at: datetime, **what: Any) -> Event:
    """Make an event of whoever sent `source`."""
    made = {"id": source["event_id"], "seed": secrets.token_bytes(32)}
    return Event(
        address=Address(PLATFORM, source["sender"]),
        chat=room,
        at=at,
        handle=source["sender"],
        **made | what,
    )


def unreadable(source: Mapping[str, Any], room: str, at: datetime) -> Event:
    """Make the event that a message could not be read, once for each message."""
    return event(source, room, at, id=f"{source['event_id']}#unreadable", kind="unreadable")


def _changed(content: Mapping[str, Any]) -> str:
    """Find the id of the message that this one changes; empty if it is one of its own."""
    relation = content.get("m.relates_to")
    if not isinstance(relation, Mapping) or relation.get("rel_type") != "m.replace":
        return ""
    return str(relation.get("event_id") or "nothing")


def _caption(content: Mapping[str, Any]) -> Rich:
    """Read what was written about a file; its body is that only if its name stands elsewhere."""
    name = content.get("filename")
    if not isinstance(name, str) or name == content.get("body"):
        return Rich("")
    return read_markup(content)
