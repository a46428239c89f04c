"""Whether a page may become public, and who may say so; each looked up when it is asked.

Source: docs/rules.md, TWS-8 and TWS-14.
"""

from collections.abc import Collection

from handlers import markdown, publishing
from handlers.conversation import Lines, Listing, Reply, say
from storage import page_publications, pages, publications
from storage.db import Db
from storage.page_publications import PagePublication
from storage.pages import Audience, Page
from storage.projects import Project, State
from storage.pupils import Pupil

#: The longest text, and so many pages at most has a project.
LONGEST, MOST = 20_000, 60


def page_of(db: Db, project: Project, page_id: int) -> Page | None:
    """Find a page of a project."""
    found = pages.by_id(db, page_id)
    return found if found is not None and found.project_id == project.id else None


def may_agree(db: Db, project: Project, one: PagePublication, person_id: int) -> bool:
    """Tell whether somebody may agree: a teacher of another school than who asked."""
    school = publishing.school_of(db, project, person_id)
    is_open = project.state == State.ACTIVE and not one.is_agreed
    return (
        is_open and school is not None and school != one.asked_school and person_id != one.asked_by
    )


def problem(
    db: Db, project: Project, page: Page, makers: Collection[Pupil], is_sure: bool
) -> Reply | None:
    """Say why a page may not become public now; None if it may."""
    if page.audience != Audience.PUBLIC:
        return say("pages.not_for_public")
    if named := publishing.named_in(db, project, _texts(page)):
        return say("publish.names", names=Lines(tuple(named)))
    if not page_publications.permitted(makers):
        return say("publish.no_work")
    free = {material.id for _, material in publications.public(db, project.id)}
    if closed := [one for one in markdown.pictures_in(page.text) if one not in free]:
        return say("pages.pictures_first", numbers=Listing(tuple(closed)))
    doubtful = doubts(page)
    return None if is_sure or not doubtful else say("publish.sure", names=Lines(tuple(doubtful)))


def doubts(page: Page) -> list[str]:
    """List what on a page may say who a child is, so that its teacher is asked."""
    return publishing.doubts_in(_texts(page))


def _texts(page: Page) -> tuple[str, ...]:
    """Give a page's words, as they are read and as they were typed, with addresses of links."""
    return page.title, markdown.plain(page.text), page.text
