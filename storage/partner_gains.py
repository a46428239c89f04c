"""Which answer that a teacher has not given would bring the most matches."""

from datetime import date

from sqlalchemy import ColumnElement, case, func, select

from storage.db import Db
from storage.partner_cards import cards
from storage.partner_fit import IN_COMMON, tells, values
from storage.partners import Own, Wish, aim_of

#: Whether a card tells it, for each thing that can be in common.
_TOLD: dict[str, ColumnElement[bool]] = {
    "subjects": cards.c.subjects != 0,
    "languages": cards.c.languages != 0,
    "ages": cards.c.age_min.is_not(None),
    "hours": cards.c.hours_winter != 0,
    "pupils": cards.c.pupils.is_not(None),
    "breaks": cards.c.breaks != 0,
}


def best(db: Db, own: Own, today: date) -> tuple[str, int] | None:
    """Name what is missing and how many teachers it could be in common with, the most.

    Counted are those who share all of subjects, languages and ages that the teacher did tell, and
    who tell what the teacher does not. None if nothing is missing, or nobody tells it.
    """
    told = {
        "subjects": own.subjects,
        "languages": own.languages,
        "ages": own.ages,
        "hours": own.hours_winter,
        "pupils": own.pupils,
        "breaks": own.breaks,
    }
    missing = [name for name, value in told.items() if not value]
    if not missing:
        return None
    aim = aim_of(Wish(), own, today)
    counted = [func.sum(case((_TOLD[name], 1), else_=0)) for name in missing]
    query = select(*counted).where(cards.c.person_id != own.person_id)
    query = query.where(*(IN_COMMON[name] for name in tells(aim)))
    counts = [int(one or 0) for one in db.execute(query, values(aim)).one()]
    most = max(counts)
    return (missing[counts.index(most)], most) if most else None
