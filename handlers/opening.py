"""What is said once the rooms of a TwinSpace are there."""

from datetime import datetime

from handlers.conversation import Button, InRoom, Reply, Words, rows
from handlers.posting import push
from storage import addresses, members, projects, twinspaces
from storage.db import Db
from storage.projects import Project


def settled(db: Db, project_id: int, now: datetime) -> None:
    """Note that the rooms are as they should be; tell each teacher once that they are open.

    Safe to repeat.
    """
    twinspaces.settled(db, project_id, now)
    project = projects.by_id(db, project_id)
    rooms = twinspaces.by_project(db, project_id)
    if project is None or rooms is None:
        return
    _welcome(db, project, rooms.classroom, now)
    for member in members.inside(db, project_id):
        known = addresses.preferred(db, member.person_id)
        is_matrix = known is not None and known.platform == "matrix"
        key = "twinspace.open_matrix" if is_matrix else "twinspace.open"
        enter = Button(Words("project.twinspace"), f"/twinspace {project_id}")
        add = Button(Words("project.pupils"), f"/pupils {project_id}")
        told = Reply(
            key,
            {"title": project.title},
            rows([enter, add], wide=2),
            to=member.person_id,
            once=f"open-{project_id}-{member.person_id}",
        )
        push(db, now, [told])


def _welcome(db: Db, project: Project, classroom: str, now: datetime) -> None:
    """Tell everybody in the classroom, once, who reads along.

    Source: docs/rules.md, TWS-2.
    """
    founder = addresses.preferred(db, project.founder_id)
    place = InRoom(classroom, "", founder.language if founder else "en")
    key = f"welcome-{project.id}"
    push(db, now, [Reply("room.welcome", {"title": project.title}, to=place, once=key)])
