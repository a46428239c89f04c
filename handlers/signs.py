"""Signs of life: what somebody does for a project tells that their school is still in it.

Source: docs/rules.md, PRJ-3.
"""

from handlers import numbers
from handlers.conversation import Event
from storage import heartbeats, members
from storage.db import Db
from storage.members import State

#: Commands and acts of pages whose words begin with a project's id.
_ABOUT_A_PROJECT = frozenset(
    {
        "activities",
        "addpupils",
        "agreepage",
        "agreepublish",
        "applylabel",
        "askpage",
        "askpublish",
        "bridge",
        "classmeet",
        "close",
        "describe",
        "endpart",
        "evidence",
        "export",
        "exportproject",
        "filed",
        "handover",
        "invite",
        "label",
        "mark",
        "materials",
        "moreproject",
        "movepupils",
        "newslips",
        "pause",
        "permitpupils",
        "project",
        "pupils",
        "reopen",
        "replace",
        "rhythm",
        "room",
        "roomsay",
        "say",
        "stepback",
        "tasks",
        "twinspace",
        "writepage",
    }
)
#: Kinds of events in a room that say something; to take something back does not.
_SAID = frozenset({"text", "file", "edit"})


def noted(event: Event, db: Db) -> None:
    """Note what a command, or an act of a page, tells of a school's part in a project."""
    if event.pupil is not None:
        heartbeats.seen(db, event.pupil.project_id, event.pupil.school_id, event.at)
    elif event.person is not None and event.command in _ABOUT_A_PROJECT:
        number, *_ = event.words.split(maxsplit=1) or [""]
        of_teacher(event, db, numbers.read(number) if number else _only(event, db))


def heard(event: Event, db: Db) -> None:
    """Note what was said in a room, by somebody who takes part in its project."""
    if event.kind not in _SAID or event.room is None:
        return
    if event.pupil is not None:
        heartbeats.seen(db, event.room.project_id, event.pupil.school_id, event.at)
    else:
        of_teacher(event, db, event.room.project_id)


def _only(event: Event, db: Db) -> int:
    """Find the project that a command without a number is about: the only one there is."""
    mine = members.projects_of(db, event.actor.id)
    return mine[0] if len(mine) == 1 else 0


def of_teacher(event: Event, db: Db, project_id: int) -> None:
    """Note that a teacher did something for a project, if they take part in it."""
    member = members.of_person(db, project_id, event.actor.id) if project_id else None
    if member is not None and member.state == State.IN:
        heartbeats.seen(db, project_id, member.school_id, event.at)
