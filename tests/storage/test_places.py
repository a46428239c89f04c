"""A hundred places for two hundred people who come at once: what `lock` is for."""

import subprocess
import sys
from pathlib import Path

from sqlalchemy import func, insert, select

from tests.storage import joining
from tests.storage.joining import PLACES

THREADS = 8
ROOT = Path(__file__).parents[2]


def test_two_hundred_who_join_at_once_from_two_processes_fill_exactly_the_places(database):
    joining.metadata.create_all(database.engine)
    database.write(lambda db: db.execute(insert(joining.seminars).values(id=1)))
    url = database.engine.url.render_as_string(hide_password=False)
    crowds = [crowd(url, first=1, people=100), crowd(url, first=101, people=100)]

    for one in crowds:
        assert one.stdout.readline() == "ready\n"
    for one in crowds:
        one.stdin.write("go\n")
        one.stdin.flush()
    told = [one.communicate(timeout=60)[0].split() for one in crowds]

    placed = sum(int(placed) for placed, _ in told)
    refused = sum(int(refused) for _, refused in told)
    seated = database.read(lambda db: db.scalar(select(func.count()).select_from(joining.seats)))
    assert (seated, placed, refused) == (PLACES, PLACES, 100)


def crowd(url, first, people):
    """Start a process of people who wait to join."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.storage.joining", url, str(first), str(people), str(THREADS)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
