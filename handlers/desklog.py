"""The safeguarding log of a project, read by a coordinator with a reason, which is written into it.

Source: docs/rules.md, TWS-13.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers import numbers
from handlers.conversation import Name, Words
from handlers.reportreading import REASONS
from storage import coordinators, members, people, projects, safeguarding
from storage.db import Db
from storage.people import Person
from storage.projects import Project
from storage.safeguarding import Entry, Kind

#: So many entries are read at once, the newest first.
SHOWN = 100
#: Whom or what an entry may be about, by the word before its number.
SUBJECTS: Mapping[str, str] = {
    "pupil": "logsubject.pupil",
    "report": "logsubject.report",
    "school": "logsubject.school",
    "project": "logsubject.project",
    "material": "logsubject.material",
    "page": "logsubject.page",
    "message": "logsubject.message",
}
#: Whom or what an entry may be about where there is one of it.
PLACES: Mapping[str, str] = {
    safeguarding.SERVICE: "logsubject.service",
    "all pupils": "logsubject.all_pupils",
    "classroom": "logsubject.classroom",
    "staff room": "logsubject.staff_room",
    "space": "logsubject.space",
}
#: The fixed words for why that entries hold.
WHYS: Mapping[str, str] = {
    **REASONS,
    "classroom": "logsubject.classroom",
    "staff room": "logsubject.staff_room",
    "take part: given": "logreason.part_given",
    "take part: withdrawn": "logreason.part_withdrawn",
    "publish work: given": "logreason.publish_given",
    "publish work: withdrawn": "logreason.publish_withdrawn",
    "picture: given": "logreason.picture_given",
    "picture: withdrawn": "logreason.picture_withdrawn",
    "app: given": "logreason.app_given",
    "app: withdrawn": "logreason.app_withdrawn",
    "permission ended": "logreason.permission_ended",
    "two schools agreed": "logreason.two_schools",
    "asked anew": "logreason.asked_anew",
    "by a teacher": "logreason.by_teacher",
    "by teacher": "logreason.by_teacher",
    "changed": "logreason.changed",
    "deleted": "logreason.deleted",
    "taken back": "logreason.taken_back",
    "new": "logreason.new_slip",
    "unlocked": "logreason.unlocked",
    "school left": "logreason.school_left",
    "project closed": "logreason.project_closed",
    "unsupervised": "logreason.unsupervised",
    "teacher of the school": "logreason.own_teacher",
    "time": "logreason.time",
    "released": "logreason.released",
    "teacher left": "logreason.teacher_left",
    "on": "logreason.on",
    "off": "logreason.off",
    "on again": "logreason.on_again",
    "guest": "logreason.guest",
    "put out": "logreason.put_out",
    "part ended": "logreason.part_ended",
}


@dataclass(frozen=True)
class Line:
    """An entry as it is read."""

    number: int
    at: datetime
    kind: Name
    actor: str | Words
    subject: str | Words
    reason: str | Words


def find(db: Db, person: Person, text: str) -> list[Project]:
    """Find projects by number, or by a part of the title, whose log somebody may read."""
    number = numbers.read(text)
    found = [projects.by_id(db, number)] if number else projects.titled(db, text, 20)
    return [one for one in found if one is not None and may_read(db, person, one)]


def may_read(db: Db, person: Person, project: Project) -> bool:
    """Tell whether somebody coordinates a founder's country now, and has no part in the project."""
    mine = coordinators.countries_of(db, person.id)
    founders = people.of_ids(db, set(project.founders)).values()
    is_theirs = any(coordinators.may_decide(mine, one.country) for one in founders)
    has_part = person.id in project.founders or members.is_inside(db, project.id, person.id)
    return is_theirs and not has_part


def read(
    db: Db, person: Person, project_id: int, reason: str, at: datetime, before: int = 0
) -> list[Line] | None:
    """Write the reading down, and give the entries: all of it or nothing.

    None if the reason is none, or they may not. `before` is the number behind which to go on.
    """
    project = projects.by_id(db, project_id)
    if project is None or reason not in REASONS or not may_read(db, person, project):
        return None
    entries = safeguarding.of_project(db, project_id, SHOWN, before)
    safeguarding.write(
        db,
        Kind.LOG_READ,
        at,
        actor=f"person:{person.id}",
        subject=f"project:{project_id}",
        project_id=project_id,
        reason=reason,
    )
    return [_line(db, one) for one in entries]


def _line(db: Db, entry: Entry) -> Line:
    kind = Name("logkind", entry.kind.replace(" ", "_"))
    actor, subject = _named(db, entry.actor), _named(db, entry.subject)
    return Line(entry.number, entry.at, kind, actor, subject, why(entry.reason))


def why(reason: str) -> str | Words:
    """Say a fixed word of the log; one that we do not know stays what it is."""
    return Words(WHYS[reason]) if reason in WHYS else reason


def _named(db: Db, whom: str) -> str | Words:
    """Name teachers; pupils and things stay the numbers that they are in the log."""
    kind, _, number = whom.partition(":")
    if kind == "person":
        person = people.by_id(db, numbers.read(number))
        return person.name if person is not None and not person.is_gone else Words("card.gone")
    if kind in SUBJECTS:
        return Words(SUBJECTS[kind], {"number": number})
    return Words(PLACES[whom]) if whom in PLACES else whom


def kinds() -> Sequence[str]:
    """List what is written down, as its names are known by."""
    return tuple(one.replace(" ", "_") for one in Kind)
