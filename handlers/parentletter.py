"""The letter to parents: what the project is, what they are asked, and whom they can turn to.

Source: docs/rules.md, TWS-5.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from handlers import paper, words
from handlers.conversation import Listing, Name, Words
from storage import countries, members, projects, pupil_erasing, schools
from storage.db import Db
from storage.people import Person
from storage.projects import Project
from storage.schools import School

if TYPE_CHECKING:
    from fpdf import FPDF

#: In millimetres.
_MARGIN, _BOTTOM, _BOX = 20.0, 14.0, 4.2
_INK, _QUIET, _ACCENT = (30, 34, 42), (96, 104, 115), (20, 84, 140)
_SANS = paper.PLAIN
_FACES = ((_SANS, ""), (_SANS, "B"))
#: In points: as large as lets all of it stand on one page.
_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
#: How much of a project's description is told.
_MOST = 220
#: How many schools are named; of more, their number.
_MOST_SCHOOLS = 8
#: What they are asked, in the order of the page where a teacher notes it.
ASKED = (Words("letter.ask_part"), Words("letter.ask_publish"), Words("letter.ask_picture"))


@dataclass(frozen=True)
class Letter:
    """What a project's letter says to the parents of one school."""

    project: Project
    school: School
    teacher: Person
    #: The schools that take part, the own one first.
    schools: tuple[School, ...]
    site: str


def read(db: Db, project_id: int, teacher: Person, school_id: int, site: str) -> Letter | None:
    """Read what a letter needs; None if the school is not there any more."""
    project, own = projects.by_id(db, project_id), schools.by_id(db, school_id)
    if project is None or own is None:
        return None
    ids = dict.fromkeys([school_id, *(one.school_id for one in members.inside(db, project_id))])
    found = [schools.by_id(db, one) for one in ids if one is not None]
    return Letter(project, own, teacher, tuple(one for one in found if one), site)


def language_for(country: str, speaks: Sequence[str]) -> str:
    """Choose the language of what parents and pupils read: one of the country's, else English."""
    return next((one for one in spoken_in(country) if one in speaks), "en")


def spoken_in(country: str) -> tuple[str, ...]:
    """List the languages in which a country's schools teach."""
    known = countries.by_code(country)
    return known.languages if known else ()


def letters(letter: Letter, names: Sequence[str], language: str, at: datetime) -> bytes:
    """Draw a PDF with one page for each pseudonym; for an empty one there is a line to fill in."""
    size = _fitting(letter, language, at)
    pdf = _document(language, at)
    lines = paper.Lines(pdf)
    for name in names:
        pdf.add_page()
        _page(pdf, lines, letter, name, language, size)
    return bytes(pdf.output())


def _document(language: str, at: datetime) -> "FPDF":
    pdf = paper.new(words.plain(language, Words("letter.title")), at, _FACES)
    pdf.set_margin(_MARGIN)
    return pdf


def _fitting(letter: Letter, language: str, at: datetime) -> float:
    """Find the largest size in which the letter is one page."""
    pdf = _document(language, at)
    lines = paper.Lines(pdf)
    for size in _SIZES:
        pdf.add_page()
        _page(pdf, lines, letter, "", language, size)
        if pdf.get_y() <= paper.HIGH - _BOTTOM:
            return size
    return _SIZES[-1]


def _page(
    pdf: "FPDF", lines: paper.Lines, letter: Letter, name: str, language: str, size: float
) -> None:
    def said(text: Words) -> str:
        return paper.printable(words.plain(language, text))

    def put(text: str, size: float, ink: paper.Ink = _INK, style: str = "") -> None:
        pdf.set_font(_SANS, style, size)
        pdf.set_text_color(*ink)
        pdf.set_x(_MARGIN)
        lines.put(text, paper.WIDE - 2 * _MARGIN, size * 0.5)
        pdf.set_y(pdf.get_y() + size * 0.2)

    pdf.set_y(14)
    put("eTwinning", size + 1, _ACCENT, "B")
    if language not in spoken_in(letter.school.country):
        put(said(Words("letter.in_english")), size - 2, _QUIET)
    put(said(Words("letter.title")), size + 6, _INK, "B")
    for text in _beginning(letter):
        put(said(text), size)
    put(said(Words("letter.asked")), size + 1, _INK, "B")
    answers = (said(Words("letter.yes")), said(Words("letter.no")))
    for asked in ASKED:
        _tick(pdf, lines, said(asked), answers, size)
    for text in _end(letter):
        put(said(text), size)
    if name:
        fields = {"name": paper.printable(name) or "…………………"}
        put(said(Words("letter.appears_as", fields)), size, _INK, "B")
    else:
        _blank(pdf, said(Words("letter.appears")), size)
    for text in (Words("letter.child"), Words("letter.date"), Words("letter.signature")):
        _blank(pdf, said(text), size)


