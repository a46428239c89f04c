"""Which of a teacher's running projects a command in the chat is about."""

from collections.abc import Collection

from handlers.conversation import Button, Event, Reply, Words, rows, say
from storage import members, projects
from storage.db import Db
from storage.projects import Project, State

#: So many are offered at once.
_OFFERED = 8


def named(
    event: Event, db: Db, verb: str, states: Collection[State] = (State.ACTIVE,)
) -> tuple[Project, str] | Reply:
    """Find the project that is named first, or the only one, with the words behind it.

    Else ask which, for the same command. Those in other `states` do not count.
    """
    first, _, rest = event.words.strip().partition(" ")
    mine = _in_states(event, db, states)
    for one in mine:
        if first == str(one.id):
            return one, rest.strip()
    if len(mine) == 1:
        return mine[0], event.words.strip()
    if not mine:
        new = Button(Words("project.new"), "/project new")
        return say("twinspace.none").with_buttons((new,))
    buttons = [Button(one.title, f"/{verb} {one.id}") for one in mine[:_OFFERED]]
    return say("twinspace.which").with_buttons(*rows(buttons))


def of_id(event: Event, db: Db, project_id: int) -> Project | None:
    """Hold a running project in which the teacher takes part; None if it is none of theirs."""
    project = projects.hold(db, project_id)
    if project is None or project.state != State.ACTIVE:
        return None
    return project if members.is_inside(db, project.id, event.actor.id) else None


def _in_states(event: Event, db: Db, states: Collection[State]) -> list[Project]:
    found = (projects.by_id(db, one) for one in members.projects_of(db, event.actor.id))
    return [one for one in found if one is not None and one.state in states]
