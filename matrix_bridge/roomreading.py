"""A message of a room, read from its event as the browser shows it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from handlers.rooms import Media, Said
from matrix_bridge import markup

#: Where our own messages say what Matrix has no place for: {"alt": …, "licence": …}.
FILE = "eu.etwin.file"
_KINDS = {"m.image", "m.file", "m.audio", "m.video"}


def said(event: Mapping[str, Any]) -> Said | None:
    """Read a message, as its author last changed it; None for anything else.

    The last change comes with the event. Source: MATRIX 1.13, "Event replacements".
    """
    content = _content(event)
    if event.get("type") != "m.room.message" or edited(event) or "body" not in content:
        return None
    at = datetime.fromtimestamp(int(event["origin_server_ts"]) / 1000, UTC)
    answers = markup.answered(content)
    first = _with(Said(event["event_id"], event["sender"], at, markup.read({}), answers), content)
    relations = _mapping(_mapping(event.get("unsigned")).get("m.relations"))
    change = _mapping(relations.get("m.replace"))
    return changed(first, change) if change else first


def said_at(event: Mapping[str, Any], now: datetime) -> datetime:
    """Tell when something happened, by the homeserver's clock; `now` if that is not known.

    The homeserver's clock may be before ours: never later than `now`.
    """
    milliseconds = event.get("origin_server_ts")
    # What is later than now is not reckoned with: it may have no date at all.
    if not isinstance(milliseconds, int) or not 0 < milliseconds < now.timestamp() * 1000:
        return now
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def edited(event: Mapping[str, Any]) -> str:
    """Find the id of the message that an event changes; empty if it changes none."""
    relation = _mapping(_content(event).get("m.relates_to"))
    is_edit = relation.get("rel_type") == "m.replace"
    return str(relation.get("event_id", "")) if is_edit else ""


def redacted(event: Mapping[str, Any]) -> str:
    """Find the id of the message that an event takes back; empty if it takes none."""
    if event.get("type") != "m.room.redaction":
        return ""
    # From room version 11 on the id is in the content.
    return str(_content(event).get("redacts") or event.get("redacts") or "")


def changed(message: Said, change: Mapping[str, Any]) -> Said:
    """Give a message as an edit makes it; somebody else's edit, or an empty one, changes nothing.

    Synapse accepts such edits. Source: MATRIX 1.13, "Validity of replacement events".
    """
    content = _mapping(_content(change).get("m.new_content"))
    if change.get("sender") != message.sender or "body" not in content:
        return message
    return replace(_with(message, content), is_edited=True)


def _with(message: Said, content: Mapping[str, Any]) -> Said:
    """Give a message with another content: its words, and its file if it has one."""
    media = _media(content)
    rich = markup.read(content)
    if media is not None and not _is_caption(content, media):
        rich = markup.read({})
    return replace(message, rich=rich, media=media)


def _is_caption(content: Mapping[str, Any], media: Media) -> bool:
    """Tell whether the words are more than the file's name, or what we say instead of nothing."""
    filename = content.get("filename")
    return isinstance(filename, str) and content.get("body") not in {filename, media.alt}


def _media(content: Mapping[str, Any]) -> Media | None:
    if content.get("msgtype") not in _KINDS or not isinstance(content.get("url"), str):
        return None
    info, ours = _mapping(content.get("info")), _mapping(content.get(FILE))
    name = str(content.get("filename") or content.get("body") or "")
    is_picture = content.get("msgtype") == "m.image"
    # Other clients give no text for those who cannot see, unless somebody typed a caption.
    alt = str(ours.get("alt") or "")
    return Media(
        name=name[:200],
        mime=str(info.get("mimetype") or ""),
        size=_number(info.get("size")),
        is_picture=is_picture,
        alt=alt,
        width=_number(info.get("w")),
        height=_number(info.get("h")),
        ref=content["url"],
    )


def _number(value: Any) -> int:
    return value if isinstance(value, int) and 0 < value < 2**31 else 0


def _content(event: Mapping[str, Any]) -> Mapping[str, Any]:
    return _mapping(event.get("content"))


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
