"""A bell that wakes every coroutine waiting for a change, without polling."""

import asyncio
import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")


class Signal:
    """Waiters sleep on futures; `ring` wakes them all and costs nothing when nobody waits."""

    __slots__ = ("_waiters",)

    def __init__(self) -> None:
        self._waiters: set[asyncio.Future[None]] = set()

    @property
    def is_awaited(self) -> bool:
        """Whether anybody waits now."""
        return bool(self._waiters)

    def ring(self) -> None:
        """Wake everybody who waits now."""
        if not self._waiters:
            return
        waiters, self._waiters = self._waiters, set()
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def heard(self, seconds: float | None = None) -> bool:
        """Wait for the next ring; False when it did not come in time (None: wait for ever)."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters.add(waiter)
        try:
            await asyncio.wait_for(waiter, seconds)
        except TimeoutError:
            return False
        finally:
            self._waiters.discard(waiter)
        return True

    async def until(self, look: Callable[[], Found | None], seconds: float) -> Found | None:
        """Give what `look` finds, asked now and after each ring; None when the time is over."""
        end = time.monotonic() + seconds
        while True:
            found = look()
            if found is not None:
                return found
            left = end - time.monotonic()
            if left <= 0 or not await self.heard(left):
                return look()
