"""!activity, !task, !tasks and !done: what the classes have to do, and who has done it.

Source: docs/rules.md, TWS-7.
"""

from dataclasses import replace

from handlers import cards, classwork, numbers
from handlers.conversation import Code, Event, Lines, Needs, Reply, Words, command, say
from storage import activities, members, tasks
from storage.db import Db
from storage.projects import Project
from storage.tasks import Task

#: So many are listed at once.
_LISTED = 10
_END = "end"
_ACTIVITY, _TASK, _TASKS, _DONE = Code("!activity"), Code("!task"), Code("!tasks"), Code("!done 1")


@command("activity", needs=Needs.TEACHER, room=True, rank=10)
def activity(event: Event, db: Db) -> list[Reply]:
    """Begin an activity by its title, go on with one by its number, "end" it, or list them."""
    project = _project(event, db)
    title = " ".join(event.words.split())
    if not title:
        return [_activities(db, project.id)]
    if len(title) > classwork.LONGEST_TITLE:
        return [say("activity.too_long", most=classwork.LONGEST_TITLE)]
    if title.lower() == _END:
        ended = activities.end(db, project.id, event.at)
        if ended is None:
            return [say("activity.nothing", activity=_ACTIVITY)]
        return classwork.told(event, db, project, say("activity.ended", title=ended.title))
    if number := numbers.read(title):
        return _go_on(event, db, project, number)
    begun = activities.begin(db, project.id, title, event.actor.id, event.at)
    return classwork.told(event, db, project, say("activity.begun", title=begun.title))


def _go_on(event: Event, db: Db, project: Project, number: int) -> list[Reply]:
    known = activities.of_project(db, project.id)
    found = next((one for one in known if one.number == number), None)
    if found is None:
        return [_activities(db, project.id)]
    activities.resume(db, found, event.at)
    return classwork.told(event, db, project, say("activity.begun", title=found.title))


def _activities(db: Db, project_id: int) -> Reply:
    found = activities.of_project(db, project_id)[:_LISTED]
    if not found:
        return say("activity.nothing", activity=_ACTIVITY)
    lines = [
        Words(
            "activity.line_now" if one.is_under_way else "activity.line",
            {"number": one.number, "title": one.title},
        )
        for one in found
    ]
    end = Code("!activity end")
    return say("activity.all", activities=Lines(tuple(lines)), activity=_ACTIVITY, end=end)


@command("task", needs=Needs.TEACHER, room=True, rank=11)
def task(event: Event, db: Db) -> list[Reply]:
    """Set a task for the classes; "end 3" takes the third off what is to be done."""
    project = _project(event, db)
    text = event.words.strip()
    word, _, number = text.partition(" ")
    if not text:
        return [say("tasks.usage", task=_TASK, end=Code("!task end 1"))]
    if word.lower() == _END and numbers.read(number):
        found = tasks.by_number(db, project.id, numbers.read(number))
        if found is None or found.closed_at is not None:
            return [_list(db, project.id)]
        tasks.close(db, found, event.at)
        return [say("tasks.ended", number=found.number, tasks=_TASKS)]
    if len(text) > classwork.LONGEST_TASK:
        return [say("tasks.too_long", most=classwork.LONGEST_TASK)]
    return classwork.told(event, db, project, new_task(event, db, project, text))


def new_task(event: Event, db: Db, project: Project, text: str) -> Reply:
    """Set a task of the activity under way; give what the classroom is told."""
    current = activities.under_way(db, project.id)
    about = current.id if current else None
    made = tasks.add(db, project.id, text, event.actor.id, event.at, about)
    done = Code(f"!done {made.number}")
    return say("tasks.set", number=made.number, text=made.text, done=done)


@command("tasks", room=True, rank=12)
def list_(event: Event, db: Db) -> list[Reply]:
    """List what is to be done, and how far each school is."""
    assert event.room is not None, "a command of the rooms"
    return [_list(db, event.room.project_id)]


