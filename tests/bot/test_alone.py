"""One service for one database: who loses the claim to another ends."""

import asyncio
import secrets

import pytest
from sqlalchemy import text

from bot import app
from bot.turns import Turns
from storage.db import Database

END_OTHERS = text(
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


async def test_a_service_ends_when_another_took_the_database_while_it_was_away(
    postgres, monkeypatch
):
    monkeypatch.setattr(app, "ALONE_LOOK_SECONDS", 0.05)
    url = postgres.create_database(f"alone_{secrets.token_hex(6)}")
    database, other = Database(url), Database(url)
    turns = Turns(database, bytes, "")
    assert database.take_alone()

    with other.transaction() as db:
        db.execute(END_OTHERS)
    assert other.take_alone()

    async with asyncio.timeout(10):
        with pytest.raises(app.CannotStart, match="Another `etwin run`"):
            await app._while_alone(turns)
    turns.close()
    database.close()
    other.close()
