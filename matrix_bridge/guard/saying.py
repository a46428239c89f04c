"""What may be said in a TwinSpace: nothing that its teachers would not see.

The portal, reports and exports show messages and files in clear, and nothing else.
"""

import re
from collections.abc import Mapping
from typing import Any

from .rights import Rights

#: One emoji of Unicode's, with its variants, joined ones too; a country's flag; a key.
_EMOJI = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2900-\u297f"
    "\u2b00-\u2bff\u3030\u303d\U0001f004\U0001f0cf\U0001f191-\U0001f19a\U0001f300-\U0001faff]"
)
_VARIED = f"{_EMOJI}[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*"
_SIGN = re.compile(
    f"{_VARIED}(\u200d{_VARIED}){{0,5}}"
    "|[\U0001f1e6-\U0001f1ff]{2}|[0-9#*]\ufe0f?\u20e3|[+!?\u2212-]"
)
#: What there is in a reaction.
_REACTION, _RELATION = {"m.relates_to"}, {"rel_type", "event_id", "key"}


def may_say(event: Any, rights: Rights) -> bool:
    """Tell whether somebody with these rights may send this, whatever it changes."""
    content = event.content
    changed = content.get("m.new_content", {})
    calls = _calls_the_room(content) or _calls_the_room(changed)
    if event.type not in rights.events or (calls and not rights.calls_the_room):
        return False
    if _is_sealed(content) or _is_sealed(changed):
        return False
    if event.type == "m.reaction":
        return rights.writes_besides or _is_one_sign(content)
    if event.type == "m.room.redaction":
        return rights.writes_besides or set(content) <= {"redacts"}
    kinds = {content.get("msgtype"), changed.get("msgtype", content.get("msgtype"))}
    return event.type != "m.room.message" or kinds <= rights.messages


def _is_sealed(content: Mapping[str, Any]) -> bool:
    """Tell whether a file, or its thumbnail, is encrypted: nobody but the room's apps reads it."""
    return "file" in content or "thumbnail_file" in content.get("info", {})


def _is_one_sign(content: Mapping[str, Any]) -> bool:
    """Tell whether a reaction is a sign and no word."""
    relation = content["m.relates_to"]
    is_bare = set(content) <= _REACTION and set(relation) <= _RELATION
    return is_bare and _SIGN.fullmatch(relation["key"]) is not None


def _calls_the_room(content: Mapping[str, Any]) -> bool:
    texts = (content.get("body"), content.get("formatted_body"))
    is_written = any("@room" in str(text).lower() for text in texts)
    return is_written or bool(content.get("m.mentions", {}).get("room"))
