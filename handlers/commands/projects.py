"""/projects and /project: the plan of a project, from the first title to a second school's yes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from handlers import cards, forms, founding, numbers, questions
from handlers.conversation import (
    Button,
    Event,
    Lane,
    Lines,
    Name,
    Needs,
    Reply,
    Words,
    command,
    rows,
    say,
)
from handlers.forms import Asking, Option, Question, form
from handlers.projectcard import declined, show
from storage import approvals, contacts, members, people, projects
from storage.db import Db
from storage.people import Person
from storage.projects import Project, State

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=80)]
Pupils = Annotated[int, Field(ge=1, le=2000)]
PersonId = Annotated[str, StringConstraints(pattern=r"^\d{1,12}$")]

#: The columns of a plan that the form asks for by their own names.
_PLAN = (
    "title",
    "description",
    "languages",
    "pupils",
    "subjects",
    "tools",
    "aims",
    "process",
    "results",
)


@command("projects", needs=Needs.TEACHER, rank=3)
def list_(event: Event, db: Db) -> list[Reply]:
    """List one's projects, with what each waits for."""
    found = {*members.projects_of(db, event.actor.id), *projects.founded_by(db, event.actor.id)}
    mine = [projects.by_id(db, number) for number in sorted(found, reverse=True)]
    new = Button(Words("project.new"), "/project new")
    shelf = Button(Words("projects.archive"), "/projects archived")
    is_shelf = event.words.strip() == "archived"
    lines, buttons = [], []
    for project in mine:
        assert project is not None
        if (project.state == State.ARCHIVED) != is_shelf:
            continue
        state = Name("projectstate", project.state)
        lines.append(Words("projects.line", {"title": project.title, "state": state}))
        buttons.append(Button(project.title, f"/project {project.id}"))
    more = [shelf] if len(lines) < len(mine) and not is_shelf else []
    if not lines:
        return [say("projects.none").with_buttons(*rows([*more, new]))]
    reply = say("projects.all", projects=Lines(tuple(lines)))
    return [reply.with_buttons(*rows([*buttons[:8], *more, new]))]


@command("project", needs=Needs.TEACHER, rank=4)
def project(event: Event, db: Db) -> list[Reply]:
    """Show one project, or begin a new one with "new".

    Source: docs/rules.md, PRJ-1.
    """
    words = event.words.strip()
    if number := numbers.read(words):
        found = projects.by_id(db, number)
        if found is None or not _concerns(db, found, event.actor.id):
            return [say("project.not_yours")]
        return [show(db, found, event.actor)]
    if words != "new":
        return list_(event, db)
    return plan(event, db)


def plan(event: Event, db: Db, known: Mapping[str, Any] | None = None) -> list[Reply]:
    """Begin the plan of a new project, or go on with one; with what is `known`, begin anew."""
    if event.actor.school_id is None:
        return [say("project.no_school")]
    if not _partners(db, event.actor):
        search = Button(Words("help.partners"), "/partners")
        return [say("project.no_contacts").with_buttons((search,))]
    begun = None if known else forms.resume(event, db, "project")
    return begun or forms.begin(event, db, "project", known)


def _concerns(db: Db, found: Project, person_id: int) -> bool:
    return person_id in found.founders or members.of_person(db, found.id, person_id) is not None


def _partners(db: Db, me: Person) -> list[Person]:
    """List the contacts who could be co-founder: teachers of another school."""
    ids = contacts.of_person(db, me.id)
    known = people.of_ids(db, set(ids))
    mine = [known[number] for number in ids if number in known]
    return [one for one in mine if one.is_validated and one.school_id not in {None, me.school_id}]


def _partner_options(asking: Asking) -> Sequence[Option]:
    return [
        Option(str(one.id), cards.contact(asking.db, one))
        for one in _partners(asking.db, asking.event.actor)[:8]
    ]


def _read_partner(asking: Asking, text: str) -> Sequence[Option]:
    found = _partners(asking.db, asking.event.actor)
    wanted = text.casefold()
    return [
        Option(str(one.id), cards.contact(asking.db, one))
        for one in found
        if wanted in one.name.casefold() or wanted == str(one.id)
    ][:8]


def _is_partner(asking: Asking, value: str) -> Words | None:
    allowed = {str(one.id) for one in _partners(asking.db, asking.event.actor)}
    return None if value in allowed else Words("project.not_a_partner")


def _plan(asking: Asking) -> Mapping[str, Any]:
    answers = asking.answers
    partner = people.by_id(asking.db, int(answers["partner"]))
    return {
        "title": answers["title"],
        "description": answers["description"],
        "languages": cards.languages(tuple(answers["languages"])),
        "ages": cards.typed_ages(answers["ages"]),
        "pupils": int(answers["pupils"]),
        "subjects": cards.subjects(tuple(answers["subjects"])),
        "partner": partner.name if partner else "",
    }


