"""Periodic jobs: in small steps, and made up for when they were missed."""

import asyncio
import time
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo, available_timezones

from apscheduler.executors import base as executors
from apscheduler.schedulers import base as schedulers
from apscheduler.triggers import interval as triggers

from bot import schedule
from bot.seats import Holding
from bot.turns import Turns
from handlers import supervision
from storage import seats
from tests.storage.test_leases import being_settled, is_free
from tests.storage.test_seats import let_pass


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
    async with asyncio.timeout(30):
        await done.wait()

    assert kicked == [3, 2, 1, 0]
    scheduler.shutdown(wait=False)
    turns.close()


async def test_a_job_may_give_what_does_the_rest_of_it(sqlite, monkeypatch):
    turns, seen, done = Turns(sqlite, bytes, ""), [], asyncio.Event()

    def some(db, now, after=0):
        seen.append(after)
        return partial(some, after=after + 1) if after < 2 else 7

    monkeypatch.setattr(schedule, "JOBS", ((some, "date", {"run_date": datetime.now(UTC)}),))
    scheduler = schedule.start(turns.write, lambda: None, lambda *_: done.set())
    async with asyncio.timeout(30):
        await done.wait()

    assert seen == [0, 1, 2]
    scheduler.shutdown(wait=False)
    turns.close()


def test_each_day_that_ends_somewhere_is_seen_at_once():
    [watch] = [one for one in schedule.JOBS if one[0] is supervision.watch_ended_days]
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


async def test_what_was_due_while_nobody_had_the_clock_is_made_up_for(sqlite, monkeypatch):
    """The service was down for most of an hour."""
    now = datetime.now(UTC)
    just_now, long_ago = now - timedelta(minutes=40), now - timedelta(days=1)
    turns, done = Turns(sqlite, bytes, ""), []
    jobs = tuple(
        (named(name, done), "cron", at_second(when))
        for name, when in (("just_now", just_now), ("long_ago", long_ago))
    )
    monkeypatch.setattr(schedule, "JOBS", jobs)
    scheduler = schedule.start(turns.write, lambda: None)
    async with asyncio.timeout(30):
        while not done:  # noqa: ASYNC110 - the scheduler's own time
            await asyncio.sleep(0.02)
    await asyncio.sleep(0.2)

    assert done == ["just_now"]
    scheduler.shutdown(wait=False)
    turns.close()


async def test_a_job_of_a_former_holder_of_the_clock_does_not_count(postgresql, monkeypatch):
    turns, done = Turns(postgresql, bytes, ""), asyncio.Event()
    [seat] = postgresql.write(seats.take, ["clock"], "us")
    let_pass(postgresql, seats.SECONDS, "clock")
    postgresql.write(seats.take, ["clock"], "them")

    def write(db, now):
        db.execute(seats.table.insert().values(name="job", holder="", until=now, fence=7))
        loop.call_soon_threadsafe(done.set)

    loop = asyncio.get_running_loop()

    monkeypatch.setattr(schedule, "JOBS", ((write, "date", {"run_date": datetime.now(UTC)}),))
    scheduler = schedule.start(Holding(turns.write, seat).write, lambda: None)
    async with asyncio.timeout(30):
        await done.wait()
    await asyncio.sleep(0.2)

    assert postgresql.write(seats.take, ["job"], "us")[0].fence == 1
    scheduler.shutdown(wait=False)
    turns.close()


def test_leases_of_the_dead_are_freed_while_the_service_runs(postgresql):
    [free] = [job for job, *_ in schedule.JOBS if job.__name__ == "_free_leases"]
    postgresql.write(being_settled)
    for name in ("ana", "ben"):
        postgresql.write(seats.take, [f"{seats.PROCESS}{name}"], name)
    postgresql.write(free, datetime.now(UTC))
    assert not is_free(postgresql)

    let_pass(postgresql, seats.SECONDS, f"{seats.PROCESS}ana")
    postgresql.write(free, datetime.now(UTC))

    assert is_free(postgresql)


def test_on_sqlite_nobody_frees_what_the_only_process_is_settling(sqlite):
    [free] = [job for job, *_ in schedule.JOBS if job.__name__ == "_free_leases"]
    sqlite.write(being_settled)

    sqlite.write(free, datetime.now(UTC))

    assert not is_free(sqlite)


def named(name, done):
    """Make a job that notes that it was done."""

    def job(_db, _now):
        done.append(name)

    job.__name__ = name
    return job


def at_second(when):
    """Give the fields of a trigger for one moment of a day each year."""
    fields = ("month", "day", "hour", "minute", "second")
    return {field: getattr(when, field) for field in fields}


async def test_one_broken_row_at_the_start_stops_neither_the_rest_nor_the_service(
    sqlite, monkeypatch
):
    def broken(_db, _now):
        raise ValueError("one project is broken")

    done = []
    monkeypatch.setattr(schedule, "CATCH_UP", (broken, named("caught up", done)))
    jobs = ((broken, "date", {}), (named("later", done), "date", {}))
    monkeypatch.setattr(schedule, "JOBS", jobs)
    async with at_work(sqlite) as working:
        await until(lambda: done == ["caught up", "later"])

        assert not working.done()


async def test_jobs_go_on_when_the_clock_is_set_back(sqlite, monkeypatch):
    done = []
    monkeypatch.setattr(schedule, "JOBS", ((named("each", done), "interval", {"seconds": 1}),))
    async with at_work(sqlite):
        await until(lambda: done)
        set_back(monkeypatch, timedelta(hours=1))
        before = len(done)

        await until(lambda: len(done) > before + 1)


@asynccontextmanager
async def at_work(database):
    """Do the jobs as who holds the clock."""
    turns = Turns(database, bytes, "")
    working = asyncio.create_task(schedule.work(lambda: None)(Holding(turns.write)))
    try:
        yield working
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        turns.close()


async def until(holds):
    async with asyncio.timeout(30):
        while not holds():  # noqa: ASYNC110 - the scheduler's own time
            await asyncio.sleep(0.02)


def set_back(monkeypatch, by):
    """Set this machine's clock back, for whoever reads it here and in the scheduler."""

    class Earlier(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) - by

    wall = time.time
    monkeypatch.setattr(time, "time", lambda: wall() - by.total_seconds())
    for module in (executors, schedulers, triggers):
        monkeypatch.setattr(module, "datetime", Earlier)
