"""/activities and /tasks: what the classes have to do, from the teachers' chat; counts alone.

Source: docs/rules.md, TWS-7 and TWS-9.
"""

from typing import Annotated, Any

from pydantic import StringConstraints

from handlers import classwork, forms, myproject, numbers
from handlers.commands import roomtasks
from handlers.conversation import (
    Button,
    Event,
    Lines,
    Needs,
    Reply,
    Words,
    command,
    rows,
    say,
)
from handlers.forms import Question, form
from storage import activities, tasks
from storage.db import Db
from storage.projects import Project

#: So many are listed at once, and so many have a button.
_LISTED, _BUTTONS = 10, 6

Title = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=2, max_length=classwork.LONGEST_TITLE),
]
ToDo = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=2, max_length=classwork.LONGEST_TASK),
]


@command("activities", needs=Needs.TEACHER, rank=8)
def list_activities(event: Event, db: Db) -> list[Reply]:
    """Show a project's activities, and which is under way."""
    found = myproject.named(event, db, "activities")
    return [found if isinstance(found, Reply) else _activities(db, found[0])]


@command("beginactivity", needs=Needs.TEACHER, listed=False)
def begin(event: Event, db: Db) -> list[Reply]:
    """Ask for the title of a new activity."""
    project = myproject.of_id(event, db, numbers.read(event.words))
    if project is None:
        return [say("project.not_yours")]
    return forms.begin(event, db, "activity", {"project": project.id})


@form("activity", Question("title", Title, "activity.ask_title"))
def begun(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Begin an activity, and say so in the classroom."""
    project = myproject.of_id(event, db, int(answers["project"]))
    if project is None:
        return [say("project.not_yours")]
    title = " ".join(answers["title"].split())
    made = activities.begin(db, project.id, title, event.actor.id, event.at)
    told = say("activity.begun", to=classwork.classroom(db, project), title=made.title)
    return [_activities(db, project), *([told] if told.to else [])]


@command("endactivity", needs=Needs.TEACHER, listed=False)
def end(event: Event, db: Db) -> list[Reply]:
    """End an activity, if it is still under way."""
    found = activities.by_id(db, numbers.read(event.words))
    project = myproject.of_id(event, db, found.project_id) if found else None
    if found is None or project is None:
        return [say("project.not_yours")]
    current = activities.under_way(db, project.id)
    if current is None or current.id != found.id:
        return [_activities(db, project)]
    activities.end(db, project.id, event.at)
    told = say("activity.ended", to=classwork.classroom(db, project), title=found.title)
    return [_activities(db, project), *([told] if told.to else [])]


@command("tasks", needs=Needs.TEACHER, rank=9)
def list_tasks(event: Event, db: Db) -> list[Reply]:
    """Show what is to be done in a project, and how far each school is."""
    found = myproject.named(event, db, "tasks")
    return [found if isinstance(found, Reply) else _tasks(event, db, found[0])]


@command("settask", needs=Needs.TEACHER, listed=False)
def set_(event: Event, db: Db) -> list[Reply]:
    """Ask for a new task."""
    project = myproject.of_id(event, db, numbers.read(event.words))
    if project is None:
        return [say("project.not_yours")]
    return forms.begin(event, db, "classtask", {"project": project.id})


@form("classtask", Question("text", ToDo, "tasks.ask_text"))
def was_set(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Set a task, and say so in the classroom."""
    project = myproject.of_id(event, db, int(answers["project"]))
    if project is None:
        return [say("project.not_yours")]
    told = roomtasks.new_task(event, db, project, answers["text"])
    place = classwork.classroom(db, project)
    in_room = [Reply(told.key, told.fields, to=place)] if place else []
    return [_tasks(event, db, project), *in_room]


@command("taskdone", needs=Needs.TEACHER, listed=False)
def done(event: Event, db: Db) -> list[Reply]:
    """Note that the teacher's school has done a task: "17", or "17 not" that it has not."""
    number, word = (*event.words.split(), "", "")[:2]
    found = tasks.by_id(db, numbers.read(number))
    project = myproject.of_id(event, db, found.project_id) if found else None
    if found is None or project is None:
        return [say("project.not_yours")]
    if found.closed_at is None:
        roomtasks.note(event, db, found, is_done=word != "not")
    return [_tasks(event, db, project)]


def _activities(db: Db, project: Project) -> Reply:
    found = activities.of_project(db, project.id)
    current = next((one for one in found if one.is_under_way), None)
    buttons = [Button(Words("activity.begin"), f"/beginactivity {project.id}")]
    if current is not None:
        buttons.append(Button(Words("activity.end"), f"/endactivity {current.id}"))
    buttons.append(Button(Words("help.tasks"), f"/tasks {project.id}"))
    buttons.append(Button(Words("help.materials"), f"/materials {project.id}"))
    if not found:
        reply = say("activity.card_none", title=project.title)
        return reply.with_buttons(*rows(buttons, wide=2))
    lines = [
        Words(
            "activity.line_now" if one.is_under_way else "activity.line",
            {"number": one.number, "title": classwork.for_chat(db, project.id, one.title)},
        )
        for one in found[:_LISTED]
    ]
    reply = say("activity.card", title=project.title, activities=Lines(tuple(lines)))
    return reply.with_buttons(*rows(buttons, wide=2))


def _tasks(event: Event, db: Db, project: Project) -> Reply:
    found = tasks.open_(db, project.id)[-_LISTED:]
    new = Button(Words("tasks.new"), f"/settask {project.id}")
    more = Button(Words("help.activities"), f"/activities {project.id}")
    if not found:
        return say("tasks.card_none", title=project.title).with_buttons((new, more))
    school = roomtasks.school_of(event, db, project.id)
    lines = classwork.task_lines(db, project.id, found, is_for_chat=True)
    buttons = []
    for one in found[:_BUTTONS]:
        is_done = any(
            way.school_id == school and way.is_done
            for way in classwork.progress(db, project.id, one.id)
        )
        key = "tasks.not_done_button" if is_done else "tasks.done_button"
        command_ = f"/taskdone {one.id} not" if is_done else f"/taskdone {one.id}"
        buttons.append(Button(Words(key, {"number": one.number}), command_))
    card = say("tasks.card", title=project.title, tasks=Lines(lines))
    return card.with_buttons(*rows(buttons, wide=2), (new, more))
