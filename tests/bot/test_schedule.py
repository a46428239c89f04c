"""Periodic jobs: in small steps, and made up for when they were missed."""

import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from bot import schedule
from bot.turns import Turns
from handlers import supervision


async def test_a_job_is_repeated_until_nothing_is_left_each_time_in_its_own_transaction(
    sqlite, monkeypatch
):
    turns, left, kicked, done = Turns(sqlite, bytes, ""), [3, 2, 1, 0], [], asyncio.Event()

    def some(db, now):
        return left.pop(0) > 0

    def kick():
        kicked.append(len(left))
        if not left:
            done.set()

    monkeypatch.setattr(schedule, "JOBS", ((some, "date", {"run_date": datetime.now(UTC)}),))
    scheduler = schedule.start(turns.write, kick)
    async with asyncio.timeout(5):
        await done.wait()

    assert kicked == [3, 2, 1, 0]
    scheduler.shutdown(wait=False)
    turns.close()


def test_each_day_that_ends_somewhere_is_seen_at_once():
    [watch] = [one for one in schedule.JOBS if one[0] is supervision.watch]
    quarter, now = timedelta(minutes=15), datetime.now(UTC)

    assert watch[1:] == ("cron", {"minute": "*/15"})
    offsets = (now.astimezone(ZoneInfo(name)).utcoffset() for name in available_timezones())
    assert all(offset % quarter == timedelta(0) for offset in offsets)


async def test_a_job_that_was_missed_for_less_than_an_hour_is_made_up_for_once(sqlite):
    scheduler = schedule.start(Turns(sqlite, bytes, "").write, lambda: None)

    jobs = scheduler.get_jobs()

    assert len(jobs) == len(schedule.JOBS)
    assert {(job.misfire_grace_time, job.coalesce) for job in jobs} == {(3600, True)}
    scheduler.shutdown(wait=False)
