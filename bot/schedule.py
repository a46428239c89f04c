"""What happens because time passes: the table of periodic jobs, each safe to repeat."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

from bot import retention
from bot.seats import Holding, Work
from bot.tracing import following
from handlers import (
    bridgecare,
    campaigning,
    closing,
    daily,
    heartbeat,
    leaving,
    matching,
    meeting_news,
    reminders,
    resting,
    seminar_news,
    supervision,
    suspending,
    watching,
)
from handlers.commands import quietclass, roomlocks
from storage import (
    counting,
    message_days,
    partner_cards,
    pupils,
    searches,
    seats,
    twinspaces,
    undelivered,
)
from storage.db import DatabaseAway, Db
from storage.seats import Lost

_log = structlog.get_logger()


def _look_at_all(db: Db, _now: datetime) -> None:
    twinspaces.look_at_all(db)


def _log_out_again(db: Db, _now: datetime) -> None:
    """Look at the rooms of pupils whose devices are to end: a link may have been used meanwhile."""
    for project_id in pupils.with_logouts(db):
        twinspaces.want(db, project_id)


def _free_leases(db: Db, _now: datetime) -> None:
    """Let go what a process that died was settling: another need not wait for its lease."""
    if living := seats.living(db):
        twinspaces.free_leases(db, living)


#: Does what is due; gives True if that is only some of it and more is left, or what does the rest.
Job = Callable[[Db, datetime], Any]
#: Is told of a job how it went.
Noted = Callable[[str, str], None]

#: A service that was down or busy, and who takes the clock over, makes up for a job that was
#: missed, once, for so long.
LATE_SECONDS = 3600
#: How often we look whether this machine's clock was set back, and by how much that counts.
LOOK_SECONDS, SET_BACK_SECONDS = 1.0, 1.0
#: What is done, and when: APScheduler's trigger and its fields, in UTC.
JOBS: tuple[tuple[Job, str, dict[str, Any]], ...] = (
    (reminders.nudge, "interval", {"minutes": 15}),
    (reminders.nudge_about_groups, "interval", {"minutes": 15}),
    (reminders.nudge_about_rest, "interval", {"minutes": 15}),
    (suspending.end_due, "interval", {"minutes": 1}),
    (daily.tell, "interval", {"minutes": 5}),
    (leaving.carry_out, "interval", {"minutes": 1}),
    (heartbeat.tick, "interval", {"minutes": 10}),
    (closing.look, "interval", {"minutes": 30}),
    (reminders.admit_silence, "cron", {"hour": 9}),
    (reminders.rest_silent, "cron", {"hour": 8}),
    (matching.match_push, "cron", {"hour": 15}),
    (matching.ask_renewal, "cron", {"hour": 10}),
    (partner_cards.forget_breaks, "cron", {"day_of_week": "mon", "hour": 4}),
    (searches.forget_breaks, "cron", {"day_of_week": "mon", "hour": 4, "minute": 10}),
    (resting.let_rest, "cron", {"hour": 9, "minute": 30}),
    (seminar_news.remind, "interval", {"seconds": 30}),
    (seminar_news.tell, "interval", {"seconds": 15}),
    (seminar_news.pass_on, "interval", {"seconds": 30}),
    (seminar_news.sum_up, "interval", {"minutes": 15}),
    (meeting_news.remind, "interval", {"seconds": 30}),
    (meeting_news.let_choose, "interval", {"minutes": 1}),
    # Once at the start: it takes a while where there are many projects.
    (supervision.watch, "date", {}),
    # A school day ends with the day, and every time zone's midnight is at a quarter of an hour.
    (supervision.watch_ended_days, "cron", {"minute": "*/15"}),
    (roomlocks.expire, "interval", {"seconds": 15}),
    (bridgecare.look, "interval", {"seconds": 15}),
    (quietclass.turn, "interval", {"seconds": 15}),
    (campaigning.tick, "interval", {"seconds": 1}),
    (undelivered.drop_late, "interval", {"seconds": 30}),
    (_free_leases, "interval", {"seconds": 5}),
    (_look_at_all, "cron", {"hour": 2}),
    (watching.publish_head, "cron", {"hour": 6}),
    (closing.follow, "interval", {"minutes": 15}),
    (_log_out_again, "interval", {"seconds": 30}),
    # Only a little after midnight there is anything to count; later a service that was down.
    (message_days.tick, "cron", {"minute": 7}),
    (counting.count_months, "cron", {"minute": 12}),
    # What is deleted because it is old stands in bot/kept.py.
    *retention.jobs(),
)


#: What cannot wait for its next turn, whoever had the clock before. A restored backup may hold
#: people who are to be erased again.
CATCH_UP: tuple[Job, ...] = (roomlocks.expire, quietclass.turn, leaving.carry_out)


def name_of(job: Job) -> str:
    """Name a job as logs and numbers do: "daily.tell"."""
    return f"{job.__module__.rpartition('.')[2]}.{job.__name__}"


def names() -> list[str]:
    """Name all jobs."""
    return [name_of(job) for job, *_ in JOBS]


def _free_all_leases(db: Db) -> None:
    """Let go what the dead were settling; on SQLite that is all: there was one process."""
    twinspaces.free_leases(db, seats.living(db))


def work(after: Callable[[], None], noted: Noted = lambda _job, _outcome: None) -> Work:
    """Give what does the jobs while the clock's seat is ours; the rest as for `start`."""

    async def run(seat: Holding) -> None:
        await seat.write(_free_all_leases)
        for job in CATCH_UP:
            await _run(job, seat.write, after, noted)
        while True:
            scheduler = start(seat.write, after, noted)
            try:
                await _clock_set_back()
            finally:
                scheduler.shutdown(wait=False)

    return run


