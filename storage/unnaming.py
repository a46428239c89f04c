"""A name that somebody has no more, cut out of what their projects say.

Only names that people have are kept out of what is shown (storage/nameless.py): one that we forget
would come to light in the texts where others wrote it. Source: docs/rules.md, REG-6 and POR-5.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import or_, select, update

from storage import materials as filed
from storage import (
    member_rows,
    nameless,
    page_publications,
    pages,
    projects,
    publications,
)
from storage.db import Db
from storage.pages import Page
from storage.projects import Project

#: What a plan says in somebody's words.
_PLAN = ("title", "description", "tools", "aims", "process", "results")

_Cut = Callable[[str], str]


def forget(db: Db, person_id: int, names: Iterable[str], at: datetime, *, kept: str = "") -> None:
    """Cut names out of all that a person's projects say; `kept` is how they are called now.

    What is public stays so: everybody saw it without the names. Safe to repeat.
    """
    names = [one for one in names if one and one != kept]

    def cut(text: str) -> str:
        return nameless.without(text, names, kept)

    part, project = member_rows.table.c, projects.table.c
    founds = or_(project.founder_id == person_id, project.cofounder_id == person_id)
    takes_part = project.id.in_(select(part.project_id).where(part.person_id == person_id))
    query = select(projects.table).where(or_(founds, takes_part)).order_by(project.id)
    for one in [projects.of_row(row) for row in db.execute(query)]:
        if names:
            _cut_pages(db, one, cut, at)
            _cut_materials(db, one, cut)
            _cut_plan(db, one, cut)
        projects.show(db, projects.by_id(db, one.id) or one)


def _cut_plan(db: Db, one: Project, cut: _Cut) -> None:
    values = _changed({name: getattr(one, name) for name in _PLAN}, cut)
    if values:
        db.execute(update(projects.table).where(projects.table.c.id == one.id).values(values))


def _cut_pages(db: Db, one: Project, cut: _Cut, at: datetime) -> None:
    for page in pages.of_project(db, one.id):
        values = _changed({"title": page.title, "text": page.text}, cut)
        if (slug := cut(page.slug.title())) != page.slug.title():
            values["slug"] = pages.free(db, one.id, pages.slug_of(slug))
        if values:
            pages.change(db, page, at, **values)
            _stay_public(db, page, pages.by_id(db, page.id) or page)


def _stay_public(db: Db, before: Page, now: Page) -> None:
    asked, was = page_publications.table, page_publications.mark_of(before)
    same = (asked.c.page_id == before.id) & (asked.c.mark == was)
    db.execute(update(asked).where(same).values(mark=page_publications.mark_of(now)))


def _cut_materials(db: Db, one: Project, cut: _Cut) -> None:
    asked = publications.table
    for material in filed.of_project(db, one.id):
        values = _changed({"caption": material.caption, "alt": material.alt}, cut)
        if values:
            was = publications.mark_of(material)
            mark = publications.mark_of(filed.change(db, material, **values))
            same = (asked.c.material_id == material.id) & (asked.c.mark == was)
            db.execute(update(asked).where(same).values(mark=mark))


def _changed(texts: dict[str, str], cut: _Cut) -> dict[str, str]:
    """Give those of these texts that are other ones without the names."""
    return {name: now for name, text in texts.items() if (now := cut(text)) != text}
