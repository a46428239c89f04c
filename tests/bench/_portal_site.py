"""The portal as the service runs it, alone over a database, on a port of its own.

`python -m tests.bench._portal_site URL` serves it until its standard input ends.
"""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from aiohttp import web

from bot import portal
from bot.app.service import keep_what_is_loaded
from bot.turns import Turns
from handlers.rooms import NoRooms
from storage.db import Database


@dataclass(frozen=True)
class Site:
    """A portal that is served."""

    address: str
    turns: Turns


@asynccontextmanager
async def served(database: Database) -> AsyncIterator[Site]:
    """Serve the portal over a database while the block runs."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    turns = Turns(database, bytes, "http://portal.example")
    settings = portal.Settings(
        public_url="http://portal.example",
        server_name="school.example",
        homeserver_url="https://matrix.school.example",
        telegram_bot=lambda: "etwin_bot",
        matrix_bot="@etwin:school.example",
    )
    parts = portal.Parts(
        settings=settings,
        act=turns.act,
        read=turns.read,
        write=turns.write,
        rooms=NoRooms(),
        now=lambda: datetime.now(UTC),
        settled=_settled,
    )
    async with listening(portal.application(parts)) as address:
        keep_what_is_loaded()
        yield Site(address, turns)
    turns.close()


@asynccontextmanager
async def listening(app: web.Application) -> AsyncIterator[str]:
    """Serve an application; give its address."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def another(url: str) -> AsyncIterator[str]:
    """Serve the portal over the same database from a process of its own; give its address."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bench._portal_site",
        url,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.stdin.close()
        await process.wait()


async def _settled(_project: int) -> None:
    return


async def _serve(url: str) -> None:
    database = Database(url)
    async with served(database) as site:
        print(site.address, flush=True)
        await asyncio.to_thread(sys.stdin.read)
    database.close()


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1]))