@form(
    "project",
    Question("title", Title, "project.ask_title"),
    Question("description", questions.Paragraph, "project.ask_description"),
    Question(
        "partner",
        PersonId,
        "project.ask_partner",
        options=_partner_options,
        read=_read_partner,
        fits=_is_partner,
        wide=1,
    ),
    Question(
        "languages",
        questions.Languages,
        "project.ask_languages",
        options=questions.language_options,
        read=questions.read_language,
        many=True,
    ),
    Question("ages", questions.Ages, "project.ask_ages", options=questions.age_options),
    Question("pupils", Pupils, "project.ask_pupils", reads_numbers=True),
    Question(
        "subjects",
        questions.Subjects,
        "project.ask_subjects",
        options=questions.subject_options,
        read=questions.read_subject,
        many=True,
    ),
    Question("tools", questions.Paragraph, "project.ask_tools", is_optional=True),
    Question("aims", questions.Paragraph, "project.ask_aims", is_optional=True),
    Question("process", questions.Paragraph, "project.ask_process", is_optional=True),
    Question("results", questions.Paragraph, "project.ask_results", is_optional=True),
    Question(
        "send",
        Literal["yes"],
        "project.ask_send",
        options=lambda _: [Option("yes", Words("project.send"))],
        fields=_plan,
    ),
)
def planned(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Send the plan to the co-founder, whose yes it waits for."""
    partner = people.by_id(db, int(answers["partner"]))
    assert partner is not None, "the form has seen the partner"
    youngest, oldest = answers["ages"]
    plan = {name: answers[name] for name in _PLAN}
    plan |= {"age_min": youngest, "age_max": oldest, "cofounder_id": partner.id}
    plan |= {"is_national": partner.country == event.actor.country}
    draft = projects.hold(db, int(answers["again"])) if "again" in answers else None
    if draft is not None:
        if draft.state != State.DRAFT or draft.founder_id != event.actor.id:
            return [show(db, draft, event.actor)]
        found = projects.change(db, draft, State.PARTNER, event.at, **plan)
    else:
        found = projects.found(db, State.PARTNER, event.at, founder_id=event.actor.id, **plan)
    sent = say("project.sent", title=found.title, name=partner.name)
    mine = Button(Words("help.projects"), "/projects")
    return [sent.with_buttons((mine,)), _invitation(db, found, event.actor)]


def _invitation(db: Db, found: Project, founder: Person) -> Reply:
    about = f"{found.id} {found.revision}"
    yes = Button(Words("project.join"), f"/cofound yes {about}")
    no = Button(Words("project.decline"), f"/cofound no {about}")
    fields = {"name": founder.name, "card": cards.project(db, found)}
    buttons = ((yes, no),)
    card = Reply("project.invitation", fields, buttons, to=found.cofounder_id, lane=Lane.REMINDER)
    return card.noticed("projects")


@command("cofound", needs=Needs.TEACHER, listed=False)
def cofound(event: Event, db: Db) -> list[Reply]:
    """Say yes or no to founding a project together: "yes 7 2"."""
    answer, number, revision = (*event.words.split(), "", "", "")[:3]
    found = projects.hold(db, numbers.read(number))
    if found is None or found.cofounder_id != event.actor.id:
        return [say("project.not_yours")]
    if found.state != State.PARTNER or str(found.revision) != revision:
        return [show(db, found, event.actor)]
    founder = people.by_id(db, found.founder_id)
    assert founder is not None, "a project points to its founder"
    if answer != "yes":
        found = projects.change(db, found, State.DRAFT, event.at, reason="")
        edit = Button(Words("project.edit"), f"/project {found.id}")
        told = say("project.partner_declined", to=founder.id, title=found.title)
        told = told.noticed("projects")
        return [declined(found), told.with_buttons((edit,))]
    if event.actor.school_id in {None, founder.school_id}:
        mine = Button(Words("help.projects"), "/projects")
        return [say("project.same_school").with_buttons((mine,))]
    countries = frozenset({founder.country, event.actor.country})
    found = projects.change(db, found, State.NSS, event.at, reason="")
    approvals.submit(db, found, countries)
    names = Lines(tuple(Name("country", one) for one in sorted(countries)))
    submitted = say("project.submitted", title=found.title, countries=names)
    status = Button(Words("router.status"), "/status")
    submitted = submitted.with_buttons((status,))
    return [
        submitted,
        replace(submitted, to=founder.id, notice="projects"),
        *founding.cards_for_coordinators(db, found),
    ]


@command("again", needs=Needs.TEACHER, listed=False)
def again(event: Event, db: Db) -> list[Reply]:
    """Open the plan of a project that came back to draft, to change and send it again."""
    found = projects.by_id(db, numbers.read(event.words))
    if found is None or found.founder_id != event.actor.id:
        return [say("project.not_yours")]
    if found.state != State.DRAFT:
        return [show(db, found, event.actor)]
    kept = {name: getattr(found, name) for name in _PLAN if name != "pupils"}
    answers = {key: list(v) if isinstance(v, tuple) else v for key, v in kept.items()}
    answers |= {"ages": f"{found.age_min}-{found.age_max}", "pupils": str(found.pupils)}
    answers |= {"partner": str(found.cofounder_id), "again": found.id}
    return forms.begin(event, db, "project", answers)


@command("tell", needs=Needs.TEACHER, listed=False)
def tell(event: Event, db: Db) -> list[Reply]:
    """Answer what a support service asked about a project: "7 RO"."""
    number, _, country = event.words.partition(" ")
    found = projects.by_id(db, numbers.read(number))
    if found is None or event.actor.id not in found.founders:
        return [say("project.not_yours")]
    if found.state != State.NSS or country not in approvals.missing(db, found):
        return [show(db, found, event.actor)]
    return forms.begin(event, db, "tell", {"project": found.id, "country": country})


@form(
    "tell",
    Question("words", questions.Paragraph, "status.reply", no_file="status.no_file"),
    is_letter=True,
)
def told(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Bring the answer to the support service that asked."""
    found = projects.by_id(db, answers["project"])
    if found is None or event.actor.id not in found.founders or found.state != State.NSS:
        return [say("project.not_yours")]
    sent = founding.answered(event, db, found, answers["country"], answers["words"])
    status = Button(Words("router.status"), "/status")
    return [say("status.replied").with_buttons((status,)), *sent]
