"""Periodic jobs: in small steps, and made up for when they were missed."""

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial
from types import SimpleNamespace
from zoneinfo import ZoneInfo, available_timezones

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
    async with asyncio.timeout(5):
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
    async with asyncio.timeout(5):
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
    """The last holder died just before, and the next one takes over some seconds later."""
    now = datetime.now(UTC)
    just_now, long_ago = now - timedelta(seconds=20), now - timedelta(days=1)
    turns, done = Turns(sqlite, bytes, ""), []
    jobs = tuple(
        (named(name, done), "cron", at_second(when))
        for name, when in (("just_now", just_now), ("long_ago", long_ago))
    )
    monkeypatch.setattr(schedule, "JOBS", jobs)
    scheduler = schedule.start(turns.write, lambda: None)
    async with asyncio.timeout(5):
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
    async with asyncio.timeout(5):
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


async def test_a_look_that_fails_at_the_start_stops_no_job(sqlite, monkeypatch):
    turns, looked = Turns(sqlite, bytes, ""), asyncio.Event()
    loop = asyncio.get_running_loop()

    def watch(_db, _now):
        loop.call_soon_threadsafe(looked.set)
        raise ValueError("one project is broken")

    monkeypatch.setattr(supervision, "watch", watch)
    working = asyncio.create_task(schedule.work(lambda: None)(SimpleNamespace(write=turns.write)))
    await asyncio.wait_for(looked.wait(), 10)

    ended, _ = await asyncio.wait([working], timeout=0.3)

    assert not ended
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    turns.close()
