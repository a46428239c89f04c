"""Who leaves eTwinning: what has to be settled before, what the others are told, and the end.

Source: docs/rules.md, REG-6.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from handlers import absence, permissions, pupilcare, supervision
from handlers.commands.claiming import service
from handlers.conversation import Button, Reply, Words, say
from handlers.posting import push
from storage import (
    account_erasing,
    accounts,
    addresses,
    coordinators,
    erasing,
    group_members,
    groups,
    members,
    moves,
    people,
    projects,
    pupils,
    reports,
    room_reports,
    traces,
    twinspaces,
)
from storage.addresses import Address
from storage.db import Db
from storage.members import Role
from storage.members import State as Part
from storage.people import Person
from storage.projects import Project, State
from storage.safeguarding import Kind

#: How long after an erasure its accounts on our homeserver stay open, for the last word.
CLOSED_AFTER = timedelta(minutes=10)
#: A project that has not begun: without either founder there is none.
_PLANS = {State.DRAFT, State.PARTNER, State.NSS}
#: A project that two founders from two schools answer for.
_BOTH = {State.PARTNER, State.NSS, State.ACTIVE}
#: What a founder wrote of a plan.
_WRITTEN = ("title", "description", "tools", "aims", "process", "results", "reason")


def obstacle(db: Db, person: Person, at: datetime) -> Reply | None:
    """Say what the person has to settle before they can go; None if nothing."""
    for country in sorted(coordinators.countries_of(db, person.id)):
        if coordinators.of_country(db, country) == [person.id]:
            invite = Button(
                Words("coordinators.invite", {"service": service(country)}),
                f"/coordinators invite {country}",
            )
            reply = say("forget.last_coordinator", service=service(country))
            return reply.with_buttons((invite,))
    for project in _active(db, person):
        if person.id in project.founders:
            hand = Button(Words("project.handover"), f"/handover {project.id}")
            close = Button(Words("project.close"), f"/close {project.id} {project.revision}")
            return say("forget.founder", title=project.title).with_buttons((hand, close))
        if supervision.is_last(db, project.id, person, at):
            add = Button(Words("project.pupils"), f"/pupils {project.id}")
            return say("forget.pupils", title=project.title).with_buttons((add,))
    return None


def school_obstacle(db: Db, person: Person, school_id: int, at: datetime) -> Reply | None:
    """Say what somebody has to settle before they teach at another school; None if nothing."""
    for project in _active(db, person):
        if supervision.is_last(db, project.id, person, at):
            add = Button(Words("project.pupils"), f"/pupils {project.id}")
            return say("profile.pupils", title=project.title).with_buttons((add,))
    for number in projects.founded_by(db, person.id):
        founded = projects.by_id(db, number)
        if founded is None or person.id not in founded.founders or founded.state not in _BOTH:
            continue
        others = people.of_ids(db, {one for one in founded.founders if one != person.id})
        if any(one.school_id == school_id for one in others.values()):
            hand = Button(Words("project.handover"), f"/handover {founded.id}")
            return say("profile.same_school", title=founded.title).with_buttons((hand,))
    return None


def move_school(db: Db, person: Person, school_id: int, at: datetime) -> None:
    """Let the person take part in their projects for another school from now on."""
    for number in members.projects_of(db, person.id):
        mine = members.of_person(db, number, person.id)
        if mine is not None:
            members.put(
                db, number, person.id, role=mine.role, state=mine.state, school_id=school_id, at=at
            )


def leave(db: Db, person: Person, at: datetime) -> list[Reply]:
    """Take the person out of everything that goes on, as if they left it; tell the others."""
    told: list[Reply] = []
    for number in projects.founded_by(db, person.id):
        project = projects.hold(db, number)
        if project is not None and project.state in _PLANS:
            told += _withdraw(db, project, person, at)
    for project in _active(db, person):
        told += _leave_project(db, project, person, at)
    for number in members.projects_of(db, person.id):
        _put_out(db, number, person, at)
    for number in group_members.groups_of(db, person.id):
        if group_members.moderators(db, number) == [person.id]:
            group = groups.by_id(db, number)
            if group is not None:
                groups.seek_moderator(db, group, True)
    return [*told, *absence.leave(db, person, at)]


def _withdraw(db: Db, project: Project, person: Person, at: datetime) -> list[Reply]:
    """Let a plan go with its founder; without its co-founder it is a draft again."""
    if person.id == project.cofounder_id:
        if project.state == State.DRAFT:
            return []
        projects.change(db, project, State.DRAFT, at, reason="")
        edit = Button(Words("project.edit"), f"/project {project.id}")
        reply = say("project.partner_declined", to=project.founder_id, title=project.title)
        return [reply.with_buttons((edit,))]
    partner, is_draft = project.cofounder_id, project.state == State.DRAFT
    nothing = dict.fromkeys(_WRITTEN, "")
    projects.change(db, project, State.ARCHIVED, at, cofounder_id=person.id, **nothing)
    if is_draft:
        return []
    new = Button(Words("project.new"), "/project new")
    return [say("forget.withdrawn", to=partner, title=project.title).with_buttons((new,))]


def _leave_project(db: Db, project: Project, person: Person, at: datetime) -> list[Reply]:
    """Leave one active project; a founder who could not hand over closes it.

    Pupils of a school that has no teacher there any more are taken out.
    """
    others = [one for one in members.inside(db, project.id) if one.person_id != person.id]
    if _leaves_pupils_alone(db, project, person):
        listed = pupils.listed(db, project.id)
        gone = [pupil for pupil in listed if pupil.school_id == person.school_id]
        hidden = [one for pupil in gone for one in pupilcare.take_out(db, pupil)]
        permissions.log_withdrawn(db, hidden, f"person:{person.id}", at)
        pupilcare.log(db, Kind.PUPIL_OUT, gone, f"person:{person.id}", at, "school left")
    if person.id in project.founders:
        project = projects.change(db, project, State.CLOSED, at)
        pupils.log_out_all(db, project.id)
    _put_out(db, project.id, person, at)
    key = "project.closed" if project.state == State.CLOSED else "project.left"
    show = Button(project.title, f"/project {project.id}")
    fields = {"name": person.name, "title": project.title}
    return [Reply(key, fields, ((show,),), to=one.person_id, notice="projects") for one in others]


def _put_out(db: Db, project_id: int, person: Person, at: datetime) -> None:
    members.put(
        db,
        project_id,
        person.id,
        role=Role.PARTNER,
        state=Part.LEFT,
        school_id=person.school_id,
        at=at,
    )
    twinspaces.want(db, project_id, is_urgent=True)


def _active(db: Db, person: Person) -> list[Project]:
    found = [projects.by_id(db, number) for number in members.projects_of(db, person.id)]
    return [one for one in found if one is not None and one.state == State.ACTIVE]


def _leaves_pupils_alone(db: Db, project: Project, person: Person) -> bool:
    """Tell whether pupils would be left without any teacher of their school.

    Source: docs/rules.md, TWS-5.
    """
    mine = [one for one in pupils.listed(db, project.id) if one.school_id == person.school_id]
    colleagues = [
        one
        for one in members.inside(db, project.id)
        if one.person_id != person.id and one.school_id == person.school_id
    ]
    return bool(mine) and not colleagues


def is_reported(db: Db, person_id: int) -> bool:
    """Tell whether a report about somebody is open: in the chats or out of a TwinSpace."""
    in_rooms = room_reports.open_about_person(db, person_id)
    return bool(reports.open_about(db, person_id) or in_rooms)


def erase(db: Db, person: Person, at: datetime) -> list[Reply]:
    """Erase a person, and give what others are told of it."""
    told = leave(db, person, at)
    _close_accounts(db, person, at)
    erasing.erase(db, person, at)
    return told


def _close_accounts(db: Db, person: Person, at: datetime) -> None:
    """Let the accounts that we made for a person be closed, once they were told goodbye there."""
    made = accounts.localparts(db, person.id)
    chats = [one.user for one in addresses.of_person(db, person.id) if one.user.startswith("@t_")]
    about = {"person": person.id, "asked_by": f"person:{person.id}", "asked_at": at}
    for account in (*made, *chats):
        account_erasing.ask(db, account, at + CLOSED_AFTER, **about)


def carry_out(db: Db, now: datetime) -> bool:
    """Erase whom a report delayed, once it is closed or has delayed long enough; safe to repeat.

    Goes on with what others were told of those who were erased. True if more is left.
    """
    for wish in erasing.asked(db):
        if wish.due_at > now and is_reported(db, wish.person):
            continue
        if moves.held_until(db, wish.person, now):
            continue
        person = people.hold(db, wish.person)
        farewell = [
            replace(say(erasing.FAREWELL), to=Address(one.platform, one.user))
            for one in addresses.of_person(db, person.id)
        ]
        push(db, now, farewell)
        push(db, now, erase(db, person, now))
    is_more = [traces.sweep(db, one) for one in erasing.unswept(db)]
    return any(is_more)
