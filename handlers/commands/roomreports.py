"""Reports out of a TwinSpace: made by a button or by "!report", then looked after."""

from typing import Any

from handlers import browsing, numbers, reportreading, roomreports
from handlers.conversation import Button, Event, InRoom, Needs, Reply, Words, command, say
from handlers.roomreports import Complaint
from storage import members, projects, pupils, room_reports, safeguarding, twinspaces
from storage.db import Db
from storage.projects import Project, State
from storage.room_reports import RoomReport
from storage.safeguarding import Kind

#: How long a note about a report may be, in characters.
LONGEST_NOTE = 2000


@command("reportmessage", needs=Needs.ANYONE, listed=False, browser=True)
def report_message(event: Event, db: Db) -> list[Reply]:
    """Report a message, with or without words: "PROJECT ROOM EVENTID [other]\\nWORDS".

    ROOM is "classroom" or "staff"; "-" instead of an id reports the words alone, with "other" if
    they are about no teacher of the reporter's school. What the message says was frozen before,
    under the event's id (storage/frozen.py). Every answer says whom a child can call.
    Source: docs/rules.md, TWS-12.
    """
    head, _, words = event.words.partition("\n")
    number, place, message, whom = (*head.split(), "", "", "", "")[:4]
    message = "" if message == "-" else message
    project = projects.by_id(db, numbers.read(number))
    room = _room(event, db, project, place) if project else ""
    if project is None or not room:
        return [_answer(event, db, "roomreports.closed_room")]
    complaint = Complaint(room, message, _cut(words), is_other=whom == "other")
    return _file(event, db, project, complaint)


@command("report", needs=Needs.ANYONE, room=True, rank=90)
def report_in_room(event: Event, db: Db) -> list[Reply]:
    """Report from a Matrix app: "!report", in answer to a message or with words of one's own.

    The service has taken the command back and frozen what it answers before it comes here; what
    could not be taken back then is taken back now, however long the homeserver is away.
    A teacher is answered in their own chat. A pupil cannot be: all would read it.
    Source: docs/rules.md, TWS-12.
    """
    assert event.room is not None
    project = projects.by_id(db, event.room.project_id)
    assert project is not None, "only who takes part in the project comes here"
    complaint = Complaint(event.room.room, event.about, _cut(event.words))
    replies = _file(event, db, project, complaint)
    room = InRoom(event.room.room, "", event.room.language, changes=event.message)
    gone = Reply("classroom.said", {"text": ""}, to=room, once=f"report-typed-{event.id}")
    told = [gone, *(one for one in replies if one.to is not None)]
    if event.person is None:
        return told
    return [*told, *(_privately(event, one) for one in replies if one.to is None)]


def _privately(event: Event, reply: Reply) -> Reply:
    help_ = Button(Words("router.help"), "/help")
    return say(reply.key, to=event.actor.id, **reply.fields).with_buttons((help_,))


def _room(event: Event, db: Db, project: Project, place: str) -> str:
    """Find the room that is meant, if who acts is in it now; empty if not."""
    rooms = twinspaces.by_project(db, project.id)
    if rooms is None or not rooms.is_open:
        return ""
    if event.pupil is not None:
        is_in = event.pupil.state == pupils.State.IN and event.pupil.project_id == project.id
        is_in = is_in and project.state == State.ACTIVE
        return rooms.classroom if is_in and place == "classroom" else ""
    if event.person is None or not event.person.is_validated:
        return ""
    if not members.is_inside(db, project.id, event.person.id):
        return ""
    return {"classroom": rooms.classroom, "staff": rooms.staff_room}.get(place, "")


def _cut(words: str) -> str:
    return words.strip()[: roomreports.LONGEST]


