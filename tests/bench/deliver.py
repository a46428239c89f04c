"""How fast the outbox is delivered to Telegram, durably, and how near the allowed rate it keeps.

Prints one JSON object a line. The stand-in for Telegram is a process of its own. Unpaced: against
python-telegram-bot with its own client, at its best concurrency, sending the same words from
memory. Paced: against the rate that the stand-in enforces.
"""

import asyncio
import contextlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from typing import Any

import aiohttp
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.request import HTTPXRequest

from bot.delivery import Delivery, Limits
from bot.delivery.wording import worded
from bot.telegram.api import Api
from bot.telegram.sending import TelegramPlatform
from bot.turns import Turns
from handlers.conversation import Button, Reply, Words, say
from handlers.packing import pack
from storage import outbox, sending
from storage.db import Database, Db, metadata
from tests.bench._logs import to_nowhere
from tests.unsent import waiting

TOKEN = "4242:benchmark"
FIRST_PERSON = 1_000_000
UNPACED = 6_000
PTB_MESSAGES = 500
ROUNDS = 3
PTB_AT_ONCE = (1, 10, 30, 100)
PACED_SECONDS = 20
PER_SECOND = 30


def main() -> None:
    """Measure and print what was found."""
    to_nowhere()
    asyncio.run(_unpaced())
    asyncio.run(_paced())


async def _unpaced() -> None:
    with _telegram() as url, tempfile.TemporaryDirectory() as folder:
        await _crowd(url, UNPACED)
        theirs, ours = [], []
        # In turns, so that whatever else this machine does falls on both.
        for number in range(ROUNDS):
            theirs += [await _ptb(url, at_once) for at_once in PTB_AT_ONCE]
            async with _outbox(f"{folder}/{number}.sqlite", UNPACED) as turns:
                seconds = await _deliver(turns, url, Limits(at_once=256))
            ours.append(UNPACED / seconds)
    _print("deliver_unpaced", max(ours), "messages/s", max(theirs))


async def _paced() -> None:
    number = PER_SECOND * (PACED_SECONDS + 1)
    with _telegram("--limits") as url, tempfile.TemporaryDirectory() as folder:
        await _crowd(url, number)
        async with _outbox(f"{folder}/paced.sqlite", number) as turns:
            await _deliver(turns, url, Limits.telegram(PER_SECOND))
        calls = await _calls(url, number)
    refused = [call for call in calls if call["status"] != 200]
    assert not refused, f"{len(refused)} of {len(calls)} calls were refused"
    # The first second's worth leaves at once; from then on the rate is what the limits allow.
    seconds = calls[-1]["at"] - calls[0]["at"]
    _print("deliver_paced", (number - PER_SECOND) / seconds, "messages/s", PER_SECOND)


async def _ptb(url: str, at_once: int) -> float:
    """Send from memory with python-telegram-bot's own client; give messages a second."""
    letter = sending.Letter(
        0, "", "", "", "en", 0, pack(_reply("Ana")), "", 0, None, "", "", "", None, False, ""
    )
    message = worded(letter)
    row = [InlineKeyboardButton(one.label, callback_data=one.command) for one in message.choices[0]]
    keyboard = InlineKeyboardMarkup([row])
    left = iter(range(FIRST_PERSON, FIRST_PERSON + PTB_MESSAGES))

    async def send(bot: Bot) -> None:
        for chat in left:
            await bot.send_message(chat, message.text.text, reply_markup=keyboard)

    request = HTTPXRequest(connection_pool_size=at_once, pool_timeout=60)
    async with Bot(TOKEN, f"{url}/bot", request=request) as bot:
        start = time.perf_counter()
        await asyncio.gather(*(send(bot) for _ in range(at_once)))
        return PTB_MESSAGES / (time.perf_counter() - start)


def _reply(name: str) -> Reply:
    help_, status = Words("router.help"), Words("router.status")
    row = (Button(help_, "/help"), Button(status, "/status"))
    return say("start.hello", name=name).with_buttons(row)


@asynccontextmanager
async def _outbox(path: str, number: int) -> AsyncIterator[Turns]:
    """Open a database in whose outbox a reply waits for each of many people."""
    database = Database(f"sqlite:///{path}")
    metadata.create_all(database.engine)
    turns = Turns(database, bytes, "https://etwin.example")
    await turns.write(_fill, number)
    try:
        yield turns
    finally:
        turns.close()
        database.close()


def _fill(db: Db, number: int) -> None:
    for chat in range(FIRST_PERSON, FIRST_PERSON + number):
        outbox.put(
            db,
            platform="telegram",
            chat=str(chat),
            language="en",
            payload=pack(_reply(f"Teacher {chat}")),
            at=datetime.now(UTC),
        )


async def _deliver(turns: Turns, url: str, limits: Limits) -> float:
    """Deliver all of the outbox; give the seconds until the last message is marked as sent."""
    api = Api(TOKEN, url)
    platforms = {"telegram": TelegramPlatform(api)}
    delivery = Delivery(turns.write, turns.read, platforms, {"telegram": limits})
    start = time.perf_counter()
    running = asyncio.create_task(delivery.run())
    while await turns.read(waiting):  # noqa: ASYNC110 - the end is a row's state
        await asyncio.sleep(0.05)
    seconds = time.perf_counter() - start
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running
    await api.close()
    return seconds


@contextmanager
def _telegram(*options: str) -> Iterator[str]:
    """Run the stand-in as a process of its own; give its base URL."""
    command = [sys.executable, "-m", "bot.sandbox.telegram", "--token", TOKEN]
    command += ["--username", "our_bot", "--no-history", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


async def _crowd(url: str, number: int) -> None:
    await _human("POST", url, "crowd", json={"first_id": FIRST_PERSON, "number": number})


async def _calls(url: str, number: int) -> list[dict[str, Any]]:
    question = {"method": "sendMessage", "last": number}
    answer = await _human("GET", url, "calls", params=question)
    calls: list[dict[str, Any]] = answer["calls"]
    return calls


async def _human(verb: str, url: str, path: str, **what: Any) -> Any:
    async with (
        aiohttp.ClientSession() as session,
        session.request(verb, f"{url}/human/{path}", **what) as response,
    ):
        response.raise_for_status()
        return await response.json()


def _print(name: str, value: float, unit: str, baseline: float) -> None:
    line = {
        "name": name,
        "value": round(value, 2),
        "unit": unit,
        "baseline": round(baseline, 2),
        "ratio": round(value / baseline, 3),
    }
    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
