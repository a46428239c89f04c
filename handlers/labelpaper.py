"""The application for a Quality Label: as pages to print, and as plain text.

Source: docs/rules.md, PRJ-5.
"""

from collections.abc import Iterator
from datetime import tzinfo
from typing import TYPE_CHECKING, Any

from handlers import cards, paper, words
from handlers.conversation import Name, Words
from handlers.making import Made, recipe
from storage import labels, members, people, projects
from storage.db import Db
from storage.labels import Evidence
from storage.people import Person
from storage.projects import Project

if TYPE_CHECKING:
    from fpdf import FPDF

#: In millimetres.
_MARGIN = 24.0
_INK, _QUIET, _ACCENT = (34, 40, 49), (106, 114, 125), (20, 84, 140)
_FACE = "DejaVuSans"
_FACES = ((_FACE, ""), (_FACE, "B"))


@recipe("label")
def pages(db: Db, ids: tuple[int, ...], language: str, zone: tzinfo) -> Made | None:
    """Make the application of a teacher as PDF: (project, person)."""
    project, person = projects.by_id(db, ids[0]), people.by_id(db, ids[1])
    if project is None or person is None:
        return None
    content = _pdf(db, project, person, language, zone)
    return Made("quality-label.pdf", "application/pdf", content)


@recipe("label_text")
def text(db: Db, ids: tuple[int, ...], language: str, zone: tzinfo) -> Made | None:
    """Make the application of a teacher as plain text: (project, person)."""
    project, person = projects.by_id(db, ids[0]), people.by_id(db, ids[1])
    if project is None or person is None:
        return None
    lines = [line for _, line in _lines(db, project, person, language, zone)]
    return Made("quality-label.txt", "text/plain", "\n".join(lines).encode())


def _lines(
    db: Db, project: Project, person: Person, language: str, zone: tzinfo
) -> Iterator[tuple[str, str]]:
    """List what the application says, each line with what kind of line it is."""

    def said(value: Any) -> str:
        return words.plain(language, value, zone)

    yield "title", said(Words("label.paper_title"))
    yield "name", project.title
    yield "fact", said(cards.contact(db, person))
    inside = {one.school_id for one in members.ever(db, project.id)}
    inside.discard(None)
    yield "fact", said(Words("label.paper_schools", {"count": len(inside)}))
    handed = labels.handed_in(db, project.id, person.id)
    if handed is not None:
        yield "fact", said(Words("label.paper_date", {"day": handed.astimezone(zone).date()}))
    yield "text", project.description
    filed = labels.filed(db, project.id, person.id)
    for point in labels.POINTS:
        yield "point", said(Name("labelpoint", point))
        mine = [one for one in filed if one.point == point]
        for one in mine:
            yield "text", _written(one, said)
        if not mine:
            yield "fact", said(Words("label.paper_nothing"))


def _written(one: Evidence, said: Any) -> str:
    if one.file is None:
        return one.text
    name = one.file.get("name") or said(Words("label.paper_file"))
    note = said(Words("label.paper_with_file", {"name": name}))
    return f"{one.text}\n{note}" if one.text else str(note)


#: Of each kind of line: its size in points, its ink, its style, and the space before it.
_LOOKS: dict[str, tuple[float, tuple[int, int, int], str, float]] = {
    "title": (10, _ACCENT, "B", 0),
    "name": (20, _INK, "B", 3),
    "fact": (9.5, _QUIET, "", 1.5),
    "point": (12.5, _ACCENT, "B", 8),
    "text": (10.5, _INK, "", 3),
}


def _pdf(db: Db, project: Project, person: Person, language: str, zone: tzinfo) -> bytes:
    at = labels.handed_in(db, project.id, person.id) or project.since
    pdf = paper.new(project.title, at, _FACES)
    pdf.set_margin(_MARGIN)
    pdf.set_auto_page_break(True, margin=_MARGIN)
    pdf.add_page()
    for kind, line in _lines(db, project, person, language, zone):
        size, ink, style, before = _LOOKS[kind]
        plain = [paper.printable(one, style) for one in line.splitlines()]
        _put(pdf, "\n".join(plain), size, ink, style, before)
    return bytes(pdf.output())


def _put(
    pdf: "FPDF", line: str, size: float, ink: tuple[int, int, int], style: str, before: float
) -> None:
    pdf.set_font(_FACE, style, size)
    pdf.set_text_color(*ink)
    pdf.set_x(_MARGIN)
    if style and pdf.will_page_break(before + size * 1.6):
        pdf.add_page()  # no heading stands alone at the foot of a page
    else:
        pdf.set_y(pdf.get_y() + before)
    pdf.multi_cell(0, size * 0.53, line, align="L", new_x="LMARGIN", new_y="NEXT")
