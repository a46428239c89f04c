"""What is said of a report to who reads it: about whom it may be, who hears of it, and when.

Source: docs/rules.md, TWS-12.
"""

from handlers import roomreports
from handlers.conversation import Listing, Words
from storage import people, projects
from storage.db import Db
from storage.people import Person
from storage.room_reports import RoomReport

NOBODY = Words("page.report_nobody_else")


def why_asked(db: Db, report: RoomReport | None) -> str:
    """Choose the text that asks a coordinator for a reason, and says when founders hear of it."""
    project = projects.by_id(db, report.project_id) if report else None
    if report is None or project is None:
        return "page.report_why"
    if not report.names_somebody:
        return "page.report_why_after"
    is_concerned = bool(project.founders & roomreports.concerned(db, report))
    return "page.report_why_some" if is_concerned else "page.report_why"


def nobody_told(report: RoomReport) -> Words | None:
    """Say that no teacher of the project was told of an open report, and why; None if some were."""
    is_kept = report.is_for_services and report.closed_at is None
    return Words("page.report_for_services") if is_kept else None


def others(db: Db, report: RoomReport, reader: Person) -> Words:
    """Name those who look after a report beside its reader: who gets what is written there."""
    teachers = roomreports.teachers(db, report)
    found = [one for one in roomreports.readers(db, report) if one != reader.id]
    known = people.of_ids(db, set(found))
    named = [
        Words(
            "page.report_other_teacher" if one in teachers else "page.report_other_service",
            {"name": known[one].name},
        )
        for one in found
        if one in known
    ]
    return Words("page.report_others", {"who": Listing(tuple(named))}) if named else NOBODY
