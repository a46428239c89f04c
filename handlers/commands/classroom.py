"""What teachers and pupils do in the browser: write in the classroom, add pupils, get new slips."""

import re
from dataclasses import replace

from handlers import numbers
from handlers.conversation import Event, InRoom, Lines, Needs, Reply, Words, command, say
from storage import accounts, members, projects, pupils, sessions, twinspaces
from storage.db import Db
from storage.projects import Project
from storage.twinspaces import TwinSpace

#: How long a message in the classroom may be, in characters.
LONGEST = 4000
LONGEST_PSEUDONYM = 30
MOST_PUPILS = 60

#: How often a slip's name is drawn anew before we believe that something is wrong.
DRAWS = 20

_NAME = r"[^\W\d_](?:[^\W\d_]|['’.-])*"
#: What says who a child is: two words or more without a digit ("Maria Ionescu", "hans m."), a
#: name turned round, an address, a number long enough to call; and what names nobody at all.
_REAL = (
    re.compile(rf"^{_NAME}( {_NAME})+$"),
    re.compile(r"[,@]"),
    re.compile(r"(\d[ ./-]?){6}"),
    re.compile(r"^[\W_]+$"),
)


@command("say", needs=Needs.ANYONE, listed=False, browser=True)
def write(event: Event, db: Db) -> list[Reply]:
    """Post what a pupil or a teacher typed in the browser: "PROJECT ROOM\\nTEXT".

    The page looks by the key "web EVENT" whether it has left.

    Source: docs/rules.md, TWS-6.
    """
    head, _, text = event.words.partition("\n")
    number, room = (*head.split(), "", "")[:2]
    project = numbers.read(number)
    twinspace = twinspaces.by_project(db, project)
    speaker = _speaker(event, db, project, is_staff=room == "staff")
    if twinspace is None or not twinspace.is_open or speaker is None:
        return [say("classroom.closed")]
    if not text.strip():
        return [say("classroom.empty")]
    if len(text) > LONGEST:
        return [say("classroom.too_long", most=LONGEST)]
    place = _place(twinspace, room, speaker)
    said = say("classroom.said", to=place, text=text.strip())
    return [replace(said, once=f"web {event.id}"), say("classroom.sent")]


def _speaker(event: Event, db: Db, project_id: int, is_staff: bool) -> str | None:
    """Find the account that speaks, if it may speak there now."""
    project = projects.by_id(db, project_id)
    if project is None or project.state != projects.State.ACTIVE:
        return None
    if event.pupil is not None:
        pupil = event.pupil
        is_in = pupil.state == pupils.State.IN and pupil.project_id == project_id
        return pupil.localpart if is_in and not is_staff else None
    if event.person is None or not members.is_inside(db, project_id, event.person.id):
        return None
    return accounts.of_person(db, event.person.id)


def _place(twinspace: TwinSpace, room: str, speaker: str) -> InRoom:
    where = twinspace.staff_room if room == "staff" else twinspace.classroom
    return InRoom(where, speaker, "en")


@command("addpupils", needs=Needs.TEACHER, listed=False, browser=True)
def add(event: Event, db: Db) -> list[Reply]:
    """Add pupils by a list of pseudonyms, one a line, under the project's id: "7 sure\\nFox\\nOwl".

    A name that looks like a full real one is asked about first, unless "sure".
    The slips' codes are in the answer and nowhere else.

    Source: docs/rules.md, TWS-5.
    """
    head, _, lines = event.words.partition("\n")
    number, sure = (*head.split(), "", "")[:2]
    project = projects.hold(db, numbers.read(number))
    if project is None or not _may_add(event, db, project):
        return [say("pupils.not_yours")]
    if not event.is_guarded:
        return [say("pupils.no_guard")]
    typed = [" ".join(line.split()) for line in lines.splitlines() if line.strip()]
    if problem := _problem(db, project, typed, bool(sure)):
        return [problem]
    slips = [_add(event, db, project, index, name) for index, name in enumerate(typed)]
    twinspaces.want(db, project.id)
    return [say("pupils.added", count=len(slips), slips=Lines(tuple(slips)))]


