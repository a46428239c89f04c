"""Projects that end: close one, with the day on which its pupils are erased, and reopen it."""

from collections.abc import Mapping
from typing import Any

from handlers import bridgecare, closing, numbers
from handlers.conversation import Button, Event, Needs, Reply, Words, command, say
from handlers.projectcard import about_of, founders_only, show
from storage import heartbeats, members, projects, pupil_erasing, pupils, twinspaces
from storage.db import Db
from storage.projects import Project, State

#: A project that is over, and may be opened again.
OVER = frozenset({State.CLOSED, State.ARCHIVED})


@command("close", needs=Needs.TEACHER, listed=False)
def close(event: Event, db: Db) -> list[Reply]:
    """Close a project: its TwinSpace is read only; "7 3" asks, "7 3 yes" does.

    Source: docs/rules.md, PRJ-4.
    """
    project, rest = _mine(event, db)
    if project is None or event.actor.id not in project.founders:
        return [founders_only()]
    if project.state != State.ACTIVE or rest[:1] != [str(project.revision)]:
        return [show(db, project, event.actor)]
    if rest[1:] != ["yes"]:
        yes = Button(Words("project.close_yes"), f"/close {about_of(project)} yes")
        stay = Button(Words("project.stay"), f"/project {project.id}")
        if closing.has_pupils(db, project):
            last = (event.at + closing.AFTER_CLOSE).date()
            sure = say("project.close_sure_pupils", title=project.title, until=last)
        else:
            sure = say("project.close_sure", title=project.title)
        return [sure.with_buttons((yes, stay))]
    project = projects.change(db, project, State.CLOSED, event.at)
    pupils.log_out_all(db, project.id)
    twinspaces.want(db, project.id)
    untied = bridgecare.end(db, project, event.at)
    until = closing.erased_on(db, project)
    fields: dict[str, Any] = {"title": project.title, "name": event.actor.name}
    if until is None:
        return [*_tell(event, db, project, "project.closed", fields), *untied]
    fields["until"] = until
    return [*_tell(event, db, project, "project.closed_pupils", fields), *untied]


@command("reopen", needs=Needs.TEACHER, listed=False)
def reopen(event: Event, db: Db) -> list[Reply]:
    """Open a closed or archived project again: with the rights as they were, slips too.

    Pupils who were erased do not come back. Source: docs/rules.md, PRJ-4.
    """
    project, rest = _mine(event, db)
    if project is None or event.actor.id not in project.founders:
        return [founders_only()]
    if project.state not in OVER or rest[:1] != [str(project.revision)]:
        return [show(db, project, event.actor)]
    if not closing.has_founders(db, project):
        save = Button(Words("project.save"), f"/export {project.id}")
        return [say("project.founder_gone", title=project.title).with_buttons((save,))]
    is_late = closing.is_erased(project, event.at)
    if is_late:
        closing.reopen_late(db, project, event.at)
    project = projects.change(db, project, State.ACTIVE, event.at)
    # At once, and not when the job comes: it may come after the day on which they were due.
    pupil_erasing.follow_projects(db, event.at)
    heartbeats.begin_anew(db, project.id)
    twinspaces.want(db, project.id)
    fields = {"title": project.title, "name": event.actor.name}
    key = "project.reopened_teachers" if is_late else "project.reopened"
    return _tell(event, db, project, key, fields)


def _tell(
    event: Event, db: Db, project: Project, key: str, fields: Mapping[str, Any]
) -> list[Reply]:
    """Say it to all teachers; a founder has the way back under it."""
    undo = (
        Button(Words("project.close"), f"/close {about_of(project)}")
        if project.state == State.ACTIVE
        else Button(Words("project.reopen"), f"/reopen {about_of(project)}")
    )
    export_ = Button(Words("export.button"), f"/export {project.id}")
    save = (export_,) if project.state == State.CLOSED else ()
    others = [one.person_id for one in members.inside(db, project.id)]
    told = []
    for one in others:
        if one != event.actor.id:
            shown = undo if one in project.founders else _open(project)
            told.append(Reply(key, fields, ((shown, *save),), to=one, notice="projects"))
    return [Reply(key, fields, ((undo, *save),)), *told]


def _open(project: Project) -> Button:
    return Button(project.title, f"/project {project.id}")


def _mine(event: Event, db: Db) -> tuple[Project | None, list[str]]:
    number, *rest = event.words.split() or [""]
    return projects.hold(db, numbers.read(number)), rest
