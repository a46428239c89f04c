"""A project's card for one of its teachers: where it stands and what this person can do."""

from handlers import cards, closing, founding
from handlers.conversation import Button, Listing, Name, Reply, Words, rows, say
from storage import approvals, heartbeats, members, quiet_classes
from storage.db import Db
from storage.people import Person
from storage.projects import Project, State


def show(db: Db, project: Project, viewer: Person) -> Reply:
    """Show where the project stands, since when, and the next steps as buttons."""
    fields = {
        "card": cards.project(db, project),
        "state": state_of(db, project),
        "since": project.since.date(),
    }
    return Reply("project.card", fields, rows(_buttons(db, project, viewer), wide=2))


def state_of(db: Db, project: Project) -> Words | Name:
    """Say where a project stands, and whom it waits for."""
    if project.state == State.NSS:
        if asking := founding.asking(db, project):
            return Words("project.waits_for_you", {"country": Name("country", asking)})
        missing = Listing(
            tuple(Name("country", one) for one in sorted(approvals.missing(db, project)))
        )
        return Words("project.waits_for", {"countries": missing})
    if project.state == State.DRAFT and project.reason:
        return Words("project.came_back", {"reason": project.reason})
    if until := closing.erased_on(db, project):
        return Words("project.closed_until", {"until": until})
    return Name("projectstate", project.state)


def _buttons(db: Db, project: Project, viewer: Person) -> list[Button]:
    is_founder = viewer.id in project.founders
    about = f"{project.id} {project.revision}"
    match project.state:
        case State.DRAFT if viewer.id == project.founder_id:
            return [Button(Words("project.change"), f"/again {project.id}")]
        case State.PARTNER if viewer.id == project.cofounder_id:
            return [
                Button(Words("project.join"), f"/cofound yes {about}"),
                Button(Words("project.decline"), f"/cofound no {about}"),
            ]
        case State.ACTIVE:
            return _active(db, project, viewer, is_founder)
        case State.CLOSED | State.ARCHIVED if is_founder:
            return [
                Button(Words("project.reopen"), f"/reopen {about}"),
                *_over(project),
            ]
        case State.CLOSED | State.ARCHIVED:
            return _over(project)
    return []


def _over(project: Project) -> list[Button]:
    buttons = [Button(Words("project.twinspace"), f"/twinspace {project.id}")]
    if not project.is_national:
        buttons.append(Button(Words("help.label"), f"/label {project.id}"))
    return buttons


def _active(db: Db, project: Project, viewer: Person, is_founder: bool) -> list[Button]:
    member = members.of_person(db, project.id, viewer.id)
    if member is not None and member.state == members.State.INVITED:
        return [
            Button(Words("project.join"), f"/join yes {project.id}"),
            Button(Words("project.decline"), f"/join no {project.id}"),
        ]
    buttons = [
        Button(Words("project.twinspace"), f"/twinspace {project.id}"),
        Button(Words("project.pupils"), f"/pupils {project.id}"),
    ]
    rest = Button(Words("project.more"), f"/moreproject {project.id}")
    if is_founder:
        return [
            *buttons,
            Button(Words("project.invite"), f"/invite {project.id}"),
            Button(Words("project.handover"), f"/handover {project.id}"),
            Button(Words("project.close"), f"/close {about_of(project)}"),
            rest,
        ]
    return [*buttons, Button(Words("project.leave"), f"/leave {project.id}"), rest]


def more(db: Db, project: Project, viewer: Person) -> Reply:
    """Show what one does less often with a running project."""
    fields = {
        "title": project.title,
        "rhythm": Name("rhythm", heartbeats.rhythm(db, project.id)),
    }
    buttons = [
        Button(Words("help.label"), f"/label {project.id}"),
        Button(Words("heartbeat.pause"), f"/pause {project.id}"),
    ]
    if viewer.id in project.founders:
        buttons.append(Button(Words("heartbeat.change"), f"/rhythm {project.id}"))
        buttons.append(Button(Words("project.end_part"), f"/endpart {project.id}"))
    return Reply("project.more_card", fields, rows(buttons, wide=2))


def founders_only() -> Reply:
    """Say that only the founders may do this."""
    mine = Button(Words("help.projects"), "/projects")
    return say("project.founders_only").with_buttons((mine,))


def _quiet(db: Db, viewer: Person) -> Button:
    """Show the quiet hours of the viewer's school; pressed, they can be changed."""
    hours = quiet_classes.of_school(db, viewer.school_id) if viewer.school_id else None
    shown = Words("project.quiet")
    if hours is not None:
        shown = Words("project.quiet_from", {"hours": hours.written})
    return Button(shown, "/quietclass")


def declined(project: Project) -> Reply:
    """Say to somebody that they have declined to take part."""
    mine = Button(Words("help.projects"), "/projects")
    return say("project.you_declined", title=project.title).with_buttons((mine,))


def about_of(project: Project) -> str:
    """Name a project and its revision in a button."""
    return f"{project.id} {project.revision}"
