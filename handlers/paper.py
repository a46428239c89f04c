"""What every sheet that we print is made with: A4, faces for all scripts, QR codes, cutting lines.

The libraries are imported only when something is drawn.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fpdf import FPDF

#: In millimetres, of A4.
WIDE, HIGH = 210.0, 297.0
#: Letters that the finer face lacks are set in the plain one.
FINE, PLAIN, MONO = "DejaVuSerif", "DejaVuSans", "DejaVuSansMono"
_SPELT = {FINE: "DejaVu Serif", PLAIN: "DejaVu Sans", MONO: "DejaVu Sans Mono"}

Ink = tuple[int, int, int]


def new(title: str, at: datetime, faces: Sequence[tuple[str, str]]) -> "FPDF":
    """Begin a document without a page, with these faces: ("DejaVuSans", "B")."""
    from fpdf import FPDF

    pdf = FPDF(orientation="portrait", unit="mm", format="A4")
    pdf.set_auto_page_break(False)
    pdf.c_margin = 0
    pdf.set_title(title)
    pdf.set_creation_date(at)
    for family, style in faces:
        pdf.add_font(family, style, str(font(family, style)))
    pdf.set_text_shaping(True)
    return pdf


def qr(pdf: "FPDF", text: str, left: float, top: float, side: float, ink: Ink) -> None:
    """Draw a QR code."""
    import segno

    modules = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    module = side / len(modules)
    pdf.set_fill_color(*ink)
    for down, row in enumerate(modules):
        across = 0
        while across < len(row):
            run = 0
            while across + run < len(row) and row[across + run]:
                run += 1
            if run:
                place = (left + across * module, top + down * module)
                pdf.rect(*place, run * module, module, style="F")
            across += run or 1


class Lines:
    """Breaks texts into lines: one that stands on every page is broken once."""

    def __init__(self, pdf: "FPDF") -> None:
        self._pdf = pdf
        self._broken: dict[tuple[str, float, str, float], list[str]] = {}

    def put(self, text: str, wide: float, high: float) -> None:
        """Set a text in the document's face, from where it stands; then it stands below."""
        pdf = self._pdf
        left = pdf.get_x()
        for line in self._lines(text, wide):
            pdf.cell(wide, high, line)
            pdf.set_xy(left, pdf.get_y() + high)

    def _lines(self, text: str, wide: float) -> list[str]:
        pdf = self._pdf
        key = (text, pdf.font_size_pt, f"{pdf.font_family}{pdf.font_style}", wide)
        if key not in self._broken:
            found: Any = pdf.multi_cell(wide, 1, text, align="L", dry_run=True, output="LINES")
            self._broken[key] = found
        return self._broken[key]


def able(family: str, style: str, text: str) -> str:
    """Choose a face that has every letter of a text."""
    return family if all(ord(sign) in letters(family, style) for sign in text) else PLAIN


def printable(text: str, style: str = "") -> str:
    """Leave out the signs that no face has, such as many emoji; empty if nothing is left."""
    known = letters(PLAIN, style)
    return " ".join("".join(sign for sign in text if ord(sign) in known).split())


@cache
def letters(family: str, style: str) -> frozenset[int]:
    """List the signs that a face has."""
    from fontTools.ttLib import TTFont

    with TTFont(font(family, style)) as face:
        return frozenset(face.getBestCmap())


@cache
def font(family: str, style: str) -> Path:
    """Find a face where matplotlib keeps it, or where the system does."""
    import matplotlib

    name = f"{family}{'-Bold' if style == 'B' else ''}.ttf"
    path = Path(matplotlib.get_data_path(), "fonts", "ttf", name)
    if path.exists():
        return path
    from matplotlib import font_manager

    weight = "bold" if style == "B" else "normal"
    wanted = font_manager.FontProperties(family=_SPELT[family], weight=weight)
    return Path(font_manager.findfont(wanted))


def missing() -> list[str]:
    """List the faces in whose place another one would be taken."""
    from fontTools.ttLib import TTFont

    lacking = []
    for family, spelt in _SPELT.items():
        for style in ("", "B"):
            path = font(family, style)
            is_there = path.exists()
            if is_there:
                with TTFont(path) as face:
                    is_there = face["name"].getDebugName(1) == spelt
            lacking += [] if is_there else [f"{spelt} {'Bold' if style else 'Book'}"]
    return lacking
