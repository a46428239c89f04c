"""The hours in which a school's pupils read but do not write, by the clocks of their country."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    Table,
    delete,
    insert,
    select,
    update,
)

from storage import schools
from storage.countries import by_code
from storage.db import Db, metadata

MINUTES_A_DAY = 24 * 60

table = Table(
    "quiet_classes",
    metadata,
    Column("school_id", ForeignKey("schools.id"), primary_key=True, autoincrement=False),
    Column("begins", Integer, nullable=False),
    Column("ends", Integer, nullable=False),
    Column("set_by", ForeignKey("people.id"), nullable=True, index=True),
    # Whether they held when the rooms were last told.
    Column("is_on", Boolean, nullable=False),
)


@dataclass(frozen=True)
class QuietHours:
    """From when to when a school's pupils are to rest, every day."""

    school_id: int
    #: In minutes of the day, as the clocks of the school show them.
    begins: int
    ends: int
    #: Who set them; None if that person was erased.
    set_by: int | None
    zone: ZoneInfo

    @property
    def written(self) -> str:
        """The hours as clocks show them: "18:00–07:00"."""
        begins, ends = (f"{one // 60:02}:{one % 60:02}" for one in (self.begins, self.ends))
        return f"{begins}–{ends}"

    def hold(self, at: datetime) -> bool:
        """Tell whether it is quiet at a time; hours may go over midnight."""
        there = at.astimezone(self.zone)
        minute = there.hour * 60 + there.minute
        if self.begins <= self.ends:
            return self.begins <= minute < self.ends
        return minute >= self.begins or minute < self.ends


def set_hours(db: Db, school_id: int, begins: int, ends: int, by: int) -> None:
    """Set a school's quiet hours. Raises ValueError if they are none of a day, or the same."""
    if not (0 <= begins < MINUTES_A_DAY and 0 <= ends < MINUTES_A_DAY) or begins == ends:
        raise ValueError("quiet hours begin and end within a day, at different times")
    drop(db, school_id)
    row = {"school_id": school_id, "begins": begins, "ends": ends, "set_by": by, "is_on": False}
    db.execute(insert(table).values(row))


def drop(db: Db, school_id: int) -> bool:
    """Let a school have no quiet hours; False if it had none."""
    return db.execute(delete(table).where(table.c.school_id == school_id)).rowcount == 1


def of_school(db: Db, school_id: int) -> QuietHours | None:
    """Find a school's quiet hours; None if it has none."""
    row = db.execute(select(table).where(table.c.school_id == school_id)).first()
    return _hours(db, row.school_id, row.begins, row.ends, row.set_by) if row else None


def turned(db: Db, at: datetime) -> list[tuple[QuietHours, bool]]:
    """List the hours that began (True) or ended since this was last asked, and note it."""
    found = []
    for row in db.execute(select(table)).all():
        hours = _hours(db, row.school_id, row.begins, row.ends, row.set_by)
        if hours.hold(at) != row.is_on:
            mine = table.c.school_id == row.school_id
            db.execute(update(table).where(mine).values(is_on=not row.is_on))
            found.append((hours, not row.is_on))
    return found


def _hours(db: Db, school_id: int, begins: int, ends: int, set_by: int | None) -> QuietHours:
    school = schools.by_id(db, school_id)
    country = by_code(school.country) if school else None
    zone = country.zone if country else ZoneInfo("Europe/Brussels")
    return QuietHours(school_id, begins, ends, set_by, zone)