@command("done", room=True, rank=13)
def done(event: Event, db: Db) -> list[Reply]:
    """Say that a task is done: a pupil of themself, a teacher of the school."""
    return _mark(event, db, is_done=True)


@command("undone", room=True, rank=14)
def undone(event: Event, db: Db) -> list[Reply]:
    """Say that a task is not done after all."""
    return _mark(event, db, is_done=False)


@command("mark", needs=Needs.ANYONE, listed=False, browser=True)
def mark(event: Event, db: Db) -> list[Reply]:
    """Mark a task on a page: "PROJECT ID done", "… undone", or as a teacher "… end"."""
    number, task_id, what = (*event.words.split(), "", "", "")[:3]
    project, found = (
        classwork.active(db, numbers.read(number)),
        tasks.by_id(db, numbers.read(task_id)),
    )
    if project is None or found is None or not _is_open(found, project):
        return [say("tasks.gone")]
    if not _takes_part(event, db, project):
        return [say("tasks.gone")]
    if what == _END and event.person is not None:
        tasks.close(db, found, event.at)
    else:
        note(event, db, found, is_done=what == "done")
    return [say("tasks.noted")]


def note(event: Event, db: Db, found: Task, *, is_done: bool) -> None:
    """Note that a task is done or not: a pupil's is theirs, a teacher's word is for the school."""
    if event.pupil is not None:
        if is_done:
            tasks.mark_pupil(db, found, event.pupil, event.at)
        else:
            tasks.unmark_pupil(db, found, event.pupil.id)
        return
    school = school_of(event, db, found.project_id)
    if is_done:
        tasks.mark_school(db, found, school, event.actor.id, event.at)
    else:
        tasks.unmark_school(db, found, school)


def school_of(event: Event, db: Db, project_id: int) -> int | None:
    """Find the school for which a teacher takes part in a project."""
    me = members.of_person(db, project_id, event.actor.id)
    return me.school_id if me else None


def _mark(event: Event, db: Db, *, is_done: bool) -> list[Reply]:
    project = _project(event, db)
    found = tasks.by_number(db, project.id, numbers.read(event.words))
    if found is None or found.closed_at is not None:
        return [_list(db, project.id)]
    note(event, db, found, is_done=is_done)
    answer = _answered(event, db, found, is_done)
    return [replace(answer, replies_to=event.message)]


def _answered(event: Event, db: Db, found: Task, is_done: bool) -> Reply:
    if not is_done:
        return say("tasks.undone", number=found.number, tasks=_TASKS)
    if event.pupil is not None:
        left = _left(db, found.project_id, event.pupil.id)
        return say("tasks.done", number=found.number, left=left, tasks=_TASKS)
    school = cards.school(db, school_of(event, db, found.project_id))
    return say("tasks.done_school", number=found.number, school=school, tasks=_TASKS)


def _left(db: Db, project_id: int, pupil_id: int) -> int:
    marks = tasks.marks_of(db, project_id)
    return sum(
        all(mark.pupil_id != pupil_id for mark in marks.get(one.id, []))
        for one in tasks.open_(db, project_id)
    )


def _list(db: Db, project_id: int) -> Reply:
    found = tasks.open_(db, project_id)[-_LISTED:]
    if not found:
        return say("tasks.none", task=_TASK)
    return say("tasks.all", tasks=Lines(classwork.task_lines(db, project_id, found)), done=_DONE)


def _is_open(found: Task, project: Project) -> bool:
    return found.project_id == project.id and found.closed_at is None


def _takes_part(event: Event, db: Db, project: Project) -> bool:
    if event.pupil is not None:
        return event.pupil.is_inside and event.pupil.project_id == project.id
    return event.person is not None and members.is_inside(db, project.id, event.person.id)


def _project(event: Event, db: Db) -> Project:
    """Hold the project of the room: what is numbered in it is numbered once."""
    assert event.room is not None, "a command of the rooms"
    project = classwork.active(db, event.room.project_id)
    assert project is not None, "the router has seen that it goes on"
    return project
