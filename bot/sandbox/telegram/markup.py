"""Telegram's HTML: a few tags, four named entities, and an error for everything else."""

import re
from dataclasses import dataclass, field
from typing import Any

from .errors import ApiError, bad
from .texts import utf16_length

Json = dict[str, Any]

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}
_CHARACTER = re.compile(r"&(?:#(\d+)|#[xX]([0-9a-fA-F]+)|(lt|gt|amp|quot));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_LANGUAGE = "language-"


@dataclass(slots=True)
class _Open:
    tag: str
    offset: int
    attributes: dict[str, str]
    start: int


@dataclass(slots=True)
class _Parser:
    source: str
    place: int = 0
    length: int = 0
    parts: list[str] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)

    def parse(self) -> tuple[str, list[Json]]:
        while self.place < len(self.source):
            character = self.source[self.place]
            if character == "<":
                if self.source.startswith("</", self.place):
                    self.end_tag()
                else:
                    self.start_tag()
            elif character == "&":
                self.reference()
            else:
                end = re.compile("[<&]").search(self.source, self.place)
                self.add(self.source[self.place : end.start() if end else None])
        if self.stack:
            tag = self.stack[-1].tag
            raise _error(f'Can\'t find end tag corresponding to start tag "{tag}"')
        return "".join(self.parts), self.entities

    def add(self, text: str, taken: int | None = None) -> None:
        self.parts.append(text)
        self.length += utf16_length(text)
        self.place += len(text) if taken is None else taken

    def reference(self) -> None:
        match = _CHARACTER.match(self.source, self.place)
        if match is None:
            self.add("&")
            return
        decimal, hexadecimal, name = match.groups()
        if name:
            self.add(_NAMED[name], len(match.group()))
            return
        code = int(decimal) if decimal else int(hexadecimal, 16)
        if code == 0 or code >= 0x10FFFF or 0xD800 <= code < 0xE000:
            self.add("&")
        else:
            self.add(chr(code), len(match.group()))

    def start_tag(self) -> None:
        begin = self.place
        match = re.compile(r"[^\s>]*").match(self.source, begin + 1)
        assert match is not None
        self.place = match.end()
        self._inside(begin)
        tag = match.group().lower()
        if tag not in _TYPES:
            raise _error(f'Unsupported start tag "{tag}" at byte offset {self.byte(begin)}')
        attributes = self.attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _error(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self.byte(begin)}'
            )
        self.stack.append(_Open(tag, self.length, attributes, len(self.parts)))

    def attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            self._skip(r"\s*")
            self._inside(begin)
            if self.source[self.place] == ">":
                self.place += 1
                return found
            name = self._skip(r"[^\s=>/\"']*").lower()
            if not name:
                raise _error(
                    f'Empty attribute name in the tag "{tag}" at byte offset {self.byte(begin)}'
                )
            self._skip(r"\s*")
            self._inside(begin)
            if self.source[self.place] != "=":
                found[name] = ""
                continue
            self.place += 1
            found[name] = self._value(tag, begin)

    def _value(self, tag: str, begin: int) -> str:
        self._skip(r"\s*")
        self._inside(begin)
        quote = self.source[self.place]
        if quote not in "\"'":
            value = self._skip(r"[a-zA-Z0-9.\-]*")
            if not value or self.source[self.place : self.place + 1] not in (" ", "\n", ">"):
                raise _error(f"Unexpected end of name token at byte offset {self.byte(self.place)}")
            return value
        end = self.source.find(quote, self.place + 1)
        if end < 0:
            raise _error(f'Unclosed start tag "{tag}" at byte offset {self.byte(begin)}')
        value = self.source[self.place + 1 : end]
        self.place = end + 1
        return _unescaped(value)

    def end_tag(self) -> None:
        begin = self.place
        if not self.stack:
            raise _error(f"Unexpected end tag at byte offset {self.byte(begin)}")
        self.place += 2
        name = self._skip(r"[^\s>]*").lower()
        self._skip(r"\s*")
        if self.source[self.place : self.place + 1] != ">":
            raise _error(f"Unclosed end tag at byte offset {self.byte(begin)}")
        self.place += 1
        opened = self.stack.pop()
        if name and name != opened.tag:
            raise _error(
                f"Unmatched end tag at byte offset {self.byte(begin)}, "
                f'expected "</{opened.tag}>", found "</{name}>"'
            )
        if self.length > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity: Json = {
            "type": _TYPES[opened.tag],
            "offset": opened.offset,
            "length": self.length - opened.offset,
        }
        classes = opened.attributes.get("class", "")
        match opened.tag:
            case "a":
                url = opened.attributes.get("href") or "".join(self.parts[opened.start :])
                if not is_link(url):
                    return
                entity["url"] = url if "://" in url or ":" in url else f"http://{url}/"
            case "code" if classes.startswith(_LANGUAGE):
                entity["language"] = classes.removeprefix(_LANGUAGE)
            case "blockquote" if "expandable" in opened.attributes:
                entity["type"] = "expandable_blockquote"
            case "tg-emoji":
                if "emoji-id" not in opened.attributes:
                    return
                entity["custom_emoji_id"] = opened.attributes["emoji-id"]
        self.entities.append(entity)

    def _skip(self, pattern: str) -> str:
        match = re.compile(pattern).match(self.source, self.place)
        assert match is not None
        self.place = match.end()
        return match.group()

    def _inside(self, begin: int) -> None:
        if self.place >= len(self.source):
            raise _error(f"Unclosed start tag at byte offset {self.byte(begin)}")

    def byte(self, place: int) -> int:
        return len(self.source[:place].encode())


def is_link(url: str) -> bool:
    """Tell whether Telegram makes a link of this address; a web host needs a dot in its name."""
    if re.fullmatch(r"(tg|ton)://\S+|(mailto|tel):\S+", url):
        return True
    return bool(re.fullmatch(r"(https?://)?[^\s/?#:@]+\.[^\s/?#:@.]+(:\d{1,5})?([/?#]\S*)?", url))


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Give the text and its entities; the 400 for what Telegram cannot parse."""
    text, entities = _Parser(source).parse()
    return text, [_joined(entity, entities) for entity in entities if not _inner(entity, entities)]


def _inner(entity: Json, entities: list[Json]) -> bool:
    """Whether this is the `code class="language-…"` of a `pre`, which makes one entity with it."""
    return entity["type"] == "code" and any(
        other["type"] == "pre"
        and (other["offset"], other["length"]) == (entity["offset"], entity["length"])
        for other in entities
    )


def _joined(entity: Json, entities: list[Json]) -> Json:
    if entity["type"] == "code":
        return {name: value for name, value in entity.items() if name != "language"}
    if entity["type"] != "pre":
        return entity
    for other in entities:
        same = (other["offset"], other["length"]) == (entity["offset"], entity["length"])
        if other["type"] == "code" and same and "language" in other:
            return {**entity, "language": other["language"]}
    return entity


def _unescaped(value: str) -> str:
    parser = _Parser(value)
    while parser.place < len(value):
        if value[parser.place] == "&":
            parser.reference()
        else:
            parser.add(value[parser.place])
    return "".join(parser.parts)


def _error(text: str) -> ApiError:
    return bad(f"can't parse entities: {text}")
