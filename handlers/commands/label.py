"""/label: evidence for a Quality Label, filed during the year, and the application made of it."""

from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints

from handlers import (
    forms,
    labelpaper,  # noqa: F401 - makes the application's files
    numbers,
)
from handlers.conversation import (
    Button,
    Event,
    File,
    Lines,
    Listing,
    Name,
    Needs,
    Recipe,
    Reply,
    Words,
    command,
    rows,
    say,
)
from handlers.forms import Question, form
from storage import labels, members, people, projects
from storage.db import Db
from storage.labels import Evidence
from storage.members import State as Part
from storage.projects import Project, State

#: A project has results to show when it is closed, or has run for so many weeks.
WEEKS = 12
_STARTED = frozenset({State.ACTIVE, State.CLOSED, State.ARCHIVED})
#: What is filed for a point: what was done, and where it is seen.
Said = Annotated[
    str,
    BeforeValidator(lambda value: value or ""),
    StringConstraints(strip_whitespace=True, min_length=5, max_length=1000),
]


@command("label", needs=Needs.TEACHER, rank=7)
def label(event: Event, db: Db) -> list[Reply]:
    """Show what is filed for a project's Quality Label, and what is missing: "7".

    Source: docs/rules.md, PRJ-5.
    """
    mine = _mine(event, db)
    named = [one for one in mine if str(one.id) == event.words.strip()]
    chosen = named or (mine if len(mine) == 1 else [])
    if chosen:
        return [_refusal(chosen[0]) or _card(event, db, chosen[0])]
    if not mine:
        new = Button(Words("help.projects"), "/projects")
        return [say("label.no_project").with_buttons((new,))]
    buttons = [Button(one.title, f"/label {one.id}") for one in mine[:8]]
    return [say("label.which").with_buttons(*rows(buttons))]


def _mine(event: Event, db: Db) -> list[Project]:
    numbers_ = members.projects_of(db, event.actor.id)
    found = [projects.by_id(db, number) for number in numbers_]
    return [one for one in found if one is not None and one.state in _STARTED]


def _refusal(project: Project) -> Reply | None:
    """Say why a project can have no label; None if it can."""
    if not project.is_national:
        return None
    kits = Button(Words("help.partners"), "/partners")
    return say("label.national", title=project.title).with_buttons((kits, _open(project)))


def _card(event: Event, db: Db, project: Project, key: str = "label.card") -> Reply:
    """Show each point with how much is filed; the next one that is missing comes first."""
    filed = labels.filed(db, project.id, event.actor.id)
    lines = [_line(point, filed) for point in labels.POINTS]
    fields = {"title": project.title, "points": Lines(tuple(lines))}
    gaps = labels.missing(filed)
    about = f"{project.id}"
    wanted = (*gaps, *(one for one in labels.POINTS if one not in gaps))
    buttons = [Button(Name("labelpoint", one), f"/evidence {about} {one}") for one in wanted]
    ways = [Button(Words("label.list"), f"/filed {about}")] if filed else []
    ways += [Button(Words("label.apply"), f"/applylabel {about}")] if filed else []
    return Reply(key, fields, (*rows(buttons, wide=2), *rows(ways, wide=2)))


def _line(point: str, filed: list[Evidence]) -> Words:
    count = sum(one.point == point for one in filed)
    fields = {"point": Name("labelpoint", point), "count": count}
    if point in labels.COMPULSORY:
        return Words("label.line_compulsory", fields)
    return Words("label.line", fields)


@command("evidence", needs=Needs.TEACHER, listed=False)
def evidence(event: Event, db: Db) -> list[Reply]:
    """File evidence for a point of the label: "7 technology"."""
    number, point = (*event.words.split(), "", "")[:2]
    project = _project(event, db, number)
    if isinstance(project, Reply):
        return [project]
    if point not in labels.POINTS:
        return [_card(event, db, project)]
    return forms.begin(event, db, "evidence", {"project": project.id, "point": point})


