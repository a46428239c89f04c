"""Ambassadors: teachers whom the newcomers of their country are offered as a contact."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Table, Text, bindparam, delete, insert, select

from storage import people
from storage.db import Db, UtcTime, metadata
from storage.people import Standing
from storage.prepared import Prepared

table = Table(
    "ambassadors",
    metadata,
    Column("person_id", ForeignKey("people.id"), primary_key=True),
    Column("country", Text, nullable=False, index=True),
    Column("since", UtcTime, nullable=False),
    Column("appointed_by", ForeignKey("people.id"), nullable=True),
)


def add(db: Db, person_id: int, country: str, by: int, at: datetime) -> bool:
    """Make a teacher ambassador of their country; False if they are already.

    Source: docs/rules.md, NSS-1.
    """
    if is_one(db, person_id):
        return False
    remove(db, person_id)  # of a country where they taught before
    values = {"person_id": person_id, "country": country, "since": at, "appointed_by": by}
    db.execute(insert(table).values(values))
    return True


def remove(db: Db, person_id: int) -> bool:
    """Take the badge off again; False if they had none."""
    return db.execute(delete(table).where(table.c.person_id == person_id)).rowcount == 1


_who = people.table
_bearer = (_who.c.id == table.c.person_id) & (_who.c.country == table.c.country)
#: Those with a badge who are validated, in the country for which they have it.
_now = select(table.c.person_id).join(_who, _bearer).where(_who.c.standing == Standing.VALIDATED)
_one = Prepared(_now.where(table.c.person_id == bindparam("person")))


def is_one(db: Db, person_id: int) -> bool:
    """Tell whether somebody is an ambassador now: validated, and of the country named."""
    return _one.first(db, person=person_id) is not None


def of_country(db: Db, country: str) -> list[int]:
    """List the ambassadors of a country, the longest first."""
    query = _now.where(table.c.country == country)
    return list(db.scalars(query.order_by(table.c.since, table.c.person_id)))
