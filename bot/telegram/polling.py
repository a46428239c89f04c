"""Getting updates by asking for them: taken first, acknowledged by the next question."""

import asyncio
from collections.abc import Callable
from typing import Any

import structlog

from bot.telegram.api import Api, Refused
from bot.telegram.events import ALLOWED_UPDATES
from bot.telegram.intake import Intake
from handlers.platform import OutcomeUnknown, TryLater
from storage.db import DatabaseAway

#: How long Telegram holds a question open while nothing happens.
LONG_SECONDS = 25
#: How long the network may take on top of it.
GRACE_SECONDS = 10
#: Somebody else polls with our token, or Telegram refuses: nothing that haste would mend.
REFUSED_SECONDS = 10.0
#: How long to wait when our own database is away, or when we made a mistake.
PAUSE_SECONDS = 1.0

_log = structlog.get_logger()


class Polling:
    """Asks for updates until it is cancelled."""

    def __init__(
        self,
        api: Api,
        intake: Intake,
        is_ours: Callable[[], bool] = lambda: True,
        refused_seconds: float = REFUSED_SECONDS,
    ) -> None:
        self._api = api
        self._intake = intake
        #: Whether it is us who asks: a question of ours would end another process's.
        self._may_ask = is_ours
        self._refused_seconds = refused_seconds
        self._next = 0
        self._is_ours = False

    async def run(self) -> None:
        """Take updates as long as it is ours to ask.

        Raises TokenRefused when Telegram does not know the bot.
        """
        await self._intake.introduce()
        while self._may_ask():
            try:
                await self._take_some()
            except Refused as refusal:
                await self._refused(refusal)
            except TryLater as later:
                await asyncio.sleep(later.seconds)
            except OutcomeUnknown:
                continue  # to ask may be repeated; the gate says when
            except DatabaseAway:
                _log.warning("telegram.database_away")
                await asyncio.sleep(PAUSE_SECONDS)
            except Exception:
                _log.exception("telegram.polling_failed")
                await asyncio.sleep(PAUSE_SECONDS)

    async def _take_some(self) -> None:
        if not self._is_ours:
            # A webhook that was set before would keep all updates. What waits is never dropped.
            await self._api.call("deleteWebhook")
            self._is_ours = True
        await self._api.pass_gate()
        if not self._may_ask():
            return  # while we waited for that, or stood still, another process began to ask
        question = {
            "offset": self._next,
            "timeout": LONG_SECONDS,
            "allowed_updates": ALLOWED_UPDATES,
        }
        updates = await self._api.call("getUpdates", question, LONG_SECONDS + GRACE_SECONDS)
        await self._intake.let_in(updates)
        self._next = max([self._next, *(_number(one) + 1 for one in updates)])

    async def _refused(self, refusal: Refused) -> None:
        if refusal.code == 409 and not self._may_ask():
            return  # we were stopped, and another process of ours asks by now
        if refusal.code == 409:
            _log.error(
                "telegram.conflict",
                hint="somebody else gets this bot's updates with the same token",
            )
        else:
            _log.error("telegram.refused", code=refusal.code, description=refusal.description)
        await asyncio.sleep(self._refused_seconds)


def _number(update: Any) -> int:
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if isinstance(number, int) else -1
