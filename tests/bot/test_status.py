"""`etwin status` where no service runs: it says what it can, and what is to be done. RUN-4."""

import io

import pytest
from rich.console import Console

from bot import statusview
from bot.config import Config
from bot.numbers import reading
from bot.sandbox.ports import free_port
from bot.status import Seen, see
from storage import migrating
from storage.db import Database
from storage.seats import Seat
from storage.vitals import Fact


@pytest.fixture
def config(tmp_path):
    """A configuration with a database that nobody has made yet, and where nobody listens."""
    return Config(
        database={"url": f"sqlite:///{tmp_path / 'etwin.sqlite'}"},
        portal={"public_url": "https://etwin.example", "port": free_port()},
        telegram={"token": "123456:planted-token"},
    )


def shown(seen):
    """Print it: whether an alarm is on, and what is said."""
    said = io.StringIO()
    is_on = statusview.show(seen, Console(file=said, width=120, highlight=False, markup=False))
    return is_on, said.getvalue()


def test_without_a_process_it_says_that_nothing_is_taken(config):
    database = Database(config.database.url)
    migrating.migrate(database)
    database.close()

    is_on, said = shown(see(config))

    assert is_on
    assert "none here" in said
    assert "[EtwinDown]" in said
    assert "planted" not in said


def test_of_a_database_of_another_shape_it_says_only_that(config):
    is_on, said = shown(see(config))

    assert is_on
    assert "[EtwinSchemaWrong]" in said
    assert "etwin migrate" in said


def test_each_seat_stands_with_its_holder_and_one_that_nobody_holds_is_an_alarm(sqlite):
    last = sqlite.read(reading.look)
    held = ((Seat("clock", "one-7", 3), -1.0), (Seat("room", "one-7", 1), 5.0))
    here = (Fact("seat_held", 1, ("clock",)), Fact("seat_held", 0, ("matrix",)))

    is_on, said = shown(Seen(last, "", held, here, ()))

    assert is_on
    assert "nobody: clock" not in said
    assert "clock: nobody" in said
    assert "room: one-7" in said
    assert said.count("[EtwinSeatEmpty]") == 2


def test_the_reasons_why_the_process_here_is_not_ready_are_said(sqlite):
    last = sqlite.read(reading.look)

    is_on, said = shown(Seen(last, "", (), (), ("the process is stopping",)))

    assert is_on
    assert "here: not ready" in said
    assert said.count("[EtwinNotReady]") == 1
    assert "the process is stopping" in said
