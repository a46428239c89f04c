"""What happens whenever two schools make something public: the others are told, all is logged.

Source: docs/rules.md, TWS-8 and TWS-14.
"""

from dataclasses import replace

from handlers import roomreports
from handlers.conversation import Event, Reply
from storage import members, safeguarding
from storage.db import Db
from storage.materials import Material
from storage.pages import Page
from storage.projects import Project
from storage.safeguarding import Kind


def tell(event: Event, db: Db, project: Project, school: int | None, notice: Reply) -> list[Reply]:
    """Address a notice of what waits to the other schools' teachers.

    Its button gives a link: one that waits in a chat would let in whoever holds the phone.
    """
    return [
        replace(notice, to=member.person_id)
        for member in members.inside(db, project.id)
        if member.school_id not in {None, school} and member.person_id != event.actor.id
    ]


def log(event: Event, db: Db, kind: Kind, one: Material | Page, reason: str) -> None:
    """Write down who made what public, or withdrew it."""
    is_known = event.person is not None or event.pupil is not None
    safeguarding.write(
        db,
        kind,
        event.at,
        actor=roomreports.actor(event) if is_known else safeguarding.SERVICE,
        subject=f"page:{one.id}" if isinstance(one, Page) else f"material:{one.id}",
        project_id=one.project_id,
        reason=reason,
    )
