"""What the support services decide about projects, and what follows."""

from handlers import cards, cardtalk, queuing
from handlers.conversation import Button, Event, Lane, Name, Reply, Words, say
from storage import approvals, card_talks, coordinators, members, people, projects, twinspaces
from storage.db import Db
from storage.projects import Project, State


def buttons_of(project: Project, country: str) -> tuple[tuple[Button, ...], ...]:
    """Lay out what a coordinator can do with a project's card."""
    return queuing.decide_buttons(f"{name_of(project, country)} {project.revision}")


def name_of(project: Project, country: str) -> str:
    """Give the name of a project's card before one country."""
    return f"j{project.id}{country}"


def card_of(db: Db, project: Project, country: str) -> Words:
    """Show a project as one country's coordinators see it, with what they asked."""
    return cardtalk.on_card(db, name_of(project, country), cards.project(db, project))


def cards_for_coordinators(db: Db, project: Project, nudge: int = 0) -> list[Reply]:
    """Show a project to the support service of each founder's country that has not decided.

    `nudge` counts the reminders of it: who waits for the founders' answer is not reminded.
    """
    but = approvals.asked(db, project) if nudge else frozenset()
    return [
        Reply(
            "queue.nudge_project" if nudge else "queue.new_project",
            {"card": card_of(db, project, country)},
            buttons_of(project, country),
            to=decider,
            lane=Lane.REMINDER,
            once=f"project-{project.id}-{project.revision}-{country}-{nudge}-{decider}",
        )
        for country in sorted(approvals.missing(db, project) - but)
        for decider in coordinators.responsible(db, country, but=project.founders)
    ]


def reminded(project: Project, count: int) -> list[Reply]:
    """Tell both founders that those were reminded who have yet to decide."""
    status = Button(Words("router.status"), "/status")
    fields = {"title": project.title, "since": project.since.date()}
    return [
        Reply(
            "project.reminded",
            fields,
            ((status,),),
            to=founder,
            lane=Lane.REMINDER,
            once=f"project-reminded-{project.id}-{project.revision}-{count}-{founder}",
        )
        for founder in sorted(project.founders)
    ]


def approve(event: Event, db: Db, project: Project, country: str) -> tuple[Words, list[Reply]]:
    """Approve for one country; with the last one the project is active and its TwinSpace opens.

    Source: docs/rules.md, PRJ-1 and PRJ-2.
    """
    approvals.approve(db, project, country, event.actor.id, event.at)
    card_talks.end(db, name_of(project, country))
    outcome = Words("queue.project_approved", {"title": project.title})
    missing = approvals.missing(db, project)
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
    event: Event, db: Db, project: Project, country: str, words: str
) -> tuple[Words, list[Reply]]:
    """Ask both founders something; the card stands behind the others until they answer."""
    approvals.ask(db, project, country, event.at)
    card, about, at = name_of(project, country), project.founder_id, event.at
    card_talks.add(db, card, about, event.actor.id, words, at, is_service=True)
    answer = Button(Words("status.answer"), f"/tell {project.id} {country}")
    fields = {"title": project.title, "country": Name("country", country), "note": words}
    told = [
        Reply("project.asked", fields, ((answer,),), to=founder)
        for founder in sorted(project.founders)
    ]
    return Words("queue.project_asked", {"title": project.title}), told


def asking(db: Db, project: Project) -> str:
    """Say which country waits for an answer of the founders; empty if none does."""
    return next(iter(sorted(approvals.asked(db, project))), "")


def answered(event: Event, db: Db, project: Project, country: str, words: str) -> list[Reply]:
    """Bring a founder's answer to those who asked, with the card to decide about."""
    approvals.ask(db, project, country, None)
    name, about, at = name_of(project, country), project.founder_id, event.at
    card_talks.add(db, name, about, event.actor.id, words, at, is_service=False)
    card = card_of(db, project, country)
    buttons = buttons_of(project, country)
    return [
        Reply("queue.new_project", {"card": card}, buttons, to=decider, lane=Lane.REMINDER)
        for decider in coordinators.responsible(db, country, but=project.founders)
    ]


def refuse(
    event: Event, db: Db, project: Project, country: str, reason: str
) -> tuple[Words, list[Reply]]:
    """Send a project back to draft, with the reason, told to both founders."""
    for asked in approvals.missing(db, project):
        card_talks.end(db, name_of(project, asked))
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
