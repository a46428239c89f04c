"""Reports out of a TwinSpace: what is filed, who hears of it, and who may read it.

Source: docs/rules.md, TWS-12.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from handlers.conversation import Code, Event, Words
from handlers.rooms import Said
from storage import (
    accounts,
    addresses,
    coordinators,
    frozen,
    members,
    people,
    projects,
    room_reports,
    safeguarding,
    schools,
)
from storage.addresses import Address
from storage.countries import by_code
from storage.db import Db
from storage.frozen import Frozen, Line
from storage.people import Person
from storage.projects import Project
from storage.pupils import Pupil
from storage.room_reports import RoomReport
from storage.safeguarding import Kind

#: How many reports of one person ring a bell each, in which time; more are only counted.
LOUD, WITHIN = 5, timedelta(hours=1)
#: The longest words that come with a report, in characters.
LONGEST = 2000
#: How much of what was said right before is frozen too, in messages.
BEFORE = 5


def gone(room: str, message: str, sender: str, before: Sequence[Said] = ()) -> Frozen:
    """Make what is kept of a reported message that was taken back: who wrote it, not what."""
    return Frozen(room, message, sender, tuple(_line(one) for one in before))


def freeze(
    room: str, said: Sequence[Said], picture: bytes | None = None, mime: str = ""
) -> Frozen | None:
    """Make what is kept of a reported message, the last of these; None if there is none."""
    if not said:
        return None
    lines = tuple(_line(one) for one in said)
    return Frozen(room, said[-1].id, said[-1].sender, lines, picture, mime)


def _line(said: Said) -> Line:
    file, alt = (said.media.name, said.media.alt) if said.media else ("", "")
    return Line(said.id, said.sender, said.at.isoformat(), said.text, file, alt)


@dataclass(frozen=True)
class Complaint:
    """What somebody reports: a message in a room, words about what goes on there, or both."""

    room: str
    #: The message's id; empty if it is about words alone.
    message: str
    words: str
    #: The reporter says that it is about no teacher of their school.
    is_other: bool = False


def file(event: Event, db: Db, project: Project, of: Complaint) -> RoomReport:
    """File a report.

    What is reported was frozen before, under the event's id, if it could be: what the reporter's
    own device says of it is not believed. Where we do not know whom it is about it is for the
    support services alone, unless the reporter says that it is no teacher of the school.
    """
    found = frozen.by_key(db, event.id)
    if found is not None and (found.room, found.message) != (of.room, of.message):
        raise ValueError("something else was frozen than is reported")
    about = _about(event, db, found)
    made = room_reports.add(
        db,
        event.at,
        project_id=project.id,
        school_id=school_of(event),
        is_for_services=not of.is_other and not any(about.values()),
        key=event.id,
        room=of.room,
        message=of.message,
        words=of.words,
        **reporter(event),
        **about,
    )
    safeguarding.write(
        db,
        Kind.REPORTED,
        event.at,
        actor=actor(event),
        subject=f"report:{made.id}",
        project_id=project.id,
    )
    return made


def _about(event: Event, db: Db, found: Frozen | None) -> dict[str, int | None]:
    """Say whom a report is about, in its columns: who wrote the message, if not the reporter."""
    person, pupil = whose(db, found.sender) if found else (None, None)
    person = None if event.person and person and person.id == event.person.id else person
    pupil = None if event.pupil and pupil and pupil.id == event.pupil.id else pupil
    return {"about_id": person.id if person else None, "about_pupil": pupil.id if pupil else None}


def is_loud(event: Event, db: Db) -> bool:
    """Tell whether a report of this person still rings a bell: the first few within the hour."""
    return room_reports.since(db, reporter(event), event.at - WITHIN) <= LOUD


def reporter(event: Event) -> dict[str, int | None]:
    """Say who acts, in the columns of a report."""
    return {
        "reporter_id": event.person.id if event.person else None,
        "reporter_pupil": event.pupil.id if event.pupil else None,
    }


def actor(event: Event) -> str:
    """Say who acts, in the words of the safeguarding log."""
    return f"pupil:{event.pupil.id}" if event.pupil else f"person:{event.actor.id}"


def school_of(event: Event) -> int | None:
    """Find the school of who acts."""
    return event.pupil.school_id if event.pupil else event.actor.school_id


def whose(db: Db, user: str) -> tuple[Person | None, Pupil | None]:
    """Find who stands behind an account in a room, on whichever platform they really are."""
    person, pupil = accounts.whose(db, user)
    if person is None and pupil is None:
        localpart = user[1:].split(":")[0]
        person = accounts.former_owner(db, localpart)
        if person is None and localpart.startswith("tg_"):
            known = addresses.by_user(db, Address("telegram", localpart.removeprefix("tg_")))
            person = people.by_id(db, known.person_id) if known and known.person_id else None
    return person, pupil


def readers(db: Db, report: RoomReport) -> list[int]:
    """List who hears of a report: the reporter's school's teachers, and both founders' services.

    Never the one who is reported, or may be, nor the one who reports.
    """
    return [*teachers(db, report), *services(db, report)]


def concerned(db: Db, report: RoomReport) -> frozenset[int]:
    """List the teachers whom a report is about or from.

    Where nobody knows whom it is about: all whom it may be about.
    """
    found = {one for one in (report.about_id, report.reporter_id) if one is not None}
    if not report.names_somebody:
        found |= {one.person_id for one in members.ever(db, report.project_id)}
        found |= coordinators.at_school(db, report.school_id) if report.school_id else set()
    return frozenset(found)


def teachers(db: Db, report: RoomReport) -> list[int]:
    """List the teachers of the reporter's school in the project who hear of a report.

    Whoever is suspended, or not confirmed any more, reads nothing of pupils.
    """
    if report.is_for_services:
        return []
    but = {report.about_id, report.reporter_id}
    inside = members.inside(db, report.project_id)
    ours = [one for one in inside if one.school_id == report.school_id and report.school_id]
    known = people.of_ids(db, {one.person_id for one in ours if one.person_id not in but})
    able = {number for number, person in known.items() if person.is_validated}
    return [one.person_id for one in ours if one.person_id in able]


def services(db: Db, report: RoomReport) -> list[int]:
    """List the coordinators who hear of a report, beside the teachers."""
    but = concerned(db, report)
    project = projects.by_id(db, report.project_id)
    founders = people.of_ids(db, set(project.founders)) if project else {}
    found = [
        one
        for country in sorted({founder.country for founder in founders.values()})
        for one in coordinators.responsible(db, country, but=but)
    ]
    ours = teachers(db, report)
    return [one for one in dict.fromkeys(found) if one not in ours]


def may_read(db: Db, person: Person, report: RoomReport) -> bool:
    """Tell whether somebody may read a report at this moment."""
    return person.id in readers(db, report) or _is_central(db, person, report)


def may_act(db: Db, person: Person, report: RoomReport) -> bool:
    """Tell whether somebody may act about whom a report is about: they have read it."""
    may = may_read(db, person, report)
    return may and room_reports.has_read(db, report.id, person.id)


def needs_reason(db: Db, person: Person, report: RoomReport) -> bool:
    """Tell whether somebody reads it as a coordinator, who says why."""
    return person.id not in teachers(db, report)


def _is_central(db: Db, person: Person, report: RoomReport) -> bool:
    is_other = person.id not in concerned(db, report)
    return is_other and coordinators.ALL in coordinators.countries_of(db, person.id)


def waiting_for(db: Db, person: Person) -> list[RoomReport]:
    """List the open reports that somebody may read, the oldest first."""
    return [one for one in room_reports.open_(db) if may_read(db, person, one)]


def help_lines(db: Db, event: Event) -> Words:
    """Say whom to call: the child helpline of who acts, where there is one, and 112."""
    school_id = school_of(event)
    school = schools.by_id(db, school_id) if school_id is not None else None
    code = school.country if school else event.person.country if event.person else ""
    return helplines(code)


def helplines(country: str) -> Words:
    """Say whom a child in this country calls."""
    found = by_code(country)
    if found is None or not found.helpline:
        emergency = found.emergency if found else "112"
        return Words("roomreports.emergency", {"emergency": Code(emergency)})
    fields = {"helpline": Code(found.said_helpline), "emergency": Code(found.emergency)}
    return Words("roomreports.helplines", fields)
