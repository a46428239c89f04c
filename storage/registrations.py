"""Registrations that wait for a coordinator."""

from datetime import datetime

from sqlalchemy import ColumnElement, Index, false, func, literal_column, select

from storage import people
from storage.db import Db
from storage.people import Person, Standing
from storage.places import START, Place, from_

table = people.table
#: Who waits for a coordinator: few of many.
_IS_WAITING = table.c.standing == literal_column("'waiting'")
Index(
    "ix_people_waiting",
    table.c.since,
    table.c.nudges,
    sqlite_where=_IS_WAITING,
    postgresql_where=_IS_WAITING,
)


def waiting(
    db: Db,
    countries: frozenset[str],
    appeals: bool,
    limit: int = 50,
    place: Place = START,
) -> list[Person]:
    """List the registrations before these countries' coordinators, the oldest first.

    "*" among the countries stands for all; `appeals` adds those before central support.
    """
    query = select(table).where(_waits(countries, appeals))
    query = query.where(from_(table.c.since, table.c.id, place))
    rows = db.execute(query.order_by(table.c.since, table.c.id).limit(limit))
    return [people.from_row(row) for row in rows]


def count(db: Db, countries: frozenset[str], appeals: bool, but: int = 0) -> dict[str, int]:
    """Count the registrations before these countries' coordinators, by country."""
    mine = _waits(countries, appeals) & (table.c.id != but)
    query = select(table.c.country, func.count()).where(mine).group_by(table.c.country)
    return {row[0]: row[1] for row in db.execute(query)}


def _waits(countries: frozenset[str], appeals: bool) -> ColumnElement[bool]:
    where = table.c.standing == Standing.WAITING
    if "*" not in countries:
        where &= table.c.country.in_(countries)
    return where if appeals else where & (table.c.is_appeal == false())


def untouched(db: Db, before: datetime, nudges: int) -> list[Person]:
    """List the registrations that wait since before then and were nudged fewer times."""
    # By their ids, which an index of those who wait gives: nobody else is looked at.
    few = _IS_WAITING & (table.c.since <= before) & (table.c.nudges < nudges)
    query = select(table).where(table.c.id.in_(select(table.c.id).where(few)))
    return [people.from_row(row) for row in db.execute(query.order_by(table.c.id))]