async def _clock_set_back() -> None:
    """Wait until this machine's clock is set back: what is due by it would wait as long again."""
    ahead = time.time() - time.monotonic()
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        before, ahead = ahead, time.time() - time.monotonic()
        if ahead < before - SET_BACK_SECONDS:
            _log.warning("clock.set_back", seconds=round(before - ahead))
            return


def start(
    write: Callable[..., Awaitable[Any]],
    after: Callable[[], None],
    noted: Noted = lambda _job, _outcome: None,
) -> AsyncIOScheduler:
    """Start the jobs; `after` is called when one has run, since it may have put something out.

    `noted` is told of each how it went.
    """
    late = timedelta(seconds=LATE_SECONDS)
    defaults = {"misfire_grace_time": LATE_SECONDS, "coalesce": True}
    scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=defaults)

    for job, trigger, fields in JOBS:
        args = [job, write, after, noted]
        added = scheduler.add_job(_run, trigger, args=args, id=name_of(job), **fields)
        if isinstance(added.trigger, CronTrigger):
            missed = added.trigger.get_next_fire_time(None, datetime.now(UTC) - late)
            added.modify(next_run_time=missed)
    scheduler.start()
    return scheduler


async def _run(
    job: Job, write: Callable[..., Awaitable[Any]], after: Callable[[], None], noted: Noted
) -> None:
    with following(f"job {name_of(job)}"):
        noted(name_of(job), await _outcome(job, write, after))


async def _outcome(
    job: Job, write: Callable[..., Awaitable[Any]], after: Callable[[], None]
) -> str:
    try:
        await _do(job, write, after)
    except DatabaseAway:
        _log.warning("job.database_away", job=job.__name__)
        return "away"
    except Lost:
        _log.warning("job.seat_lost", job=job.__name__)
        return "seat lost"
    except Exception:
        _log.exception("job.failed", job=job.__name__)
        return "failed"
    return "done"


async def _do(job: Job, write: Callable[..., Awaitable[Any]], after: Callable[[], None]) -> None:
    """Do a job to its end, each part in a transaction of its own."""
    left: Any = True
    while left is True or callable(left):
        job = left if callable(left) else job
        left = await write(job, datetime.now(UTC))
        after()
