"""What becomes public of a project, on the page of a material: asked, agreed, withdrawn.

Source: docs/rules.md, TWS-8.
"""

from collections.abc import Mapping
from datetime import timedelta

from handlers import numbers, publishing
from handlers.conversation import Button, Event, Needs, Reply, Words, command, say
from storage import codes, members, projects, publications, safeguarding
from storage.codes import Purpose
from storage.db import Db
from storage.materials import Material
from storage.projects import Project, State
from storage.publications import Concerned
from storage.pupils import Pupil
from storage.safeguarding import Kind

#: How long the link of a notice is good.
LASTS = timedelta(hours=24)


@command("askpublish", needs=Needs.TEACHER, listed=False, browser=True)
def ask(event: Event, db: Db) -> list[Reply]:
    """Ask that a material becomes public.

    The words: "PROJECT MATERIAL MARK child|none pupils|others [sure]", then a line with the pupils
    who are to be recognised, and one with those whose work it is. MARK is what the teacher saw.
    """
    head, seen, made = (*event.words.split("\n"), "", "")[:3]
    number, material, mark, child, whose, sure = (*head.split(), *[""] * 6)[:6]
    project = projects.hold(db, numbers.read(number))
    one = publishing.material_of(db, project, numbers.read(material)) if project else None
    school = publishing.school_of(db, project, event.actor.id) if project else None
    if project is None or one is None or school is None or project.state != State.ACTIVE:
        return [say("publish.not_yours")]
    if publications.mark_of(one) != mark:
        return [say("publish.changed")]
    shown = _chosen(db, project, child, {"child": True, "none": False}, seen)
    if shown is None:
        return [say("publish.ask_child")]
    makers = _chosen(db, project, whose, {"pupils": True, "others": False}, made)
    if makers is None and one.pupil_id is None:
        return [say("publish.ask_maker")]
    concerned = Concerned(shown, makers or ())
    if problem := publishing.problem(db, project, one, concerned, sure == "sure"):
        return [problem]
    was_public = publications.of_material(db, one.id)
    publications.ask(db, one, event.actor.id, school, concerned, event.at)
    told = _told(event, db, project, school)
    if was_public is not None and was_public.is_agreed:
        _log(db, Kind.WITHDRAWN, event, one, "asked anew")
    return told


def _chosen(
    db: Db, project: Project, answer: str, answers: Mapping[str, bool], ids: str
) -> list[Pupil] | None:
    """Read which pupils were chosen; None if the answer and the choice do not fit."""
    wanted = {numbers.read(each) for each in ids.split()}
    found = [each for each in publishing.children(db, project) if each.id in wanted]
    fits = answers.get(answer) == bool(found) and len(found) == len(wanted)
    return found if fits else None


def _told(event: Event, db: Db, project: Project, school: int) -> list[Reply]:
    """Tell the teachers of the other schools how much waits for them, with a one-time link."""
    count = len(publications.waiting(db, project.id))
    told = []
    for member in members.inside(db, project.id):
        if member.school_id in {None, school} or member.person_id == event.actor.id:
            continue
        code = event.fresh(f"publish {member.person_id}", 20)
        subject, who = str(project.id), member.person_id
        codes.make(db, code, Purpose.MATERIALS, subject, at=event.at, lasts=LASTS, person_id=who)
        fields = {"title": project.title, "count": count, "link": f"{event.site}/open/{code}"}
        again = Button(Words("help.materials"), f"/materials {project.id}")
        notice = Reply("publish.waits", fields, ((again,),), to=who, notice="projects")
        told.append(notice.secretly())
    return told


@command("agreepublish", needs=Needs.TEACHER, listed=False, browser=True)
def agree(event: Event, db: Db) -> list[Reply]:
    """Agree for another school: "PROJECT MATERIAL MARK FILE [sure]"; FILE is the public copy."""
    number, material, mark, file, sure = (*event.words.split(), "", "", "", "", "")[:5]
    project = projects.hold(db, numbers.read(number))
    one = publishing.material_of(db, project, numbers.read(material)) if project else None
    asked = publications.of_material(db, one.id) if one else None
    if project is None or one is None or asked is None:
        return [say("publish.not_yours")]
    if not publishing.may_agree(db, project, asked, event.actor.id):
        return [say("publish.other_school")]
    if not publications.mark_of(one) == asked.mark == mark:
        return [say("publish.changed")]
    concerned = publications.concerned(db, one.id)
    if problem := publishing.problem(db, project, one, concerned, sure == "sure"):
        return [problem]
    if not file or not publications.agree(db, asked, event.actor.id, file, event.at):
        return [say("publish.changed")]
    _log(db, Kind.PUBLISHED, event, one, "two schools agreed")
    return []


@command("unpublish", needs=Needs.TEACHER, listed=False, browser=True)
def withdraw(event: Event, db: Db) -> list[Reply]:
    """Take a material off the public page, or off what waits: "PROJECT MATERIAL"."""
    number, material = (*event.words.split(), "", "")[:2]
    project = projects.hold(db, numbers.read(number))
    one = publishing.material_of(db, project, numbers.read(material)) if project else None
    if project is None or one is None or project.state not in publishing.KEPT:
        return [say("publish.not_yours")]
    if publishing.school_of(db, project, event.actor.id) is None:
        return [say("publish.not_yours")]
    if publications.withdraw(db, one.id):
        _log(db, Kind.WITHDRAWN, event, one, "by a teacher")
    return []


def _log(db: Db, kind: Kind, event: Event, one: Material, reason: str) -> None:
    safeguarding.write(
        db,
        kind,
        event.at,
        actor=f"person:{event.actor.id}",
        subject=f"material:{one.id}",
        project_id=one.project_id,
        reason=reason,
    )
