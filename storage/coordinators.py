"""Who speaks for a country's National Support Service, and who for all of them."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Table, Text, bindparam, delete, insert, select

from storage import people
from storage.db import Db, UtcTime, metadata
from storage.prepared import Prepared

#: The "country" of central support.
ALL = "*"

table = Table(
    "coordinators",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("country", Text, primary_key=True, index=True),
    Column("since", UtcTime, nullable=False),
)


def add(db: Db, person_id: int, country: str, at: datetime) -> bool:
    """Make a person coordinator of a country; False if they are already."""
    if country in every_country_of(db, person_id):
        return False
    db.execute(insert(table).values(person_id=person_id, country=country, since=at))
    return True


#: Whoever is suspended decides nothing meanwhile, and is asked nothing.
_acts = people.table.c.standing != people.Standing.SUSPENDED
_countries_of = Prepared(
    select(table.c.country)
    .join(people.table, people.table.c.id == table.c.person_id)
    .where(table.c.person_id == bindparam("person"), _acts)
)


def countries_of(db: Db, person_id: int) -> frozenset[str]:
    """List the countries a person coordinates now; "*" is all of them, empty is none."""
    return frozenset(country for (country,) in _countries_of.rows(db, person=person_id))


def every_country_of(db: Db, person_id: int) -> frozenset[str]:
    """List the countries a person coordinates, or will again when a suspension ends."""
    query = select(table.c.country).where(table.c.person_id == person_id)
    return frozenset(db.scalars(query))


_of_country = Prepared(
    select(table.c.person_id)
    .join(people.table, people.table.c.id == table.c.person_id)
    .where(table.c.country == bindparam("country_"), _acts)
    .order_by(table.c.since, table.c.person_id)
)


def remove(db: Db, person_id: int, country: str) -> bool:
    """Let somebody coordinate a country no more; False if they do not."""
    mine = (table.c.person_id == person_id) & (table.c.country == country)
    return db.execute(delete(table).where(mine)).rowcount == 1


def hold(db: Db, country: str) -> None:
    """Lock who coordinates a country: of two who dismiss each other the second sees the first."""
    query = select(table.c.person_id).where(table.c.country == country)
    db.execute(query.order_by(table.c.person_id).with_for_update()).all()


def of_country(db: Db, country: str) -> list[int]:
    """List the people who coordinate a country itself."""
    return [number for (number,) in _of_country.rows(db, country_=country)]


def at_school(db: Db, school_id: int) -> frozenset[int]:
    """List the coordinators who teach at a school."""
    theirs = people.table.c.school_id == school_id
    query = select(table.c.person_id).join(people.table).where(theirs)
    return frozenset(db.scalars(query))


def countries(db: Db) -> list[str]:
    """List the countries that have a coordinator, and "*" if central support has one."""
    return list(db.scalars(select(table.c.country).distinct().order_by(table.c.country)))


def served(db: Db) -> frozenset[str]:
    """List the countries that have a coordinator who is not suspended; "*" is not among them."""
    query = select(table.c.country).join(people.table, people.table.c.id == table.c.person_id)
    return frozenset(db.scalars(query.where(_acts, table.c.country != ALL).distinct()))


def responsible(db: Db, country: str, but: frozenset[int] = frozenset()) -> list[int]:
    """List who decides for a country: its coordinators, else central support.

    Those in `but` are left out, since nobody decides about themselves.
    """
    own = [one for one in of_country(db, country) if one not in but]
    return own or [one for one in of_country(db, ALL) if one not in but]


def may_decide(countries: frozenset[str], country: str) -> bool:
    """Tell whether a coordinator of these countries decides about one of them."""
    return ALL in countries or country in countries
