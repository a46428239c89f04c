"""What parents allow: recorded, withdrawn, and what a withdrawal ends at once.

Source: docs/rules.md, TWS-5.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from storage import (
    materials,
    page_publications,
    publications,
    pupils,
    safeguarding,
    sessions,
    twinspaces,
)
from storage.db import Db
from storage.pupils import Permissions, Pupil
from storage.safeguarding import Kind

#: The fixed words of the safeguarding log.
GIVEN = {
    "takes_part": "take part: given",
    "may_publish": "publish work: given",
    "may_picture": "picture: given",
}
WITHDRAWN = {
    "takes_part": "take part: withdrawn",
    "may_publish": "publish work: withdrawn",
    "may_picture": "picture: withdrawn",
}


def changed(pupil: Pupil, seen: Permissions, wanted: Permissions) -> Permissions:
    """Give what holds once somebody changed what they saw into what they want.

    What they left as they saw it stays as it is now: a page opened before a colleague noted a
    withdrawal does not undo it.
    """
    now = pupil.permissions
    values = {}
    for one in fields(Permissions):
        was, wish = getattr(seen, one.name), getattr(wanted, one.name)
        values[one.name] = getattr(now, one.name) if was == wish else wish
    return Permissions(**values)


@dataclass(frozen=True)
class Gone:
    """What went off the public pages."""

    #: As the safeguarding log names it: "material:7", "page:3".
    subject: str
    project_id: int


@dataclass(frozen=True)
class Recorded:
    """What the safeguarding log has to hold of a change."""

    #: What was given or withdrawn, in fixed words.
    words: Sequence[str] = ()
    #: What went off the public pages, or off what waits for them.
    withdrawn: Sequence[Gone] = ()


def record(db: Db, pupil: Pupil, given: Permissions, by: int, at: datetime) -> Recorded:
    """Write down what the parents allow now; give what the log has to hold.

    Without the first permission the slip is dead, every visit has ended, and the pupil is out of
    the rooms until it is given again.
    """
    if given == pupil.permissions:
        return Recorded()
    pupils.permit(db, pupil.id, given, by, at)
    if pupil.takes_part != given.takes_part:
        twinspaces.want(db, pupil.project_id)
    if pupil.takes_part and not given.takes_part:
        sessions.close_pupil(db, pupil.id)
    is_less = _allows_less(pupil, given)
    withdrawn = withdraw_publications(db, pupil.id) if is_less else []
    words = []
    for one in fields(Permissions):
        was, now = getattr(pupil, one.name), getattr(given, one.name)
        if was != now:
            words.append(GIVEN[one.name] if now else WITHDRAWN[one.name])
    return Recorded(words, withdrawn)


def _allows_less(pupil: Pupil, given: Permissions) -> bool:
    """Tell whether something that could be public may not be any more."""
    is_less = pupil.work_may_be_public and not (given.takes_part and given.may_publish)
    return is_less or (pupil.picture_may_be_public and not (given.takes_part and given.may_picture))


def withdraw_publications(db: Db, pupil_id: int) -> list[Gone]:
    """Take what the pupil's parents do not allow any more off the public pages; say what.

    It was hidden at once: what is public is looked up from what is allowed (TWS-8). Here it goes,
    with what only waits.
    """
    gone = []
    for one in publications.of_pupil(db, pupil_id):
        material = materials.by_id(db, one.material_id)
        concerned = publications.concerned(db, one.material_id)
        if material is None or not publications.permitted(db, material, concerned):
            publications.withdraw(db, one.material_id)
            gone.append(Gone(f"material:{one.material_id}", one.project_id))
    for page in page_publications.withdraw_of_pupil(db, pupil_id):
        gone.append(Gone(f"page:{page.id}", page.project_id))
    return gone


def log(db: Db, pupil: Pupil, recorded: Recorded, actor: str, at: datetime) -> None:
    """Write the changes into the safeguarding log; last in a turn."""
    log_withdrawn(db, recorded.withdrawn, actor, at)
    for word in recorded.words:
        safeguarding.write(
            db,
            Kind.PERMISSION,
            at,
            actor=actor,
            subject=f"pupil:{pupil.id}",
            project_id=pupil.project_id,
            reason=word,
        )


def log_withdrawn(db: Db, gone: Iterable[Gone], actor: str, at: datetime) -> None:
    """Write into the safeguarding log what went off the public pages; last in a turn."""
    for one in gone:
        safeguarding.write(
            db,
            Kind.WITHDRAWN,
            at,
            actor=actor,
            subject=one.subject,
            project_id=one.project_id,
            reason="permission ended",
        )
