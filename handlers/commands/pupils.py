"""A project's list of pupils: adding them by pseudonym, moving them to a class, taking them out.

All of it is done on the page behind a one-time link; see bot/portal/pages/pupils.py.
"""

from handlers import naming, permissions, pseudonyms, pupilcare
from handlers.conversation import Event, Lines, Needs, Reply, command, say
from handlers.pseudonyms import LONGEST_CLASS, LONGEST_PSEUDONYM
from storage import pupils, twinspaces
from storage.db import Db
from storage.projects import Project, State
from storage.pupils import Permissions, Pupil
from storage.safeguarding import Kind

MOST_PUPILS = 60


@command("addpupils", needs=Needs.TEACHER, listed=False, browser=True)
def add(event: Event, db: Db) -> list[Reply]:
    """Add pupils by pseudonyms, one a line, under project and class: "7\\n4b\\nFox\\nOwl".

    A name that looks like a full real one is asked about first, unless "sure". With "part" the
    teacher says that all these parents allow to take part.

    Source: docs/rules.md, TWS-5.
    """
    head, class_name, typed = _parted(event.words)
    project = pupilcare.project_of(event, db, head[0])
    if project is None or project.state != State.ACTIVE:
        return [say("pupils.not_yours")]
    if not event.is_guarded:
        return [say("pupils.no_guard")]
    if problem := _problem(db, project, class_name, typed, "sure" in head):
        return [problem]
    added = [_add(event, db, project, class_name, name, n) for n, name in enumerate(typed)]
    allowed = Permissions(takes_part="part" in head)
    recorded = {
        one.id: permissions.record(db, one, allowed, event.actor.id, event.at) for one in added
    }
    twinspaces.want(db, project.id)
    hidden = naming.take_off(db, project.id, added)
    actor = pupilcare.actor_of(event)
    pupilcare.log(db, Kind.PUPIL_ADDED, added, actor, event.at)
    permissions.log_withdrawn(db, hidden, actor, event.at)
    for one in added:
        permissions.log(db, one, recorded[one.id], actor, event.at)
    return [say("pupils.added", count=len(added))]


def _parted(words: str) -> tuple[list[str], str, list[str]]:
    """Read project and switches, the class, and the names; nothing is missing, only empty."""
    head, class_name, *names = (*words.split("\n"), "", "")
    typed = [tidy for name in names if (tidy := pseudonyms.tidy(name))]
    return head.split() or [""], pseudonyms.tidy(class_name), typed


def _problem(
    db: Db, project: Project, class_name: str, typed: list[str], is_sure: bool
) -> Reply | None:
    there = {pseudonyms.same(pupil.pseudonym) for pupil in pupils.listed(db, project.id)}
    alike = [pseudonyms.same(name) for name in typed]
    if not typed:
        return say("pupils.empty")
    if len(class_name) > LONGEST_CLASS:
        return say("pupils.class_too_long", most=LONGEST_CLASS)
    if len(typed) > MOST_PUPILS:
        return say("pupils.too_many", most=MOST_PUPILS)
    if long := [name for name in typed if len(name) > LONGEST_PSEUDONYM]:
        return say("pupils.too_long", names=Lines(tuple(long)), most=LONGEST_PSEUDONYM)
    twice = [
        name for name in typed if (one := pseudonyms.same(name)) in there or alike.count(one) > 1
    ]
    if twice:
        return say("pupils.twice", names=Lines(tuple(dict.fromkeys(twice))))
    real = [name for name in typed if pseudonyms.may_be_real(name)]
    if real and not is_sure:
        return say("pupils.real_names", names=Lines(tuple(real)))
    return None


def _add(event: Event, db: Db, project: Project, class_name: str, name: str, number: int) -> Pupil:
    return pupils.add(
        db,
        project_id=project.id,
        school_id=pupilcare.school_in(db, project.id, event.actor.id),
        added_by=event.actor.id,
        class_name=class_name,
        pseudonym=name,
        localpart=f"p_{event.fresh(f'pupil {number}', 16).lower()}",
        at=event.at,
    )


@command("movepupils", needs=Needs.TEACHER, listed=False, browser=True)
def move(event: Event, db: Db) -> list[Reply]:
    """Put pupils into a class of a teacher of their school: "7 TEACHER\\n4c\\n12 13"."""
    head, class_name, rest = _parted(event.words)
    project = pupilcare.project_of(event, db, head[0])
    if project is None or project.state != State.ACTIVE:
        return [say("pupils.not_yours")]
    teacher = pupilcare.teacher_at(db, project, head[1:2], beside=event.actor.id)
    chosen = pupilcare.own(event, db, project, " ".join(rest).split())
    if teacher is None or chosen is None:
        return [say("pupils.not_yours")]
    if not chosen:
        return [say("pupils.none_chosen")]
    if len(class_name) > LONGEST_CLASS:
        return [say("pupils.class_too_long", most=LONGEST_CLASS)]
    pupils.move(db, [one.id for one in chosen], teacher, class_name)
    return [say("pupils.moved", count=len(chosen))]


@command("removepupil", needs=Needs.TEACHER, listed=False, browser=True)
def remove(event: Event, db: Db) -> list[Reply]:
    """Take a pupil of the teacher's own school out, also after the project has closed."""
    found = pupilcare.one_own(event, db, event.words)
    if found is None:
        return [say("pupils.not_yours")]
    _, pupil = found
    gone, actor = pupilcare.take_out(db, pupil), pupilcare.actor_of(event)
    pupilcare.log(db, Kind.PUPIL_OUT, [pupil], actor, event.at, "by teacher")
    permissions.log_withdrawn(db, gone, actor, event.at)
    return [say("pupils.removed", name=pupil.pseudonym)]
