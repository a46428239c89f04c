"""Text with formatting that people wrote or that our texts carry, free of any platform's markup."""

from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from itertools import pairwise

#: The kinds of formatting that both platforms can show.
KINDS = frozenset({"b", "i", "u", "s", "code", "pre", "a", "blockquote"})

#: What stands around other formatting.
_OUTER = frozenset({"blockquote", "pre"})


@dataclass(frozen=True)
class Span:
    """A stretch of formatting, from `start` up to but without `end`, in characters."""

    start: int
    end: int
    kind: str
    #: The address of a link (`kind` "a"), else empty.
    url: str = ""


@dataclass(frozen=True)
class Rich:
    """A text and its formatting."""

    text: str
    spans: tuple[Span, ...] = ()

    def part(self, start: int, end: int) -> "Rich":
        """Cut out the characters from `start` up to `end`, with the formatting that covers them."""
        kept = (
            Span(max(span.start, start) - start, min(span.end, end) - start, span.kind, span.url)
            for span in self.spans
            if span.start < end and span.end > start
        )
        return Rich(self.text[start:end], tuple(kept))


def from_html(html: str) -> Rich:
    """Read our own markup (`<b>`, `<i>`, `<code>`, `<a href>` …); unknown tags leave their text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Rich("".join(reader.pieces), tuple(reader.spans))


def to_html(rich: Rich) -> str:
    """Write HTML with everything that people typed escaped, its tags well nested."""
    edges = {0, len(rich.text)}.union(*({span.start, span.end} for span in rich.spans))
    places = sorted(edges)
    html, open_now = "", list[Span]()
    for start, end in pairwise(places):
        here = [span for span in rich.spans if span.start <= start and span.end >= end]
        wanted = sorted(here, key=lambda one: (one.start, -one.end, one.kind not in _OUTER))
        kept = _shared(open_now, wanted)
        html += "".join(f"</{span.kind}>" for span in reversed(open_now[kept:]))
        html += "".join(_opening(span) for span in wanted[kept:])
        html += escape(rich.text[start:end], quote=False)
        open_now = wanted
    html += "".join(f"</{span.kind}>" for span in reversed(open_now))
    return html


def _shared(one: list[Span], other: list[Span]) -> int:
    """Count how many spans both lists begin with."""
    same = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        same += 1
    return same


def _opening(span: Span) -> str:
    return f'<a href="{escape(span.url)}">' if span.kind == "a" else f"<{span.kind}>"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.spans: list[Span] = []
        self._length = 0
        self._open: list[tuple[str, int, str]] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)
        self._length += len(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.handle_data("\n")
        elif tag in KINDS:
            self._open.append((tag, self._length, dict(attrs).get("href") or ""))

    def handle_endtag(self, tag: str) -> None:
        for index in reversed(range(len(self._open))):
            kind, start, url = self._open[index]
            if kind != tag:
                continue
            del self._open[index]
            if start < self._length:
                self.spans.append(Span(start, self._length, kind, url))
            return
