"""Who takes part in a running project: invite, join, leave, step back, hand over, end a part."""

from collections.abc import Iterable
from dataclasses import replace

from handlers import cards, numbers, supervision
from handlers.conversation import Button, Event, Lane, Needs, Reply, Words, command, rows, say
from handlers.projectcard import declined, founders_only, show
from storage import contacts, heartbeats, members, people, projects, twinspaces
from storage.db import Db
from storage.members import Role
from storage.members import State as Part
from storage.people import Person
from storage.projects import Project, State


@command("invite", needs=Needs.TEACHER, listed=False)
def invite(event: Event, db: Db) -> list[Reply]:
    """Invite a contact into an active project: "7" shows whom, "7 12" invites person 12.

    Source: docs/rules.md, PRJ-2.
    """
    project, rest = _mine(event, db)
    if project is None or event.actor.id not in project.founders:
        return [founders_only()]
    if project.state != State.ACTIVE:
        return [show(db, project, event.actor)]
    candidates = _not_inside(db, project, contacts.of_person(db, event.actor.id))
    if not rest:
        return [_whom(db, project, candidates, "invite", "project.invite_whom")]
    guest = next((one for one in candidates if str(one.id) == rest[0]), None)
    if guest is None:
        return [_whom(db, project, candidates, "invite", "project.not_a_partner")]
    before = members.of_person(db, project.id, guest.id)
    invited = say("project.invited", name=guest.name).with_buttons((_open(project),))
    if before is not None and before.state == Part.INVITED:
        return [invited]
    _put(event, db, project, guest, Part.INVITED)
    yes = Button(Words("project.join"), f"/join yes {project.id}")
    no = Button(Words("project.decline"), f"/join no {project.id}")
    fields = {"name": event.actor.name, "card": cards.project(db, project)}
    card = Reply("project.guest", fields, ((yes, no),), to=guest.id, lane=Lane.REMINDER).noticed(
        "projects"
    )
    return [invited, card]


def _not_inside(db: Db, project: Project, ids: Iterable[int]) -> list[Person]:
    inside = {member.person_id for member in members.inside(db, project.id)}
    known = people.of_ids(db, set(ids) - inside)
    return [one for one in known.values() if one.is_validated]


def _whom(db: Db, project: Project, found: list[Person], verb: str, key: str) -> Reply:
    if not found:
        search = Button(Words("help.partners"), "/partners")
        return say("project.nobody_to_ask").with_buttons((search,))
    buttons = [
        Button(cards.contact(db, one), f"/{verb} {project.id} {one.id}") for one in found[:8]
    ]
    return say(key, title=project.title).with_buttons(*rows(buttons))


@command("join", needs=Needs.TEACHER, listed=False)
def join(event: Event, db: Db) -> list[Reply]:
    """Answer an invitation into a project: "yes 7"."""
    answer, _, number = event.words.partition(" ")
    project = projects.hold(db, numbers.read(number))
    me = event.actor
    member = members.of_person(db, project.id, me.id) if project else None
    if project is None or member is None:
        return [say("project.not_yours")]
    if member.state != Part.INVITED or project.state != State.ACTIVE:
        return [show(db, project, me)]
    if answer != "yes":
        _put(event, db, project, me, Part.DECLINED)
        fields = {"name": me.name, "title": project.title}
        ask = Button(Words("project.invite"), f"/invite {project.id}")
        told = [
            Reply("project.guest_declined", fields, ((ask,),), to=founder).noticed("projects")
            for founder in sorted(project.founders)
        ]
        return [declined(project), *told]
    _put(event, db, project, me, Part.IN)
    heartbeats.seen(db, project.id, me.school_id, event.at)
    twinspaces.want(db, project.id)
    others = _others(db, project, me.id)
    fields = {"name": me.name, "title": project.title}
    newcomer = Reply("project.newcomer", fields, ((_open(project),),), notice="projects")
    news = [replace(newcomer, to=one) for one in others]
    return [say("project.joined", title=project.title), *news]


