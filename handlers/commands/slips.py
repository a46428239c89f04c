"""Slips, as their teacher makes them: new ones for one pupil or many, and locked ones opened."""

from handlers import pupilcare
from handlers.conversation import Event, Lines, Needs, Reply, Words, command, say
from storage import sessions, slip_codes, slips, twinspaces
from storage.db import Db
from storage.projects import State
from storage.pupils import Pupil
from storage.safeguarding import Kind

#: How often a slip's name is drawn anew before we believe that something is wrong.
DRAWS = 20


@command("newslips", needs=Needs.TEACHER, listed=False, browser=True)
def renew(event: Event, db: Db) -> list[Reply]:
    """Make slips for pupils of the teacher's own school: "7\\n12 13"; old ones are dead at once.

    With "missing" those who have a slip keep it. There is none without the parents' permission
    to take part. The codes are in the answer and nowhere else.

    Source: docs/rules.md, TWS-5.
    """
    head, _, ids = event.words.partition("\n")
    number, missing = (*head.split(), "", "")[:2]
    project = pupilcare.project_of(event, db, number)
    if project is None or project.state != State.ACTIVE:
        return [say("pupils.not_yours")]
    chosen = pupilcare.own(event, db, project, ids.split())
    if chosen is None:
        return [say("pupils.not_yours")]
    if not event.is_guarded:
        return [say("pupils.no_guard")]
    allowed = [one for one in chosen if one.takes_part]
    if chosen and not allowed:
        return [say("pupils.not_permitted")]
    wanting = [one for one in allowed if not (missing and one.slip)]
    if not wanting:
        return [say("pupils.none_chosen")]
    made = [_renew(event, db, pupil) for pupil in wanting]
    twinspaces.want(db, project.id)
    pupilcare.log(db, Kind.SLIP, wanting, pupilcare.actor_of(event), event.at, "new")
    return [say("pupils.slips", count=len(made), slips=Lines(tuple(made)))]


def _renew(event: Event, db: Db, pupil: Pupil) -> Words:
    code = _free_code(event, db, f"slip {pupil.id}")
    slips.renew(db, pupil.id, code)
    sessions.close_pupil(db, pupil.id)
    name, secret = slip_codes.halves(code)
    fields = {"name": pupil.pseudonym, "code": f"{name}-{secret}", "class_name": pupil.class_name}
    return Words("pupils.slip", fields)


def _free_code(event: Event, db: Db, what: str) -> str:
    """Draw a slip's code whose name no other slip has."""
    for number in range(DRAWS):
        code = event.fresh(f"{what} {number}", slip_codes.LENGTH)
        if slips.is_free(db, code):
            return code
    raise ValueError("no slip's name is free")


@command("unlockslip", needs=Needs.TEACHER, listed=False, browser=True)
def unlock(event: Event, db: Db) -> list[Reply]:
    """Let a slip of the teacher's own school be tried again after ten wrong tries."""
    found = pupilcare.one_own(event, db, event.words)
    if found is None or found[0].state != State.ACTIVE:
        return [say("pupils.not_yours")]
    _, pupil = found
    if not pupil.is_locked:
        return [say("pupils.not_locked", name=pupil.pseudonym)]
    slips.unlock(db, pupil.id)
    pupilcare.log(db, Kind.SLIP, [pupil], pupilcare.actor_of(event), event.at, "unlocked")
    return [say("pupils.unlocked", name=pupil.pseudonym)]
