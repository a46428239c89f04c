"""Who may do something with which pupils, and what it means to take one out.

Source: docs/rules.md, TWS-5.
"""

from collections.abc import Iterable
from datetime import datetime

from handlers import numbers
from handlers.conversation import Event
from handlers.permissions import Gone, withdraw_publications
from storage import members, projects, pupils, safeguarding, sessions, twinspaces
from storage.db import Db
from storage.projects import Project, State
from storage.pupils import Pupil
from storage.safeguarding import Kind

#: While a project is in one of these, pupils are on its list and parents may withdraw.
KEPT = frozenset({State.ACTIVE, State.CLOSED, State.ARCHIVED})


def school_in(db: Db, project_id: int, person_id: int) -> int | None:
    """Find the school for which a teacher takes part in a project; None if for none."""
    member = members.of_person(db, project_id, person_id)
    return member.school_id if member and member.state == members.State.IN else None


def project_of(event: Event, db: Db, number: str) -> Project | None:
    """Hold a project in which the actor looks after pupils of a school; None if there is none."""
    project = projects.hold(db, numbers.read(number))
    if project is None or project.state not in KEPT:
        return None
    return project if school_in(db, project.id, event.actor.id) is not None else None


def own(event: Event, db: Db, project: Project, ids: Iterable[str]) -> list[Pupil] | None:
    """Find these pupils; None if one of them is not on the list of the actor's own school."""
    school = school_in(db, project.id, event.actor.id)
    if school is None:
        return None
    mine = {one.id: one for one in pupils.listed(db, project.id) if one.school_id == school}
    wanted = dict.fromkeys(numbers.read(one) for one in ids)
    return [mine[one] for one in wanted] if wanted.keys() <= mine.keys() else None


def one_own(event: Event, db: Db, number: str) -> tuple[Project, Pupil] | None:
    """Find one pupil of the actor's own school with the project, which is held."""
    pupil = pupils.by_id(db, numbers.read(number))
    project = project_of(event, db, str(pupil.project_id)) if pupil else None
    found = own(event, db, project, [number]) if project else None
    return (project, found[0]) if project and found else None


def teacher_at(db: Db, project: Project, typed: list[str], beside: int) -> int | None:
    """Find a teacher of the project at the same school as `beside`; None if it is none."""
    wanted = numbers.read(typed[0]) if typed else 0
    school = school_in(db, project.id, beside)
    return wanted if school is not None and school == school_in(db, project.id, wanted) else None


def take_out(db: Db, pupil: Pupil) -> list[Gone]:
    """Take a pupil off the list: the slip is dead, visits and publications have ended.

    Give what is not public any more, for the safeguarding log.
    """
    pupils.remove(db, pupil.id)
    sessions.close_pupil(db, pupil.id)
    gone = withdraw_publications(db, pupil.id)
    twinspaces.want(db, pupil.project_id, is_urgent=True)
    return gone


def log(
    db: Db, kind: Kind, these: Iterable[Pupil], actor: str, at: datetime, reason: str = ""
) -> None:
    """Write into the safeguarding log what was done with pupils; last in a turn."""
    for pupil in these:
        subject = f"pupil:{pupil.id}"
        about = {"actor": actor, "subject": subject, "reason": reason}
        safeguarding.write(db, kind, at, project_id=pupil.project_id, **about)


def actor_of(event: Event) -> str:
    """Name who acts, as the safeguarding log does."""
    return f"person:{event.actor.id}"
