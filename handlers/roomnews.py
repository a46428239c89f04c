"""What is said in a staff room, for the teachers who read it in their chat with the bot."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers import carrying
from handlers.conversation import Button, Event, Lane, Lines, Reply, Words, say
from handlers.packing import pack
from handlers.rooms import Said
from handlers.zones import zone_of
from storage import (
    accounts,
    addresses,
    bulk,
    ghosts,
    members,
    notices,
    outbox,
    people,
    room_followers,
)
from storage.addresses import Known
from storage.db import Db
from storage.notices import Way
from storage.people import Person
from storage.projects import Project

#: So many messages wait for somebody's morning as they are; of more it is only said that there are.
MOST_WAITING = 5
#: How much of each message is shown at once.
LONGEST = 500


def followed(source: str) -> str:
    """Name the copies for those who follow."""
    return f"follow {source}"


def tell(
    event: Event, db: Db, project: Project, source: str, answered: str, shown: Reply, author: str
) -> None:
    """Bring what somebody said to everybody who follows, but its author.

    `author` is the account that said it. Who may follow is looked up each time; who left the
    project follows no more.
    """
    for person_id in room_followers.of_project(db, project.id):
        if not members.is_inside(db, project.id, person_id):
            room_followers.leave(db, project.id, person_id)
            continue
        person = people.by_id(db, person_id)
        known = telegram_of(db, person_id)
        is_author = event.person is not None and event.person.id == person_id
        if person is None or known is None or is_author or not _may_read(db, project.id, person):
            continue
        copy = replace(_copy(project, shown), batch=followed(source))
        answers = in_chat(answered, known.chat, followed(answered))
        _put(db, event.at, person, known, replace(copy, replies_to=answers), project, author)


def change(db: Db, project: Project, source: str, shown: Reply, at: datetime) -> None:
    """Let what those who follow were shown follow its change, while they may read there."""
    copy = pack(_copy(project, shown))
    bulk.edit(db, followed(source), copy, at, to=room_followers.readers(project.id))


def in_chat(answered: str, chat: str, copy: str) -> str:
    """Say to which message of a chat on Telegram something is an answer.

    `answered` is where that was said first, and `copy` names its copy in the chat.
    """
    if answered.startswith(begins := f"telegram:{chat}:"):
        return answered.removeprefix(begins)
    return f"={copy}" if answered else ""


def is_for(db: Db, project_id: int, platform: str, chat: str) -> bool:
    """Tell whether who reads a chat is a teacher of the project now."""
    known = addresses.of_chat(db, platform, chat)
    person = people.by_id(db, known.person_id) if known and known.person_id else None
    return person is not None and _may_read(db, project_id, person)


def latest(db: Db, project_id: int, said: Sequence[Said]) -> Lines:
    """Write what was said last in a staff room, but nothing that is about a pupil."""
    names = _names(db, sorted({one.sender for one in said}))
    lines = tuple(_line(db, project_id, one, names) for one in said)
    return Lines(lines or (Words("room.silent"),))


def _line(db: Db, project_id: int, one: Said, names: dict[str, str]) -> Words:
    name = one.media.name if one.media is not None else ""
    if carrying.is_pupils(db, project_id, one.rich, name):
        stays = {"name": names[one.sender], "text": carrying.STAYS, "at": one.at}
        return Words("room.said", stays)
    fields = {"name": names[one.sender], "text": one.rich.part(0, LONGEST), "at": one.at}
    if one.media is not None:
        return Words("room.said_file", {**fields, "file": name})
    return Words("room.said_cut" if len(one.rich.text) > LONGEST else "room.said", fields)


def _names(db: Db, users: Sequence[str]) -> dict[str, str]:
    """Say who stands behind accounts in a staff room; of the service nothing is said."""
    found = {}
    for user in users:
        person, _ = accounts.whose(db, user)
        speaks_for = ghosts.whose(db, user[1:].partition(":")[0])
        person = people.by_id(db, speaks_for) if speaks_for is not None else person
        found[user] = person.name if person is not None else ""
    return found


def telegram_of(db: Db, person_id: int) -> Known | None:
    """Find where a person has us on Telegram; None if nowhere."""
    known = addresses.of_person(db, person_id)
    there = (one for one in known if one.platform == "telegram" and not one.unreachable)
    return next(there, None)


def _copy(project: Project, shown: Reply) -> Reply:
    answer = Button(Words("room.answer"), f"/roomsay {project.id}")
    stop = Button(Words("room.unfollow"), f"/room stop {project.id}")
    fields = {**shown.fields, "title": project.title}
    copy = Reply("room.followed", fields, file=shown.file, only_in=project.id).secretly()
    return copy.with_buttons((answer, stop))


def _may_read(db: Db, project_id: int, person: Person) -> bool:
    return person.is_validated and members.is_inside(db, project_id, person.id)


def _put(
    db: Db,
    at: datetime,
    person: Person,
    known: Known,
    reply: Reply,
    project: Project,
    author: str,
) -> None:
    """Put one message for one reader, not in their night; of many only that there are."""
    zone = zone_of(person)
    due = notices.due(db, person.id, "projects", Way.NOW, zone, at, known.seen_at)
    waiting = outbox.waiting_in(db, "telegram", known.chat, "follow ") if due > at else 0
    if waiting > MOST_WAITING:
        return
    if waiting == MOST_WAITING:
        read = Button(Words("room.read"), f"/room {project.id}")
        reply = say("room.more", title=project.title).with_buttons((read,))
        reply = replace(reply, batch=f"follow more {project.id}", only_in=project.id)
    outbox.put(
        db,
        platform="telegram",
        chat=known.chat,
        sender=author,
        language=known.language,
        payload={**pack(reply), "pushed": True},
        zone=str(zone),
        at=due,
        lane=Lane.REMINDER,
        batch=reply.batch,
        replies_to=reply.replies_to,
    )
