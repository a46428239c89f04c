"""What follows when a project is closed: its pupils are erased, then it is archived.

Source: docs/rules.md, PRJ-4. Who erases: storage/pupil_erasing.py.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from handlers import permissions, pupilcare
from handlers.conversation import Button, Lane, Reply, Words
from handlers.posting import push
from storage import members, people, projects, pupil_erasing, pupils
from storage.db import Db
from storage.projects import Project, State
from storage.pupils import Pupil
from storage.safeguarding import Kind

AFTER_CLOSE = pupil_erasing.AFTER_CLOSE
#: So long before the pupils are erased teachers are told again.
BEFORE = timedelta(days=14)
#: So many projects or pupils in one transaction: most of a year are closed in the same weeks.
AT_ONCE = 20


def has_pupils(db: Db, project: Project) -> bool:
    """Tell whether a project has or had pupils who are not erased."""
    return bool(pupils.ever(db, project.id))


def has_founders(db: Db, project: Project) -> bool:
    """Tell whether both founders still take part, as validated teachers."""
    founders = [people.by_id(db, one) for one in project.founders]
    return all(
        one is not None and one.is_validated and members.is_inside(db, project.id, one.id)
        for one in founders
    )


def erased_on(db: Db, project: Project) -> date | None:
    """Say on which day the pupils of a closed project are erased; None if there are none."""
    at = pupil_erasing.date_for(project)
    return at.date() if at is not None and has_pupils(db, project) else None


def is_erased(project: Project, at: datetime) -> bool:
    """Tell whether the day has come from which a project has its teachers alone."""
    due = pupil_erasing.date_for(project)
    return project.state == State.ARCHIVED or (due is not None and due <= at)


def look(db: Db, now: datetime, after: int = 0) -> Callable[[Db, datetime], object] | None:
    """Tell teachers two weeks before pupils are erased; archive what is done. Safe to repeat.

    Looks at some projects, from the one after `after` on, and gives what looks at the next.
    """
    found = projects.closed_before(db, now - AFTER_CLOSE + BEFORE, after, AT_ONCE)
    for project in found:
        until = erased_on(db, project)
        if until is not None and not is_erased(project, now):
            push(db, now, _reminders(db, project, until))
        elif until is None and is_erased(project, now):
            held = projects.hold(db, project.id)
            if held is not None and held.revision == project.revision:
                projects.change(db, held, State.ARCHIVED, now)
    return partial(look, after=found[-1].id) if len(found) == AT_ONCE else None


def follow(db: Db, now: datetime) -> bool:
    """Let some pupils be erased 90 days after, and take some out on that day. Safe to repeat.

    True if there are more. Being taken out waits for nothing that erasing waits for: neither for
    an administrator's token nor for a report.
    """
    wanted = pupil_erasing.follow_projects(db, now, AT_ONCE)
    gone = pupil_erasing.overdue(db, now, AT_ONCE)
    _take_out(db, gone, now)
    return AT_ONCE in (wanted, len(gone))


def reopen_late(db: Db, project: Project, now: datetime) -> None:
    """Let a project go on with its teachers alone, whether its pupils are erased yet or not."""
    pupil_erasing.follow_projects(db, now)
    _take_out(db, pupils.listed(db, project.id), now)


def _take_out(db: Db, those: Sequence[Pupil], now: datetime) -> None:
    gone = [one for pupil in those for one in pupilcare.take_out(db, pupil)]
    pupilcare.log(db, Kind.PUPIL_OUT, those, pupil_erasing.SERVICE, now, "project closed")
    permissions.log_withdrawn(db, gone, pupil_erasing.SERVICE, now)


def _reminders(db: Db, project: Project, until: date) -> list[Reply]:
    reopen = Button(Words("project.reopen"), f"/reopen {project.id} {project.revision}")
    show = Button(project.title, f"/project {project.id}")
    return [
        Reply(
            "project.erased_soon",
            {"title": project.title, "until": until},
            ((reopen if one.person_id in project.founders else show,),),
            to=one.person_id,
            lane=Lane.REMINDER,
            once=f"erased-soon-{project.id}-{project.revision}-{one.person_id}",
        )
        for one in members.inside(db, project.id)
    ]
