"""Up to when everything that happened in the rooms of TwinSpaces was heard."""

from datetime import timedelta

from sqlalchemy import func, select

from storage import heartbeats, twinspaces
from storage.db import Db
from storage.marks import Mark

#: Who asks for what was said since then asks for a little more: clocks differ, and an event
#: carries the time at which its making began.
MARGIN = timedelta(minutes=10)
_heard = Mark("rooms_heard")
#: Until when all was heard, and to note it.
until, note = _heard.until, _heard.note


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
