"""Who looks after pupils in a TwinSpace, and what happens when nobody does.

Source: docs/rules.md, TWS-4.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from handlers import supervision_news
from handlers.posting import push
from handlers.zones import day_ended, zone_of
from storage import (
    accounts,
    class_visits,
    class_watch,
    classes,
    members,
    mutes,
    people,
    presences,
    projects,
    pupils,
    safeguarding,
    twinspaces,
)
from storage.class_visits import Places
from storage.db import Db
from storage.mutes import Cause
from storage.people import Person
from storage.projects import Project, State
from storage.safeguarding import Kind

#: After so many school days without a visit a teacher supervises nobody, and is reminded before.
LAPSES, NUDGES = 14, 7
#: School days are never more than days: who came later than this need not be looked at.
_NUDGE_DAYS = timedelta(days=NUDGES)
#: So many projects are looked at in one transaction: in holidays most of all are neglected.
AT_ONCE = 100
#: What looks at the next.
Look = Callable[[Db, datetime], object]


@dataclass(frozen=True)
class Teacher:
    """What counts of a teacher in a project."""

    person_id: int
    school_id: int | None
    is_validated: bool
    #: Their accounts on the homeserver, if that was named.
    users: frozenset[str]
    #: How many school days ago they opened the classroom; None if they never did.
    days_away: int | None

    @property
    def has_looked(self) -> bool:
        """Whether they are validated and opened the classroom lately."""
        is_recent = self.days_away is not None and self.days_away < LAPSES
        return self.is_validated and is_recent

    def supervises(self, joined: frozenset[str]) -> bool:
        """Tell whether they look after pupils in a room with these accounts in it."""
        return self.has_looked and not joined.isdisjoint(self.users)


def judge(
    schools: Iterable[int], teachers: Iterable[Teacher], joined: frozenset[str]
) -> frozenset[int]:
    """List the schools whose pupils nobody looks after in a room with these accounts in it."""
    watched = {teacher.school_id for teacher in teachers if teacher.supervises(joined)}
    return frozenset(schools) - watched


def school_days(after: date, until: date, breaks: Sequence[tuple[date, date]]) -> int:
    """Count the days with school after a day, up to and with another."""
    days = (after + timedelta(days=number) for number in range(1, (until - after).days + 1))
    return sum(
        day.weekday() < 5 and not any(first <= day <= last for first, last in breaks)
        for day in days
    )


def teachers(
    db: Db,
    project_id: int,
    now: datetime,
    server_name: str = "",
    schools: Collection[int] | None = None,
) -> list[Teacher]:
    """Look at every teacher of a project, or at those of some schools."""
    inside = members.inside(db, project_id)
    if schools is not None:
        inside = [one for one in inside if one.school_id in schools]
    known = people.of_ids(db, {one.person_id for one in inside})
    breaks = classes.breaks(db, known)
    came = _last_came(db, project_id)
    found = []
    for member in inside:
        person = known[member.person_id]
        found.append(
            Teacher(
                person.id,
                member.school_id,
                person.is_validated,
                frozenset(accounts.users(db, person.id, server_name) if server_name else ()),
                _days_away(person, came[person.id], now, breaks[person.id])
                if person.id in came
                else None,
            )
        )
    return found


def _last_came(db: Db, project_id: int) -> dict[int, datetime]:
    """Give when each teacher was last there: to look, or to add pupils."""
    came = class_visits.added_at(db, project_id)
    for person_id, visit in class_visits.of_project(db, project_id).items():
        came[person_id] = max(visit.opened_at, came.get(person_id, visit.opened_at))
    return came


def _days_away(
    person: Person, came: datetime, now: datetime, breaks: Sequence[tuple[date, date]]
) -> int:
    zone = zone_of(person)
    first, last = came.astimezone(zone).date(), now.astimezone(zone).date()
    return school_days(first, last, breaks)


def is_last(db: Db, project_id: int, person: Person, now: datetime) -> bool:
    """Tell whether nobody else of their school would look after its pupils in a project."""
    mine = [one for one in pupils.listed(db, project_id) if one.school_id == person.school_id]
    rooms = twinspaces.by_project(db, project_id)
    joined = presences.joined(db, rooms.classroom) if rooms and rooms.classroom else None
    others = [
        one
        for one in teachers(db, project_id, now)
        if one.school_id == person.school_id and one.person_id != person.id and one.has_looked
        # Before there is a classroom nobody can be in it.
        if joined is None or _is_among(db, one.person_id, joined)
    ]
    return bool(mine) and not others


def _is_among(db: Db, person_id: int, joined: frozenset[str]) -> bool:
    """Tell whether a teacher is in a room, none of whose accounts is of another homeserver."""
    servers = {user.partition(":")[2] for user in joined}
    return any(not joined.isdisjoint(accounts.users(db, person_id, one)) for one in servers)


def opened(db: Db, project_id: int, person_id: int, at: datetime) -> bool:
    """Note that a teacher opened the classroom: on the portal, or in their Matrix app.

    False if they take no part, or came just before.
    """
    if not members.is_inside(db, project_id, person_id):
        return False
    if not class_visits.note(db, project_id, person_id, at):
        return False
    twinspaces.want(db, project_id)
    return True


def judge_project(db: Db, project_id: int, now: datetime, server_name: str) -> None:
    """Mute the pupils whom nobody looks after, and unmute the others; tell who must know.

    Safe to repeat: of each break and each recovery people hear once.
    """
    project = projects.hold(db, project_id)
    rooms = twinspaces.by_project(db, project_id)
    if project is None or rooms is None or not rooms.classroom:
        return
    before = {one.school_id: one for one in mutes.of_cause(db, project_id, Cause.UNSUPERVISED)}
    if project.state != State.ACTIVE:
        for mute in before.values():
            mutes.end(db, mute)
        return
    watching = teachers(db, project_id, now, server_name)
    joined = presences.joined(db, rooms.classroom)
    broken = judge(_pupils(db, project_id), watching, joined)
    ended = [mute for school, mute in before.items() if school not in broken]
    for mute in ended:
        mutes.end(db, mute)
    begun = sorted(broken - before.keys())
    for school in begun:
        mutes.add(db, project_id, school, Cause.UNSUPERVISED, now)
    _tell(db, project, begun, [one.school_id for one in ended], now)


def _tell(
    db: Db,
    project: Project,
    begun: Sequence[int],
    ended: Sequence[int | None],
    now: datetime,
) -> None:
    counted = _pupils(db, project.id)
    for school in begun:
        push(db, now, supervision_news.broken(db, project, school, counted[school]))
    for mended in ended:
        if mended in counted:
            push(db, now, supervision_news.mended(db, project, mended))
    for kind, schools in ((Kind.MUTED, begun), (Kind.UNMUTED, ended)):
        for one in schools:
            subject = f"school:{one}"
            safeguarding.write(
                db, kind, now, subject=subject, project_id=project.id, reason="unsupervised"
            )


def _pupils(db: Db, project_id: int) -> Mapping[int, int]:
    """Count the pupils of a project by school; one without a school has nobody to look after."""
    counted: dict[int, int] = {}
    for pupil in pupils.inside(db, project_id):
        if pupil.school_id is not None:
            counted[pupil.school_id] = counted.get(pupil.school_id, 0) + 1
    return counted


def watch(db: Db, now: datetime) -> Look | None:
    """Remind teachers who have not come for a while; let what they neglect be judged anew.

    So are those who count again, for it was said since that their class was away. Looks at some
    projects, and gives what looks at the next. Safe to repeat: each is reminded once until they
    come again.
    """
    return _look(db, now, None, now)


def watch_ended_days(db: Db, now: datetime) -> Look | None:
    """Do the same where a day has ended since it was last done: only then one more counts.

    However long nobody looked, no day is left out. What else counts lets a project be judged at
    once: who comes and goes, and what teachers say of their weeks without school.
    """
    since = class_watch.until(db)
    if since is None or since > now:
        return watch(db, now)
    places = day_ended(db, since, now)
    if not places.countries and not places.zones:
        class_watch.note(db, now)
        return None
    return _look(db, now, places, now)


def _look(
    db: Db, now: datetime, places: Places | None, began: datetime, after: int = 0
) -> Look | None:
    """Look at some projects, from the one after `after` on; after the last note that it is done."""
    found = class_visits.neglected(db, now - _NUDGE_DAYS, after, AT_ONCE, places)
    for number in found:
        _watch(db, number, now)
    if len(found) == AT_ONCE:
        return partial(_look, places=places, began=began, after=found[-1])
    class_watch.note(db, began)
    return None


def _watch(db: Db, number: int, now: datetime) -> None:
    project = projects.by_id(db, number)
    counted = _pupils(db, number)
    theirs = teachers(db, number, now, schools=counted)
    if project is None:
        return
    current = {one.school_id for one in theirs if one.has_looked}
    muted = {one.school_id for one in mutes.of_cause(db, number, Cause.UNSUPERVISED)}
    if muted & current or any(not one.has_looked for one in theirs):
        is_urgent = not counted.keys() <= current | muted
        twinspaces.want(db, number, is_urgent=is_urgent)
    for one in theirs:
        _nudge(db, project, one, counted, now)


def _nudge(
    db: Db, project: Project, teacher: Teacher, counted: Mapping[int, int], now: datetime
) -> None:
    """Remind a teacher once, before they count no more."""
    if teacher.school_id is None or not teacher.has_looked or (teacher.days_away or 0) < NUDGES:
        return
    came = _last_came(db, project.id)[teacher.person_id]
    visit = class_visits.of_project(db, project.id).get(teacher.person_id)
    if visit is not None and visit.is_nudged and visit.opened_at >= came:
        return
    class_visits.note_nudge(db, project.id, teacher.person_id, came)
    left = LAPSES - (teacher.days_away or 0)
    told = supervision_news.nudge(project, teacher.person_id, counted[teacher.school_id], left)
    push(db, now, [told])
