"""How many services a database has: one on a file of SQLite, any number on PostgreSQL."""

import asyncio
import secrets
from contextlib import AsyncExitStack

import pytest

from bot import app
from bot.config import Config
from bot.sandbox.ports import free_port
from bot.sandbox.telegram import TelegramWorld
from storage import migrating, seats, served
from storage.db import Database

TOKEN = "4242:stage-of-many"


def settings(database_url, telegram_url, folder):
    """Configure one process, with folders and a port of its own."""
    return Config(
        database={"url": database_url, "erasure_list": folder / "erasures.txt"},
        portal={"port": (port := free_port()), "public_url": f"http://127.0.0.1:{port}"},
        telegram={"token": TOKEN, "api_url": telegram_url},
        exports={"folder": folder / "exports"},
        publishing={"folder": folder / "published"},
    )


async def holders(database):
    """Wait until every seat is held; give who holds each."""
    while True:
        rows = await asyncio.to_thread(
            database.read, lambda db: db.execute(seats.table.select()).all()
        )
        held = {one.name: one.holder for one in rows if not one.name.startswith(seats.PROCESS)}
        if len(held) == 4 and all(held.values()):
            return held
        await asyncio.sleep(0.05)


def leave_us(db):
    """Change the database as a newer program does that serves us no more."""
    db.exec_driver_sql("UPDATE alembic_version SET version_num = 'feedfeedfeed'")
    served.keep(db, ["feedfeedfeed"])


async def test_a_second_service_on_sqlite_ends_and_on_postgresql_waits_for_its_turn(
    database, tmp_path
):
    url = database.engine.url.render_as_string(hide_password=False)
    world = TelegramWorld(TOKEN, "our_bot")
    at = await world.start()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(world.stop)
        await stack.enter_async_context(app.running(settings(url, at, tmp_path)))
        if database.is_sqlite:
            with pytest.raises(app.CannotStart, match="Another `etwin run`"):
                await stack.enter_async_context(app.running(settings(url, at, tmp_path)))
            return
        async with asyncio.timeout(20):
            await stack.enter_async_context(app.running(settings(url, at, tmp_path)))
            assert len(set((await holders(database)).values())) == 1


async def test_whoever_talks_while_the_holder_stops_is_answered_by_the_other(postgres, tmp_path):
    url = postgres.create_database(f"many_{secrets.token_hex(6)}")
    database = Database(url)
    migrating.migrate(database)
    world = TelegramWorld(TOKEN, "our_bot")
    at = await world.start()
    ana = world.person()
    async with asyncio.timeout(40), AsyncExitStack() as stack:
        stack.push_async_callback(world.stop)
        stack.callback(database.close)
        async with app.running(settings(url, at, tmp_path)):
            first = await holders(database)
            await stack.enter_async_context(app.running(settings(url, at, tmp_path)))
            ana.start()
            await ana.waits_for("eTwinning", seconds=10)
        ana.send("/help")
        await ana.waits_for("/start", seconds=4)

        second = await holders(database)
        assert set(first.values()).isdisjoint(second.values())


async def test_whoever_is_left_behind_by_a_migration_ends_in_order_and_says_why(postgres, tmp_path):
    url = postgres.create_database(f"many_{secrets.token_hex(6)}")
    database = Database(url)
    migrating.migrate(database)
    world = TelegramWorld(TOKEN, "our_bot")
    at = await world.start()
    async with asyncio.timeout(40), AsyncExitStack() as stack:
        stack.push_async_callback(world.stop)
        stack.callback(database.close)
        async with app.running(settings(url, at, tmp_path)) as failed:
            await holders(database)
            await asyncio.to_thread(database.write, leave_us)

            with pytest.raises(app.CannotStart, match="newer shape"):
                async with asyncio.timeout(30):
                    await failed

        left = database.read(lambda db: db.execute(seats.table.select()).all())
        assert {one.holder for one in left} == {""}
