"""The numbers of a process: what is counted, and what is read beside all requests. RUN-4."""

import asyncio
import re
import time

import pytest
from prometheus_client import generate_latest

from bot import schedule
from bot.app.seeing import _of_service
from bot.app.service import Service
from bot.numbers import gauges
from bot.numbers.counting import Numbers
from bot.numbers.reading import EVERY_SECONDS, Looks, look
from bot.numbers.timed import Timed
from bot.seats import Seats
from bot.turns import Turns
from handlers.platform import FileGone, OutcomeUnknown, TryLater, Unreachable
from storage.db import DatabaseAway


class Failing:
    """A platform on which every call ends as it is told."""

    exactly_once = False

    def __init__(self, error):
        self.error = error

    async def send(self, part):
        if self.error is not None:
            raise self.error
        return "7"


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (None, "done"),
        (Unreachable("blocked"), "unreachable"),
        (TryLater(1), "later"),
        (OutcomeUnknown(), "unknown"),
        (FileGone(), "no file"),
        (KeyError(), "failed"),
        (asyncio.CancelledError(), "cut"),
    ],
)
def test_what_becomes_of_each_call_is_counted_and_flies_on(error, outcome):
    numbers = Numbers()
    timed = Timed("telegram", Failing(error), numbers.call)

    def send():
        return asyncio.run(timed.send(None))

    if error is None:
        assert send() == "7"
    else:
        with pytest.raises(type(error)):
            send()

    labels = f'outcome="{outcome}",platform="telegram"'
    assert f"etwin_send_seconds_count{{{labels}}} 1.0" in generate_latest(numbers.registry).decode()


def test_failures_of_each_job_are_counted_from_nothing():
    numbers = Numbers()

    numbers.expect(schedule.names())

    shown = generate_latest(numbers.registry).decode()
    failed = re.findall(r'etwin_jobs_total{outcome="failed",task="([^"]+)"} 0\.0', shown)
    assert len(failed) == len(schedule.JOBS)
    assert "daily.tell" in failed


def test_how_late_the_homeserver_brings_what_was_said_is_counted():
    numbers = Numbers()
    assert numbers.silent_seconds is None

    numbers.pushed([{"origin_server_ts": (time.time() - 20) * 1000}, {"origin_server_ts": "odd"}])

    shown = generate_latest(numbers.registry).decode()
    assert 'etwin_homeserver_lag_seconds_bucket{le="10.0"} 0.0' in shown
    assert 'etwin_homeserver_lag_seconds_bucket{le="30.0"} 1.0' in shown
    assert numbers.silent_seconds < 5


def test_of_a_database_that_is_away_nothing_old_is_told(sqlite):
    answers = [True, False]

    async def read(work):
        if not answers.pop(0):
            raise DatabaseAway
        return sqlite.read(work)

    looks = Looks(read)

    def told():
        asyncio.run(looks.look())
        return {fact.name: fact.value for fact in gauges.of_reading(looks.last)}

    assert told()["database_up"] == told_of(sqlite)["database_up"] == 1
    assert told() == {"database_up": 0}


@pytest.mark.parametrize("whole", [0, 1], ids=["from the start", "later"])
def test_a_look_that_fails_is_no_database_that_is_away_and_grows_old(sqlite, whole):
    asked, began = [], time.monotonic()

    async def read(work):
        asked.append(work)
        if len(asked) > whole:
            raise ValueError("one row is broken")
        return sqlite.read(work)

    looks = Looks(read)
    for _ in range(whole + 1):
        asyncio.run(looks.look())
    time.sleep(0.05)

    told = {fact.name: fact.value for fact in gauges.of_reading(looks.last)}

    assert told["database_up"] == 1
    assert 0.05 <= told["database_read_age_seconds"] <= time.monotonic() - began
    assert "rooms" not in told


def test_of_a_look_that_failed_no_seat_is_said_to_be_empty(postgresql):
    async def broken(_work):
        raise ValueError("one row is broken")

    async def held():
        turns = Turns(postgresql, bytes, "")
        service, looks = Service(turns, Seats(postgresql, turns.write), None), Looks(broken)
        service.under("clock")
        told = []
        for looks._read in (turns.read, broken):
            await looks.look()
            told.append(
                [one.value for one in _of_service(service, looks) if one.name == "seat_held"]
            )
        await service.seats.close()
        turns.close()
        return told

    assert asyncio.run(held()) == [[0.0], []]


def told_of(database):
    return {fact.name: fact.value for fact in gauges.of_reading(database.read(look))}


def test_a_database_of_another_shape_is_not_read(sqlite):
    with sqlite.transaction() as db:
        db.exec_driver_sql("DELETE FROM alembic_version")
        db.exec_driver_sql("DROP TABLE mutes")

    told = told_of(sqlite)

    assert told["schema_current"] == 0
    assert "rooms" not in told


def test_looks_take_a_hundredth_of_the_time_and_are_never_old_enough_for_an_alarm(
    sqlite, monkeypatch
):
    waited = []

    class Enough(Exception):
        pass

    async def sleep(seconds):
        waited.append(seconds)
        if len(waited) == 3:
            raise Enough

    async def read(work):
        reading = sqlite.read(work)
        took = (0.01, 2.0, 9.0)[len(waited)]
        return type(reading)(reading.facts, True, None, took, reading.at)

    monkeypatch.setattr("bot.numbers.reading.asyncio.sleep", sleep)
    with pytest.raises(Enough):
        asyncio.run(Looks(read).run())

    assert waited == [EVERY_SECONDS, 200.0, 300.0]
