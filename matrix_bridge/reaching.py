"""Whether the homeserver reaches us, asked of itself."""

import asyncio

from matrix_bridge.homeserver import Homeserver, Refused

#: What it says when a connection to us broke, before or after it asked.
_BROKE = frozenset({"M_CONNECTION_FAILED", "M_CONNECTION_TIMEOUT"})
TRIES = 4
PAUSE_SECONDS = 0.5


async def knock(homeserver: Homeserver) -> None:
    """Let the homeserver come to our door, and bring what waits for us. Raises what calls raise.

    Synapse 1.163 also fails though it came: once over a connection to a process that is gone, and
    while it is bringing us what waited (appservice/scheduler.py: `force_retry` cancels a timer
    that has run, "AlreadyCancelled"). So it is asked again. Refused says what it met.
    """
    for left in reversed(range(TRIES)):
        try:
            await homeserver.ping_appservice()
            return
        except Refused as refused:
            if not left or refused.errcode not in _BROKE:
                raise
        await asyncio.sleep(PAUSE_SECONDS)
