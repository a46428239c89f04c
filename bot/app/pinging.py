"""Asking the homeserver for what it has for us, and so whether it reaches us at all."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from math import inf

import structlog

from bot.app.service import Service
from handlers.platform import OutcomeUnknown, TryLater
from matrix_bridge import clocks, reaching
from matrix_bridge.homeserver import Homeserver, Refused

#: How soon after the homeserver's return we ask for what it has for us.
LOOK_SECONDS = 0.5
#: And how often anyway: whether it reaches us shows in nothing else while rooms are silent.
EVERY_SECONDS = 30.0
#: So lately something came that it does reach us.
SHORTLY_SECONDS = 5.0
_log = structlog.get_logger()


def pinging(service: Service, homeserver: Homeserver) -> Callable[[], Awaitable[None]]:
    """Give what asks at the start, whenever the homeserver came back, and every half minute."""
    gate = homeserver.gate

    async def ping() -> None:
        answered_since, asked_at = -1, 0.0
        while True:
            is_due = gate.times_opened != answered_since
            is_due |= time.monotonic() - asked_at >= EVERY_SECONDS
            if gate.is_open and is_due:
                answered_since, asked_at = gate.times_opened, time.monotonic()
                await _ask(service, homeserver)
            await asyncio.sleep(LOOK_SECONDS)

    return ping


async def _ask(service: Service, homeserver: Homeserver) -> None:
    try:
        ahead = await clocks.ahead(homeserver)
        if ahead is not None:
            service.clocks["homeserver"] = ahead
        await reaching.knock(homeserver)
        service.numbers.reached()
    except (Refused, TryLater, OutcomeUnknown) as error:
        if isinstance(error, Refused) and (service.numbers.silent_seconds or inf) < SHORTLY_SECONDS:
            return  # it came, and is busy with bringing what waited
        _log.warning("homeserver.cannot_push", error=type(error).__name__)
