"""Lengths in UTF-16 units, whitespace, and the entities that Telegram finds by itself."""

import re
from typing import Any

Json = dict[str, Any]

_FOUND = re.compile(
    r"(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<url>https?://[^\s<>\"]*[^\s<>\"'.,;:!?)\]}]"
    r"|(?<![\w@/])(?:[a-zA-Z0-9-]+\.)+(?:com|org|net|eu|io|me|info|de|fr|it|pl|ro|es)"
    r"(?:/[^\s<>\"]*[^\s<>\"'.,;:!?)\]}])?\b)"
    r"|(?P<bot_command>(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/@]))"
    r"|(?P<mention>(?<!\w)@[a-zA-Z0-9_]{4,32}\b)"
    r"|(?P<hashtag>(?<!\w)#\w*[^\W\d]\w*)"
)
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_TRIGGERS = re.compile(r"[/@#.:]")


def utf16_length(text: str) -> int:
    """Count a text in Telegram's units: characters outside the first plane count twice."""
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for character in text if character > "\uffff")


def found_entities(text: str, taken: list[Json] | None = None) -> list[Json]:
    """Find commands, mentions, hashtags, addresses; none inside the `taken` entities."""
    if not _TRIGGERS.search(text):
        return []
    entities = []
    for match in _FOUND.finditer(text):
        offset = utf16_length(text[: match.start()])
        length = utf16_length(match.group())
        if not _overlaps(offset, length, taken):
            entities.append({"type": match.lastgroup, "offset": offset, "length": length})
    return entities


def _overlaps(offset: int, length: int, taken: list[Json] | None) -> bool:
    return any(
        offset < other["offset"] + other["length"] and other["offset"] < offset + length
        for other in taken or ()
        if other["type"] in ("code", "pre", "text_link", "text_mention", "custom_emoji")
    )


def cleaned(text: str) -> str:
    """Drop what Telegram never shows: carriage returns; other control characters become spaces."""
    if not _CONTROL.search(text):
        return text
    return _CONTROL.sub(" ", text.replace("\r", ""))
