"""A project's pages, on the portal: written by its teachers, and made public by two schools.

Source: docs/rules.md, TWS-14.
"""

from datetime import timedelta

from handlers import numbers, pagegate, publishing, questions, validation
from handlers.conversation import Button, Event, Needs, Reply, Words, command, say
from storage import codes, members, page_publications, pages, projects, safeguarding
from storage.codes import Purpose
from storage.db import Db
from storage.page_publications import mark_of
from storage.pages import Audience, Page
from storage.projects import Project, State
from storage.pupils import Pupil
from storage.safeguarding import Kind

#: How long the link of a notice is good.
LASTS = timedelta(hours=24)


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
    if problem := validation.problem(questions.Line, title):
        return [Reply(problem.key, problem.fields)]
    if not text.strip() or len(text) > pagegate.LONGEST:
        key = "pages.too_long" if text.strip() else "pages.empty"
        return [say(key, most=pagegate.LONGEST)]
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
    if str(page.revision) != revision or not pages.change(db, page, event.at, **values):
        return [say("pages.changed")]
    return [say("pages.saved", slug=page.slug)]


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
        _log(db, Kind.WITHDRAWN, event, page, "deleted")
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
    makers = _makers(db, project, whose, ids)
    if makers is None:
        return [say("publish.ask_maker")]
    if problem := pagegate.problem(db, project, page, makers, sure == "sure"):
        return [problem]
    was_public = page_publications.is_public(db, page)
    those = [one.id for one in makers]
    page_publications.ask(db, page, event.actor.id, school, those, event.at)
    told = _told(event, db, project, school)
    if was_public:
        _log(db, Kind.WITHDRAWN, event, page, "asked anew")
    return told


def _makers(db: Db, project: Project, whose: str, ids: str) -> list[Pupil] | None:
    """Read whose work is on it; None if the answer and the choice do not fit."""
    wanted = {numbers.read(each) for each in ids.split()}
    found = [each for each in publishing.children(db, project) if each.id in wanted]
    fits = {"pupils": True, "others": False}.get(whose) == bool(found)
    return found if fits and len(found) == len(wanted) else None


def _told(event: Event, db: Db, project: Project, school: int | None) -> list[Reply]:
    """Tell the teachers of the other schools how many pages wait, with a one-time link."""
    count = len(page_publications.waiting(db, project.id))
    told = []
    for member in members.inside(db, project.id):
        if member.school_id in {None, school} or member.person_id == event.actor.id:
            continue
        code = event.fresh(f"pages {member.person_id}", 20)
        subject, who = str(project.id), member.person_id
        codes.make(db, code, Purpose.PAGES, subject, at=event.at, lasts=LASTS, person_id=who)
        fields = {"title": project.title, "count": count, "link": f"{event.site}/open/{code}"}
        again = Button(Words("project.twinspace"), f"/twinspace {project.id}")
        notice = Reply("pages.wait", fields, ((again,),), to=who, notice="projects")
        told.append(notice.secretly())
    return told


@command("agreepage", needs=Needs.TEACHER, listed=False, browser=True)
def agree(event: Event, db: Db) -> list[Reply]:
    """Agree for another school, on exactly this text: "PROJECT PAGE MARK [sure]"."""
    _, _, mark, sure = (*event.words.split(), *[""] * 4)[:4]
    found = _found(event, db)
    asked = page_publications.of_page(db, found[1].id) if found else None
    if found is None or asked is None:
        return [say("publish.not_yours")]
    project, page = found
    if not pagegate.may_agree(db, project, asked, event.actor.id):
        return [say("publish.other_school")]
    if not mark_of(page) == asked.mark == mark:
        return [say("publish.changed")]
    makers = page_publications.makers(db, page.id)
    if problem := pagegate.problem(db, project, page, makers, sure == "sure"):
        return [problem]
    if not page_publications.agree(db, asked, event.actor.id, event.at):
        return [say("publish.changed")]
    _log(db, Kind.PUBLISHED, event, page, "two schools agreed")
    return []


@command("unpublishpage", needs=Needs.TEACHER, listed=False, browser=True)
def withdraw(event: Event, db: Db) -> list[Reply]:
    """Take a page off the public, or off what waits: "PROJECT PAGE"; also of a closed project."""
    found = _found(event, db, is_closed_too=True)
    if found is None:
        return [say("publish.not_yours")]
    if page_publications.withdraw(db, found[1].id):
        _log(db, Kind.WITHDRAWN, event, found[1], "by a teacher")
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


def _log(db: Db, kind: Kind, event: Event, page: Page, reason: str) -> None:
    safeguarding.write(
        db,
        kind,
        event.at,
        actor=f"person:{event.actor.id}",
        subject=f"page:{page.id}",
        project_id=page.project_id,
        reason=reason,
    )
