"""What happens because time passes: the table of periodic jobs, each safe to repeat."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from handlers import reminders
from storage import codes, deliveries, dialogues, events, sessions, twinspaces
from storage.db import DatabaseAway, Db

_log = structlog.get_logger()


def _look_at_all(db: Db, _now: datetime) -> None:
    twinspaces.want_all(db)


#: What is done, and when: APScheduler's trigger and its fields, in UTC.
JOBS: tuple[tuple[Callable[[Db, datetime], Any], str, dict[str, Any]], ...] = (
    (reminders.nudge, "interval", {"minutes": 15}),
    (reminders.admit_silence, "cron", {"hour": 9}),
    (reminders.rest_silent, "cron", {"hour": 8}),
    (_look_at_all, "cron", {"hour": 2}),
    (dialogues.forget_old, "cron", {"hour": 3}),
    (events.forget_old, "cron", {"hour": 3, "minute": 10}),
    (codes.forget_old, "cron", {"hour": 3, "minute": 20}),
    (sessions.forget_old, "interval", {"minutes": 15}),
    (deliveries.forget_old, "cron", {"hour": 3, "minute": 30}),
)


def start(write: Callable[..., Awaitable[Any]], after: Callable[[], None]) -> AsyncIOScheduler:
    """Start the jobs; `after` is called when one has run, since it may have put something out."""
    scheduler = AsyncIOScheduler(timezone=UTC)

    async def run(job: Callable[[Db, datetime], Any]) -> None:
        try:
            await write(job, datetime.now(UTC))
        except DatabaseAway:
            _log.warning("job.database_away", job=job.__name__)
            return
        except Exception:
            _log.exception("job.failed", job=job.__name__)
            return
        after()

    for job, trigger, fields in JOBS:
        scheduler.add_job(run, trigger, args=[job], id=job.__name__ + job.__module__, **fields)
    scheduler.start()
    return scheduler
