"""What still waits in the outbox, for tests and benchmarks that wait until nothing does."""

from sqlalchemy import func, select

from storage import outbox
from storage.db import Db


def waiting(db: Db) -> dict[str, int]:
    """Count what waits, by platform."""
    platform = outbox.table.c.platform
    query = select(platform, func.count()).where(outbox.UNSENT)
    return {row[0]: row[1] for row in db.execute(query.group_by(platform))}
