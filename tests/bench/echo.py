"""How many whole turns a second, against an echo bot of python-telegram-bot in memory.

Each gets updates as Telegram sends them. We read them, take the turn and commit it to SQLite; the
echo bot reads them, dispatches to one of its two handlers and answers into nothing.
"""

import asyncio
import itertools
import json
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import Application, CommandHandler, MessageHandler, filters
from telegram.request import BaseRequest

from bot.telegram.events import Me, read
from handlers import turn
from handlers.conversation import Event
from storage import migrating
from storage.db import Database
from tests.bench import show
from tests.bench.turn import AT, PEOPLE, fill

ME = Me(4242, "our_bot")
UPDATES = 1_000
ROUNDS = 5
#: What teachers write, in turn.
TEXTS = ("/status", "/help", "/start", "hello")


def main() -> None:
    """Measure and print what was found."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Database(f"sqlite:///{Path(folder) / 'etwin.sqlite'}")) as database,
    ):
        migrating.migrate(database)
        database.write(fill)
        numbers = itertools.count(1)
        ours, theirs = [], []
        for _ in range(ROUNDS):
            updates = [_update(next(numbers)) for _ in range(UPDATES)]
            ours.append(UPDATES / _take(database, updates))
            theirs.append(UPDATES / asyncio.run(_echo(updates)))
    show("turn_vs_ptb_echo", max(ours), "turns/s", max(theirs))


def _update(number: int) -> dict[str, Any]:
    """Make an update as Telegram sends it."""
    user, text = 1000 + number % PEOPLE, TEXTS[number % len(TEXTS)]
    message: dict[str, Any] = {
        "message_id": number,
        "date": int(AT.timestamp()),
        "chat": {"id": user, "type": "private", "first_name": "Ana"},
        "from": {"id": user, "is_bot": False, "first_name": "Ana", "language_code": "en"},
        "text": text,
    }
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    return {"update_id": number, "message": message}


def _take(database: Database, updates: list[dict[str, Any]]) -> float:
    start = time.perf_counter()
    for update in updates:
        event = read(update, ME, AT)
        assert isinstance(event, Event)
        turn.take(database, event, bytes)
    return time.perf_counter() - start


async def _echo(updates: list[dict[str, Any]]) -> float:
    app = Application.builder().token("4242:benchmark").updater(None).request(_Nothing()).build()
    app.add_handler(CommandHandler(["status", "help", "start"], _answer))
    app.add_handler(MessageHandler(filters.TEXT, _answer))
    await app.initialize()
    start = time.perf_counter()
    for update in updates:
        await app.process_update(Update.de_json(update, app.bot))
    seconds = time.perf_counter() - start
    await app.shutdown()
    return seconds


async def _answer(update: Update, _context: Any) -> None:
    assert update.message is not None
    await update.message.reply_text(update.message.text or "")


class _Nothing(BaseRequest):
    """A network on which every call succeeds at once."""

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def do_request(self, url: str, *_: Any, **__: Any) -> tuple[int, bytes]:
        me = {"id": ME.id, "is_bot": True, "first_name": "Bot", "username": ME.username}
        sent = {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}, "text": "a"}
        return 200, json.dumps({"ok": True, "result": me if "getMe" in url else sent}).encode()


if __name__ == "__main__":
    main()
