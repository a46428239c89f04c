"""!meet: a video meeting of the classes; the link goes to the teachers.

Pupils join in front of their class's screen, unless a teacher of theirs releases the link.
Source: docs/rules.md, TWS-7.
"""

from handlers import cards, classwork, numbers
from handlers.conversation import Code, Event, Needs, Reply, command, say
from storage import class_meetings, members, safeguarding
from storage.class_meetings import ClassMeeting
from storage.db import Db
from storage.projects import Project
from storage.safeguarding import Kind

_MEET, _RELEASE, _END = Code("!meet"), Code("!meet release"), Code("!meet end")


@command("meet", needs=Needs.TEACHER, room=True, rank=15)
def meet(event: Event, db: Db) -> list[Reply]:
    """Begin a meeting, or show the link of the one going on; or "release" it, or "end" it."""
    assert event.room is not None, "a command of the rooms"
    project = classwork.active(db, event.room.project_id)
    assert project is not None, "the router has seen that it goes on"
    meeting = class_meetings.going_on(db, project.id, event.at)
    match event.words.strip().lower():
        case "":
            return _begin(event, db, project, meeting)
        case "release" if meeting is not None:
            return _release(event, db, project, meeting)
        case "end" if meeting is not None:
            class_meetings.end(db, meeting, event.at)
            return [say("classmeet.ended")]
    return [say("classmeet.usage", meet=_MEET, release=_RELEASE, end=_END)]


@command("classmeet", needs=Needs.TEACHER, listed=False, browser=True)
def on_page(event: Event, db: Db) -> list[Reply]:
    """Begin, release or end a meeting on a page: "PROJECT begin", "PROJECT release", …"""
    number, _, what = event.words.partition(" ")
    project = classwork.active(db, numbers.read(number))
    if project is None or not members.is_inside(db, project.id, event.actor.id):
        return [say("tasks.gone")]
    meeting = class_meetings.going_on(db, project.id, event.at)
    match what:
        case "begin":
            return _begin(event, db, project, meeting)
        case "release" if meeting is not None:
            return _release(event, db, project, meeting)
        case "end" if meeting is not None:
            class_meetings.end(db, meeting, event.at)
    return [say("tasks.noted")]


def _begin(event: Event, db: Db, project: Project, meeting: ClassMeeting | None) -> list[Reply]:
    """Say the link in the staff room, and nowhere else."""
    if meeting is None:
        link = event.meetings.replace("{code}", event.fresh("class meeting", 14).lower())
        meeting = class_meetings.begin(db, project.id, link, event.actor.id, event.at)
    said = say("classmeet.link", name=event.actor.name, link=meeting.link, release=_RELEASE)
    if event.room is not None and event.room.kind == "staff_room":
        return [said]
    told = [say("classmeet.begun", release=_RELEASE)]
    place = classwork.staff_room(db, project)
    if place is not None:
        told.append(Reply(said.key, said.fields, to=place))
    return told


def _release(event: Event, db: Db, project: Project, meeting: ClassMeeting) -> list[Reply]:
    """Let the pupils of the actor's school open the link on their page; the room is not told it."""
    me = members.of_person(db, project.id, event.actor.id)
    if me is None or me.school_id is None:
        return [say("classmeet.no_school")]
    released = say("classmeet.released", school=cards.school(db, me.school_id))
    if not class_meetings.release(db, meeting, me.school_id):
        return [released]
    told = classwork.told(event, db, project, released)
    safeguarding.write(
        db,
        Kind.MEETING,
        event.at,
        actor=f"person:{event.actor.id}",
        subject=f"school:{me.school_id}",
        project_id=project.id,
        reason="released",
    )
    return told