def _may_add(event: Event, db: Db, project: Project) -> bool:
    is_active = project.state == projects.State.ACTIVE
    return is_active and members.is_inside(db, project.id, event.actor.id)


def _problem(db: Db, project: Project, typed: list[str], is_sure: bool) -> Reply | None:
    there = {pupil.pseudonym.casefold() for pupil in pupils.inside(db, project.id)}
    folded = [name.casefold() for name in typed]
    if not typed:
        return say("pupils.empty")
    if len(typed) > MOST_PUPILS:
        return say("pupils.too_many", most=MOST_PUPILS)
    if long := [name for name in typed if len(name) > LONGEST_PSEUDONYM]:
        return say("pupils.too_long", names=Lines(tuple(long)), most=LONGEST_PSEUDONYM)
    if twice := [n for n in typed if n.casefold() in there or folded.count(n.casefold()) > 1]:
        return say("pupils.twice", names=Lines(tuple(dict.fromkeys(twice))))
    real = [name for name in typed if any(sign.search(name) for sign in _REAL)]
    if real and not is_sure:
        return say("pupils.real_names", names=Lines(tuple(real)))
    return None


def _add(event: Event, db: Db, project: Project, index: int, name: str) -> Words:
    code = _free_code(event, db, f"slip {index}")
    pupils.add(
        db,
        project_id=project.id,
        school_id=event.actor.school_id,
        added_by=event.actor.id,
        pseudonym=name,
        code=code,
        localpart=f"p_{event.fresh(f'pupil {index}', 16).lower()}",
        at=event.at,
    )
    return Words("pupils.slip", {"name": name, "code": written(code)})


@command("newslip", needs=Needs.TEACHER, listed=False, browser=True)
def renew(event: Event, db: Db) -> list[Reply]:
    """Give a pupil of the teacher's own school a new slip; the old one is dead at once."""
    pupil = pupils.by_id(db, numbers.read(event.words))
    teacher = event.actor
    if pupil is None or pupil.state != pupils.State.IN or pupil.school_id != teacher.school_id:
        return [say("pupils.not_yours")]
    project = projects.by_id(db, pupil.project_id)
    if project is None or not _may_add(event, db, project):
        return [say("pupils.not_yours")]
    code = _free_code(event, db, "slip")
    pupils.reset(db, pupil.id, code)
    sessions.close_pupil(db, pupil.id)
    slip = Words("pupils.slip", {"name": pupil.pseudonym, "code": written(code)})
    return [say("pupils.renewed", slips=Lines((slip,)))]


@command("removepupil", needs=Needs.TEACHER, listed=False, browser=True)
def remove(event: Event, db: Db) -> list[Reply]:
    """Take a pupil of the teacher's own school out of the TwinSpace."""
    pupil = pupils.by_id(db, numbers.read(event.words))
    if pupil is None or pupil.school_id != event.actor.school_id:
        return [say("pupils.not_yours")]
    if not members.is_inside(db, pupil.project_id, event.actor.id):
        return [say("pupils.not_yours")]
    pupils.remove(db, pupil.id)
    sessions.close_pupil(db, pupil.id)
    twinspaces.want(db, pupil.project_id)
    return [say("pupils.removed", name=pupil.pseudonym)]


def _free_code(event: Event, db: Db, what: str) -> str:
    """Draw a slip's code whose name no other slip has."""
    for number in range(DRAWS):
        code = event.fresh(f"{what} {number}", pupils.SLIP_LENGTH)
        if pupils.is_free(db, code):
            return code
    raise ValueError("no slip's name is free")


def written(code: str) -> str:
    """Write a slip's code as it is printed: "7KQM3-FHT9X2"."""
    name, secret = pupils.halves(code)
    return f"{name}-{secret}"
