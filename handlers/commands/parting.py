"""A school's part in a project ends: it steps back, or the founders end its part.

Source: docs/rules.md, PRJ-3.
"""

from collections.abc import Mapping
from typing import Any, Literal

from handlers import cards, forms, numbers, permissions, pupilcare, questions
from handlers.commands import membership
from handlers.conversation import Button, Event, Needs, Reply, Words, command, rows, say
from handlers.forms import Asking, Option, Question, form
from handlers.permissions import Gone
from handlers.projectcard import founders_only, show
from storage import members, people, projects, pupils, twinspaces
from storage.db import Db
from storage.members import Member, Role
from storage.members import State as Part
from storage.projects import Project, State
from storage.pupils import Pupil
from storage.safeguarding import Kind


@command("stepback", needs=Needs.TEACHER, listed=False)
def step_back(event: Event, db: Db) -> list[Reply]:
    """Leave a project together with one's pupils, as the last teacher of a school: "7", "7 yes"."""
    project, rest = _mine(event, db)
    member = members.of_person(db, project.id, event.actor.id) if project else None
    if project is None or member is None or member.state != Part.IN:
        return [say("project.not_yours")]
    if project.state != State.ACTIVE:
        return [show(db, project, event.actor)]
    alone = event.actor.id not in project.founders and len(_of_school(db, project, member)) == 1
    if not alone or member.school_id is None:
        return membership.leave(event, db)
    mine = [one for one in pupils.listed(db, project.id) if one.school_id == member.school_id]
    if rest != ["yes"]:
        yes = Button(Words("project.step_back_yes"), f"/stepback {project.id} yes")
        colleague = Button(Words("project.name_colleague"), "/mycode")
        stay = Button(Words("project.stay"), f"/project {project.id}")
        sure = say("project.step_back_sure", title=project.title, count=len(mine))
        return [sure.with_buttons((yes,), (colleague, stay))]
    others = [one for one in members.inside(db, project.id) if one.person_id != event.actor.id]
    gone, hidden = _end(event, db, project, member.school_id)
    told = []
    for one in others:
        fields = {"school": cards.school(db, member.school_id), "title": project.title}
        is_founder = one.person_id in project.founders
        search = Button(Words("heartbeat.replace"), f"/replace {project.id}")
        button = search if is_founder else _open(project)
        told.append(
            Reply("project.stepped_back", fields, ((button,),), to=one.person_id, notice="projects")
        )
    pupilcare.log(db, Kind.PUPIL_OUT, gone, pupilcare.actor_of(event), event.at, "school left")
    permissions.log_withdrawn(db, hidden, pupilcare.actor_of(event), event.at)
    mine_ = Button(Words("help.projects"), "/projects")
    return [say("project.you_left", title=project.title).with_buttons((mine_,)), *told]


@command("endpart", needs=Needs.TEACHER, listed=False)
def end_part(event: Event, db: Db) -> list[Reply]:
    """End a partner school's part, with a reason: "7" shows which, "7 12" begins."""
    project, rest = _mine(event, db)
    if project is None or event.actor.id not in project.founders:
        return [founders_only()]
    if project.state != State.ACTIVE:
        return [show(db, project, event.actor)]
    found = _partner_schools(db, project)
    if rest and numbers.read(rest[0]) in found:
        known = {"project": project.id, "school": numbers.read(rest[0])}
        return forms.begin(event, db, "endpart", known)
    if not found:
        return [say("project.no_partner").with_buttons((_open(project),))]
    buttons = [Button(cards.school(db, one), f"/endpart {project.id} {one}") for one in found]
    return [say("project.end_whose", title=project.title).with_buttons(*rows(buttons))]


def _sure(asking: Asking) -> Mapping[str, Any]:
    project, school = int(asking.answers["project"]), int(asking.answers["school"])
    theirs = [one for one in pupils.listed(asking.db, project) if one.school_id == school]
    return {"school": cards.school(asking.db, school), "count": len(theirs)}


@form(
    "endpart",
    Question(
        "reason",
        questions.Paragraph,
        "project.end_reason",
        fields=lambda asking: {"school": cards.school(asking.db, int(asking.answers["school"]))},
    ),
    Question(
        "sure",
        Literal["yes"],
        "project.end_sure",
        options=lambda _: [Option("yes", Words("project.end_yes"))],
        fields=_sure,
    ),
)
def ended(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Put out the school: its teachers hear why, the others only that."""
    project = projects.hold(db, int(answers["project"]))
    if project is None or event.actor.id not in project.founders:
        return [founders_only()]
    school_id = int(answers["school"])
    if project.state != State.ACTIVE or school_id not in _partner_schools(db, project):
        return [show(db, project, event.actor)]
    before = members.inside(db, project.id)
    gone, hidden = _end(event, db, project, school_id)
    fields = {"school": cards.school(db, school_id), "title": project.title}
    why = {"title": project.title, "name": event.actor.name, "reason": answers["reason"]}
    told = []
    for one in before:
        if one.school_id == school_id:
            search = Button(Words("help.partners"), "/partners")
            ended_ = say("project.part_ended", to=one.person_id, **why)
            told.append(ended_.with_buttons((search,)))
        elif one.person_id != event.actor.id:
            other = Reply("project.school_out", fields, ((_open(project),),), to=one.person_id)
            told.append(other.noticed("projects"))
    pupilcare.log(db, Kind.PUPIL_OUT, gone, pupilcare.actor_of(event), event.at, "part ended")
    permissions.log_withdrawn(db, hidden, pupilcare.actor_of(event), event.at)
    another = Button(Words("heartbeat.replace"), f"/replace {project.id}")
    done = Reply("project.school_out", fields, rows([another, _open(project)]))
    return [done, *told]


def _end(event: Event, db: Db, project: Project, school_id: int) -> tuple[list[Pupil], list[Gone]]:
    """Let a school's teachers and pupils leave; what they made stays.

    Give the pupils, and what is not public any more.
    """
    gone = [one for one in pupils.listed(db, project.id) if one.school_id == school_id]
    hidden = [one for pupil in gone for one in pupilcare.take_out(db, pupil)]
    for one in members.inside(db, project.id):
        if one.school_id == school_id:
            members.put(
                db,
                project.id,
                one.person_id,
                role=Role.PARTNER,
                state=Part.LEFT,
                school_id=school_id,
                at=event.at,
            )
    twinspaces.want(db, project.id, is_urgent=True)
    return gone, hidden


def _partner_schools(db: Db, project: Project) -> list[int]:
    """List the schools in a project at which no founder teaches."""
    inside = members.inside(db, project.id)
    founding = {one.school_id for one in inside if one.person_id in project.founders}
    founding |= {one.school_id for one in people.of_ids(db, set(project.founders)).values()}
    theirs = dict.fromkeys(one.school_id for one in inside)
    return [one for one in theirs if one is not None and one not in founding]


def _of_school(db: Db, project: Project, member: Member) -> list[Member]:
    return [one for one in members.inside(db, project.id) if one.school_id == member.school_id]


def _open(project: Project) -> Button:
    return Button(project.title, f"/project {project.id}")


def _mine(event: Event, db: Db) -> tuple[Project | None, list[str]]:
    number, *rest = event.words.split() or [""]
    return projects.hold(db, numbers.read(number)), rest
