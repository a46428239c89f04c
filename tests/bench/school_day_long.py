"""A school day of 412,000 teachers, replayed in minutes, and what it takes.

The service itself (`etwin run`, a process of its own) over PostgreSQL with 412,000 teachers, 52,000
projects and 170,000 schools, and a strict stand-in for Telegram that refuses what is faster than
Telegram allows a bot that pays nothing. Of the hours between nothing is played, and the morning
passes five times as fast. With ETWIN_SPEED everything people do, and what Telegram allows, comes so
many times as fast: a trial of more teachers.

The phases: the service idles; registrations in the morning; the rush as a seminar begins, with its
reminders; the evening, while an announcement goes to everybody. Printed: the 95th percentile of an
answer's time in each, from the act to the message at Telegram, beside the idle one. How many come
follows from what ASSUMED says of a day. Then what an idle process takes with all this beside an
empty database, and how many turns one, two and three processes take.

All of it on Telegram: a homeserver with 52,000 rooms does not fit into a benchmark. What Matrix
costs is measured by settle_unchanged, classroom, relay and guard (docs/scale.md).
"""

import asyncio
import os
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp

from bot.sandbox.postgres import Postgres
from storage.db import Database
from tests.bench import _school_processes, _school_weight, campaign_enqueue, show
from tests.bench._campaign import limited
from tests.bench._portal_data import PEOPLE
from tests.bench._running import Running
from tests.bench._school_data import fill, move_first_seminar
from tests.bench._school_people import NEWCOMER_STEPS, STEPS, Town, p95
from tests.bench.deliver import _telegram

SPEED = float(os.environ.get("ETWIN_SPEED", "1"))
#: What Telegram allows a bot that pays nothing.
PER_SECOND = 30
#: At the rush an answer may take so many times as long as in an idle service.
MOST = 3.0


@dataclass(frozen=True)
class Assumed:
    """What is assumed of a school day; all rates follow from it."""

    teachers: int = 412_000
    #: The part of them that writes to the bot, and how many things each writes or presses.
    come: float = 1 / 10
    things: int = 5
    #: The part of all that which falls into the hour in which a seminar begins, and the part of
    #: the hour's that falls into its busiest five minutes.
    hour: float = 1 / 8
    five_minutes: float = 1 / 5
    #: The part that falls into the hour after an announcement in the evening.
    evening: float = 1 / 10
    #: The part of teachers that registers on one morning in September, and for how many hours.
    register: float = 1 / 200
    morning_hours: int = 3
    #: So many times as fast it is played, as it waits for nothing but people's thumbs.
    morning_speed: float = 5

    @property
    def day(self) -> float:
        """How many things are written or pressed on the day."""
        return self.teachers * self.come * self.things

    @property
    def rush_per_second(self) -> float:
        """How many of them a second as the seminar begins."""
        return self.day * self.hour * self.five_minutes / 300

    @property
    def evening_per_second(self) -> float:
        """How many of them a second while the announcement goes out."""
        return self.day * self.evening / 3600

    @property
    def newcomers_per_second(self) -> float:
        """How many begin to register in a second of the morning."""
        return self.teachers * self.register / (self.morning_hours * 3600)


ASSUMED = Assumed()
#: How long each phase lasts in the replay, in seconds.
IDLE_SECONDS, MORNING_SECONDS, RUSH_SECONDS, EVENING_SECONDS = 50, 30, 90, 60


def main() -> None:
    """Measure and print what was found."""
    with tempfile.TemporaryDirectory() as name, _telegram() as telegram:
        folder = Path(name)
        server = Postgres(folder / "postgres")
        server.start()
        try:
            everything, nothing = server.create_database("full"), server.create_database("empty")
            with closing(Database(everything)) as database:
                fill(database)
            weighs = _school_weight.measure(folder, everything, nothing, telegram)
            _school_processes.measure(folder, everything, telegram)
            ratio = asyncio.run(day(folder, everything, telegram))
        finally:
            server.stop()
    assert ratio <= MOST, f"at the rush an answer takes {ratio:.1f} times as long"
    assert weighs <= _school_weight.MOST, f"all of it weighs {weighs:.2f} times as much as nothing"


async def day(folder: Path, url: str, telegram: str) -> float:
    """Replay the day; give how many times as long an answer takes at the rush."""
    allowed = round(PER_SECOND * SPEED)
    await limited(telegram, PEOPLE + 10_000, allowed)
    with closing(Database(url)) as database, Running(folder, "day", url, telegram, allowed):
        async with aiohttp.ClientSession(telegram) as http:
            return await _phases(Town(http), database)


async def _phases(town: Town, database: Database) -> float:
    await town.lives(10, 1, town.teacher)  # whatever is loaded when first used
    idle = await town.lives(IDLE_SECONDS, 1, town.teacher)
    came = SPEED * ASSUMED.morning_speed * ASSUMED.newcomers_per_second
    assert NEWCOMER_STEPS * came < PER_SECOND * SPEED, "more than Telegram takes"
    morning = await town.lives(MORNING_SECONDS, came, town.stranger)
    move_first_seminar(database, datetime.now(UTC) + timedelta(minutes=10, seconds=5))
    came = SPEED * ASSUMED.rush_per_second / STEPS
    rush = await town.lives(RUSH_SECONDS, came, town.teacher)
    database.write(campaign_enqueue.announce)
    came = SPEED * ASSUMED.evening_per_second / STEPS
    evening = await town.lives(EVENING_SECONDS, came, town.teacher)
    for name, taken in (("morning", morning), ("rush", rush), ("evening", evening)):
        show(f"school_day_{name}_p95", p95(taken), "ms", p95(idle))
        show(f"school_day_{name}_answers", len(taken), "answers", len(idle))
    return p95(rush) / p95(idle)


if __name__ == "__main__":
    main()
