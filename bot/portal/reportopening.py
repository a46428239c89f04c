"""How a report is opened in a browser: by a link or from the desk, with a reason, written down.

Source: docs/rules.md, TWS-12.
"""

from datetime import datetime

from handlers import posting, reportabout, reportreading, roomreports
from storage import Db, codes, people, projects, room_reports, sessions
from storage.codes import Purpose
from storage.people import Person


def look(db: Db, code: str, at: datetime) -> tuple[str, str] | None:
    """Find out what a link opens, if its reader may still read that: in which project.

    With it comes the text that asks a coordinator why; it is empty for others.
    """
    found = codes.look(db, code, Purpose.ROOM_REPORT, at)
    who = people.by_id(db, found.person_id) if found and found.person_id else None
    report = room_reports.by_id(db, int(found.subject)) if found else None
    if who is None or report is None or not roomreports.may_read(db, who, report):
        return None
    project = projects.by_id(db, report.project_id)
    needs_reason = roomreports.needs_reason(db, who, report)
    why = reportabout.why_asked(db, report) if needs_reason else ""
    return (project.title, why) if project else None


def open_(db: Db, code: str, reason: str, token: str, at: datetime) -> str:
    """Use the link, write the reading down and open the session: all of it or nothing."""
    found = look(db, code, at)
    if found is None:
        return "used"
    _, why = found
    if _lacks(bool(why), reason):
        return "reason"
    used = codes.use(db, code, Purpose.ROOM_REPORT, at)
    if used is None or used.person_id is None:
        return "used"
    person = people.by_id(db, used.person_id)
    assert person is not None
    return open_for(db, person, int(used.subject), reason, token, at)


def open_for(db: Db, person: Person, number: int, reason: str, token: str, at: datetime) -> str:
    """Write the reading down and open the session, for somebody who may read a report now."""
    report = room_reports.by_id(db, number)
    if report is None or not roomreports.may_read(db, person, report):
        return "used"
    is_coordinator = roomreports.needs_reason(db, person, report)
    if _lacks(is_coordinator, reason):
        return "reason"
    kind, project_id = kind_of(report.id), report.project_id
    sessions.open_(db, token, kind=kind, project_id=project_id, at=at, person_id=person.id)
    why = reason if is_coordinator else ""
    posting.push(db, at, reportreading.take_reading(db, person, report, why, at))
    return "open"


def _lacks(is_coordinator: bool, reason: str) -> bool:
    """Tell whether a coordinator has not said why."""
    return is_coordinator and reason not in reportreading.REASONS


def kind_of(report_id: int) -> str:
    """Name a session so that it opens this one report."""
    return f"report {report_id}"