def _file(event: Event, db: Db, project: Project, of: Complaint) -> list[Reply]:
    if not of.message and not of.words:
        return [_answer(event, db, "roomreports.empty")]
    known = room_reports.same(db, of.room, of.message, of.words, roomreports.reporter(event))
    if known is not None:
        return [_answer(event, db, _done(db, known))]
    made = roomreports.file(event, db, project, of)
    told = []
    if roomreports.is_loud(event, db):
        told = reportreading.notices(event, db, made, "roomreports.new")
    return [_answer(event, db, _done(db, made)), *told]


def _done(db: Db, report: RoomReport) -> str:
    """Choose what the reporter is told of who reads it now."""
    if not roomreports.readers(db, report):
        return "roomreports.done_nobody"
    return "roomreports.done" if roomreports.teachers(db, report) else "roomreports.done_services"


def _answer(event: Event, db: Db, key: str) -> Reply:
    return Reply(key, {"help": roomreports.help_lines(db, event)})


@command("roomreport", needs=Needs.TEACHER, listed=False)
def open_report(event: Event, db: Db) -> list[Reply]:
    """Give a new one-time link to a report, to somebody who may read it now."""
    found = _found(event, db, event.words)
    if found is None:
        status = Button(Words("router.status"), "/status")
        return [say("roomreports.not_yours").with_buttons((status,))]
    where = reportreading.link(event, db, found)
    return [say("roomreports.link", link=where, minutes=browsing.MINUTES).secretly()]


@command("reporttake", needs=Needs.TEACHER, listed=False, browser=True)
def take_back(event: Event, db: Db) -> list[Reply]:
    """Take the reported message back in its room, for everybody. What was frozen stays."""
    found = _found(event, db, event.words)
    if found is None or not found.message:
        return [say("roomreports.not_yours")]
    room = InRoom(found.room, "", "en", changes=found.message)
    gone = Reply("classroom.said", {"text": ""}, to=room, once=f"report-taken-{found.id}")
    _write_down(event, db, found, Kind.REDACTED)
    return [gone, say("roomreports.taken_back")]


@command("reportclose", needs=Needs.TEACHER, listed=False, browser=True)
def close(event: Event, db: Db) -> list[Reply]:
    """Close a report. A teacher who made it hears so; a founder concerned, who had read it."""
    found = _found(event, db, event.words)
    if found is None:
        return [say("roomreports.not_yours")]
    if not room_reports.close(db, found, event.at):
        return [say("roomreports.closed_before")]
    told = reportreading.told_after(db, found)
    if found.reporter_id is not None and (project := projects.by_id(db, found.project_id)):
        show = Button(project.title, f"/project {project.id}")
        closed = say("roomreports.closed_yours", to=found.reporter_id, title=project.title)
        told.append(closed.with_buttons((show,)))
    _write_down(event, db, found, Kind.REPORT_CLOSED)
    return [say("roomreports.closed"), *told]


@command("reportnote", needs=Needs.TEACHER, listed=False, browser=True)
def write_note(event: Event, db: Db) -> list[Reply]:
    """Write to the others who look after a report: "5\\nTEXT". They get the way to it, no text."""
    number, _, text = event.words.partition("\n")
    found = _found(event, db, number)
    if found is None:
        return [say("roomreports.not_yours")]
    if not text.strip():
        return [say("roomreports.note_empty")]
    room_reports.note(db, found, event.actor.id, text.strip()[:LONGEST_NOTE], event.at)
    told = reportreading.notices(event, db, found, "roomreports.new_note")
    return [say("roomreports.noted"), *told]


def _found(event: Event, db: Db, typed: str) -> RoomReport | None:
    """Find a report that who acts may read now."""
    found = room_reports.by_id(db, numbers.read(typed))
    may = found is not None and roomreports.may_read(db, event.actor, found)
    return found if may else None


def _write_down(event: Event, db: Db, report: RoomReport, kind: Kind) -> None:
    where: dict[str, Any] = {"project_id": report.project_id, "subject": f"report:{report.id}"}
    safeguarding.write(db, kind, event.at, actor=roomreports.actor(event), **where)
