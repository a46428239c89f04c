"""What the support services decide about projects, and what follows."""

from handlers import cards
from handlers.conversation import Button, Event, Lane, Name, Reply, Words, rows, say
from storage import coordinators, members, people, projects, twinspaces
from storage.db import Db
from storage.projects import Project, State


def buttons_of(project: Project, country: str) -> tuple[tuple[Button, ...], ...]:
    """Lay out what a coordinator can do with a project's card."""
    about = f"j{project.id} {project.revision} {country}"
    decide = [
        Button(Words("queue.approve"), f"/approve {about}"),
        Button(Words("queue.ask"), f"/ask {about}"),
        Button(Words("queue.refuse"), f"/refuse {about}"),
    ]
    return rows(decide, wide=3)


def cards_for_coordinators(db: Db, project: Project) -> list[Reply]:
    """Show a project to the support service of each founder's country."""
    return [
        Reply(
            "queue.new_project",
            {"card": cards.project(db, project)},
            buttons_of(project, country),
            to=decider,
            lane=Lane.REMINDER,
            once=f"project-{project.id}-{project.revision}-{country}-{decider}",
        )
        for country in sorted(projects.missing(db, project))
        for decider in coordinators.responsible(db, country, but=project.founders)
    ]


def may_decide(event: Event, db: Db, project: Project, country: str) -> bool:
    """Tell whether this coordinator may decide about the project for the country now."""
    mine = coordinators.countries_of(db, event.actor.id)
    is_asked = project.state == State.NSS and country in projects.missing(db, project)
    is_own = event.actor.id in project.founders
    return is_asked and not is_own and coordinators.may_decide(mine, country)


def approve(
    event: Event, db: Db, project: Project | None, country: str
) -> tuple[Words, list[Reply]]:
    """Approve for one country; with the last one the project is active and its TwinSpace opens.

    Source: docs/rules.md, PRJ-1 and PRJ-2.
    """
    if project is None or not may_decide(event, db, project, country):
        return Words("queue.already"), []
    projects.approve(db, project, country, event.actor.id, event.at)
    outcome = Words("queue.project_approved", {"title": project.title})
    missing = projects.missing(db, project)
    if missing:
        others = Name("country", sorted(missing)[0])
        told = [
            say("project.half_approved", to=founder, title=project.title, country=others)
            .noticed("projects")
            .with_buttons((Button(Words("router.status"), "/status"),))
            for founder in sorted(project.founders)
        ]
        return outcome, told
    project = projects.change(db, project, State.ACTIVE, event.at, reason="")
    for founder in sorted(project.founders):
        person = people.by_id(db, founder)
        members.put(
            db,
            project.id,
            founder,
            role=members.Role.FOUNDER,
            state=members.State.IN,
            school_id=person.school_id if person else None,
            at=event.at,
        )
    twinspaces.want(db, project.id)
    told = [
        say("project.active", to=founder, title=project.title)
        for founder in sorted(project.founders)
    ]
    return outcome, told


def ask(
    event: Event, db: Db, project: Project | None, country: str, words: str
) -> tuple[Words, list[Reply]]:
    """Ask both founders something; the card stays where it is until it is decided."""
    if project is None or not may_decide(event, db, project, country):
        return Words("queue.already"), []
    answer = Button(Words("status.answer"), f"/tell {project.id} {country}")
    fields = {"title": project.title, "country": Name("country", country), "note": words}
    told = [
        Reply("project.asked", fields, ((answer,),), to=founder)
        for founder in sorted(project.founders)
    ]
    return Words("queue.project_asked", {"title": project.title}), told


def answered(db: Db, project: Project, country: str, words: str) -> list[Reply]:
    """Bring a founder's answer to those who asked, with the card to decide about."""
    card = Words("queue.project_says", {"card": cards.project(db, project), "note": words})
    buttons = buttons_of(project, country)
    return [
        Reply("queue.new_project", {"card": card}, buttons, to=decider, lane=Lane.REMINDER)
        for decider in coordinators.responsible(db, country, but=project.founders)
    ]


def refuse(
    event: Event, db: Db, project: Project | None, country: str, reason: str
) -> tuple[Words, list[Reply]]:
    """Send a project back to draft, with the reason, told to both founders."""
    if project is None or not may_decide(event, db, project, country):
        return Words("queue.already"), []
    project = projects.change(db, project, State.DRAFT, event.at, reason=reason)
    edit = Button(Words("project.edit"), f"/project {project.id}")
    told = [
        say(
            "project.refused",
            to=founder,
            title=project.title,
            country=Name("country", country),
            reason=reason,
        ).with_buttons((edit,))
        for founder in sorted(project.founders)
    ]
    return Words("queue.project_refused", {"title": project.title}), told
