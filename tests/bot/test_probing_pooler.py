"""`etwin check-config` over a real PgBouncer: both addresses have to be of one database."""

import asyncio
import secrets

import pytest

from bot import config
from bot.probing import database
from storage import migrating
from storage.db import Database
from tests.pooler import Pooler


@pytest.fixture(scope="module")
def direct(postgres):
    """A migrated database, by its own address."""
    url = postgres.create_database(f"probed_{secrets.token_hex(6)}")
    made = Database(url)
    migrating.migrate(made)
    made.close()
    return url


@pytest.fixture(scope="module")
def pooler(direct, tmp_path_factory):
    made = Pooler(tmp_path_factory.mktemp("pooler"), direct)
    made.start()
    yield made
    made.stop()


def problems(url, direct_url):
    """Probe the database of a configuration."""
    settings = config.Config(
        database={"url": url, "direct_url": direct_url},
        portal={"public_url": "https://etwin.example"},
        telegram={"token": "123456:ABC-DEF"},
    )
    return asyncio.run(database.problems(settings))


def test_both_addresses_of_one_database_are_right(pooler, direct):
    assert problems(pooler.url, direct) == []


def test_an_address_of_another_database_is_found(pooler, postgres, monkeypatch):
    monkeypatch.setattr(database, "HEARING_SECONDS", 0.5)

    assert problems(pooler.url, postgres.create_database("elsewhere")) == [database.DEAF]


def test_an_address_where_nobody_answers_is_found(pooler):
    [problem] = problems(pooler.url, "postgresql://postgres@127.0.0.1:9/x")

    assert problem.startswith("database.direct_url: ")


def test_no_direct_address_goes_with_sqlite(tmp_path):
    with pytest.raises(ValueError, match="direct_url"):
        problems(f"sqlite:///{tmp_path / 'x'}", "postgresql://postgres@127.0.0.1/x")
