"""The record of what the bot called, for tests and benchmarks that count."""

import time
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .signal import Signal

KEPT_WITHOUT_HISTORY = 10_000
CUT = 0


@dataclass(slots=True, eq=False)
class Call:
    """One call: `at` is time.monotonic() at its arrival.

    `status` is None while the call is under way and 0 when its connection was cut.
    """

    method: str
    params: dict[str, Any]
    at: float
    status: int | None = None


class Calls:
    """All calls in order; without history only the newest, but all of them counted."""

    def __init__(self, *, keep_history: bool) -> None:
        self._list: deque[Call] = deque(maxlen=None if keep_history else KEPT_WITHOUT_HISTORY)
        self._arrived: Counter[str] = Counter()
        self.counts: Counter[tuple[str, int]] = Counter()
        self._changed = Signal()

    def arrived(self, method: str, params: dict[str, Any]) -> Call:
        """Note a call that has just come."""
        call = Call(method, params, time.monotonic())
        self._list.append(call)
        self._arrived[method] += 1
        self._changed.ring()
        return call

    def answered(self, call: Call, status: int) -> None:
        """Note how a call ended."""
        call.status = status
        self.counts[call.method, status] += 1
        self._changed.ring()

    def of(self, method: str) -> list[Call]:
        """Give the calls of one method, oldest first."""
        return [call for call in self._list if call.method == method]

    def count(self, method: str, status: int | None = None) -> int:
        """Count the calls that came for a method, or those answered with one status."""
        return self._arrived[method] if status is None else self.counts[method, status]

    async def reach(
        self, method: str, number: int, status: int | None = None, seconds: float = 10
    ) -> None:
        """Wait until `count` has reached a number; AssertionError when it does not in time."""

        def look() -> bool | None:
            return True if self.count(method, status) >= number else None

        if not await self._changed.until(look, seconds):
            raise AssertionError(
                f"{self.count(method, status)} of {number} calls of {method} in {seconds} s"
            )

    def clear(self) -> None:
        """Begin anew."""
        self._list.clear()
        self._arrived.clear()
        self.counts.clear()

    def __iter__(self) -> Iterator[Call]:
        return iter(list(self._list))

    def __len__(self) -> int:
        return len(self._list)
