"""How often schools are expected to be heard of, pauses, and finding another partner."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from handlers import cards, forms, numbers, projectcard, times
from handlers.commands import ideas as ideas_
from handlers.conversation import Button, Event, Name, Needs, Reply, Words, command, rows, say
from handlers.forms import Asking, Option, Question, form
from handlers.zones import zone_of
from storage import classes, heartbeats, ideas, members, projects
from storage.db import Db
from storage.heartbeats import Rhythm
from storage.members import State as Part
from storage.projects import Project, State

#: A pause ends within half a year.
LONGEST = timedelta(days=184)
#: The likely lengths of a pause.
WEEKS = (1, 2, 4)
#: How far ahead holidays may begin, after which a pause is offered to end.
SOON = timedelta(days=60)


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise PydanticCustomError("form.not_found", "a day") from None


Day = Annotated[date, BeforeValidator(_day)]


@command("moreproject", needs=Needs.TEACHER, listed=False)
def more(event: Event, db: Db) -> list[Reply]:
    """Show what else one can do with a project: "7"."""
    project = _active(event, db, event.words)
    return [project] if isinstance(project, Reply) else [projectcard.more(db, project, event.actor)]


@command("rhythm", needs=Needs.TEACHER, listed=False)
def rhythm(event: Event, db: Db) -> list[Reply]:
    """Choose how often each school is expected to be heard of: "7" asks, "7 weekly" does.

    Source: docs/rules.md, PRJ-3.
    """
    number, wanted = (*event.words.split(), "", "")[:2]
    project = _active(event, db, number)
    if isinstance(project, Reply):
        return [project]
    if event.actor.id not in project.founders:
        return [projectcard.founders_only()]
    if wanted not in set(Rhythm):
        now = Name("rhythm", heartbeats.rhythm(db, project.id))
        fields = {"title": project.title, "now": now}
        buttons = [Button(Name("rhythm", one), f"/rhythm {project.id} {one}") for one in Rhythm]
        return [Reply("heartbeat.ask_rhythm", fields, rows(buttons))]
    heartbeats.choose(db, project.id, Rhythm(wanted))
    fields = {"title": project.title, "now": Name("rhythm", wanted)}
    others = [
        Reply("heartbeat.rhythm", fields, ((_open(project),),), to=one, notice="projects")
        for one in sorted(project.founders - {event.actor.id})
    ]
    return [Reply("heartbeat.rhythm", fields, ((_open(project),),)), *others]


@command("pause", needs=Needs.TEACHER, listed=False)
def pause(event: Event, db: Db) -> list[Reply]:
    """Let one's school be left alone until a day: "7"; a founder may say of which: "7 12".

    Source: docs/rules.md, PRJ-3.
    """
    number, school = (*event.words.split(), "", "")[:2]
    project = _active(event, db, number)
    if isinstance(project, Reply):
        return [project]
    wanted = numbers.read(school) or (event.actor.school_id or 0)
    if not _may_pause(event, db, project, wanted):
        return [projectcard.founders_only()]
    return forms.begin(event, db, "pause", {"project": project.id, "school": wanted})


def _may_pause(event: Event, db: Db, project: Project, school_id: int) -> bool:
    if not any(one.school_id == school_id for one in members.inside(db, project.id)):
        return False
    return school_id == event.actor.school_id or event.actor.id in project.founders


def _today(asking: Asking) -> date:
    return asking.event.at.astimezone(zone_of(asking.event.person)).date()


def _days(asking: Asking) -> Sequence[Option]:
    today = _today(asking)
    found = []
    if holidays := _holidays(asking, today):
        found.append(Option(f"{holidays}", Words("heartbeat.after_break", {"day": holidays})))
    for weeks in WEEKS:
        day = today + timedelta(weeks=weeks)
        found.append(Option(f"{day}", Words("heartbeat.weeks", {"count": weeks, "day": day})))
    school = int(asking.answers["school"])
    known = heartbeats.of_school(asking.db, int(asking.answers["project"]), school)
    if known is not None and heartbeats.is_paused(known, today + timedelta(days=1)):
        found.append(Option(f"{today}", Words("heartbeat.go_on")))
    return found


def _holidays(asking: Asking, today: date) -> date | None:
    """Find the last day of the school's next holidays, if a teacher of it entered any."""
    school = int(asking.answers["school"])
    breaks = [
        one
        for member in members.inside(asking.db, int(asking.answers["project"]))
        if member.school_id == school
        for one in classes.of_person(asking.db, member.person_id).breaks
    ]
    return min(
        (last for first, last in breaks if first <= today + SOON and last > today), default=None
    )


def _read_day(asking: Asking, text: str) -> Sequence[Option]:
    day = times.read_day(text, _today(asking), asking.language)
    return [Option(f"{day}", day)] if day else []


def _fits(asking: Asking, day: date) -> Words | None:
    is_near = _today(asking) <= day <= _today(asking) + LONGEST
    return None if is_near else Words("heartbeat.not_near")


@form(
    "pause",
    Question(
        "until",
        Day,
        "heartbeat.ask_until",
        options=_days,
        read=_read_day,
        fits=_fits,
        fields=lambda asking: {"school": cards.school(asking.db, int(asking.answers["school"]))},
        wide=1,
    ),
)
def paused(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Stop the clock of a school, and tell the others."""
    project = _active(event, db, str(answers["project"]))
    if isinstance(project, Reply):
        return [project]
    school_id = int(answers["school"])
    if not _may_pause(event, db, project, school_id):
        return [projectcard.founders_only()]
    heartbeats.pause(db, project.id, school_id, answers["until"], event.at)
    school = cards.school(db, school_id)
    fields = {"school": school, "title": project.title, "until": answers["until"]}
    today = event.at.astimezone(zone_of(event.person)).date()
    key = "heartbeat.paused" if answers["until"] > today else "heartbeat.goes_on"
    told = [
        Reply(key, fields, ((_open(project),),), to=one.person_id, notice="heartbeat")
        for one in members.inside(db, project.id)
        if one.person_id != event.actor.id
    ]
    return [Reply(key, fields, ((_open(project),),)), *told]


@command("replace", needs=Needs.TEACHER, listed=False)
def replace(event: Event, db: Db) -> list[Reply]:
    """Look for another partner of a project: an idea to post, with its facts filled in."""
    project = _active(event, db, event.words)
    if isinstance(project, Reply):
        return [project]
    if event.actor.id not in project.founders:
        return [projectcard.founders_only()]
    if len(ideas.by_author(db, event.actor.id, event.at)) >= ideas_.MINE:
        return ideas_.idea(event, db)
    known = {
        "title": project.title,
        "text": project.description,
        "ages": f"{project.age_min}-{project.age_max}",
        "languages": list(project.languages),
        "subjects": list(project.subjects),
    }
    return forms.begin(event, db, "idea", known)


def _active(event: Event, db: Db, number: str) -> Project | Reply:
    """Find the running project that is meant and in which the person is; else what to say."""
    project = projects.hold(db, numbers.read(number))
    member = members.of_person(db, project.id, event.actor.id) if project else None
    if project is None or member is None or member.state != Part.IN:
        return say("project.not_yours")
    return project if project.state == State.ACTIVE else projectcard.show(db, project, event.actor)


def _open(project: Project) -> Button:
    return Button(project.title, f"/project {project.id}")
