"""A bridge looked after: paused once somebody who is no teacher any more may read along, and ended.

Source: docs/rules.md, TWS-9.
"""

from collections.abc import Iterator
from datetime import datetime

from handlers.conversation import Button, Code, InRoom, Listing, Reply, Words, say
from handlers.posting import push
from storage import addresses, bridges, ghosts, members, people, projects, safeguarding, twinspaces
from storage.bridges import Bridge
from storage.bridges import State as Crossing
from storage.db import Db
from storage.members import State as Part
from storage.people import Person
from storage.projects import Project, State
from storage.safeguarding import Kind

#: As it is typed in a group.
OFF = Code("/bridge off")


def crossing(db: Db, project: Project, at: datetime) -> Bridge | None:
    """Find the bridge over which words cross now; None if none stands, or it is paused."""
    bridge = bridges.by_project(db, project.id)
    if bridge is None:
        return None
    bridge = checked(db, project, bridge, at)
    return bridge if bridge.is_on else None


def checked(db: Db, project: Project, bridge: Bridge, at: datetime) -> Bridge:
    """Pause a bridge, and say so, if a teacher of the project has ceased to be one since.

    Nobody tells us whether they are in the group, so a founder is asked. Safe to repeat.
    """
    gone = _gone(db, bridge)
    if not gone:
        return bridge
    bridges.change(db, bridge, Crossing.GUEST, max(at, *gone.values()))
    safeguarding.write(
        db, Kind.BRIDGE, at, actor="service", project_id=project.id, reason="teacher left"
    )
    told: list[Reply] = []
    if bridge.state != Crossing.GUEST:
        told.append(to_group(db, project, bridge, say("bridge.left_group", command=OFF)))
        told += in_staff_room(db, project, say("bridge.left_room", title=project.title))
    names = tuple(one.name or Words("bridge.somebody") for one in gone)
    question = say("bridge.left", title=project.title, names=Listing(names))
    push(db, at, [*told, *questions(db, project, bridge.revision + 1, question)])
    now = bridges.by_project(db, project.id)
    assert now is not None, "it was changed a moment ago"
    return now


def look(db: Db, now: datetime) -> None:
    """Pause bridges over which somebody may read along still, end those of projects that are over.

    Safe to repeat.
    """
    for bridge in bridges.all_(db):
        project = projects.by_id(db, bridge.project_id)
        assert project is not None, "a bridge points to its project"
        if project.state == State.ACTIVE:
            checked(db, project, bridge, now)
        else:
            push(db, now, end(db, project, now))


def end(db: Db, project: Project, at: datetime) -> list[Reply]:
    """Untie the staff room of a project that is over, and say so in both. Safe to repeat."""
    bridge = bridges.by_project(db, project.id)
    if bridge is None:
        return []
    bridges.turn_off(db, project.id)
    safeguarding.write(
        db, Kind.BRIDGE, at, actor="service", project_id=project.id, reason="project closed"
    )
    return in_both(db, project, bridge, say("bridge.closed", title=project.title))


def language_of(db: Db, project: Project) -> str:
    """Say in which language the service speaks where all teachers of a project read."""
    founder = addresses.preferred(db, project.founder_id)
    return founder.language if founder else "en"


def to_group(db: Db, project: Project, bridge: Bridge, reply: Reply) -> Reply:
    """Say something in the tied group."""
    place = InRoom(bridge.chat, "", language_of(db, project), platform="telegram")
    return Reply(reply.key, reply.fields, to=place)


def in_staff_room(db: Db, project: Project, reply: Reply) -> list[Reply]:
    """Say something in the staff room, if it stands."""
    rooms = twinspaces.by_project(db, project.id)
    if rooms is None or not rooms.staff_room:
        return []
    place = InRoom(rooms.staff_room, "", language_of(db, project))
    return [Reply(reply.key, reply.fields, to=place)]


def in_both(db: Db, project: Project, bridge: Bridge, reply: Reply) -> list[Reply]:
    """Say the same in the tied group and in the staff room."""
    return [to_group(db, project, bridge, reply), *in_staff_room(db, project, reply)]


def questions(db: Db, project: Project, revision: int, question: Reply) -> Iterator[Reply]:
    """Ask the founders whether words shall go on crossing."""
    go_on = Button(Words("bridge.go_on"), f"/bridge on {project.id} {revision}")
    off = Button(Words("bridge.turn_off"), f"/bridge off {project.id}")
    for person in people.of_ids(db, set(project.founders)).values():
        if person.is_validated:
            card = Reply(question.key, question.fields, to=person.id)
            yield card.with_buttons((go_on, off)).secretly()


def _gone(db: Db, bridge: Bridge) -> dict[Person, datetime]:
    """Find who may be in the tied group and ceased to be a teacher since words cross, and when."""
    found = {}
    ever = members.ever(db, bridge.project_id)
    known = people.of_ids(db, {one.person_id for one in ever})
    for one in ever:
        person = known[one.person_id]
        ended = one.since if one.state == Part.LEFT else person.since
        is_teacher = one.state == Part.IN and person.is_validated
        if not is_teacher and ended > bridge.since and _is_on_telegram(db, bridge, person):
            found[person] = ended
    return found


def _is_on_telegram(db: Db, bridge: Bridge, person: Person) -> bool:
    """Tell whether somebody may be in a group there; of who was erased nobody knows."""
    if person.is_gone or ghosts.find(db, bridge.project_id, person.id) is not None:
        return True
    return any(one.platform == "telegram" for one in addresses.of_person(db, person.id))
