"""Formatted text as the page shows it: pieces, each with its marks, its link, its command."""

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from handlers.rich import Rich, Span, from_html

Json = dict[str, Any]

_ENTITIES = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
    "text_link": "a",
    "url": "a",
    "bot_command": "command",
}
_ADDRESS = re.compile(r"https?://[^\s<>\"]*[^\s<>\"'.,;:!?)\]}“”]")


def of_telegram(text: str, entities: Iterable[Json]) -> list[Json]:
    """Cut up a message of Telegram; its entities count in UTF-16 units."""
    place = _places(text)
    spans = []
    for entity in entities:
        if kind := _ENTITIES.get(entity["type"]):
            start, end = place[entity["offset"]], place[entity["offset"] + entity["length"]]
            address = text[start:end] if "://" in text[start:end] else f"https://{text[start:end]}"
            url = entity.get("url", address) if kind == "a" else ""
            spans.append(Span(start, end, kind, url))
    return _cut(Rich(text, tuple(spans)))


def of_matrix(content: Mapping[str, Any]) -> list[Json]:
    """Cut up the content of a Matrix message; addresses in it become links, as in any client."""
    rich = Rich(str(content.get("body", "")))
    html = content.get("formatted_body")
    if content.get("format") == "org.matrix.custom.html" and isinstance(html, str):
        rich = from_html(html)
    linked = [span for span in rich.spans if span.kind == "a"]
    found = [
        Span(match.start(), match.end(), "a", match.group())
        for match in _ADDRESS.finditer(rich.text)
        if not any(one.start < match.end() and match.start() < one.end for one in linked)
    ]
    return _cut(Rich(rich.text, (*rich.spans, *found)))


def _places(text: str) -> list[int]:
    """List for each UTF-16 unit, and for the end, which character it belongs to."""
    places = []
    for index, sign in enumerate(text):
        places += [index] * (2 if sign > "\uffff" else 1)
    return [*places, len(text)]


def _cut(rich: Rich) -> list[Json]:
    edges = {0, len(rich.text)}.union(*({span.start, span.end} for span in rich.spans))
    return [_piece(rich, start, end) for start, end in pairwise(sorted(edges))]


def _piece(rich: Rich, start: int, end: int) -> Json:
    here = [span for span in rich.spans if span.start <= start and span.end >= end]
    text = rich.text[start:end]
    piece: Json = {"text": text, "marks": [span.kind for span in here if span.kind in _PLAIN]}
    for span in here:
        if span.kind == "a" and span.url.startswith(("http://", "https://")):
            piece["url"] = span.url
        if span.kind == "command":
            piece["command"] = text
    return piece


_PLAIN = frozenset({"b", "i", "u", "s", "code", "pre", "blockquote"})
