"""Long texts cut into parts that Telegram takes, and formatting as Telegram counts it."""

import unicodedata
from collections.abc import Sequence
from typing import Any

from handlers.rich import Rich, Span

#: Source: https://core.telegram.org/bots/api#sendmessage, counted in UTF-16 units.
MOST_UNITS = 4096
#: Of the words under a file. Source: https://core.telegram.org/bots/api#sendphoto
MOST_CAPTION_UNITS = 1024

_NAMES = {
    "b": "bold",
    "i": "italic",
    "u": "underline",
    "s": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
_JOINER = "\u200d"
#: How many characters one visible sign may have before we give up keeping it whole.
_LONGEST_SIGN = 32


def parts(rich: Rich, most: int = MOST_UNITS) -> list[Rich]:
    """Cut a text into parts of at most `most` units, together the whole of it.

    Between paragraphs, else lines, else words, and there where no formatting goes across.
    """
    text = rich.text
    if len(text) * 2 <= most or units(text) <= most:
        return [rich]
    cut, start = [], 0
    while start < len(text):
        end = _furthest(text, start, most)
        if end < len(text):
            end = _best_cut(rich, start, end)
        cut.append(rich.part(start, end))
        start = end
    return cut


def entities(rich: Rich) -> list[dict[str, Any]]:
    """Write a text's formatting as Telegram's entities, nested and counted in UTF-16 units."""
    at = offsets(rich.text)
    found = []
    for span in _nested(rich.spans, len(rich.text)):
        entity: dict[str, Any] = {
            "type": _NAMES[span.kind],
            "offset": at[span.start],
            "length": at[span.end] - at[span.start],
        }
        if span.kind == "a":
            entity["url"] = span.url
        found.append(entity)
    return found


def units(text: str) -> int:
    """Count the UTF-16 units of a text."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def offsets(text: str) -> Sequence[int]:
    """Say of each character, and of the end, at which UTF-16 unit it stands."""
    if units(text) == len(text):
        return range(len(text) + 1)
    places, at = [0], 0
    for sign in text:
        at += 2 if sign > "\uffff" else 1
        places.append(at)
    return places


def _furthest(text: str, start: int, most: int) -> int:
    """Find the end of the longest part that begins at `start`."""
    window = text[start : start + most]
    left = units(window) - most
    end = start + len(window)
    while left > 0:
        end -= 1
        left -= 2 if text[end] > "\uffff" else 1
    return end


def _best_cut(rich: Rich, start: int, end: int) -> int:
    """Choose where to cut between the middle of the window and its end."""
    middle = start + (end - start) // 2
    for spans in (rich.spans, ()):
        for mark in ("\n\n", "\n", " "):
            place = _last(rich.text, mark, middle, end, spans)
            if place:
                return place
    return _between_signs(rich.text, middle, end)


def _last(text: str, mark: str, middle: int, end: int, spans: tuple[Span, ...]) -> int:
    """Find the last place after `mark` that lies in none of the spans; 0 if there is none."""
    limit = end
    while (found := text.rfind(mark, middle, limit)) >= 0:
        place = found + len(mark)
        if not any(span.start < place < span.end for span in spans):
            return place
        limit = place - 1
    return 0


def _between_signs(text: str, middle: int, end: int) -> int:
    """Go back from `end` to a place between two visible signs, if one is near."""
    for place in range(end, max(middle, end - _LONGEST_SIGN), -1):
        if not _is_inside_sign(text, place):
            return place
    return end


def _is_inside_sign(text: str, place: int) -> bool:
    """Tell whether the character at `place` belongs to the sign before it."""
    after, before = text[place], text[place - 1]
    if after == _JOINER or before == _JOINER or "\U0001f3fb" <= after <= "\U0001f3ff":
        return True
    if unicodedata.category(after) in ("Mn", "Me", "Mc") or (before, after) == ("\r", "\n"):
        return True
    flags = 0
    while "\U0001f1e6" <= text[place - 1 - flags : place - flags] <= "\U0001f1ff":
        flags += 1
    return flags % 2 == 1 and "\U0001f1e6" <= after <= "\U0001f1ff"


def _nested(spans: tuple[Span, ...], length: int) -> list[Span]:
    """Order the spans, outer ones first; cut those that cross another, drop what cannot show."""
    todo = sorted(filter(_can_show, spans), key=lambda span: (span.start, -span.end), reverse=True)
    done: list[Span] = []
    around: list[Span] = []
    while todo:
        span = todo.pop()
        span = Span(span.start, min(span.end, length), span.kind, span.url)
        if span.start >= span.end:
            continue
        while around and around[-1].end <= span.start:
            around.pop()
        if around and span.end > around[-1].end:
            rest = Span(around[-1].end, span.end, span.kind, span.url)
            span = Span(span.start, around[-1].end, span.kind, span.url)
            todo.append(rest)
            todo.sort(key=lambda one: (one.start, -one.end), reverse=True)
        around.append(span)
        done.append(span)
    return done


def _can_show(span: Span) -> bool:
    return span.kind in _NAMES and (
        span.kind != "a" or span.url.startswith(("http://", "https://"))
    )
