"""What would become of a message to many people, said before it is sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, func, literal, select

from storage import readers, reading_times
from storage.db import Db, UtcTime
from storage.notices import Way


@dataclass(frozen=True)
class Forecast:
    """What becomes of a message to many, if it is sent now: of how many people."""

    #: They get it at once.
    now: int = 0
    #: They get it when their quiet hours end.
    later: int = 0
    #: They get it with what is told once a day.
    daily: int = 0
    #: They do not want to hear of such things.
    off: int = 0

    @property
    def reached(self) -> int:
        return self.now + self.later + self.daily


def of(db: Db, recipients: Select[Any], kind: str, at: datetime) -> Forecast:
    """Say how many of these would get a message of a kind, and when. Who is not reached is left."""
    chosen = recipients.subquery()
    way = readers.way(chosen)
    due = reading_times.due(db, chosen, literal(False), kind, at, None)
    is_later = (way == Way.NOW.value) & (due > literal(at, UtcTime))
    named = case((is_later, "later"), else_=way)
    each = readers.reached(chosen, kind, None).add_columns(named.label("how")).subquery()
    rows = db.execute(select(each.c.how, func.count()).group_by(each.c.how))
    return Forecast(**{row[0]: row[1] for row in rows})
