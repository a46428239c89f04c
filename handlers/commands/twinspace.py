"""/twinspace and /pupils: the way into a project's rooms, by a one-time link."""

from datetime import timedelta

from handlers.conversation import Button, Event, Needs, Reply, Words, command, rows, say
from storage import codes, members, projects, twinspaces
from storage.codes import Purpose
from storage.db import Db
from storage.projects import Project, State

LINK_LASTS = timedelta(minutes=15)


@command("twinspace", needs=Needs.TEACHER, rank=5)
def twinspace(event: Event, db: Db) -> list[Reply]:
    """Give a one-time link to the TwinSpace of a project.

    Source: docs/rules.md, TWS-9: nothing of the rooms is sent into a chat.
    """
    project, reply = _which(event, db, "twinspace", {State.ACTIVE, State.CLOSED, State.ARCHIVED})
    if project is None:
        return [reply]
    rooms = twinspaces.by_project(db, project.id)
    if rooms is None or not rooms.is_open:
        again = Button(Words("project.twinspace"), f"/twinspace {project.id}")
        return [say("twinspace.opening", title=project.title).with_buttons((again,))]
    link = _link(event, db, project, Purpose.TWINSPACE)
    key = "twinspace.link_matrix" if event.address.platform == "matrix" else "twinspace.link"
    pupils = Button(Words("project.pupils"), f"/pupils {project.id}")
    reply = say(key, title=project.title, link=link, minutes=15)
    return [reply.with_buttons((pupils,)).secretly()]


@command("pupils", needs=Needs.TEACHER, rank=6)
def pupils(event: Event, db: Db) -> list[Reply]:
    """Give a one-time link to the page where pupils are added; no name is asked for here.

    Source: docs/rules.md, TWS-5.
    """
    project, reply = _which(event, db, "pupils", {State.ACTIVE})
    if project is None:
        return [reply]
    link = _link(event, db, project, Purpose.PUPILS)
    return [say("pupils.link", title=project.title, link=link, minutes=15).secretly()]


def _link(event: Event, db: Db, project: Project, purpose: Purpose) -> str:
    code = event.fresh(f"open {purpose}", 20)
    codes.make(
        db,
        code,
        purpose,
        str(project.id),
        at=event.at,
        lasts=LINK_LASTS,
        person_id=event.actor.id,
    )
    return f"{event.site}/open/{code}"


def _which(event: Event, db: Db, verb: str, states: set[State]) -> tuple[Project | None, Reply]:
    """Find the project that is meant: the one named, or the only one; else ask which."""
    found = [projects.by_id(db, one) for one in members.projects_of(db, event.actor.id)]
    mine = [one for one in found if one is not None and one.state in states]
    named = [one for one in mine if str(one.id) == event.words.strip()]
    chosen = named or (mine if len(mine) == 1 else [])
    if chosen:
        return chosen[0], say("twinspace.which")
    if not mine:
        new = Button(Words("project.new"), "/project new")
        return None, say("twinspace.none").with_buttons((new,))
    buttons = [Button(one.title, f"/{verb} {one.id}") for one in mine[:8]]
    return None, say("twinspace.which").with_buttons(*rows(buttons))
