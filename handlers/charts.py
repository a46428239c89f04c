"""Charts as pictures: bars with their labels and values beside them, for a phone's small screen.

The background is the picture's own and opaque, so that it is read on light and on dark. matplotlib
is imported only when something is drawn. Source: docs/decisions/0023-statistics.md.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

from babel.numbers import format_decimal

from handlers import paper, words
from handlers.conversation import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Pixels. On a phone 360 points wide a picture shrinks to a third, and its letters with it.
WIDE, LEAST_HIGH = 1200, 300
_MARGIN, _GAP, _LEAST = 44, 22, 7
#: The height of letters in pixels, and of a line of them.
_TITLE, _LABEL, _NOTE = 50, 42, 38
_LINE = 1.25
#: Labels take at most this much of the width, and so many lines.
_MOST_LABEL, _MOST_LINES = 0.4, 3
_PAPER, _INK, _QUIET, _BAR, _EDGE = "#ffffff", "#16181d", "#4a4f59", "#1c5fa8", "#8a909c"
_DPI, _POINTS = 100, 72
_FACE = "DejaVu Sans"

#: matplotlib keeps faces and settings for all threads alike.
_alone = Lock()


@dataclass(frozen=True)
class Bar:
    """A bar: what it is of, and how much that is."""

    label: str
    #: None: not shown, since it is of so few people that they might be known again.
    value: float | None
    #: How the value is written, if not as a plain number.
    written: str = ""


def bars(title: str, bars: Sequence[Bar], *, language: str = "en", note: str = "") -> bytes:
    """Draw bars under one another, each with its label and its value, as a PNG.

    Texts of right-to-left languages stand right, and their bars grow to the left. The words beside
    the picture have to say the same: who sees nothing hears those.
    """
    with _alone:
        return _Drawing(language).png(title, bars, note)


class _Drawing:
    """One picture, in pixels from its upper left corner; the other way round in right-to-left."""

    def __init__(self, language: str) -> None:
        from matplotlib.backends.backend_agg import RendererAgg

        self._language = language
        self._is_mirrored = words.is_right_to_left(language)
        self._ruler = RendererAgg(1, 1, _DPI)  # type: ignore[no-untyped-call]

    def png(self, title: str, bars: Sequence[Bar], note: str) -> bytes:
        inside = WIDE - 2 * _MARGIN
        heading = self._wrapped(title, _TITLE, inside, bold=True)
        notes = self._wrapped(note if bars else self._said("charts.nothing"), _NOTE, inside)
        labels = [self._wrapped(one.label, _LABEL, inside * _MOST_LABEL) for one in bars]
        rows = [max(1, len(label)) * _LABEL * _LINE + _GAP for label in labels]
        top = _MARGIN + len(heading) * _TITLE * _LINE + _GAP
        foot = len(notes) * _NOTE * _LINE + (_GAP if notes else 0)
        high = max(LEAST_HIGH, round(top + sum(rows) + foot + _MARGIN))
        figure, axes = self._canvas(high)
        self._write(axes, heading, _MARGIN, _MARGIN, _TITLE, bold=True)
        self._rows(axes, bars, labels, rows, top)
        self._write(axes, notes, _MARGIN, high - _MARGIN - foot + _GAP, _NOTE, ink=_QUIET)
        written = BytesIO()
        # What is written into it besides would differ from version to version.
        figure.savefig(written, format="png", dpi=_DPI, metadata={"Software": None})
        return written.getvalue()

    def _canvas(self, high: int) -> "tuple[Figure, Axes]":
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        figure = Figure(figsize=(WIDE / _DPI, high / _DPI), dpi=_DPI, facecolor=_PAPER)
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(*((WIDE, 0) if self._is_mirrored else (0, WIDE)))
        axes.set_ylim(high, 0)
        return figure, axes

    def _rows(
        self,
        axes: "Axes",
        bars: Sequence[Bar],
        labels: Sequence[list[str]],
        rows: Sequence[float],
        top: float,
    ) -> None:
        values = [self._value(one) for one in bars]
        widest = max((self._wide(line, _LABEL) for label in labels for line in label), default=0)
        start = _MARGIN + widest + _GAP
        room = WIDE - _MARGIN - start - _GAP
        room -= max((self._wide(value, _LABEL, bold=True) for value in values), default=0)
        most = max((one.value or 0 for one in bars), default=0) or 1
        if bars:
            # One line for all, from which they grow: a short one at each nought looked like a 1.
            axes.plot([start, start], [top, top + sum(rows) - _GAP / 2], color=_EDGE, linewidth=2)
        for one, label, value, high in zip(bars, labels, values, rows, strict=True):
            middle = top + high / 2
            above = middle - len(label) * _LABEL * _LINE / 2
            self._write(axes, label, _MARGIN, above, _LABEL)
            end = start + (self._hidden(axes, start, middle) if one.value is None else 0)
            if one.value is not None:
                end += self._bar(axes, start, middle, room * one.value / most)
            ink = _QUIET if one.value is None else _INK
            below = middle - _LABEL * _LINE / 2
            strong = one.value is not None
            self._write(axes, [value], end + _GAP * 2 / 3, below, _LABEL, bold=strong, ink=ink)
            top += high

    def _bar(self, axes: "Axes", start: float, middle: float, long: float) -> float:
        from matplotlib.patches import Rectangle

        long = max(_LEAST, long) if long else 0  # so that little is not taken for nothing
        place = (start, middle - _LABEL / 2)
        axes.add_patch(Rectangle(place, long, _LABEL, color=_BAR, linewidth=0))
        return long

    def _hidden(self, axes: "Axes", start: float, middle: float) -> float:
        """Draw an empty bar of always the same length: it tells nothing of what it hides."""
        from matplotlib.patches import Rectangle

        box = Rectangle((start, middle - _LABEL / 2), _LABEL, _LABEL, facecolor=_PAPER)
        box.set(edgecolor=_QUIET, linewidth=2, linestyle=(0, (3, 3)))
        axes.add_patch(box)
        return float(_LABEL)

    def _value(self, bar: Bar) -> str:
        if bar.value is None:
            return self._said("charts.hidden")
        return bar.written or format_decimal(bar.value, locale=words.locale_of(self._language))

    def _said(self, key: str) -> str:
        return words.plain(words.language_for(self._language), Words(key))

    def _write(
        self,
        axes: "Axes",
        lines: Sequence[str],
        left: float,
        top: float,
        size: float,
        *,
        bold: bool = False,
        ink: str = _INK,
    ) -> None:
        for number, line in enumerate(lines):
            axes.text(
                left,
                top + (number + 0.5) * size * _LINE,
                line,
                fontsize=size * _POINTS / _DPI,
                family=_FACE,
                weight="bold" if bold else "normal",
                color=ink,
                ha="right" if self._is_mirrored else "left",
                va="center_baseline",
                parse_math=False,
            )

    def _wrapped(self, text: str, size: float, wide: float, *, bold: bool = False) -> list[str]:
        """Break a text into lines of at most this width; what is too long for all ends in "…"."""
        known = paper.letters(paper.PLAIN, "")
        lines: list[str] = []
        # Not at what does not break: "octobre 2026" stays together.
        for word in re.findall(r"[^ \t\n]+", text):
            word = "".join(sign for sign in word if ord(sign) in known)
            joined = f"{lines[-1]} {word}" if lines else word
            if lines and self._wide(joined, size, bold=bold) <= wide:
                lines[-1] = joined
            else:
                lines += self._cut(word, size, wide, bold=bold)
        if len(lines) > _MOST_LINES:
            lines = [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1]}…"]
        return lines

    def _cut(self, word: str, size: float, wide: float, *, bold: bool) -> list[str]:
        pieces = [""]
        for sign in word:
            if pieces[-1] and self._wide(f"{pieces[-1]}{sign}-", size, bold=bold) > wide:
                pieces[-1] += "-"
                pieces.append("")
            pieces[-1] += sign
        return pieces

    def _wide(self, text: str, size: float, *, bold: bool = False) -> float:
        from matplotlib.font_manager import FontProperties

        face = FontProperties(family=_FACE, weight="bold" if bold else "normal")
        face.set_size(size * _POINTS / _DPI)
        measured = self._ruler.get_text_width_height_descent(  # type: ignore[no-untyped-call]
            text, face, ismath=False
        )
        return float(measured[0])
