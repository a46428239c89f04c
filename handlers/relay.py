"""What crosses between a staff room and its Telegram group, and what must not.

Only what a teacher of the project says, looked up each time, and never a word of the classroom.
Source: docs/rules.md, TWS-9; docs/decisions/0018-bridge.md.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers import bridgecare, carrying, roomnews, signs
from handlers.conversation import Code, Event, InRoom, Reply, say
from handlers.packing import pack
from storage import bridges, bulk, deliveries, ghosts, members, outbox, projects, twinspaces
from storage.bridges import Bridge
from storage.db import Db
from storage.people import Person
from storage.projects import Project, State

#: So much may the homeserver's clock differ from ours.
CLOCKS = timedelta(minutes=1)


def from_group(event: Event, db: Db) -> list[Reply]:
    """Bring what a teacher wrote in the tied group into the staff room."""
    bridge = bridges.of_chat(db, event.group)
    project = open_project(db, bridge.project_id) if bridge else None
    bridge = bridgecare.crossing(db, project, event.at) if project else None
    if bridge is None or project is None:
        return []
    if not may_speak(db, project, event.person):
        return [] if event.kind == "edit" else [_not_known(event, db, project, bridge)]
    return from_telegram(event, db, project)


def from_telegram(event: Event, db: Db, project: Project) -> list[Reply]:
    """Say in the staff room what a teacher wrote on Telegram, or change what they said there.

    What they wrote to the bot alone goes to the tied group, too. The caller has seen that they may.
    """
    room = twinspaces.by_project(db, project.id)
    assert room is not None, "the caller has seen that the rooms stand"
    signs.of_teacher(event, db, project.id)
    speaker, source = _speaker(event, db, project), source_of(event)
    in_room = carrying.to_room(event)
    shown = carrying.to_telegram(event, db, project, event.actor)
    if event.kind == "edit":
        if outbox.author_of(db, source) == speaker:
            bulk.edit(db, source, pack(in_room), event.at)
            _change(db, event, project, source, shown)
        return []
    place = InRoom(room.staff_room, speaker, bridgecare.language_of(db, project))
    answered = _answered(event, db)
    in_room = replace(in_room, to=place, batch=source, replies_to=_in_room(answered))
    return [in_room, *_spread(event, db, project, source, answered, shown, speaker)]


def edited(event: Event, db: Db) -> bool:
    """Let what a teacher said in a staff room from their own chat follow its change.

    False if what was changed was not said there.
    """
    speaker = outbox.author_of(db, source_of(event))
    number = ghosts.project_of(db, speaker) if speaker else None
    project = open_project(db, number) if number is not None else None
    if project is not None and may_speak(db, project, event.person):
        from_telegram(event, db, project)
    return number is not None


def from_room(event: Event, db: Db) -> list[Reply]:
    """Bring what a teacher said in the staff room to the tied group, and to who follows.

    The caller has seen that whoever said it takes part in the project.
    """
    assert event.room is not None, "only what was said in a room comes here"
    project = open_project(db, event.room.project_id)
    if event.room.kind != "staff_room" or project is None:
        return []
    if event.kind == "taken back":
        take_back(db, _known_source(db, "room", event.chat, event.about), event.at)
        return []
    if event.person is None:
        return []
    source, author = source_of(event), event.address.user
    shown = carrying.to_telegram(event, db, project, event.person)
    if event.kind == "edit":
        if outbox.author_of(db, source) == author:
            _change(db, event, project, source, shown)
        return []
    return _spread(event, db, project, source, _answered(event, db), shown, author)


def _spread(
    event: Event, db: Db, project: Project, source: str, answered: str, shown: Reply, author: str
) -> list[Reply]:
    """Show what somebody said to the tied group, if it was not said there, and to who follows."""
    roomnews.tell(event, db, project, source, answered, shown, author)
    bridge = bridgecare.crossing(db, project, event.at)
    if bridge is None or event.group == bridge.chat or _was_said_before(event, bridge):
        return []
    language = bridgecare.language_of(db, project)
    place = InRoom(bridge.chat, author, language, platform="telegram")
    replies_to = roomnews.in_chat(answered, bridge.chat, in_group(answered))
    return [replace(shown, to=place, batch=in_group(source), replies_to=replies_to)]


def _was_said_before(event: Event, bridge: Bridge) -> bool:
    """Tell whether it was said in the room before words crossed, and only comes now."""
    return event.said_at is not None and event.said_at < bridge.since - CLOCKS


def open_project(db: Db, project_id: int) -> Project | None:
    """Find a project whose rooms stand and may be written in."""
    project = projects.by_id(db, project_id)
    rooms = twinspaces.by_project(db, project_id)
    is_open = rooms is not None and rooms.is_open
    return project if project and project.state == State.ACTIVE and is_open else None


def may_speak(db: Db, project: Project, person: Person | None) -> bool:
    """Tell whether somebody may be heard in the staff room now."""
    if person is None or not person.is_validated:
        return False
    return members.is_inside(db, project.id, person.id)


def source_of(event: Event) -> str:
    """Name what was said by where it was said first; its copies are named after it."""
    return f"{event.address.platform}:{event.group or event.chat}:{event.message}"


def in_group(source: str) -> str:
    """Name the copy in the tied group."""
    return f"group {source}"


def speaker_of(db: Db, bridge: Bridge, person: Person | None) -> str:
    """Find the account that speaks for somebody in the staff room; empty if none does."""
    known = ghosts.find(db, bridge.project_id, person.id) if person is not None else None
    return known or ""


def _speaker(event: Event, db: Db, project: Project) -> str:
    """Find the account that speaks for a teacher; a new one is made and let in by settling."""
    known = ghosts.find(db, project.id, event.actor.id)
    if known is not None:
        return known
    twinspaces.want(db, project.id)
    return ghosts.add(db, project.id, event.actor.id, event.fresh("ghost", 16))


def _not_known(event: Event, db: Db, project: Project, bridge: Bridge) -> Reply:
    """Tell somebody, once, that what they write stays in the group."""
    who = bridges.hashed(bridge.project_id, event.address.user)
    once = f"bridge-stranger {bridge.project_id} {bridge.since:%Y%m%d%H%M%S} {who}"
    said = say("bridge.not_known", command=Code("/link"))
    return replace(bridgecare.to_group(db, project, bridge, said), once=once)


def _change(db: Db, event: Event, project: Project, source: str, shown: Reply) -> None:
    """Let what is shown on Telegram follow its change, in the group if words cross to it now."""
    bridge = bridgecare.crossing(db, project, event.at)
    if bridge is not None:
        bulk.edit(db, in_group(source), pack(shown), event.at, chat=bridge.chat)
    roomnews.change(db, project, source, shown, event.at)


def take_back(db: Db, source: str, at: datetime) -> None:
    """Take away every copy of what somebody took back where they had said it."""
    for batch in (source, in_group(source), roomnews.followed(source)):
        if not outbox.is_taken_back(db, batch):
            bulk.remove(db, batch, at)


def _answered(event: Event, db: Db) -> str:
    """Name what an event answers by where that was said first; empty if it answers nothing."""
    if not event.about:
        return ""
    return _known_source(db, event.address.platform, event.group or event.chat, event.about)


def _known_source(db: Db, platform: str, chat: str, remote_id: str) -> str:
    batch = deliveries.batch_of(db, platform, chat, remote_id)
    return batch.rpartition(" ")[2] or f"{platform}:{chat}:{remote_id}"


def _in_room(answered: str) -> str:
    """Say to which message of the staff room it is an answer."""
    if answered.startswith("room:"):
        return answered.rpartition(":")[2]
    return f"={answered}" if answered else ""
