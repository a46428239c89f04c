"""A project's pages, on the portal: written by its teachers, and made public by two schools.

Source: docs/rules.md, TWS-14.
"""

from handlers import agreeing, naming, numbers, pagegate, publishing, questions, validation
from handlers.conversation import Button, Event, Needs, Reply, Words, command, say
from storage import page_publications, pages, projects
from storage.db import Db
from storage.page_publications import mark_of
from storage.pages import Audience, Page
from storage.projects import Project, State
from storage.safeguarding import Kind


@command("writepage", needs=Needs.TEACHER, listed=False, browser=True)
def write(event: Event, db: Db) -> list[Reply]:
    """Write a page: "PROJECT PAGE REVISION AUDIENCE", in the next line its title, then its text.

    PAGE 0 is a new one. A page that somebody else changed meanwhile stays as it is.
    """
    head, title, text = (*event.words.split("\n", 2), "", "")[:3]
    number, page_id, revision, audience = (*head.split(), *[""] * 4)[:4]
    project = _held(event, db, number)
    if project is None:
        return [say("publish.not_yours")]
    if problem := _problem(title, text):
        return [problem]
    if audience not in set(Audience):
        return [say("pages.for_whom")]
    values = {"title": title.strip(), "text": text, "audience": Audience(audience)}
    if page_id == "0":
        if len(pages.of_project(db, project.id)) >= pagegate.MOST:
            return [say("pages.too_many", most=pagegate.MOST)]
        made = pages.add(db, project.id, event.actor.id, event.at, **values)
        return [say("pages.saved", slug=made.slug)]
    page = pagegate.page_of(db, project, numbers.read(page_id))
    if page is None:
        return [say("publish.not_yours")]
    was_public = page_publications.is_public(db, page)
    if str(page.revision) != revision or not pages.change(db, page, event.at, **values):
        return [say("pages.changed")]
    if was_public:
        _end_if_changed(event, db, page.id)
    return [say("pages.saved", slug=page.slug)]


def _problem(title: str, text: str) -> Reply | None:
    """Say what is wrong with a page, and in which field; None if nothing is."""
    if problem := validation.problem(questions.Line, title):
        return say("form.of_field", field=Words("page.pages_title"), problem=problem)
    if text.strip() and len(text) <= pagegate.LONGEST:
        return None
    key = "pages.too_long" if text.strip() else "pages.empty"
    problem = Words(key, {"most": pagegate.LONGEST})
    return say("form.of_field", field=Words("page.pages_text"), problem=problem)


def _end_if_changed(event: Event, db: Db, page_id: int) -> None:
    """End what two schools agreed on if the page is not that any more, and write it down."""
    now = pages.by_id(db, page_id)
    if now is not None and not page_publications.is_public(db, now):
        page_publications.end(db, page_id)
        agreeing.log(event, db, Kind.WITHDRAWN, now, "changed")


@command("removepage", needs=Needs.TEACHER, listed=False, browser=True)
def remove(event: Event, db: Db) -> list[Reply]:
    """Delete a page, for everybody: "PROJECT PAGE"."""
    found = _found(event, db)
    if found is None:
        return [say("publish.not_yours")]
    _, page = found
    was_public = page_publications.is_public(db, page)
    page_publications.withdraw(db, page.id)
    pages.remove(db, page.id)
    if was_public:
        agreeing.log(event, db, Kind.WITHDRAWN, page, "deleted")
    return [say("pages.removed")]


@command("askpage", needs=Needs.TEACHER, listed=False, browser=True)
def ask(event: Event, db: Db) -> list[Reply]:
    """Ask that a page becomes public: "PROJECT PAGE MARK pupils|others [sure]", then pupils' ids.

    MARK is what the teacher saw; the pupils are those whose work is on it.
    """
    head, _, ids = event.words.partition("\n")
    _, _, mark, whose, sure = (*head.split(), *[""] * 5)[:5]
    found = _found(event, db)
    if found is None:
        return [say("publish.not_yours")]
    project, page = found
    school = publishing.school_of(db, project, event.actor.id)
    if mark_of(page) != mark:
        return [say("publish.changed")]
    makers = publishing.chosen(db, project, whose, {"pupils": True, "others": False}, ids)
    if makers is None:
        return [say("publish.ask_maker")]
    makers += naming.named(db, page)
    if problem := pagegate.problem(db, project, page, makers, sure == "sure", school):
        return [problem]
    was_public = page_publications.is_public(db, page)
    those = {one.id for one in makers}
    page_publications.ask(db, page, event.actor.id, school, those, event.at)
    if was_public:
        agreeing.log(event, db, Kind.WITHDRAWN, page, "asked anew")
    fields = {"title": project.title, "count": len(page_publications.waiting(db, project.id))}
    again = Button(Words("pages.look"), f"/projectpages {project.id}")
    waits = Reply("pages.wait", fields, ((again,),), notice="projects")
    return agreeing.tell(event, db, project, school, waits)


@command("agreepage", needs=Needs.TEACHER, listed=False, browser=True)
def agree(event: Event, db: Db) -> list[Reply]:
    """Agree for another school, on exactly this text: "PROJECT PAGE MARK [sure]".

    MARK is the request that the teacher saw.
    """
    _, _, mark, sure = (*event.words.split(), *[""] * 4)[:4]
    found = _found(event, db)
    asked = page_publications.of_page(db, found[1].id) if found else None
    if found is None or asked is None:
        return [say("publish.not_yours")]
    project, page = found
    if not publishing.may_agree(db, project, asked, event.actor.id):
        return [say("publish.other_school")]
    if mark_of(page) != asked.mark or pagegate.asked_mark(db, asked) != mark:
        return [say("publish.changed")]
    makers = page_publications.makers(db, page.id)
    school = publishing.school_of(db, project, event.actor.id)
    if problem := pagegate.problem(db, project, page, makers, sure == "sure", school):
        return [problem]
    if not page_publications.agree(db, asked, event.actor.id, event.at):
        return [say("publish.changed")]
    agreeing.log(event, db, Kind.PUBLISHED, page, "two schools agreed")
    return []


@command("unpublishpage", needs=Needs.TEACHER, listed=False, browser=True)
def withdraw(event: Event, db: Db) -> list[Reply]:
    """Take a page off the public, or off what waits: "PROJECT PAGE"; also of a closed project."""
    found = _found(event, db, is_closed_too=True)
    if found is None:
        return [say("publish.not_yours")]
    if page_publications.withdraw(db, found[1].id):
        agreeing.log(event, db, Kind.WITHDRAWN, found[1], "by a teacher")
    return []


def _held(event: Event, db: Db, number: str, is_closed_too: bool = False) -> Project | None:
    """Lock a project that goes on, in which who acts is a teacher now."""
    project = projects.hold(db, numbers.read(number))
    states = publishing.KEPT if is_closed_too else {State.ACTIVE}
    if project is None or project.state not in states:
        return None
    return project if publishing.school_of(db, project, event.actor.id) is not None else None


def _found(event: Event, db: Db, is_closed_too: bool = False) -> tuple[Project, Page] | None:
    number, page_id = (*event.words.split(None, 2), "", "")[:2]
    project = _held(event, db, number, is_closed_too)
    page = pagegate.page_of(db, project, numbers.read(page_id)) if project else None
    return (project, page) if project is not None and page is not None else None
