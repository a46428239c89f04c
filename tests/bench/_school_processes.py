"""How many turns one, two and three processes take over one PostgreSQL, each at its own door."""

import asyncio
import itertools
import random
import time
from contextlib import ExitStack, closing
from pathlib import Path

import aiohttp
from sqlalchemy import text

from storage.db import Database, Db
from tests.bench import show
from tests.bench._campaign import limited
from tests.bench._portal_data import PEOPLE
from tests.bench._running import WEBHOOK_SECRET, Running, computed, of_postgresql
from tests.bench._school_data import chat_of

#: So many people act at once, and for so long.
AT_ONCE, WARMS_SECONDS, SECONDS = 48, 4, 15
#: More than can be sent here.
PER_SECOND = 1000
TEXTS = ("/status", "/seminars", "/help", "/projects")
_HEADERS = {"X-Telegram-Bot-Api-Secret-Token": WEBHOOK_SECRET}
#: Larger than what the stand-in itself gives.
_updates = itertools.count(4_000_000_000)


def measure(folder: Path, url: str, telegram: str) -> None:
    """Let one, two and three processes take as much as they can, and print how much that was."""
    asyncio.run(limited(telegram, PEOPLE, 0))
    alone = 0.0
    for number in (1, 2, 3):
        with ExitStack() as stack, closing(Database(url)) as database:
            running = [
                stack.enter_context(Running(folder, f"door{place}", url, telegram, PER_SECOND))
                for place in range(number)
            ]
            asyncio.run(_drive(running, WARMS_SECONDS))
            before = database.read(_taken)
            began, cpu = time.monotonic(), [one.cpu_seconds() for one in running]
            sessions = of_postgresql(database.engine.url.database or "")
            asyncio.run(_drive(running, SECONDS))
            seconds, taken = time.monotonic() - began, database.read(_taken) - before
            ours = sum(one.cpu_seconds() - was for one, was in zip(running, cpu, strict=True))
            theirs = computed(sessions, of_postgresql(database.engine.url.database or ""))
        rate = taken / seconds
        alone = alone or rate
        show(f"school_turns_{number}_processes", rate, "turns/s", alone)
        show(
            f"school_cpu_{number}_processes", 1000 * ours / taken, "ms/turn", 1000 * theirs / taken
        )


def _taken(db: Db) -> int:
    """Count the events whose turns are committed."""
    return db.scalar(text("SELECT count(*) FROM taken_events")) or 0


async def _drive(running: list[Running], seconds: float) -> None:
    """Let people act at the doors in turn, each as soon as one was answered."""
    doors = itertools.cycle(one.site for one in running)
    ends = time.monotonic() + seconds
    connector = aiohttp.TCPConnector(limit=AT_ONCE)
    async with aiohttp.ClientSession(connector=connector, headers=_HEADERS) as http:

        async def one(place: int) -> None:
            chance = random.Random(next(_updates) + place)
            while time.monotonic() < ends:
                update = _update(chat_of(chance.randint(1, PEOPLE)), chance.choice(TEXTS))
                async with http.post(f"{next(doors)}/telegram/webhook", json=update) as answer:
                    assert answer.status == 200, answer.status

        await asyncio.gather(*(one(place) for place in range(AT_ONCE)))


def _update(chat: int, text: str) -> dict[str, object]:
    """Make an update as Telegram sends it."""
    number = next(_updates)
    message = {
        "message_id": number % 1_000_000_000,
        "date": int(time.time()),
        "chat": {"id": chat, "type": "private", "first_name": "Ana"},
        "from": {"id": chat, "is_bot": False, "first_name": "Ana", "language_code": "en"},
        "text": text,
        "entities": [{"type": "bot_command", "offset": 0, "length": len(text)}],
    }
    return {"update_id": number, "message": message}
