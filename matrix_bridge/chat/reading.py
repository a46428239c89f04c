"""A message in a direct chat read as an event: what somebody did, in our own words."""

import re
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import structlog

from handlers.conversation import Event
from handlers.rich import Rich
from matrix_bridge.markup import answered
from matrix_bridge.markup import read as read_markup
from storage.addresses import Address

PLATFORM = "matrix"

#: Matrix clients keep commands with a slash to themselves, so an exclamation mark does too.
_COMMAND = re.compile(r"[/!]([a-z]\w{0,31})(?=\s|$)\s*", re.ASCII | re.IGNORECASE)
#: Notices are the words of bots, which must not answer each other.
_TEXTS = frozenset({"m.text", "m.emote"})
_FILES = frozenset({"m.file", "m.image", "m.video", "m.audio"})
_log = structlog.get_logger()


def read(source: Mapping[str, Any], room: str, at: datetime) -> Event | None:
    """Read a message as the homeserver gave it, decrypted; None if it is nothing to us.

    A change of an earlier message is nothing: its command was carried out. Nor is one at
    which we fail: it would come again and again, and hold up all others.
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
    if _is_change(content):
        return None
    kind, about = str(content.get("msgtype")), answered(content)
    if kind in _FILES:
        caption = _caption(content)
        words = caption.text.strip()
        return event(source, room, at, kind="file", words=words, rich=caption, about=about)
    if kind not in _TEXTS:
        return None
    rich = read_markup(content)
    command = _COMMAND.match(rich.text)
    if command is None:
        return event(source, room, at, words=rich.text.strip(), rich=rich, about=about)
    rest = rich.part(command.end(), len(rich.text))
    words, given = rest.text.strip(), command[1].lower()
    return event(source, room, at, command=given, words=words, rich=rest, about=about)


def event(source: Mapping[str, Any], room: str, at: datetime, **what: Any) -> Event:
    """Make an event of whoever sent `source`."""
    made = {"id": source["event_id"], "seed": secrets.token_bytes(32)}
    return Event(address=Address(PLATFORM, source["sender"]), chat=room, at=at, **made | what)


def unreadable(source: Mapping[str, Any], room: str, at: datetime) -> Event:
    """Make the event that a message could not be read, once for each message."""
    return event(source, room, at, id=f"{source['event_id']}#unreadable", kind="unreadable")


def _is_change(content: Mapping[str, Any]) -> bool:
    relation = content.get("m.relates_to")
    return isinstance(relation, Mapping) and relation.get("rel_type") == "m.replace"


def _caption(content: Mapping[str, Any]) -> Rich:
    """Read what was written about a file; its body is that only if its name stands elsewhere."""
    name = content.get("filename")
    if not isinstance(name, str) or name == content.get("body"):
        return Rich("")
    return read_markup(content)
