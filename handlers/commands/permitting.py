"""What the parents of many pupils allow, noted at once; and whether a pupil may use an app."""

from handlers import permissions, pupilcare
from handlers.conversation import Event, Needs, Reply, command, say
from handlers.permissions import Recorded
from storage import pupils, twinspaces
from storage.db import Db
from storage.projects import State
from storage.pupils import Permissions, Pupil

#: The fixed words of the safeguarding log.
APP_GIVEN, APP_WITHDRAWN = "app: given", "app: withdrawn"


@command("permitpupils", needs=Needs.TEACHER, listed=False, browser=True)
def permit(event: Event, db: Db) -> list[Reply]:
    """Note what parents allow: under the project a line a pupil, what was seen and what is wanted.

    "7\\n12 000 110\\n13 110 100": take part, publish, picture. Withdrawals count in a closed
    project too; nothing is allowed anew there.

    Source: docs/rules.md, TWS-5.
    """
    number, *lines = event.words.split("\n")
    project = pupilcare.project_of(event, db, number)
    wishes = [line.split() for line in lines if line.strip()]
    if project is None or any(len(wish) != 3 for wish in wishes):
        return [say("pupils.not_yours")]
    chosen = pupilcare.own(event, db, project, [wish[0] for wish in wishes])
    if chosen is None or len(chosen) != len(wishes):
        return [say("pupils.not_yours")]
    given = [
        permissions.changed(pupil, _read(seen), _read(wanted))
        for pupil, (_, seen, wanted) in zip(chosen, wishes, strict=True)
    ]
    together = list(zip(chosen, given, strict=True))
    if project.state != State.ACTIVE and any(_is_more(*one) for one in together):
        return [say("pupils.closed")]
    who, at = event.actor.id, event.at
    done = [(pupil, permissions.record(db, pupil, new, who, at)) for pupil, new in together]
    for pupil, recorded in done:
        permissions.log(db, pupil, recorded, pupilcare.actor_of(event), at)
    count = sum(bool(one.words) for _, one in done)
    said = {word for _, one in done for word in one.words}
    if permissions.WITHDRAWN["takes_part"] in said:
        return [say("pupils.permitted_less", count=count)]  # their slips are dead
    if said & set(permissions.WITHDRAWN.values()):
        return [say("pupils.permitted_hidden", count=count)]
    return [say("pupils.permitted", count=count)]


def _read(signs: str) -> Permissions:
    """Read three permissions: "110"."""
    first, second, third = (sign == "1" for sign in f"{signs}000"[:3])
    return Permissions(first, second, third)


def _is_more(pupil: Pupil, given: Permissions) -> bool:
    """Tell whether something would be allowed that is not allowed now."""
    now = pupil.permissions
    return (
        given.takes_part > now.takes_part
        or given.may_publish > now.may_publish
        or given.may_picture > now.may_picture
    )


@command("pupilapp", needs=Needs.TEACHER, listed=False, browser=True)
def let_use_app(event: Event, db: Db) -> list[Reply]:
    """Let a pupil use a Matrix app, or end that: "12 on", "12 off".

    Source: docs/rules.md, TWS-5.
    """
    number, wish = (*event.words.split(), "", "")[:2]
    found = pupilcare.one_own(event, db, number)
    may = wish == "on"
    if found is None or (may and found[0].state != State.ACTIVE):
        return [say("pupils.not_yours")]
    _, pupil = found
    if pupil.may_use_app != may:
        pupils.let_use_app(db, pupil.id, may)
        twinspaces.want(db, pupil.project_id)
        word = APP_GIVEN if may else APP_WITHDRAWN
        permissions.log(db, pupil, Recorded([word]), pupilcare.actor_of(event), event.at)
    return [say("pupils.app_on" if may else "pupils.app_off", name=pupil.pseudonym)]
