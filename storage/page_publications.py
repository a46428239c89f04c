"""Which pages are asked to be public, and what two schools agreed on.

What is public is looked up each time from what is true now: any change of the page, or less
permission, hides it at once. Source: docs/rules.md, TWS-8 and TWS-14.
"""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, ForeignKey, Table, Text, bindparam, delete, insert, select, update

from storage import pages, pupils
from storage.db import Db, UtcTime, metadata
from storage.pages import Audience, Page
from storage.prepared import Prepared
from storage.pupils import Pupil

table = Table(
    "page_publications",
    metadata,
    Column("page_id", ForeignKey("pages.id"), primary_key=True),
    Column("mark", Text, nullable=False),
    Column("asked_by", ForeignKey("people.id"), nullable=False, index=True),
    Column("asked_school", ForeignKey("schools.id"), nullable=True),
    Column("asked_at", UtcTime, nullable=False),
    Column("agreed_by", ForeignKey("people.id"), nullable=True, index=True),
    Column("agreed_at", UtcTime, nullable=True),
)
#: The pupils whose work is on a page.
made = Table(
    "page_pupils",
    metadata,
    Column("page_id", ForeignKey("page_publications.page_id"), primary_key=True),
    Column("pupil_id", ForeignKey("pupils.id"), primary_key=True, index=True),
)


@dataclass(frozen=True)
class PagePublication:
    """A page on its way to the public, or there."""

    page_id: int
    #: What the page was when it was asked for: `mark_of`.
    mark: str
    asked_by: int
    asked_school: int | None
    asked_at: datetime
    #: The teacher of another school who agreed; None while nobody has.
    agreed_by: int | None
    agreed_at: datetime | None

    @property
    def is_agreed(self) -> bool:
        return self.agreed_at is not None


def mark_of(page: Page) -> str:
    """Give a mark of everything that would be public of a page: it changes with any of it."""
    said = json.dumps((page.slug, page.title, page.text))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def ask(
    db: Db, page: Page, by: int, school: int | None, makers: Collection[int], at: datetime
) -> None:
    """Ask that a page becomes public; what was asked or agreed before does not count."""
    withdraw(db, page.id)
    row = {"page_id": page.id, "mark": mark_of(page), "asked_by": by, "asked_school": school}
    db.execute(insert(table).values(**row, asked_at=at))
    for pupil_id in sorted(set(makers)):
        db.execute(insert(made).values(page_id=page.id, pupil_id=pupil_id))


def agree(db: Db, one: PagePublication, by: int, at: datetime) -> bool:
    """Note that a second school agreed; False if that is noted, or something else is asked."""
    same = (table.c.page_id == one.page_id) & (table.c.mark == one.mark)
    same &= (table.c.asked_at == one.asked_at) & table.c.agreed_at.is_(None)
    return db.execute(update(table).where(same).values(agreed_by=by, agreed_at=at)).rowcount == 1


def end(db: Db, page_id: int) -> None:
    """Forget that two schools agreed: the page has changed. Changed back, it is asked for again."""
    none = {"agreed_by": None, "agreed_at": None}
    db.execute(update(table).where(table.c.page_id == page_id).values(none))


def withdraw(db: Db, page_id: int) -> bool:
    """Take a page off what is public, or asked; False if it was neither."""
    db.execute(delete(made).where(made.c.page_id == page_id))
    return db.execute(delete(table).where(table.c.page_id == page_id)).rowcount == 1


def of_page(db: Db, page_id: int) -> PagePublication | None:
    """Find what became of a page, as it was asked; None if nobody has."""
    row = db.execute(select(table).where(table.c.page_id == page_id)).first()
    return PagePublication(**row._mapping) if row else None


def makers(db: Db, page_id: int) -> list[Pupil]:
    """List the pupils whose work is on a page, by their teacher's word."""
    ids = db.scalars(select(made.c.pupil_id).where(made.c.page_id == page_id)).all()
    return [one for number in ids if (one := pupils.by_id(db, number)) is not None]


def is_public(db: Db, page: Page) -> bool:
    """Tell whether a page is public at this moment."""
    one = of_page(db, page.id)
    if page.audience != Audience.PUBLIC or one is None or not one.is_agreed:
        return False
    return one.mark == mark_of(page) and permitted(makers(db, page.id))


def permitted(those: Collection[Pupil]) -> bool:
    """Tell whether the parents of all of them allow now that their work is public."""
    return all(one.state == pupils.State.IN and one.work_may_be_public for one in those)


_free = (pupils.table.c.state == pupils.State.IN) & pupils.table.c.takes_part
_refused = (
    select(made.c.pupil_id)
    .join(pupils.table, pupils.table.c.id == made.c.pupil_id)
    .where(made.c.page_id == table.c.page_id, ~(_free & pupils.table.c.may_publish))
)
_public = Prepared(
    select(*pages.COLUMNS, table.c.mark)
    .join(pages.table, pages.table.c.id == table.c.page_id)
    .where(pages.table.c.project_id == bindparam("project"))
    .where(pages.table.c.audience == Audience.PUBLIC, table.c.agreed_at.is_not(None))
    .where(~_refused.exists())
)


def public(db: Db, project_id: int) -> list[Page]:
    """List the pages of a project that are public now, by title, as `is_public` tells."""
    rows = _public.rows(db, project=project_id)
    found = [page for *row, mark in rows if mark == mark_of(page := pages.read(row))]
    return sorted(found, key=pages.by_title)


def waiting(db: Db, project_id: int) -> list[tuple[Page, PagePublication]]:
    """List the pages that wait for a second school, unchanged since."""
    found = []
    for page in pages.of_project(db, project_id):
        one = of_page(db, page.id)
        if one is not None and not one.is_agreed and one.mark == mark_of(page):
            found.append((page, one))
    return found


def withdraw_of_pupil(db: Db, pupil_id: int) -> list[Page]:
    """Take off what has work of a pupil on it whose parents do not allow that any more."""
    theirs = db.scalars(select(made.c.page_id).where(made.c.pupil_id == pupil_id)).all()
    gone = []
    for page_id in theirs:
        page = pages.by_id(db, page_id)
        if page is not None and not permitted(makers(db, page_id)):
            withdraw(db, page_id)
            gone.append(page)
    return gone
