"""What is said when a school of a project is silent: to itself, then to the founders.

Source: docs/rules.md, PRJ-3.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from handlers import cards
from handlers.conversation import Button, Lane, Reply, Words, rows
from handlers.posting import push
from storage import classes, countries, heartbeats, members, projects, schools
from storage.db import Db
from storage.heartbeats import Heartbeat, Step
from storage.projects import Project

#: How many schools are counted in one transaction.
AT_ONCE = 200
#: So many days ahead a break is looked for, before which what is said must have been read.
AHEAD = 14


def tick(db: Db, now: datetime) -> bool:
    """Count a day of schools where it has begun, and say what is due. Safe to repeat.

    True if more is left.
    """
    found = heartbeats.uncounted(db, now, AT_ONCE)
    for project_id, school_id, today in found:
        is_free = free_days(db, project_id, school_id)
        known = heartbeats.count(db, project_id, school_id, today, is_free, now)
        if not (is_free(today) or heartbeats.is_paused(known, today)):
            _say(db, known, today, is_free, now)
    return len(found) == AT_ONCE


def free_days(db: Db, project_id: int, school_id: int) -> Callable[[date], bool]:
    """Tell on which days a school has none, as any of its teachers in the project says."""
    breaks = [
        one
        for member in members.inside(db, project_id)
        if member.school_id == school_id
        for one in classes.of_person(db, member.person_id).breaks
    ]
    return lambda day: any(first <= day <= last for first, last in breaks)


def _say(
    db: Db, known: Heartbeat, today: date, is_free: Callable[[date], bool], now: datetime
) -> None:
    project = projects.by_id(db, known.project_id)
    step = known.due(heartbeats.rhythm(db, known.project_id))
    if project is None or step is None or not heartbeats.tell(db, known, step):
        return
    until = _before_break(db, known, today, is_free)
    for reply in _replies(db, project, known, step):
        push(db, now, [replace(reply, batch=known.batch, until=until)])


def _before_break(
    db: Db, known: Heartbeat, today: date, is_free: Callable[[date], bool]
) -> datetime | None:
    """Say when a coming break begins: what waited until then is not said in it."""
    days = (today + timedelta(days=ahead) for ahead in range(1, AHEAD))
    first = next((day for day in days if is_free(day)), None)
    school = schools.by_id(db, known.school_id)
    country = countries.by_code(school.country) if school else None
    return datetime.combine(first, time(), country.zone) if first and country else None


def _replies(db: Db, project: Project, known: Heartbeat, step: Step) -> Iterator[Reply]:
    """Say it to the school, or to the founders, or both."""
    inside = members.inside(db, project.id)
    theirs = [one.person_id for one in inside if one.school_id == known.school_id]
    if step == Step.NUDGED:
        yield from (_to(one, _nudge(project)) for one in theirs)
        return
    if step == Step.OFFERED:
        yield from (_to(one, _step_back(project)) for one in theirs)
    founders = sorted(project.founders & {one.person_id for one in inside})
    if step == Step.SHOWN:
        yield from (_to(one, _shown(db, project, known)) for one in founders)
    else:
        yield from (_to(one, _offer(db, project, known)) for one in founders if one not in theirs)


def _to(person_id: int, reply: Reply) -> Reply:
    return replace(reply, to=person_id, lane=Lane.REMINDER, notice="heartbeat")


def _nudge(project: Project) -> Reply:
    open_ = Button(Words("project.twinspace"), f"/twinspace {project.id}")
    still = Button(Words("heartbeat.still_in"), f"/project {project.id}")
    later = Button(Words("heartbeat.pause"), f"/pause {project.id}")
    return Reply("heartbeat.nudge", {"title": project.title}, rows([open_, still, later]))


def _step_back(project: Project) -> Reply:
    still = Button(Words("heartbeat.still_in"), f"/project {project.id}")
    later = Button(Words("heartbeat.pause"), f"/pause {project.id}")
    back = Button(Words("heartbeat.step_back"), f"/stepback {project.id}")
    return Reply("heartbeat.may_step_back", {"title": project.title}, rows([still, later, back]))


def _fields(db: Db, project: Project, known: Heartbeat) -> dict[str, object]:
    school = cards.school(db, known.school_id)
    return {"school": school, "title": project.title, "since": known.seen_at.date()}


def _shown(db: Db, project: Project, known: Heartbeat) -> Reply:
    pause = Button(Words("heartbeat.pause"), f"/pause {project.id} {known.school_id}")
    leave = Button(Words("heartbeat.leave_it"), f"/project {project.id}")
    return Reply("heartbeat.shown", _fields(db, project, known), rows([pause, leave]))


def _offer(db: Db, project: Project, known: Heartbeat) -> Reply:
    ways = [
        Button(Words("heartbeat.replace"), f"/replace {project.id}"),
        Button(Words("project.invite"), f"/invite {project.id}"),
        Button(Words("heartbeat.pause"), f"/pause {project.id} {known.school_id}"),
    ]
    theirs = [one for one in members.inside(db, project.id) if one.school_id == known.school_id]
    if not any(one.person_id in project.founders for one in theirs):
        end = f"/endpart {project.id} {known.school_id}"
        ways.append(Button(Words("project.end_part"), end))
    ways.append(Button(Words("heartbeat.leave_it"), f"/project {project.id}"))
    return Reply("heartbeat.offer", _fields(db, project, known), rows(ways))
