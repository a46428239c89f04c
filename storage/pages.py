"""Pages that teachers write in a project: for its members, its staff, or the public.

Source: docs/rules.md, TWS-14.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from storage import nameless, project_names
from storage.db import Db, UtcTime, metadata
from storage.prepared import Prepared

#: The longest part of a title that stands in an address.
LONGEST_SLUG = 60

table = Table(
    "pages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("project_id", ForeignKey("projects.id"), nullable=False),
    Column("slug", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("audience", Text, nullable=False),
    Column("revision", Integer, nullable=False, server_default="1"),
    Column("author_id", ForeignKey("people.id"), nullable=False, index=True),
    Column("made_at", UtcTime, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    UniqueConstraint("project_id", "slug"),
    # An id is never given twice: an old address must not show something new.
    sqlite_autoincrement=True,
)


class Audience(StrEnum):
    """Who may see a page."""

    #: The project's teachers alone.
    STAFF = "staff"
    #: Its teachers and pupils.
    MEMBERS = "members"
    #: Everybody, once a teacher of another school agrees; members see it meanwhile.
    PUBLIC = "public"


@dataclass(frozen=True)
class Page:
    """A page of a project."""

    id: int
    project_id: int
    #: What it is called in addresses.
    slug: str
    title: str
    #: Markdown.
    text: str
    audience: Audience
    #: Counts its changes.
    revision: int
    #: Who wrote it first.
    author_id: int
    made_at: datetime
    changed_at: datetime


#: The columns of a Page, in its order.
COLUMNS = [table.c[one.name] for one in fields(Page)]
_AUDIENCE = COLUMNS.index(table.c.audience)
_of_project = Prepared(select(*COLUMNS).where(table.c.project_id == bindparam("project")))


def add(db: Db, project_id: int, author_id: int, at: datetime, **values: Any) -> Page:
    """Write a new page: `title`, `text`, `audience`."""
    names = project_names.of_project(db, project_id)  # whose, stands in no address either
    slug = free(db, project_id, slug_of(nameless.without(values["title"], names)))
    row = {"project_id": project_id, "slug": slug, "author_id": author_id, **values}
    key = db.execute(insert(table).values(**row, made_at=at, changed_at=at)).inserted_primary_key
    assert key is not None
    made = by_id(db, key[0])
    assert made is not None
    return made


def change(db: Db, page: Page, at: datetime, **values: Any) -> bool:
    """Change a page; False if somebody else has changed it since."""
    same = (table.c.id == page.id) & (table.c.revision == page.revision)
    row = {**values, "revision": page.revision + 1, "changed_at": at}
    return db.execute(update(table).where(same).values(row)).rowcount == 1


def remove(db: Db, page_id: int) -> None:
    """Delete a page; what is asked or agreed of it has to be withdrawn before."""
    db.execute(delete(table).where(table.c.id == page_id))


def by_id(db: Db, page_id: int) -> Page | None:
    """Find a page; None if there is no such."""
    return next(iter(_where(db, table.c.id == page_id)), None)


def by_slug(db: Db, project_id: int, slug: str) -> Page | None:
    """Find a project's page by what it is called in addresses."""
    return next(iter(_where(db, (table.c.project_id == project_id) & (table.c.slug == slug))), None)


def of_project(db: Db, project_id: int) -> list[Page]:
    """List a project's pages, by title."""
    return sorted(map(read, _of_project.rows(db, project=project_id)), key=by_title)


def by_title(page: Page) -> tuple[str, int]:
    """Give what pages are put in order by."""
    return page.title.casefold(), page.id


def count(db: Db, project_id: int) -> int:
    """Count a project's pages."""
    return db.scalar(select(func.count()).where(table.c.project_id == project_id)) or 0


def slug_of(title: str) -> str:
    """Write a title as it stands in addresses: small letters without accents, joined by "-"."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].strip("-") or "page"


def free(db: Db, project_id: int, slug: str) -> str:
    """Give what a page may be called in addresses: this, with a number behind it if it is taken."""
    taken = {one.slug for one in _where(db, table.c.project_id == project_id)}
    if slug not in taken:
        return slug
    return next(f"{slug}-{n}" for n in range(2, len(taken) + 3) if f"{slug}-{n}" not in taken)


def _where(db: Db, where: ColumnElement[bool]) -> list[Page]:
    query = select(*COLUMNS).where(where).order_by(table.c.id)
    return [read(row) for row in db.execute(query)]


def read(row: Sequence[Any]) -> Page:
    """Make a page of its columns."""
    values = list(row)
    values[_AUDIENCE] = Audience(values[_AUDIENCE])
    return Page(*values)
