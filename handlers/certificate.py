"""The certificate of attendance: one calm page, whatever script the name is written in."""

from collections.abc import Iterator
from datetime import timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from handlers import paper, words
from handlers.conversation import Words
from handlers.making import Made, recipe
from handlers.paper import HIGH, WIDE
from storage import attendance, seminars
from storage.attendance import Attendance
from storage.db import Db
from storage.seminars import Kind, Seminar

if TYPE_CHECKING:
    from fpdf import FPDF

#: In millimetres.
MARGIN = 28.0
_INK, _QUIET, _ACCENT = (34, 40, 49), (106, 114, 125), (20, 84, 140)
_QR = 26.0
#: Of a name, in points.
_LARGEST, _SMALLEST = 30.0, 21.0
_FINE, _PLAIN = paper.FINE, paper.PLAIN
_FACES = ((_FINE, ""), (_FINE, "B"), (_PLAIN, ""), (_PLAIN, "B"))


@recipe("certificate")
def certificate(db: Db, ids: tuple[int, ...], language: str, zone: tzinfo) -> Made | None:
    """Make the certificate of somebody who attended: (seminar, person).

    Source: docs/rules.md, SEM-4.
    """
    seminar, attended = seminars.by_id(db, ids[0]), attendance.of_person(db, *ids)
    if seminar is None or attended is None:
        return None
    content = _page(seminar, attended, language, zone)
    return Made("etwinning-certificate.pdf", "application/pdf", content)


def address(attended: Attendance) -> str:
    """Write the address at which a certificate can be checked."""
    return f"{attended.site}/certificate?code={spaced(attended.code)}"


def spaced(code: str) -> str:
    """Write a certificate's code as it is easily read: ABCDE-23456."""
    return f"{code[:5]}-{code[5:]}"


def _page(seminar: Seminar, attended: Attendance, language: str, zone: tzinfo) -> bytes:
    pdf = _paper(seminar, attended)

    def said(key: Words) -> str:
        return words.plain(language, key, zone)

    is_event = seminar.kind == Kind.EVENT
    pdf.set_y(36)
    _line(pdf, "eTwinning", 13, _ACCENT, _PLAIN, "B")
    pdf.set_y(74)
    _line(pdf, said(Words("certificate.title")), 27, _INK)
    pdf.set_y(103)
    _line(pdf, said(Words("certificate.certifies")), 11.5, _QUIET, _PLAIN)
    pdf.set_y(117)
    _name(pdf, attended.name)
    pdf.set_y(141)
    key = Words("certificate.event") if is_event else Words("certificate.seminar")
    _line(pdf, said(key), 11.5, _QUIET, _PLAIN)
    pdf.set_y(153)
    _paragraph(pdf, seminar.title, 18)
    pdf.set_y(max(pdf.get_y() + 10, 184))
    for fact in _facts(seminar, language, zone):
        _line(pdf, fact, 11, _INK, _PLAIN)
        pdf.set_y(pdf.get_y() + 2)
    _foot(pdf, attended, said)
    return bytes(pdf.output())


def _facts(seminar: Seminar, language: str, zone: tzinfo) -> Iterator[str]:
    first, last = (at.astimezone(zone).date() for at in (seminar.starts_at, seminar.ends_at))
    if seminar.kind == Kind.EVENT:
        yield words.plain(language, Words("certificate.dates", {"first": first, "last": last}))
    else:
        yield words.plain(language, first)
    yield words.plain(language, _work(seminar))
    yield words.plain(language, Words("certificate.speaker", {"speaker": seminar.speaker}))


def _work(seminar: Seminar) -> Words:
    """Say how much work it was, in hours where they are whole."""
    hours, left = divmod(timedelta(minutes=seminar.minutes), timedelta(hours=1))
    if hours and not left:
        return Words("seminars.hours", {"hours": hours})
    return Words("seminars.minutes", {"minutes": seminar.minutes})


def _foot(pdf: "FPDF", attended: Attendance, said: Any) -> None:
    """Say where to check the certificate, in words and as a QR code."""
    top = HIGH - MARGIN - _QR
    pdf.set_draw_color(*_QUIET)
    pdf.set_line_width(0.15)
    pdf.line(MARGIN, top - 7, WIDE - MARGIN, top - 7)
    paper.qr(pdf, address(attended), WIDE - MARGIN - _QR, top, _QR, _INK)
    wide = WIDE - 2 * MARGIN - _QR - 8
    place = attended.site.partition("://")[2] + "/certificate"
    lines = (
        (said(Words("certificate.check")), 9, _QUIET, ""),
        (place, 9, _QUIET, ""),
        (said(Words("certificate.code", {"code": spaced(attended.code)})), 11, _INK, "B"),
    )
    pdf.set_y(top)
    for text, size, ink, style in lines:
        pdf.set_font(_PLAIN, style, size)
        pdf.set_text_color(*ink)
        pdf.multi_cell(wide, size * 0.55, text, align="L", new_x="LMARGIN", new_y="NEXT")
        pdf.set_y(pdf.get_y() + 2)


def _paper(seminar: Seminar, attended: Attendance) -> "FPDF":
    pdf = paper.new(f"{seminar.title} – {attended.name}", attended.at, _FACES)
    pdf.set_margin(MARGIN)
    pdf.add_page()
    return pdf


def _line(
    pdf: "FPDF",
    text: str,
    size: float,
    ink: tuple[int, int, int],
    family: str = _FINE,
    style: str = "",
) -> None:
    pdf.set_font(paper.able(family, style, text), style, size)
    pdf.set_text_color(*ink)
    pdf.cell(0, size * 0.5, text, align="C", new_x="LMARGIN", new_y="NEXT")


def _name(pdf: "FPDF", text: str) -> None:
    """Set a name as large as the page allows, a very long one in two lines."""
    family = paper.able(_FINE, "", text)
    pdf.set_font(family, "", _LARGEST)
    room = WIDE - 2 * MARGIN
    fits = _LARGEST * room / max(pdf.get_string_width(text), 1) * 0.98
    if fits >= _SMALLEST:
        return _line(pdf, text, min(_LARGEST, fits), _INK)
    pdf.set_y(pdf.get_y() - 4)
    return _paragraph(pdf, text, _SMALLEST, "")


def _paragraph(pdf: "FPDF", text: str, size: float, style: str = "B") -> None:
    pdf.set_font(paper.able(_FINE, style, text), style, size)
    pdf.set_text_color(*_INK)
    pdf.multi_cell(0, size * 0.52, text, align="C", new_x="LMARGIN", new_y="NEXT")
