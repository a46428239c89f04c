"""The way to a report, its reading, and what is told of that.

Source: docs/rules.md, TWS-12.
"""

from datetime import datetime
from typing import Any

from handlers import browsing, roomreports
from handlers.conversation import Button, Event, Lane, Reply, Words, say
from storage import codes, people, projects, room_reports, safeguarding
from storage.codes import Purpose
from storage.db import Db
from storage.people import Person
from storage.projects import Project
from storage.room_reports import RoomReport
from storage.safeguarding import Kind

#: Why a coordinator reads a report: one of these is said, and written down.
REASONS = {
    "safety": "roomreports.reason_safety",
    "asked": "roomreports.reason_asked",
    "complaint": "roomreports.reason_complaint",
    "law": "roomreports.reason_law",
}


def notices(event: Event, db: Db, report: RoomReport, key: str) -> list[Reply]:
    """Tell those who look after a report, but not who acts: a count, no word of it, and a button.

    The button gives a link; one that waits in a chat would open it for whoever holds the phone.
    """
    actor = event.person.id if event.person else None
    readers = [one for one in roomreports.readers(db, report) if one != actor]
    return [_notice(db, report, key, one) for one in readers]


def _notice(db: Db, report: RoomReport, key: str, reader: int) -> Reply:
    project = projects.by_id(db, report.project_id)
    person = people.by_id(db, reader)
    assert project is not None
    assert person is not None
    waiting = roomreports.waiting_for(db, person)
    open_ = Button(Words("roomreports.open"), f"/roomreport {report.id}")
    fields = {"title": project.title, "count": len(waiting)}
    return Reply(key, fields, ((open_,),), to=reader, lane=Lane.REMINDER)


def nudges(db: Db, report: RoomReport, count: int) -> list[Reply]:
    """Remind those who look after a report that it is open: no word of it, and the way to it."""
    project = projects.by_id(db, report.project_id)
    open_ = Button(Words("roomreports.open"), f"/roomreport {report.id}")
    fields = {"title": project.title if project else "", "since": report.at.date()}
    return [
        Reply(
            "roomreports.nudge",
            fields,
            ((open_,),),
            to=one,
            lane=Lane.REMINDER,
            once=f"roomreport-{report.id}-{count}-{one}",
        )
        for one in roomreports.readers(db, report)
    ]


def link(event: Event, db: Db, report: RoomReport) -> str:
    """Make a one-time link that opens a report for who asks for it."""
    reader = event.actor.id
    code = event.fresh(f"report {report.id} for {reader} at {event.id}", 20)
    subject, purpose = str(report.id), Purpose.ROOM_REPORT
    codes.make(db, code, purpose, subject, at=event.at, lasts=browsing.LASTS, person_id=reader)
    return f"{event.site}/report/{code}"


def take_reading(
    db: Db, person: Person, report: RoomReport, reason: str, at: datetime
) -> list[Reply]:
    """Write down that somebody reads a report, and give what the founders are told of it.

    A founder whom the report concerns hears of it after the case.
    """
    project = projects.by_id(db, report.project_id)
    is_coordinator = roomreports.needs_reason(db, person, report)
    founders = sorted(project.founders - {person.id}) if project and is_coordinator else []
    concerned = roomreports.concerned(db, report)
    now = [one for one in founders if one not in concerned]
    room_reports.note_read(db, report, person.id, reason, at, is_told=now == founders)
    safeguarding.write(
        db,
        Kind.REPORT_READ,
        at,
        actor=f"person:{person.id}",
        subject=f"report:{report.id}",
        project_id=report.project_id,
        reason=reason or "teacher of the school",
    )
    return [_was_read(project, one, reason, at) for one in now] if project else []


def told_after(db: Db, report: RoomReport) -> list[Reply]:
    """Give what founders hear after the case of who read it, because it concerned them."""
    project = projects.by_id(db, report.project_id)
    if project is None:
        return []
    concerned = sorted(project.founders & roomreports.concerned(db, report))
    reads = room_reports.untold_reads(db, report)
    return [
        _was_read(project, founder, one.reason, one.at)
        for founder in concerned
        for one in reads
        if one.reason and founder != one.person_id
    ]


def _was_read(project: Project, founder: int, reason: str, at: datetime) -> Reply:
    fields: dict[str, Any] = {"title": project.title, "day": at.date()}
    fields["reason"] = Words(REASONS[reason]) if reason in REASONS else ""
    show = Button(project.title, f"/project {project.id}")
    return say("roomreports.was_read", to=founder, **fields).with_buttons((show,))
