"""Everything of one pupil erased, as their teacher or the parents want it."""

from handlers import numbers, permissions, pupilcare, roomreports
from handlers.conversation import Event, Needs, Reply, command, say
from storage import pupil_erasing, pupils, room_reports
from storage.db import Db


@command("erasepupil", needs=Needs.TEACHER, listed=False, browser=True)
def erase(event: Event, db: Db) -> list[Reply]:
    """Let everything of a pupil of the teacher's own school be erased: "12".

    The page asked whether that is wanted. It is carried out in the rooms too, also of a closed
    or archived project. An open report about the pupil, or by them, delays it by 30 days at most;
    who may not read that report is answered as if there were none.
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
        permissions.log_withdrawn(db, pupilcare.take_out(db, pupil), by, event.at)
    until = max(wish.due_at + pupil_erasing.DELAYED, event.at).date()
    is_delayed = pupil_erasing.delayed_until(db, wish, event.at) is not None
    reported = room_reports.open_of_pupil(db, pupil.id)
    if is_delayed and all(roomreports.may_read(db, event.actor, one) for one in reported):
        return [say("erasepupil.delayed", name=pupil.pseudonym, until=until)]
    return [say("erasepupil.begun", name=pupil.pseudonym, until=until)]
