"""How a staff room is tied to a Telegram group, paused and untied, and who is told in both.

Source: docs/rules.md, TWS-9.
"""

from datetime import timedelta
from typing import Any

from handlers import bridgecare, relay
from handlers.bridgecare import OFF
from handlers.conversation import Code, Event, InRoom, Reply, say
from storage import addresses, bridges, codes, people, projects, safeguarding
from storage.bridges import Bridge, State
from storage.codes import Purpose
from storage.db import Db
from storage.projects import Project
from storage.safeguarding import Kind

#: How long the code is good that is typed in the group.
CODE_LASTS = timedelta(minutes=30)
#: As they are typed in a private chat, and in a group.
COMMAND, DELETE = Code("/bridge"), Code("/delete")


def make_code(event: Event, db: Db, project: Project) -> str:
    """Make a code that ties the group in which this teacher types it, once."""
    code = event.fresh("bridge", 10)
    codes.make(
        db,
        code,
        Purpose.BRIDGE,
        str(project.id),
        at=event.at,
        lasts=CODE_LASTS,
        person_id=event.actor.id,
    )
    return code


def tie(event: Event, db: Db) -> list[Reply]:
    """Tie the group to the project of a code, if it was made by who types it there."""
    code = codes.look(db, event.words, Purpose.BRIDGE, event.at)
    project = relay.open_project(db, int(code.subject)) if code else None
    if code is None or project is None or event.person is None:
        return [in_group(event, say("bridge.unknown_code", command=COMMAND))]
    if code.person_id != event.person.id or not relay.may_speak(db, project, event.person):
        return [in_group(event, say("bridge.not_yours", command=COMMAND))]
    if bridges.of_chat(db, event.group) or bridges.by_project(db, project.id):
        return [in_group(event, say("bridge.tied_already", command=OFF))]
    if codes.use(db, event.words, Purpose.BRIDGE, event.at) is None:
        return [in_group(event, say("bridge.unknown_code", command=COMMAND))]
    bridges.turn_on(db, project.id, event.group, event.person.id, event.at)
    _log(db, event, project.id, "on")
    fields: dict[str, Any] = {"title": project.title, "name": event.person.name}
    told = [in_group(event, say("bridge.on_group", **fields, command=OFF))]
    if not bridges.is_administrator(db, event.group):
        told.append(in_group(event, say("bridge.make_administrator")))
    return [
        *told,
        *bridgecare.in_staff_room(db, project, say("bridge.on_room", **fields, command=COMMAND)),
    ]


def untie(event: Event, db: Db, bridge: Bridge, why: str = "off") -> list[Reply]:
    """Untie a staff room from its group, for whatever reason, and say so in both."""
    project = projects.by_id(db, bridge.project_id)
    assert project is not None, "a bridge points to its project"
    bridges.turn_off(db, project.id)
    name = event.person.name if event.person else ""
    _log(db, event, project.id, why)
    if why != "off":
        said = say("bridge.put_out", title=project.title, command=COMMAND)
        return bridgecare.in_staff_room(db, project, said)
    off = say("bridge.off", title=project.title, name=name)
    return [
        bridgecare.to_group(db, project, bridge, off),
        *bridgecare.in_staff_room(db, project, off),
    ]


def came(event: Event, db: Db) -> list[Reply]:
    """Pause when somebody comes into the tied group who is no teacher of the project."""
    bridge = bridges.of_chat(db, event.group)
    project = projects.by_id(db, bridge.project_id) if bridge else None
    if bridge is None or project is None:
        return []
    strangers = [user for user in event.words.split() if not _is_teacher(db, project, user)]
    news = [user for user in strangers if bridges.note_guest(db, project.id, user)]
    if not news:
        return []
    # A question that is open already named only those who came before: its buttons are stale now.
    bridges.change(db, bridge, State.GUEST, event.at)
    _log(db, event, project.id, "guest")
    guest = say("bridge.guest", title=project.title, names=event.rich.text)
    asked = [*bridgecare.questions(db, project, bridge.revision + 1, guest)]
    if bridge.state == State.GUEST:
        return asked
    return [
        bridgecare.to_group(db, project, bridge, say("bridge.paused_group", command=OFF)),
        *bridgecare.in_staff_room(db, project, say("bridge.paused_room", title=project.title)),
        *asked,
    ]


def went(event: Event, db: Db) -> list[Reply]:
    """Forget who left the tied group: if they come again, a founder is asked again."""
    bridge = bridges.of_chat(db, event.group)
    for user in event.words.split() if bridge else ():
        assert bridge is not None
        bridges.forget_guest(db, bridge.project_id, user)
    return []


def stands(event: Event, db: Db) -> list[Reply]:
    """Note what our bot is in a group; out of it nothing crosses any more."""
    bridge = bridges.of_chat(db, event.group)
    if event.words in {"left", "kicked"}:
        bridges.forget_standing(db, event.group)
        return untie(event, db, bridge, "put out") if bridge else []
    was = bridges.is_administrator(db, event.group)
    bridges.note_standing(db, event.group, event.words == "administrator")
    if bridge is None or was == (event.words == "administrator"):
        return []
    project = projects.by_id(db, bridge.project_id)
    assert project is not None, "a bridge points to its project"
    bridge = bridgecare.checked(db, project, bridge, event.at)
    if was:
        if bridge.is_on:
            bridges.change(db, bridge, State.DEAF, event.at)
        told = bridgecare.in_staff_room(db, project, say("bridge.deaf_room", title=project.title))
        return [bridgecare.to_group(db, project, bridge, say("bridge.make_administrator")), *told]
    if bridge.state != State.DEAF or bridges.go_on(db, bridge, event.at) != State.ON:
        return []
    hears = say("bridge.hears", title=project.title)
    return [
        bridgecare.to_group(db, project, bridge, hears),
        *bridgecare.in_staff_room(db, project, hears),
    ]


def go_on(event: Event, db: Db, project: Project, bridge: Bridge) -> list[Reply]:
    """Let words cross again, after a founder has seen who came."""
    _log(db, event, project.id, "on again")
    if bridges.go_on(db, bridge, event.at) != State.ON:
        deaf = say("bridge.deaf_room", title=project.title)
        please = say("bridge.make_administrator")
        told = bridgecare.in_staff_room(db, project, deaf)
        return [bridgecare.to_group(db, project, bridge, please), *told]
    fields: dict[str, Any] = {"name": event.actor.name, "title": project.title}
    on_again = say("bridge.on_again", **fields)
    return [
        bridgecare.to_group(db, project, bridge, on_again),
        *bridgecare.in_staff_room(db, project, on_again),
    ]


def in_group(event: Event, reply: Reply) -> Reply:
    """Let a reply be said in the group where something was typed."""
    language = event.known.language if event.known else "en"
    return _placed(reply, InRoom(event.group, "", language, platform="telegram"))


def _placed(reply: Reply, place: InRoom) -> Reply:
    return Reply(reply.key, reply.fields, to=place)


def _is_teacher(db: Db, project: Project, user: str) -> bool:
    known = addresses.by_user(db, addresses.Address("telegram", user))
    person = people.by_id(db, known.person_id) if known and known.person_id else None
    return relay.may_speak(db, project, person)


def _log(db: Db, event: Event, project_id: int, reason: str) -> None:
    actor = f"person:{event.person.id}" if event.person else "service"
    safeguarding.write(db, Kind.BRIDGE, event.at, actor=actor, project_id=project_id, reason=reason)
