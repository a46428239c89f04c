"""A thousand people for a hundred places at once, from two processes over one PostgreSQL."""

import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from handlers import seminar_news
from storage import addresses, outbox, people, signups
from storage.addresses import Address
from storage.people import Standing
from storage.signups import State
from tests import makers
from tests.conftest import NOON
from tests.handlers.seminars import START, announce

PLACES, PEOPLE, THREADS = 100, 1000, 4
ROOT = Path(__file__).parents[2]


@pytest.fixture
def crowd(database):
    """A seminar and a thousand people who can be reached."""

    def make(db):
        host = makers.teacher(db, "Host", "RO", NOON)
        seminar = announce(db, host, capacity=PLACES)
        numbers = []
        for number in range(PEOPLE):
            columns = {"name": f"T{number}", "country": "RO", "role": "teacher"}
            columns |= {"standing": Standing.VALIDATED}
            person = people.add(db, at=NOON, **columns)
            numbers.append(person.id)
            address = Address("telegram", f"{person.id}")
            known = addresses.add(db, address, f"{person.id}", "en", NOON)
            addresses.belong(db, known.id, person.id, NOON)
        return seminar, numbers[0]

    return database.write(make)


def test_a_hundred_get_in_nine_hundred_wait_in_turn_and_each_is_reminded_once(database, crowd):
    if database.is_sqlite:
        pytest.skip("SQLite serves one process; two share a PostgreSQL")
    seminar, first = crowd
    half = PEOPLE // 2
    processes = [start(database, seminar, first + n * half, half) for n in range(2)]
    for one in processes:
        assert one.stdout.readline() == "ready\n"

    told = say(processes, "go")
    due = START - seminar_news.REMINDERS[0][0] + timedelta(seconds=1)
    say(processes, due.isoformat())
    for one in processes:
        assert one.wait(timeout=60) == 0

    placed, waiting = (sum(int(one.split()[n]) for one in told) for n in range(2))
    with database.reading() as db:
        rows = db.execute(signups.table.select().order_by(signups.table.c.turn)).all()
        reminded = Counter(
            row.chat
            for row in db.execute(outbox.table.select().order_by(outbox.table.c.id)).all()
            if "seminars.soon_day" in row.payload
        )
    assert (placed, waiting) == (PLACES, PEOPLE - PLACES)
    assert [row.state for row in rows[:PLACES]] == [State.IN] * PLACES
    assert [row.state for row in rows[PLACES:]] == [State.WAITING] * (PEOPLE - PLACES)
    assert [row.turn for row in rows] == list(range(1, PEOPLE + 1))
    assert reminded == {str(row.person_id): 1 for row in rows[:PLACES]}


def start(database, seminar, first, people):
    """Start a process of people who wait to sign up."""
    url = database.engine.url.render_as_string(hide_password=False)
    numbers = [str(one) for one in (seminar.id, first, people, THREADS)]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.storage.signing_up", url, *numbers],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def say(processes, line):
    """Give each process a line at the same time; read what each answers."""
    for one in processes:
        one.stdin.write(f"{line}\n")
        one.stdin.flush()
    return [one.stdout.readline() for one in processes]
