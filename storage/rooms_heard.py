"""Up to when everything that happened in the rooms of TwinSpaces was heard."""

from datetime import datetime, timedelta

from sqlalchemy import Column, Integer, Table, func, insert, select, update

from storage import heartbeats, twinspaces
from storage.db import Db, UtcTime, metadata

#: Who asks for what was said since then asks for a little more: clocks differ, and an event
#: carries the time at which its making began.
MARGIN = timedelta(minutes=10)
_ID = 1

_heard = Table(
    "rooms_heard",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("until", UtcTime, nullable=False),
)


def until(db: Db) -> datetime | None:
    """Find until when all was heard; None if nobody has looked yet."""
    return db.execute(select(_heard.c.until).where(_heard.c.id == _ID)).scalar()


def note(db: Db, at: datetime) -> None:
    """Note that all that happened before `at` was heard."""
    if not db.execute(update(_heard).where(_heard.c.id == _ID).values(until=at)).rowcount:
        db.execute(insert(_heard).values(id=_ID, until=at))


def rooms(db: Db) -> list[str]:
    """List all rooms, first those of the projects last heard of: there most is missed."""
    life = heartbeats.table
    seen = select(life.c.project_id, func.max(life.c.seen_at).label("at"))
    seen_at = seen.group_by(life.c.project_id).subquery()
    ours = twinspaces.table
    query = (
        select(ours.c.staff_room, ours.c.classroom, ours.c.space)
        .outerjoin(seen_at, seen_at.c.project_id == ours.c.project_id)
        .order_by(seen_at.c.at.desc().nulls_last(), ours.c.project_id.desc())
    )
    return [room for row in db.execute(query) for room in row if room]