def _beginning(letter: Letter) -> list[Words]:
    about = " ".join(letter.project.description.split())
    if len(about) > _MOST:
        about = about[:_MOST].rsplit(" ", 1)[0].rstrip(" .,;:!?") + "…"
    where = tuple(
        Words(
            "letter.school",
            {"school": one.name, "town": one.town, "country": Name("country", one.country)},
        )
        for one in letter.schools[:_MOST_SCHOOLS]
    )
    if (more := len(letter.schools) - len(where)) > 0:
        where += (Words("letter.more_schools", {"count": more}),)
    return [
        Words("letter.dear"),
        Words("letter.project", {"title": letter.project.title}),
        *([Words("letter.about", {"about": about})] if about else []),
        Words("letter.schools", {"schools": Listing(where)}),
        Words("letter.what"),
        Words("letter.pseudonym"),
        Words("letter.who"),
    ]


def _end(letter: Letter) -> list[Words]:
    kept = {"days": pupil_erasing.AFTER_CLOSE.days, "more": pupil_erasing.DELAYED.days}
    known = countries.by_code(letter.school.country)
    emergency = known.emergency if known else "112"
    help_ = Words("letter.emergency", {"emergency": emergency})
    if known and known.helpline:
        fields = {"country": Name("country", known.code), "helpline": known.said_helpline}
        help_ = Words("letter.helpline", {**fields, "emergency": emergency})
    who = {"teacher": letter.teacher.name, "school": letter.school.name}
    return [
        Words("letter.free"),
        Words("letter.withdraw", {"teacher": letter.teacher.name}),
        Words("letter.kept", kept),
        help_,
        Words("letter.responsible", {**who, "site": letter.site.partition("://")[2]}),
    ]


def _tick(
    pdf: "FPDF", lines: paper.Lines, text: str, answers: tuple[str, str], size: float
) -> None:
    """Set a question with two boxes behind it."""
    top = pdf.get_y()
    pdf.set_font(_SANS, "", size)
    width = 2 * _BOX + 10 + sum(pdf.get_string_width(one) for one in answers)
    wide = paper.WIDE - 2 * _MARGIN - width - 4
    pdf.set_text_color(*_INK)
    pdf.set_x(_MARGIN)
    lines.put(text, wide, size * 0.5)
    bottom, across = pdf.get_y(), paper.WIDE - _MARGIN - width
    pdf.set_draw_color(*_INK)
    pdf.set_line_width(0.3)
    for answer in answers:
        pdf.rect(across, top + size * 0.25 - _BOX / 2, _BOX, _BOX)
        pdf.set_xy(across + _BOX + 1.5, top)
        pdf.cell(20, size * 0.5, answer)
        across += _BOX + 5 + pdf.get_string_width(answer)
    pdf.set_y(max(bottom, top + _BOX) + size * 0.25)


def _blank(pdf: "FPDF", text: str, size: float) -> None:
    """Set a line to write on."""
    pdf.set_y(pdf.get_y() + size * 0.3)
    pdf.set_font(_SANS, "", size)
    pdf.set_text_color(*_INK)
    top = pdf.get_y()
    begin = _MARGIN + pdf.get_string_width(text) + 3
    pdf.cell(0, size * 0.55, text, new_x="LMARGIN", new_y="NEXT")
    pdf.set_draw_color(*_QUIET)
    pdf.set_line_width(0.2)
    pdf.line(begin, top + size * 0.5, paper.WIDE - _MARGIN, top + size * 0.5)
