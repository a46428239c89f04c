"""What both ways of getting updates share: presses answered, events taken, poison put aside."""

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import structlog

from bot.telegram.api import Api, Refused
from bot.telegram.events import Me, Moved, pressed, read
from handlers.conversation import Event
from handlers.platform import OutcomeUnknown, TryLater
from storage import addresses, bridges, events, undelivered
from storage.db import Db

#: Gives events to their turns; returns when all are committed or parked.
Take = Callable[[Sequence[Event]], Awaitable[None]]
#: Runs `work(db, …)` in a writing transaction.
InDatabase = Callable[..., Awaitable[Any]]

PLATFORM = "telegram"
_log = structlog.get_logger()


class Intake:
    """Takes updates as Telegram sent them."""

    def __init__(
        self, api: Api, take: Take, in_database: InDatabase, seal: Callable[[bytes], bytes]
    ) -> None:
        self._api = api
        self._take = take
        self._in_database = in_database
        self._seal = seal
        self._answers: set[asyncio.Task[None]] = set()
        #: Who we are; None until Telegram has said so.
        self.me: Me | None = None
        self._asking = asyncio.Lock()

    async def introduce(self) -> Me:
        """Learn from Telegram who we are; wait while it is away. Raises TokenRefused."""
        async with self._asking:
            if self.me is None:
                bot = await self._api.insist("getMe")
                self.me = Me(int(bot["id"]), str(bot["username"]))
        return self.me

    async def let_in(self, updates: Sequence[Any]) -> None:
        """Take updates; when this returns, all may be acknowledged.

        Raises DatabaseAway, after which the same updates must come again. Safe to repeat.
        """
        assert self.me is not None, "introduce() comes first"
        at = datetime.now(UTC)
        found: list[Event] = []
        for raw in updates:
            if query := pressed(raw):
                self._answer(query)
            try:
                update = read(raw, self.me, at)
            except Exception as error:
                await self.park(raw, type(error).__name__)
                continue
            if isinstance(update, Moved):
                await self._in_database(move, update)
            elif update is not None:
                found.append(update)
        if found:
            await self._take(found)

    async def park(self, raw: Any, error: str) -> None:
        """Put an update aside that cannot be read. Safe to repeat."""
        content = _written(raw)
        number = raw.get("update_id") if isinstance(raw, dict) else None
        if not isinstance(number, int):
            number = hashlib.sha256(content).hexdigest()[:16]
        event_id = f"{self.me.id if self.me else 0}:{number}"
        _log.error("telegram.unreadable_update", update=event_id, error=error)
        sealed, at = self._seal(content), datetime.now(UTC)
        await self._in_database(_park, event_id, f"update:{error}", sealed, at)

    def _answer(self, query: str) -> None:
        """Let the pressed button stop turning, without holding up what it stands for."""
        task = asyncio.create_task(self._answer_now(query))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    async def _answer_now(self, query: str) -> None:
        try:
            await self._api.call("answerCallbackQuery", {"callback_query_id": query})
        except (Refused, TryLater, OutcomeUnknown) as error:
            # Too old, mostly: the button has stopped by itself, and the real answer is a message.
            _log.debug("telegram.press_unanswered", error=type(error).__name__)


def move(db: Db, moved: Moved) -> None:
    """Follow a group to its new id. Safe to repeat."""
    addresses.move(db, PLATFORM, moved.chat, moved.new_chat)
    undelivered.move(db, PLATFORM, moved.chat, moved.new_chat)
    bridges.move(db, moved.chat, moved.new_chat)


def _written(raw: Any) -> bytes:
    """Write an update down; nothing of one that is nested deeper than Python writes."""
    try:
        return json.dumps(raw).encode()
    except RecursionError:
        return b"null"


def _park(db: Db, event_id: str, error: str, sealed: bytes, at: datetime) -> None:
    if events.take(db, PLATFORM, event_id, at):
        events.park(db, PLATFORM, event_id, error, sealed, at)
