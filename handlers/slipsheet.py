"""The sheet of slips, to be printed and cut: a pseudonym, a QR code and the code it stands for.

A sheet is made in the answer that drew its codes, and kept nowhere.

Source: docs/rules.md, TWS-5.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from handlers import paper, words
from handlers.conversation import Words

if TYPE_CHECKING:
    from fpdf import FPDF

#: How many slips a page holds, and how large they are, in millimetres.
ACROSS, DOWN = 2, 5
_LEFT, _TOP = 10.0, 11.0
_WIDE, _HIGH = (paper.WIDE - 2 * _LEFT) / ACROSS, (paper.HIGH - 2 * _TOP) / DOWN
_PAD, _QR = 6.0, 30.0
_INK, _QUIET, _LINE = (0, 0, 0), (70, 75, 84), (150, 150, 150)
#: Of a pseudonym and of a code, in points.
_LARGEST, _SMALLEST, _CODE = 14.0, 9.0, 14.0
_SANS, _MONO = paper.PLAIN, paper.MONO
_FACES = ((_SANS, ""), (_SANS, "B"), (_MONO, "B"))


@dataclass(frozen=True)
class Slip:
    """What stands on one slip."""

    name: str
    #: As it is typed: "7KQM3-FHT9X2".
    code: str
    class_name: str = ""


def sheet(slips: Sequence[Slip], title: str, site: str, language: str, at: datetime) -> bytes:
    """Draw the sheet as a PDF, several slips a page with lines to cut along.

    `title` is the project's, `site` the portal's address.
    """
    how = words.plain(language, Words("slip.how", {"address": shown(site)}))
    keep = words.plain(language, Words("slip.keep"))
    pdf = paper.new(words.plain(language, Words("slip.sheet")), at, _FACES)
    lines = paper.Lines(pdf)
    for number, slip in enumerate(slips):
        place = number % (ACROSS * DOWN)
        if place == 0:
            pdf.add_page()
            _cutting_lines(pdf, min(len(slips) - number, ACROSS * DOWN))
        left = _LEFT + place % ACROSS * _WIDE
        _slip(pdf, lines, slip, title, (how, keep), site, left, _TOP + place // ACROSS * _HIGH)
    return bytes(pdf.output())


def door(site: str, code: str) -> str:
    """Write the address in a slip's QR code.

    The code is behind "#": a browser keeps that to itself, so it comes into no log on the way.
    """
    return f"{site}/class#{code}"


def shown(site: str) -> str:
    """Write the address as a pupil types it."""
    return f"{site.partition('://')[2]}/class"


def _cutting_lines(pdf: "FPDF", slips: int) -> None:
    rows = -(-slips // ACROSS)
    right, bottom = paper.WIDE - _LEFT, _TOP + rows * _HIGH
    pdf.set_draw_color(*_LINE)
    pdf.set_line_width(0.2)
    pdf.set_dash_pattern(dash=2, gap=1.6)
    for row in range(rows + 1):
        pdf.line(_LEFT, _TOP + row * _HIGH, right, _TOP + row * _HIGH)
    for column in range(ACROSS + 1):
        pdf.line(_LEFT + column * _WIDE, _TOP, _LEFT + column * _WIDE, bottom)
    pdf.set_dash_pattern()
    pdf.set_font(_SANS, "", 9)
    pdf.set_text_color(*_LINE)
    pdf.text(_LEFT - 4, _TOP + 1.2, "✂")


def _slip(
    pdf: "FPDF",
    lines: paper.Lines,
    slip: Slip,
    title: str,
    said: tuple[str, str],
    site: str,
    left: float,
    top: float,
) -> None:
    how, keep = said
    wide = _WIDE - 2 * _PAD
    name = paper.printable(slip.name, "B")
    pdf.set_xy(left + _PAD, top + 4.5)
    _fitted(pdf, name or "…………………………", wide, _LARGEST, "B")
    about = paper.printable(f"{slip.class_name} · {title}" if slip.class_name else title)
    pdf.set_xy(left + _PAD, top + 11.5)
    _cut(pdf, about, wide, 7.5)
    paper.qr(pdf, door(site, slip.code), left + _PAD, top + 17.5, _QR, _INK)
    beside = left + _PAD + _QR + 5
    narrow = wide - _QR - 5
    pdf.set_xy(beside, top + 17.5)
    pdf.set_text_color(*_INK)
    pdf.set_font(_SANS, "", 8.5)
    lines.put(how, narrow, 4)
    pdf.set_xy(beside, pdf.get_y() + 1.5)
    pdf.set_font(_MONO, "B", _CODE)
    pdf.cell(narrow, 7, slip.code)
    pdf.set_xy(beside, pdf.get_y() + 8.5)
    pdf.set_text_color(*_QUIET)
    pdf.set_font(_SANS, "", 7.5)
    lines.put(keep, narrow, 3.5)


def _fitted(pdf: "FPDF", text: str, wide: float, largest: float, style: str) -> None:
    """Set a text as large as it fits into one line; a very long one in two."""
    pdf.set_text_color(*_INK)
    pdf.set_font(_SANS, style, largest)
    fits = largest * wide / max(pdf.get_string_width(text), 1) * 0.98
    pdf.set_font(_SANS, style, max(min(largest, fits), _SMALLEST))
    if fits >= _SMALLEST:
        pdf.cell(wide, 7, text)
    else:
        pdf.multi_cell(wide, 3.5, text, align="L")


def _cut(pdf: "FPDF", text: str, wide: float, size: float) -> None:
    """Set a text in one line and leave out the end of what is too long."""
    pdf.set_text_color(*_QUIET)
    pdf.set_font(_SANS, "", size)
    if pdf.get_string_width(text) > wide:
        while text and pdf.get_string_width(f"{text}…") > wide:
            text = text[:-1].rstrip()
        text = f"{text}…"
    pdf.cell(wide, 4, text)
