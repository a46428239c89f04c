"""/twinspace and /pupils: the way into a project's rooms, by a one-time link."""

from handlers import browsing
from handlers.conversation import Button, Event, Needs, Reply, Words, command, rows, say
from storage import members, projects, twinspaces
from storage.codes import Purpose
from storage.db import Db
from storage.projects import Project, State


@command("twinspace", needs=Needs.TEACHER, rank=5)
def twinspace(event: Event, db: Db) -> list[Reply]:
    """Give a one-time link to the TwinSpace of a project; without one, or with "all", to all.

    Source: docs/rules.md, TWS-9: nothing of the rooms is sent into a chat.
    """
    mine = _mine(event, db, set(projects.PUBLIC))
    if event.words.strip() == "all" and mine:
        return [_overview(event, db, mine)]
    project, reply = _which(event, "twinspace", mine)
    if project is None:
        return [_overview(event, db, mine) if mine else reply]
    rooms = twinspaces.by_project(db, project.id)
    if rooms is None or not rooms.is_open:
        again = Button(Words("project.twinspace"), f"/twinspace {project.id}")
        return [say("twinspace.opening", title=project.title).with_buttons((again,))]
    link = browsing.link(event, db, Purpose.TWINSPACE, str(project.id))
    key = "twinspace.link_matrix" if event.address.platform == "matrix" else "twinspace.link"
    pupils = Button(Words("project.pupils"), f"/pupils {project.id}")
    reply = say(key, title=project.title, link=link, minutes=browsing.MINUTES)
    every = Button(Words("twinspace.every"), "/twinspace all")
    buttons = (pupils, every) if len(mine) > 1 else (pupils,)
    return [reply.with_buttons(buttons).secretly()]


def _overview(event: Event, db: Db, mine: list[Project]) -> Reply:
    """Give a one-time link to the page of all that is one's own, and the way to each by itself."""
    link = browsing.own(event, db, Purpose.TWINSPACES)
    reply = say("twinspace.overview", count=len(mine), link=link, minutes=browsing.MINUTES)
    again = Button(Words("browsing.again"), "/twinspace all")
    return reply.with_buttons(*_choices("twinspace", mine), (again,)).secretly()


@command("pupils", needs=Needs.TEACHER, rank=6)
def pupils(event: Event, db: Db) -> list[Reply]:
    """Give a one-time link to the page where pupils are added; no name is asked for here.

    Source: docs/rules.md, TWS-5.
    """
    project, reply = _which(event, "pupils", _mine(event, db, {State.ACTIVE}))
    if project is None:
        return [reply]
    link = browsing.link(event, db, Purpose.PUPILS, str(project.id))
    reply = say("pupils.link", title=project.title, link=link, minutes=browsing.MINUTES)
    return [reply.secretly()]


def _mine(event: Event, db: Db, states: set[State]) -> list[Project]:
    """List the projects in which somebody takes part, in these states."""
    found = [projects.by_id(db, one) for one in members.projects_of(db, event.actor.id)]
    return [one for one in found if one is not None and one.state in states]


def _which(event: Event, verb: str, mine: list[Project]) -> tuple[Project | None, Reply]:
    """Find the project that is meant: the one named, or the only one; else ask which."""
    named = [one for one in mine if str(one.id) == event.words.strip()]
    chosen = named or (mine if len(mine) == 1 else [])
    if chosen:
        return chosen[0], say("twinspace.which")
    if not mine:
        new = Button(Words("project.new"), "/project new")
        return None, say("twinspace.none").with_buttons((new,))
    return None, say("twinspace.which").with_buttons(*_choices(verb, mine))


def _choices(verb: str, mine: list[Project]) -> tuple[tuple[Button, ...], ...]:
    return rows([Button(one.title, f"/{verb} {one.id}") for one in mine[:8]])
