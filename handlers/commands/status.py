"""/status: who has the ball, and since when; and the ways to move it."""

from typing import Any

from handlers import (
    cardtalk,
    forms,
    founding,
    labelreviews,
    projectcard,
    proving,
    questions,
    suspending,
)
from handlers.commands.register import card_for_coordinators, reason_of
from handlers.conversation import (
    Button,
    Event,
    File,
    Lines,
    Name,
    Needs,
    Reply,
    Words,
    command,
    rows,
    say,
)
from handlers.forms import Question, form
from storage import card_talks, dialogues, label_reviews, members, people, projects
from storage.db import Db
from storage.label_reviews import State as Sent
from storage.people import Person, Standing
from storage.projects import State


@command("status", rank=2)
def status(event: Event, db: Db) -> list[Reply]:
    """Say where the person's registration and projects stand.

    Source: docs/rules.md, REG-4.
    """
    person = event.person
    if person is None:
        return [_visitor(event, db)]
    match person.standing:
        case Standing.WAITING:
            return [_waiting(event, db, person)]
        case Standing.ASKED:
            button = Button(Words("status.answer"), "/reply")
            said = cardtalk.for_person(db, f"p{person.id}") or person.note
            asked = say("status.asked", talk=said, since=person.since.date())
            return [asked.with_buttons((button,))]
        case Standing.REFUSED:
            return [_refused(person)]
        case Standing.SUSPENDED:
            return [suspending.where_it_stands(db, person)]
        case Standing.STAFF:
            queue = Button(Words("help.queue"), "/queue")
            return [say("status.staff", name=person.name).with_buttons((queue,))]
    return [_validated(db, person)]


def _visitor(event: Event, db: Db) -> Reply:
    is_begun = dialogues.of_form(db, event.sender.id, "register") is not None
    button = Button(Words("start.go_on" if is_begun else "router.register"), "/register")
    return say("status.visitor").with_buttons((button,))


def _waiting(event: Event, db: Db, person: Person) -> Reply:
    days = (event.at - person.since).days
    since = person.since.date()
    if person.is_appeal:
        return say("status.appeal", since=since)
    country = Name("country", person.country)
    reply = say("status.waiting", country=country, since=since, days=days)
    profile = Button(Words("help.profile"), "/profile")
    if proving.is_wanted(db, person):
        return reply.with_buttons((Button(Words("proof.later_button"), "/proof"), profile))
    return reply.with_buttons((profile,))


def _refused(person: Person) -> Reply:
    again = Button(Words("status.again"), "/register")
    appeal = Button(Words("status.appeal_button"), "/appeal")
    reply = say("status.refused", reason=reason_of(person.note), since=person.since.date())
    return reply.with_buttons(*rows([again, appeal]))


def _validated(db: Db, person: Person) -> Reply:
    mine = _open_projects(db, person)
    lines = [_project(db, project) for project in mine]
    lines += [labelreviews.line(db, one) for one in label_reviews.open_of(db, person.id)]
    shown = Lines(tuple(lines)) if lines else Words("status.no_projects")
    switch = Words("status.available") if person.is_available else Words("status.unavailable")
    partners = Button(Words("help.partners"), "/partners")
    list_ = Button(Words("help.projects"), "/projects")
    reply = say("status.validated", since=person.since.date(), switch=switch, projects=shown)
    return reply.with_buttons(*rows([*_answers(db, person, mine), partners, list_]))


def _answers(db: Db, person: Person, mine: list[projects.Project]) -> list[Button]:
    """Give the ways to answer what a service asked about the person's projects."""
    own = [one for one in mine if one.state == State.NSS and person.id in one.founders]
    asked = [(one, founding.asking(db, one)) for one in own]
    answer = Words("status.answer")
    labels = [one for one in label_reviews.open_of(db, person.id) if one.state == Sent.ASKED]
    return [
        *(Button(answer, f"/tell {one.id} {country}") for one, country in asked if country),
        *(Button(answer, f"/labeltell {one.id}") for one in labels),
    ]


