"""Matrix's HTML read as our formatting, and our formatting written as Matrix's HTML."""

import re
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser
from typing import Any

import structlog

from handlers.rich import KINDS, Rich, Span, to_html

_SAME = {"strong": "b", "em": "i", "del": "s", "strike": "s", "ins": "u"} | {
    f"h{level}": "b" for level in range(1, 7)
}
#: How many line ends stand around these.
_APART = {"p": 2, "h1": 2, "h2": 2, "h3": 2, "h4": 2, "h5": 2, "h6": 2} | dict.fromkeys(
    ("div", "ul", "ol", "li", "pre", "blockquote", "table", "tr"), 1
)
_HIDDEN = frozenset({"mx-reply", "script", "style"})
_WEB = re.compile(r"(https?|mailto):", re.IGNORECASE)
_PILL = re.compile(r"https://matrix\.to/", re.IGNORECASE)
#: HTML with more tags is not read; more formatting in one message is left out, and a longer link:
#: no message takes long to read, nor is much to show.
MOST_TAGS, MOST_SPANS, LONGEST_LINK = 2000, 200, 1000
#: The first number of a list; a longer one is nobody's, and Python refuses to read some.
_NUMBER = re.compile(r"[0-9]{1,9}")

_log = structlog.get_logger()


def read(content: Mapping[str, Any]) -> Rich:
    """Read a message's content, without the quotation that old clients put before a reply.

    Whatever somebody posted, this gives something to show: the body, if its HTML cannot be read.
    """
    body = content.get("body")
    formatted = content.get("formatted_body")
    if content.get("format") == "org.matrix.custom.html" and isinstance(formatted, str):
        rich = _read(formatted) if formatted.count("<") <= MOST_TAGS else Rich("")
        if rich.text:
            return rich
    text = body if isinstance(body, str) else ""
    return Rich(_without_quotation(text) if answered(content) else text)


def _read(html: str) -> Rich:
    reader = _Reader()
    try:
        reader.feed(html)
        # What begins a tag and does not end it is text. The parser's own end of it takes
        # minutes where there are many.
        reader.handle_data(unescape(reader.rawdata))
    except Exception:  # the parser itself fails on some: one message closes nobody's room
        _log.warning("markup.unreadable", letters=len(html))
        return Rich("")
    return reader.rich()


def answered(content: Mapping[str, Any]) -> str:
    """Find the id of the event that a message answers; empty if it answers none."""
    relation = content.get("m.relates_to")
    if not isinstance(relation, Mapping) or relation.get("is_falling_back"):
        return ""
    target = relation.get("m.in_reply_to")
    event = target.get("event_id") if isinstance(target, Mapping) else None
    return event if isinstance(event, str) else ""


def write(rich: Rich) -> dict[str, str]:
    """Write a text as the body of a message, and as HTML where it has formatting."""
    if not rich.spans:
        return {"body": rich.text}
    html = {
        "format": "org.matrix.custom.html",
        "formatted_body": to_html(rich).replace("\n", "<br>"),
    }
    return {"body": rich.text} | html


def _without_quotation(text: str) -> str:
    """Leave out the lines "> <@ana:example.org> …" before a reply."""
    if not text.startswith(("> <", "> * <")):
        return text
    lines = text.split("\n")
    while lines and lines[0].startswith(">"):
        del lines[0]
    return "\n".join(lines).removeprefix("\n")


class _Reader(HTMLParser):
    """Reads what Matrix clients write: paragraphs, lists, and tags of the same meaning as ours."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._text = ""
        self._spans: list[Span] = []
        self._open: list[tuple[str, int, str]] = []
        self._hidden = 0
        self._literal = 0
        #: The numbers of the lists that are open; None for one with bullets.
        self._lists: list[int | None] = []
        #: Where the text of the last list item begins.
        self._marked = 0

    def rich(self) -> Rich:
        """Give what was read."""
        return Rich(self._text, tuple(self._spans)).part(0, len(self._text.rstrip()))

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if not self._literal:
            data = re.sub(r"\s+", " ", data)
            if not self._text or self._text[-1] in " \n":
                data = data.removeprefix(" ")
        self._text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _HIDDEN:
            self._hidden += 1
        self._set_apart(tag)
        match tag:
            case "br":
                self._text += "\n"
            case "img":
                self.handle_data(given.get("alt", ""))
            case "ul":
                self._lists.append(None)
            case "ol":
                start = given.get("start", "")
                self._lists.append(int(start) if _NUMBER.fullmatch(start) else 1)
            case "li":
                self._text += self._mark()
                self._marked = len(self._text)
            case "pre":
                self._literal += 1
        self._begin(_SAME.get(tag, tag), given.get("href", ""))

    def _begin(self, kind: str, url: str) -> None:
        """Open a stretch of formatting; a link ends the one before it, as in a browser."""
        if kind == "a":
            self._close("a")
            if not _WEB.match(url) or _PILL.match(url) or len(url) > LONGEST_LINK:
                return
        if kind in KINDS and len(self._open) + len(self._spans) < MOST_SPANS:
            self._open.append((kind, len(self._text), url))

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        if tag == "pre":
            self._literal = max(0, self._literal - 1)
        self._close(_SAME.get(tag, tag))
        self._set_apart(tag)

    def _close(self, kind: str) -> None:
        for index in reversed(range(len(self._open))):
            opened, start, url = self._open[index]
            if opened == kind:
                del self._open[index]
                if end := len(self._text.rstrip("\n")):
                    self._keep(start, end, kind, url)
                return

    def _keep(self, start: int, end: int, kind: str, url: str) -> None:
        if start < end:
            self._spans.append(Span(start, end, kind, url))

    def _set_apart(self, tag: str) -> None:
        """End the line, or leave one free, unless nothing stands on it yet."""
        wanted = _APART.get(tag, 0)
        if not wanted or len(self._text) in {0, self._marked}:
            return
        text = self._text.rstrip(" ")
        self._text = text + "\n" * max(0, wanted - (len(text) - len(text.rstrip("\n"))))

    def _mark(self) -> str:
        """Write what stands before a list's next item."""
        if not self._lists or (number := self._lists[-1]) is None:
            return "• "
        self._lists[-1] = number + 1
        return f"{number}. "