@form(
    "evidence",
    Question(
        "text",
        Said,
        "label.ask_evidence",
        takes_files=True,
        fields=lambda asking: {"point": Name("labelpoint", asking.answers["point"])},
    ),
)
def file(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Keep what was said, with the file that came with it."""
    project = _project(event, db, str(answers["project"]))
    if isinstance(project, Reply):
        return [project]
    point, me = answers["point"], event.actor.id
    there = [one for one in labels.filed(db, project.id, me) if one.point == point]
    if len(there) >= labels.MOST:
        return [say("label.enough", most=labels.MOST).with_buttons((_list(project),))]
    labels.file(db, project.id, me, point, answers["text"], answers["file"], event.at)
    return [_card(event, db, project, "label.filed")]


@command("filed", needs=Needs.TEACHER, listed=False)
def filed(event: Event, db: Db) -> list[Reply]:
    """List what is filed of a project: "7"; show one, to look at or remove: "7 12"."""
    number, which = (*event.words.split(), "", "")[:2]
    project = _project(event, db, number)
    if isinstance(project, Reply):
        return [project]
    mine = labels.filed(db, project.id, event.actor.id)
    one = next((one for one in mine if str(one.id) == which), None)
    if one is not None:
        return [_shown(project, one)]
    if not mine:
        return [_card(event, db, project)]
    buttons = []
    for place, found in enumerate(mine, start=1):
        about = {"place": place, "point": Name("labelpoint", found.point)}
        command_ = f"/filed {project.id} {found.id}"
        buttons.append(Button(Words("label.filed_button", about), command_))
    reply = say("label.all_filed", title=project.title, count=len(mine))
    return [reply.with_buttons(*rows(buttons, wide=2), (_back(project),))]


def _shown(project: Project, one: Evidence) -> Reply:
    fields = {"point": Name("labelpoint", one.point), "text": one.text, "day": one.at.date()}
    remove = Button(Words("label.remove"), f"/unfile {one.id}")
    attached = File(**one.file) if one.file else None
    key = "label.one" if one.text else "label.one_file"
    return Reply(key, fields, ((remove, _list(project)),), file=attached)


@command("unfile", needs=Needs.TEACHER, listed=False)
def unfile(event: Event, db: Db) -> list[Reply]:
    """Remove one thing that one filed."""
    found = labels.by_id(db, numbers.read(event.words))
    if found is None or found.person_id != event.actor.id:
        return label(event, db)
    project = _project(event, db, str(found.project_id))
    if isinstance(project, Reply):
        return [project]
    labels.remove(db, found.id)
    return [_card(event, db, project, "label.removed")]


@command("applylabel", needs=Needs.TEACHER, listed=False)
def apply(event: Event, db: Db) -> list[Reply]:
    """Make the application: "7" looks and asks, "7 yes" hands it in and gives its files."""
    number, yes = (*event.words.split(), "", "")[:2]
    project = _project(event, db, number)
    if isinstance(project, Reply):
        return [project]
    people.hold(db, event.actor.id)
    if problem := _not_ready(event, db, project):
        return [problem]
    is_in = labels.handed_in(db, project.id, event.actor.id) is not None
    if yes != "yes" and not is_in:
        sure = Button(Words("label.apply_yes"), f"/applylabel {project.id} yes")
        gaps = labels.missing(labels.filed(db, project.id, event.actor.id))
        if gaps:
            missing = Listing(tuple(Name("labelpoint", one) for one in gaps))
            asked = say("label.apply_gaps", title=project.title, missing=missing)
        else:
            asked = say("label.apply_sure", title=project.title)
        return [asked.with_buttons((sure, _back(project)))]
    if not labels.hand_in(db, project.id, event.actor.id, event.at):
        return [say("label.too_many", most=labels.A_YEAR).with_buttons((_open(project),))]
    ids = (project.id, event.actor.id)
    fields, back = {"title": project.title}, ((_back(project),),)
    send = Button(Words("label.send"), f"/sendlabel {project.id}")
    return [
        Reply("label.handed_in", fields, back, file=Recipe("label", ids)),
        Reply("label.as_text", fields, ((send,), *back), file=Recipe("label_text", ids)),
    ]


def _not_ready(event: Event, db: Db, project: Project) -> Reply | None:
    """Say what an application still wants; None if nothing."""
    weeks = (event.at - project.founded_at).days // 7
    if project.state == State.ACTIVE and weeks < WEEKS:
        return say("label.too_early", weeks=WEEKS).with_buttons((_back(project),))
    gaps = labels.missing(labels.filed(db, project.id, event.actor.id))
    must = [one for one in gaps if one in labels.COMPULSORY]
    if not must:
        return None
    buttons = [Button(Name("labelpoint", one), f"/evidence {project.id} {one}") for one in must]
    missing = Listing(tuple(Name("labelpoint", one) for one in must))
    return say("label.must", missing=missing).with_buttons(*rows(buttons))


def _project(event: Event, db: Db, number: str) -> Project | Reply:
    """Find the project whose label is meant, in which the person is; else what to say."""
    project = projects.by_id(db, numbers.read(number))
    member = members.of_person(db, project.id, event.actor.id) if project else None
    if project is None or member is None or member.state != Part.IN:
        return say("project.not_yours")
    if project.state not in _STARTED:
        return say("label.no_project").with_buttons((_open(project),))
    return _refusal(project) or project


def _list(project: Project) -> Button:
    return Button(Words("label.list"), f"/filed {project.id}")


def _back(project: Project) -> Button:
    return Button(Words("label.back"), f"/label {project.id}")


def _open(project: Project) -> Button:
    return Button(project.title, f"/project {project.id}")
