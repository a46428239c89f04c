"""How far a material is on its way to the public page. Source: docs/rules.md, TWS-8."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.portal.visits import Visit
from handlers import publishing
from storage import Db, publications
from storage.materials import Material
from storage.pupils import Pupil


@dataclass(frozen=True)
class Way:
    """How far a material is on its way to the public page, for one teacher."""

    #: "no", "waits", "public", or "hidden" if it has changed since.
    state: str
    mark: str
    #: The mark of what is asked; empty if nothing is.
    asked: str
    may_agree: bool
    may_ask: bool
    pupils: Sequence[Pupil]
    children: Sequence[Pupil]
    makers: Sequence[Pupil]
    doubts: Sequence[str]


def way_of(db: Db, visit: Visit, one: Material) -> Way:
    """Read how far a material is."""
    project, me = visit.project, visit.teacher.id
    asked, mark = publications.of_material(db, one.id), publications.mark_of(one)
    concerned = publications.concerned(db, one.id)
    state = "no"
    if asked is not None:
        is_public = publications.is_public(db, asked)
        is_waiting = asked.mark == mark and not asked.is_agreed
        state = "public" if is_public else "waits" if is_waiting else "hidden"
    return Way(
        state=state,
        mark=mark,
        asked=publishing.asked_mark(db, asked) if asked else "",
        may_agree=state == "waits"
        and asked is not None
        and publishing.may_agree(db, project, asked, me),
        may_ask=visit.is_open and publishing.school_of(db, project, me) is not None,
        pupils=publishing.children(db, project),
        children=concerned.seen,
        makers=concerned.made,
        doubts=publishing.doubts(one),
    )
