"""A campaign under way, for several benchmarks: the service's own parts over a strict Telegram."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import update

from bot.app.service import keep_what_is_loaded
from bot.delivery import Delivery, Limits
from bot.telegram.api import Api
from bot.telegram.sending import TelegramPlatform
from bot.turns import Turns
from handlers import campaigning
from handlers.platform import Outgoing
from storage import addresses, campaigns
from storage.campaigns import State
from storage.db import Database, Db
from storage.migrating import migrate
from tests.bench import campaign_enqueue
from tests.bench._logs import to_nowhere
from tests.bench.deliver import TOKEN, _human

#: How often the clock looks, as bot/schedule.py has it.
LOOK_SECONDS = 1.0


class Noting(TelegramPlatform):
    """Telegram, and when it had taken a message to a chat that is watched."""

    def __init__(self, api: Api) -> None:
        super().__init__(api)
        self.watched: dict[str, asyncio.Future[float]] = {}
        #: How many messages have left, since when, and until when.
        self.sent, self.first_at, self.last_at = 0, 0.0, 0.0

    async def send(self, part: Outgoing) -> str:
        """Send, and note when that was done."""
        self.first_at = self.first_at or time.perf_counter()
        sent = await super().send(part)
        self.sent, self.last_at = self.sent + 1, time.perf_counter()
        if found := self.watched.pop(part.chat, None):
            found.set_result(time.perf_counter())
        return sent


@dataclass
class Campaign:
    """One process of the service, and an announcement in its database."""

    turns: Turns
    number: int
    kick: Callable[[], None]
    telegram: Noting

    async def ended(self) -> None:
        """Wait until every letter is dealt with."""
        while not await self.turns.read(_is_done, self.number):  # noqa: ASYNC110 - a row's state
            await asyncio.sleep(0.2)

    async def begin(self) -> None:
        """Begin to send it."""
        await self.turns.write(_begin, self.number)


@asynccontextmanager
async def service(url: str, path: str, teachers: int, per_second: int) -> AsyncIterator[Campaign]:
    """Run delivery and the engine over a database with so many teachers, all on Telegram."""
    to_nowhere()
    database = Database(f"sqlite:///{path}")
    migrate(database)
    campaign_enqueue.fill(database, teachers)
    database.write(_all_on_telegram)
    number = database.write(campaign_enqueue.announce)
    database.write(_hold, number)
    turns = Turns(database, bytes, "https://etwin.example")
    api = Api(TOKEN, url)
    limits = {"telegram": Limits.telegram(per_second)}
    telegram = Noting(api)
    delivery = Delivery(turns.write, turns.read, {"telegram": telegram}, limits)
    turns.after.append(delivery.kick)
    tasks = [asyncio.create_task(delivery.run()), asyncio.create_task(_clock(turns))]
    keep_what_is_loaded()
    try:
        yield Campaign(turns, number, delivery.kick, telegram)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await api.close()
        turns.close()
        database.close()


async def _clock(turns: Turns) -> None:
    """Look each second, as the clock of the service does."""
    while True:
        started = time.monotonic()
        while await turns.write(campaigning.tick, datetime.now(UTC)):
            turns.kick()
        turns.kick()
        await asyncio.sleep(max(0.0, LOOK_SECONDS - (time.monotonic() - started)))


def _all_on_telegram(db: Db) -> None:
    """Let everybody be on Telegram and have written just now, so that nobody is asleep."""
    awake = {"platform": "telegram", "seen_at": datetime.now(UTC)}
    db.execute(update(addresses.table).values(awake))
    db.exec_driver_sql("DELETE FROM notice_ways")


def _hold(db: Db, number: int) -> None:
    found = campaigns.by_id(db, number)
    assert found is not None
    campaigns.note(db, found, state=State.DRAFT)


def _begin(db: Db, number: int) -> None:
    found = campaigns.hold(db, number)
    assert found is not None
    campaigning.begin(db, found, datetime.now(UTC))


async def limited(url: str, people: int, per_second: int) -> None:
    """Let a stand-in know everybody, and refuse what is faster than it allows."""
    first = campaign_enqueue.FIRST_CHAT
    await _human("POST", url, "crowd", json={"first_id": first, "number": people + 1})
    limits = {"per_second": per_second, "private_per_second": 1, "group_per_minute": 20}
    await _human("POST", url, "settings", json={"limits": limits})


def _is_done(db: Db, number: int) -> bool:
    found = campaigns.by_id(db, number)
    return found is not None and found.state == State.DONE
