"""What becomes public of a project, on the page of a material: asked, agreed, withdrawn.

Source: docs/rules.md, TWS-8.
"""

from handlers import agreeing, naming, numbers, publishing
from handlers.conversation import Button, Event, Needs, Reply, Words, command, say
from storage import projects, publications
from storage.db import Db
from storage.projects import State
from storage.publications import Concerned
from storage.safeguarding import Kind


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
    shown = publishing.chosen(db, project, child, {"child": True, "none": False}, seen)
    if shown is None:
        return [say("publish.ask_child")]
    makers = publishing.chosen(db, project, whose, {"pupils": True, "others": False}, made)
    if makers is None and one.pupil_id is None:
        return [say("publish.ask_maker")]
    concerned = Concerned(shown, [*(makers or ()), *naming.named(db, one)])
    if problem := publishing.problem(db, one, concerned, sure == "sure", school):
        return [problem]
    was_public = publications.of_material(db, one.id)
    publications.ask(db, one, event.actor.id, school, concerned, event.at)
    if was_public is not None and was_public.is_agreed:
        agreeing.log(event, db, Kind.WITHDRAWN, one, "asked anew")
    fields = {"title": project.title, "count": len(publications.waiting(db, project.id))}
    again = Button(Words("help.materials"), f"/materials {project.id}")
    waits = Reply("publish.waits", fields, ((again,),), notice="projects")
    return agreeing.tell(event, db, project, school, waits)


@command("agreepublish", needs=Needs.TEACHER, listed=False, browser=True)
def agree(event: Event, db: Db) -> list[Reply]:
    """Agree for another school: "PROJECT MATERIAL MARK FILE [sure]".

    MARK is the request that the teacher saw, FILE the public copy.
    """
    number, material, mark, file, sure = (*event.words.split(), "", "", "", "", "")[:5]
    project = projects.hold(db, numbers.read(number))
    one = publishing.material_of(db, project, numbers.read(material)) if project else None
    asked = publications.of_material(db, one.id) if one else None
    if project is None or one is None or asked is None:
        return [say("publish.not_yours")]
    if not publishing.may_agree(db, project, asked, event.actor.id):
        return [say("publish.other_school")]
    if publications.mark_of(one) != asked.mark or publishing.asked_mark(db, asked) != mark:
        return [say("publish.changed")]
    concerned = publications.concerned(db, one.id)
    school = publishing.school_of(db, project, event.actor.id)
    if problem := publishing.problem(db, one, concerned, sure == "sure", school):
        return [problem]
    if not file or not publications.agree(db, asked, event.actor.id, file, event.at):
        return [say("publish.changed")]
    agreeing.log(event, db, Kind.PUBLISHED, one, "two schools agreed")
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
        agreeing.log(event, db, Kind.WITHDRAWN, one, "by a teacher")
    return []
