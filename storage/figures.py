"""How large all this is, for everybody to see: counts that name nobody, and hide the few.

Source: docs/rules.md, POR-1 and NSS-3; docs/decisions/0025-portal.md.
"""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select, union

from storage import coordinators, hiding, people, projects, seminars
from storage.db import Db

#: From so many on, a count of people is said to so many digits.
_DIGITS = 3


@dataclass(frozen=True)
class Figures:
    """Counts at one moment; None where they are of so few that they are not shown."""

    teachers: int | None = None
    schools: int | None = None
    #: Active projects; everybody can look through them, so they are not rounded.
    projects: int = 0
    #: Seminars that have not ended.
    seminars: int = 0
    #: Active projects by country, the most first; those with fewer than five are not here.
    by_country: tuple[tuple[str, int], ...] = ()
    #: The countries that have a coordinator.
    coordinated: frozenset[str] = field(default_factory=frozenset)


def count(db: Db, at: datetime) -> Figures:
    """Count everything anew: for a job beside the pages, not for a page."""
    people_, validated = people.table.c, people.table.c.standing == people.Standing.VALIDATED
    teachers = db.scalar(select(func.count()).select_from(people.table).where(validated)) or 0
    schools = select(func.count(people_.school_id.distinct())).where(validated)
    is_active = projects.table.c.state == projects.State.ACTIVE
    active = select(func.count()).select_from(projects.table).where(is_active)
    return Figures(
        teachers=rounded(teachers),
        schools=rounded(db.scalar(schools) or 0),
        projects=db.scalar(active) or 0,
        seminars=seminars.count_upcoming(db, at),
        by_country=_by_country(db),
        coordinated=coordinators.served(db),
    )


def rounded(count: int) -> int | None:
    """Round a number of people so that it tells on no day, and in no minute, who came.

    Few are hidden; others are rounded down to fives, and large numbers to three digits.
    """
    if 0 < count < hiding.FEWEST:
        return None
    step = max(hiding.FEWEST, 10 ** (len(str(count)) - _DIGITS)) if count else 1
    return count - count % step


def _by_country(db: Db) -> tuple[tuple[str, int], ...]:
    """Count active projects in each founder's country, once where both are of one."""
    table, founder = projects.table.c, people.table.c
    is_active = table.state == projects.State.ACTIVE
    found = union(
        *(
            select(table.id, founder.country).where(is_active, founder.id == mine)
            for mine in (table.founder_id, table.cofounder_id)
        )
    ).subquery()
    number = func.count()
    query = select(found.c.country, number).group_by(found.c.country)
    query = query.having(number >= hiding.FEWEST).order_by(number.desc(), found.c.country)
    return tuple((country, many) for country, many in db.execute(query))
