"""What an idle process takes with everything in its database, against one with nothing in it."""

import time
from contextlib import ExitStack, closing
from pathlib import Path

from storage.db import Database
from storage.migrating import migrate
from tests.bench import show
from tests.bench._running import Running, computed, of_postgresql

#: So long it settles, and so long it is looked at.
SETTLES_SECONDS, SECONDS = 60, 120
#: With everything it may take so many times as much.
MOST = 1.3
#: What Telegram takes from it is no matter here.
PER_SECOND = 30


def measure(folder: Path, everything: str, nothing: str, telegram: str) -> float:
    """Let two processes idle side by side, and print what they took; give the largest ratio."""
    with closing(Database(nothing)) as database:
        migrate(database)
    names = [url.rpartition("/")[2] for url in (everything, nothing)]
    with ExitStack() as stack:
        full, empty = (
            stack.enter_context(Running(folder, name, url, telegram, PER_SECOND))
            for name, url in (("full", everything), ("empty", nothing))
        )
        time.sleep(SETTLES_SECONDS)
        before = [one.cpu_seconds() for one in (full, empty)]
        sessions = [of_postgresql(one) for one in names]
        time.sleep(SECONDS)
        took = [one.cpu_seconds() - was for one, was in zip((full, empty), before, strict=True)]
        database_took = [
            computed(was, of_postgresql(one)) for one, was in zip(names, sessions, strict=True)
        ]
        megabytes = [one.megabytes() for one in (full, empty)]
    show("school_idle_memory", megabytes[0], "MB", megabytes[1])
    show("school_idle_cpu", *_of_a_second(took))
    show("school_idle_cpu_of_postgresql", *_of_a_second(database_took))
    return max(megabytes[0] / megabytes[1], took[0] / took[1])


def _of_a_second(took: list[float]) -> tuple[float, str, float]:
    full, empty = (1000 * one / SECONDS for one in took)
    return full, "ms/s", empty
