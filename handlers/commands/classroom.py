"""What teachers and pupils do in the browser: write in the classroom."""

from dataclasses import replace

from handlers import numbers, roomwords
from handlers.conversation import Event, InRoom, Needs, Reply, command, say
from storage import (
    accounts,
    members,
    mutes,
    projects,
    safeguarding,
    twinspaces,
)
from storage.db import Db
from storage.people import Person
from storage.pupils import Pupil
from storage.safeguarding import Kind
from storage.twinspaces import TwinSpace

#: How long a message in the classroom may be, in characters.
LONGEST = 4000


@command("say", needs=Needs.ANYONE, listed=False, browser=True)
def write(event: Event, db: Db) -> list[Reply]:
    """Post what a pupil or a teacher typed in the browser: "PROJECT ROOM [ANSWERED]\\nTEXT".

    With a file, the text is what stands under it and may be empty. The page looks by the
    key "web EVENT" whether it has left. A teacher's command that is none is not posted.

    Source: docs/rules.md, TWS-6.
    """
    head, _, text = event.words.partition("\n")
    number, room, answered = (*head.split(), "", "", "")[:3]
    place = _place_to_write(event, db, numbers.read(number), room)
    if isinstance(place, Reply):
        return [place]
    if not text.strip() and event.file is None:
        return [say("classroom.empty")]
    if event.file is None and (refusal := roomwords.unknown(event, text)) is not None:
        return [refusal]
    if len(text) > LONGEST:
        return [say("classroom.too_long", most=LONGEST)]
    said = say("classroom.said", to=place, text=text.strip())
    said = replace(said, file=event.file, replies_to=answered, once=f"web {event.id}")
    return [said, say("classroom.sent")]


@command("unsay", needs=Needs.ANYONE, listed=False, browser=True)
def take_back(event: Event, db: Db) -> list[Reply]:
    """Take back a message, one's own or as a teacher any: "PROJECT ROOM MESSAGE AUTHOR".

    `AUTHOR` is its account, a full user id. The homeserver has the last word: there, too, a
    pupil's own messages are the only ones that are theirs to take back.

    Source: docs/rules.md, TWS-6.
    """
    number, room, message, author = (*event.words.split(), "", "", "", "")[:4]
    project = numbers.read(number)
    place = _place_to_write(event, db, project, room)
    if isinstance(place, Reply):
        return [place]
    person, pupil = accounts.whose(db, author)
    if event.pupil is not None and (pupil is None or pupil.id != event.pupil.id):
        return [say("classroom.not_yours")]
    actor, subject = _who(event.person, event.pupil), _who(person, pupil)
    gone = say("classroom.said", to=replace(place, changes=message), text="")
    at, kind = event.at, Kind.REDACTED
    safeguarding.write(db, kind, at, actor=actor, subject=subject, project_id=project)
    return [replace(gone, once=f"web {event.id}"), say("classroom.sent")]


def _who(person: Person | None, pupil: Pupil | None) -> str:
    """Name somebody as the safeguarding log does; empty for nobody that we know."""
    if pupil is not None:
        return f"pupil:{pupil.id}"
    return f"person:{person.id}" if person is not None else ""


def _place_to_write(event: Event, db: Db, project_id: int, room: str) -> InRoom | Reply:
    """Find where and as whom somebody may write now, or say why not."""
    twinspace = twinspaces.by_project(db, project_id)
    speaker = _speaker(event, db, project_id, is_staff=room == "staff")
    if twinspace is None or not twinspace.is_open or speaker is None:
        return say("classroom.closed")
    if event.pupil is not None:
        found = mutes.of_project(db, project_id, event.at)
        if mutes.muted(found, event.pupil.school_id):
            return say("classroom.muted")
    return _place(twinspace, room, speaker)


def _speaker(event: Event, db: Db, project_id: int, is_staff: bool) -> str | None:
    """Find the account that speaks, if it may speak there now."""
    project = projects.by_id(db, project_id)
    if project is None or project.state != projects.State.ACTIVE:
        return None
    if event.pupil is not None:
        pupil = event.pupil
        is_in = pupil.is_inside and pupil.project_id == project_id
        return pupil.localpart if is_in and not is_staff else None
    if event.person is None or not members.is_inside(db, project_id, event.person.id):
        return None
    return accounts.of_person(db, event.person.id)


def _place(twinspace: TwinSpace, room: str, speaker: str) -> InRoom:
    where = twinspace.staff_room if room == "staff" else twinspace.classroom
    return InRoom(where, speaker, "en")
