"""Work under seats: by one process at a time, taken over when it dies, and ended before that."""

import asyncio
import os
import secrets
import signal
import sys
import time
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot import seats
from bot.seats import Seats
from bot.turns import Turns
from bot.waking import Waking
from storage import migrating
from storage import seats as table
from storage.db import Database
from tests.storage.test_seats import let_pass


@pytest.fixture
def url(postgres):
    """A migrated database of PostgreSQL that no other test uses."""
    made = postgres.create_database(f"seats_{secrets.token_hex(6)}")
    database = Database(made)
    migrating.migrate(database)
    database.close()
    return made


class Process:
    """What one process has of seats; a second one in a test is another process."""

    def __init__(self, url):
        self.database = Database(url)
        self.turns = Turns(self.database, bytes, "")
        self.seats = Seats(self.database, self.turns.write)
        self.done = []
        self.is_over = False
        self.tasks = []

    async def work(self, holding):
        """Note that the work begins and ends."""
        self.done.append("begun")
        self.holding = holding
        try:
            await asyncio.Future()
        finally:
            self.done.append("ended")

    def begin(self, *works):
        holding = self.seats.hold("x", *(works or (self.work,)))
        self.tasks += [asyncio.ensure_future(one) for one in (self.seats.run(), holding)]
        return self.tasks[-1]

    async def stop(self):
        if self.is_over:
            return
        self.is_over = True
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await self.seats.close()
        self.turns.close()
        self.database.close()


@asynccontextmanager
async def processes(*urls):
    made = [Process(url) for url in urls]
    try:
        yield made
    finally:
        for one in made:
            await one.stop()


async def until(is_so, seconds=15):
    async with asyncio.timeout(seconds):
        while not is_so():  # noqa: ASYNC110 - what is waited for is not ours
            await asyncio.sleep(0.02)


async def test_a_process_that_is_alone_works_at_once_and_for_ever(sqlite):
    ana = Process(sqlite.engine.url.render_as_string())
    ana.begin()
    await asyncio.sleep(0)
    await asyncio.sleep(0)

    assert ana.done == ["begun"]
    assert ana.holding.is_ours()
    assert await ana.holding.write(lambda _db: 7) == 7
    await ana.stop()
    assert ana.done == ["begun", "ended"]


async def test_one_of_two_works_and_the_other_takes_over_at_once_when_it_stops(url, monkeypatch):
    async with processes(url, url) as (ana, ben):
        hear_each_other(ana, ben)
        ana.begin()
        await until(lambda: ana.done == ["begun"])
        ben.begin()
        monkeypatch.setattr(seats, "LOOK_SECONDS", 5)
        await asyncio.sleep(2.5)
        assert ben.done == []

        began = time.monotonic()
        await ana.stop()
        await until(lambda: ben.done == ["begun"])

        assert ana.done == ["begun", "ended"]
        assert time.monotonic() - began < 2
        assert ben.holding.seat.fence == 2


async def test_who_does_not_keep_a_seat_ends_its_work_before_another_takes_it(url, monkeypatch):
    async with processes(url, url) as (ana, ben):
        ana.begin()
        await until(lambda: ana.done == ["begun"])
        ana.tasks[0].cancel()  # it keeps nothing any more, as if the database were out of reach
        ben.begin()

        await until(lambda: ana.done == ["begun", "ended"])
        assert ben.done == []
        assert not ana.holding.is_ours()
        assert not ana.seats.lives()
        await until(lambda: ben.done == ["begun"])
        assert ben.seats.lives()

        with pytest.raises(table.Lost):
            await ana.holding.write(lambda _db: None)


async def test_work_ends_when_the_seat_is_found_to_be_anothers(url):
    async with processes(url, url) as (ana, ben):
        ana.begin()
        await until(lambda: ana.done == ["begun"])

        let_pass(ana.database, table.SECONDS)
        ben.database.write(table.take, ["x"], "ben")
        began = time.monotonic()
        await until(lambda: ana.done == ["begun", "ended"])

        assert time.monotonic() - began < table.SECONDS - 2


async def test_what_work_raises_ends_the_process(url):
    async def fail(_holding):
        raise RuntimeError("no such token")

    async with processes(url) as (ana,):
        with pytest.raises(RuntimeError, match="no such token"):
            await ana.begin(ana.work, fail)

        assert ana.done == ["begun", "ended"]


async def test_what_is_under_way_ends_in_its_own_time(url):
    async def slow(holding):
        try:
            await asyncio.Future()
        finally:
            await asyncio.sleep(0.3)
            ana.done.append(holding.is_ours())

    async with processes(url) as (ana,):
        ana.begin(ana.work, slow)
        await until(lambda: ana.done == ["begun"])
        await ana.stop()

    assert ana.done == ["begun", "ended", True]


async def test_work_that_is_done_is_not_done_again_by_others(url):
    async with processes(url, url) as (ana, ben):
        for one in (ana, ben):

            async def note(holding, one=one):
                one.done.append(holding.seat.holder)

            one.begin(note)
        await asyncio.sleep(3.5)

        assert len(ana.done + ben.done) == 1


async def test_a_stopped_process_that_wakes_knows_before_it_acts(url, tmp_path):
    ticks = tmp_path / "ticks"
    script, root = Path(__file__).with_name("sitting.py"), Path(__file__).parents[2]
    child = await asyncio.create_subprocess_exec(
        sys.executable, str(script), url, str(ticks), env={"PYTHONPATH": str(root)}
    )
    async with processes(url) as (ben,):
        await until(ticks.exists)
        os.kill(child.pid, signal.SIGSTOP)
        stopped = time.time()
        ben.begin()
        await until(lambda: ben.done == ["begun"])
        took = time.time() - stopped
        os.kill(child.pid, signal.SIGCONT)
        await asyncio.sleep(1)
        child.kill()
        await child.wait()

    assert took < 10
    late = [one for one in map(float, ticks.read_text().split()) if one > stopped + 0.5]
    assert late == []


async def test_what_one_process_tells_wakes_the_other(url):
    async with processes(url, url) as (ana, ben):
        [told, hears], heard = hear_each_other(ana, ben), []
        hears.kicked, hears.seen = lambda: heard.append("kick"), lambda *room: heard.append(room)
        await until(lambda: heard == ["kick"])  # it has begun to listen

        told.kick()
        for number in range(70):
            told.saw(f"!room{number}", "$event")
        await until(lambda: len(heard) == 72)

        assert heard[1] == "kick"
        assert set(heard[2:]) == {(f"!room{number}", "$event") for number in range(70)}


async def test_nobody_is_told_what_the_process_does_itself(url):
    async with processes(url, url) as (ana, ben):
        [told, hears], heard = hear_each_other(ana, ben), []
        hears.kicked = lambda: heard.append("kick")
        told.kicked = lambda: heard.append("myself")
        await until(lambda: sorted(heard) == ["kick", "myself"])

        told.needs_others = lambda: False
        told.kick()
        await asyncio.sleep(0.3)
        assert len(heard) == 2
        told.needs_others = lambda: True
        told.kick()
        await until(lambda: len(heard) == 3)

        assert heard[2] == "kick"


def hear_each_other(*some):
    """Let processes tell each other what happens."""
    made = []
    for one in some:
        waking = Waking(one.database, one.seats.holder)
        waking.freed = one.seats.wake
        one.tasks.append(asyncio.ensure_future(waking.run()))
        made.append(waking)
    return made