@command("leave", needs=Needs.TEACHER, listed=False)
def leave(event: Event, db: Db) -> list[Reply]:
    """Leave a project; a founder hands over first: "7" asks, "7 yes" does."""
    project, rest = _mine(event, db)
    if project is None or not members.is_inside(db, project.id, event.actor.id):
        return [say("project.not_yours")]
    if event.actor.id in project.founders:
        hand = Button(Words("project.handover"), f"/handover {project.id}")
        return [say("project.hand_over_first").with_buttons((hand,))]
    if supervision.is_last(db, project.id, event.actor, event.at):
        add = Button(Words("project.pupils"), f"/pupils {project.id}")
        back = Button(Words("project.step_back_pupils"), f"/stepback {project.id}")
        first = say("project.pupils_first", title=project.title)
        return [first.with_buttons(*rows([add, back]))]
    if rest != ["yes"]:
        yes = Button(Words("project.leave_yes"), f"/leave {project.id} yes")
        stay = Button(Words("project.stay"), f"/project {project.id}")
        return [say("project.leave_sure", title=project.title).with_buttons((yes, stay))]
    _put(event, db, project, event.actor, Part.LEFT)
    twinspaces.want(db, project.id, is_urgent=True)
    others = _others(db, project, event.actor.id)
    fields = {"name": event.actor.name, "title": project.title}
    left = Reply("project.left", fields, ((_open(project),),), notice="projects")
    news = [replace(left, to=one) for one in others]
    mine = Button(Words("help.projects"), "/projects")
    return [say("project.you_left", title=project.title).with_buttons((mine,)), *news]


@command("handover", needs=Needs.TEACHER, listed=False)
def hand_over(event: Event, db: Db) -> list[Reply]:
    """Give one's place as founder to another teacher of the project: "7", then "7 12"."""
    project, rest = _mine(event, db)
    if project is None or event.actor.id not in project.founders:
        return [founders_only()]
    if project.state != State.ACTIVE:
        return [show(db, project, event.actor)]
    inside = {member.person_id for member in members.inside(db, project.id)}
    known = people.of_ids(db, inside - project.founders)
    other = people.by_id(db, next(iter(project.founders - {event.actor.id})))
    schools = {other.school_id} if other else set()
    heirs = [one for one in known.values() if one.school_id not in schools]
    if not heirs:
        ask = Button(Words("project.invite"), f"/invite {project.id}")
        return [say("project.no_heir").with_buttons((ask,))]
    heir = next((one for one in heirs if [str(one.id)] == rest), None)
    if heir is None:
        return [_whom(db, project, heirs, "handover", "project.handover_whom")]
    place = "founder_id" if project.founder_id == event.actor.id else "cofounder_id"
    projects.change(db, project, State.ACTIVE, event.at, **{place: heir.id})
    _put(event, db, project, heir, Part.IN, Role.FOUNDER)
    _put(event, db, project, event.actor, Part.IN)
    twinspaces.want(db, project.id)
    fields = {"name": event.actor.name, "title": project.title}
    told = Reply("project.now_founder", fields, ((_open(project),),), to=heir.id).noticed(
        "projects"
    )
    done = say("project.handed_over", name=heir.name, title=project.title)
    return [done.with_buttons((_open(project),)), told]


def _open(project: Project) -> Button:
    return Button(project.title, f"/project {project.id}")


def _mine(event: Event, db: Db) -> tuple[Project | None, list[str]]:
    """Lock the project that the command names first; the rest of its words."""
    number, *rest = event.words.split() or [""]
    return projects.hold(db, numbers.read(number)), rest


def _others(db: Db, project: Project, me: int) -> list[int]:
    return [one.person_id for one in members.inside(db, project.id) if one.person_id != me]


def _put(
    event: Event, db: Db, project: Project, person: Person, state: Part, role: Role = Role.PARTNER
) -> None:
    members.put(
        db,
        project.id,
        person.id,
        role=role,
        state=state,
        school_id=person.school_id,
        at=event.at,
    )
