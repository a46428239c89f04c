"""Whether a page may become public, looked up when it is asked.

Source: docs/rules.md, TWS-8 and TWS-14.
"""

from collections.abc import Collection

from handlers import markdown, naming, publishing
from handlers.conversation import Lines, Listing, Reply, say
from storage import page_publications, pages, publications
from storage.db import Db
from storage.page_publications import PagePublication
from storage.pages import Audience, Page
from storage.projects import Project
from storage.pupils import Pupil

#: The longest text, and so many pages at most has a project.
LONGEST, MOST = 20_000, 60


def page_of(db: Db, project: Project, page_id: int) -> Page | None:
    """Find a page of a project."""
    found = pages.by_id(db, page_id)
    return found if found is not None and found.project_id == project.id else None


def asked_mark(db: Db, one: PagePublication) -> str:
    """Give a mark of a request: of the page, of when, and of whose work is on it."""
    made = [each.id for each in page_publications.makers(db, one.page_id)]
    return publishing.mark(one.mark, one.asked_at, made)


def problem(
    db: Db,
    project: Project,
    page: Page,
    makers: Collection[Pupil],
    is_sure: bool,
    school: int | None,
) -> Reply | None:
    """Say why a page may not become public now, to a teacher of a school; None if it may."""
    if page.audience != Audience.PUBLIC:
        return say("pages.not_for_public")
    named = naming.named(db, page)
    if refused := naming.refused(named):
        return say("publish.names", names=Lines(tuple(refused)))
    if not {one.id for one in named} <= {one.id for one in makers}:
        return say("publish.changed")  # somebody came since it was asked for
    if not page_publications.permitted(makers):
        return publishing.no_work(makers, school)
    free = {material.id for _, material in publications.public(db, project.id)}
    if closed := [one for one in markdown.pictures_in(page.text) if one not in free]:
        return say("pages.pictures_first", numbers=Listing(tuple(closed)))
    doubtful = doubts(page)
    return None if is_sure or not doubtful else say("publish.sure", names=Lines(tuple(doubtful)))


def doubts(page: Page) -> list[str]:
    """List what on a page may say who a child is, so that its teacher is asked."""
    return publishing.doubts_in(naming.texts_of(page))
