"""`etwin check-config` on what lies here already: the list of the erased, parked events. RUN-2."""

import asyncio

import pytest

from bot.config import Config
from bot.probing import database, machine
from storage import events
from tests.conftest import NOON

MATRIX = {
    "homeserver_url": "http://127.0.0.1:9",
    "server_name": "school.example",
    "as_token": "planted-as-token",
    "hs_token": "planted-hs-token",
    "secret": "planted-secret",
}


@pytest.fixture
def config(sqlite):
    """Make a configuration of a service with Telegram: `config(matrix=…)`."""

    def make(listed="erasures.txt", **changed):
        url = f"sqlite:///{sqlite.engine.url.database}"
        settings = {
            "database": {"url": url, "erasure_list": listed},
            "portal": {"public_url": "https://etwin.example"},
            "telegram": {"token": "123456:ABC-DEF"},
        }
        return Config(**settings | changed)

    return make


def test_a_list_of_the_erased_that_is_not_ours_has_its_line(config, tmp_path):
    listed = tmp_path / "erasures.txt"

    def lines():
        found = asyncio.run(machine.problems(config(listed)))
        return [one for one in found if "erasure_list" in one]

    assert lines() == []
    listed.touch()
    assert lines() == []
    listed.unlink()
    listed.mkdir()  # refused to everybody, to root too

    [line] = lines()
    assert str(listed) in line


def test_parked_events_of_other_secrets_have_their_line(sqlite, config):
    """With [matrix] its secret locks them, and without it Telegram's token."""
    sealed = config().sealer().encrypt(b"{}")
    sqlite.write(events.park, "telegram", "1:1", "KeyError", sealed, NOON)

    assert asyncio.run(database.problems(config())) == []
    for other in (config(matrix=MATRIX), config(telegram={"token": "123456:another"})):
        [line] = asyncio.run(database.problems(other))
        assert line.startswith("1 of the parked events")
        assert "etwin parked retry" in line
