"""Everything of one pupil erased, as their teacher or the parents want it."""

from handlers import numbers, pupilcare
from handlers.conversation import Event, Needs, Reply, command, say
from storage import pupil_erasing, pupils
from storage.db import Db


@command("erasepupil", needs=Needs.TEACHER, listed=False, browser=True)
def erase(event: Event, db: Db) -> list[Reply]:
    """Let everything of a pupil of the teacher's own school be erased: "12".

    The page asked whether that is wanted. It is carried out in the rooms too, also of a closed
    or archived project. An open report about the pupil, or by them, delays it by 30 days at most.
    Source: docs/rules.md, TWS-11.
    """
    pupil = pupils.by_id(db, numbers.read(event.words))
    if pupil is None or pupil.school_id is None:
        return [say("erasepupil.not_yours")]
    if pupilcare.school_in(db, pupil.project_id, event.actor.id) != pupil.school_id:
        return [say("erasepupil.not_yours")]
    by = f"person:{event.actor.id}"
    wish = pupil_erasing.want(db, pupil.id, event.at, asked_by=by, asked_at=event.at)
    assert wish is not None
    if pupil.state != pupils.State.REMOVED:
        pupilcare.take_out(db, pupil)
    if until := pupil_erasing.delayed_until(db, wish, event.at):
        return [say("erasepupil.delayed", name=pupil.pseudonym, until=until.date())]
    return [say("erasepupil.begun", name=pupil.pseudonym)]