def _open_projects(db: Db, person: Person) -> list[projects.Project]:
    numbers = {*members.projects_of(db, person.id), *projects.founded_by(db, person.id)}
    found = [projects.by_id(db, number) for number in sorted(numbers, reverse=True)]
    return [one for one in found if one is not None]


def _project(db: Db, project: projects.Project) -> Words:
    """Say of a project what it waits for, and since when."""
    fields: dict[str, Any] = {"title": project.title, "since": project.since.date()}
    return Words("status.project", {**fields, "state": projectcard.state_of(db, project)})


@command("reply", needs=Needs.REGISTERED, listed=False)
def reply(event: Event, db: Db) -> list[Reply]:
    """Answer what a coordinator asked."""
    if event.actor.is_suspended and suspending.is_asked(db, event.actor):
        return forms.begin(event, db, "reply")
    if event.actor.standing != Standing.ASKED:
        return status(event, db)
    return forms.begin(event, db, "reply_file" if proving.takes_file(event.actor) else "reply")


@form(
    "reply_file",
    Question("answer", questions.Paragraph, "status.reply_file", takes_files=True),
    needs=Needs.REGISTERED,
    is_letter=True,
)
def replied_with_file(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Keep a file that comes in answer as the proof that it is, and its words as an answer."""
    person = people.hold(db, event.actor.id)
    if person.standing == Standing.ASKED and answers.get("file"):
        proving.keep_file(db, person, File(**answers["file"]), event)
    return _answered(event, db, person, answers["answer"])


@form(
    "reply",
    Question("answer", questions.Paragraph, "status.reply", no_file="status.no_file"),
    needs=Needs.REGISTERED,
    is_letter=True,
)
def replied(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Put the answer on the card; the coordinators have the ball again."""
    return _answered(event, db, people.hold(db, event.actor.id), answers["answer"])


def _answered(event: Event, db: Db, person: Person, answer: str) -> list[Reply]:
    if person.is_suspended:
        return suspending.answered(event, db, person, answer) or status(event, db)
    if person.standing != Standing.ASKED:
        return status(event, db)
    person = people.decide(db, person, Standing.WAITING, event.at, note=answer)
    card, me = f"p{person.id}", person.id
    if answer:  # a file may come without words
        card_talks.add(db, card, me, me, answer, event.at, is_service=False)
    status_button = Button(Words("router.status"), "/status")
    return [
        say("status.replied").with_buttons((status_button,)),
        *card_for_coordinators(db, person),
    ]


@command("appeal", needs=Needs.REGISTERED, listed=False)
def appeal(event: Event, db: Db) -> list[Reply]:
    """Ask central support to look at a refusal, or at a suspension.

    Source: docs/rules.md, REG-3 and NSS-1.
    """
    may = suspending.may_appeal(db, event.actor)
    if not may and event.actor.standing != Standing.REFUSED:
        return status(event, db)
    if may and suspending.is_wordless(db, event.actor):
        if event.words.strip() != "yes":
            return [suspending.ask_plainly()]
        person = people.hold(db, event.actor.id)
        return suspending.appealed(event, db, person, "") or status(event, db)
    return forms.begin(event, db, "appeal")


@form(
    "appeal", Question("words", questions.Paragraph, "status.appeal_words"), needs=Needs.REGISTERED
)
def appealed(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Put the card before central support, with the person's own words."""
    person = people.hold(db, event.actor.id)
    if person.is_suspended:
        return suspending.appealed(event, db, person, answers["words"]) or status(event, db)
    if person.standing != Standing.REFUSED:
        return status(event, db)
    words = answers["words"]
    person = people.decide(db, person, Standing.WAITING, event.at, is_appeal=True, note=words)
    status_button = Button(Words("router.status"), "/status")
    return [
        say("status.appealed").with_buttons((status_button,)),
        *card_for_coordinators(db, person),
    ]
