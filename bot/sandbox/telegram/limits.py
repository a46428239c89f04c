"""Telegram's limits of sending, as strict sliding windows."""

import math
import time
from collections import deque
from dataclasses import dataclass

from .errors import too_many

SECOND = 1.0
MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a bot may send; zero lifts a limit."""

    per_second: int = 30
    private_per_second: int = 1
    group_per_minute: int = 20


class Limiter:
    """Counts accepted sends in the last second or minute; refused ones are counted apart."""

    def __init__(self) -> None:
        self.limits: Limits | None = None
        self.refused = 0
        self._all: deque[float] = deque()
        self._chats: dict[int, deque[float]] = {}

    def admit(self, chat_id: int) -> None:
        """Count one send to a chat; the 429 if that is more than the limits allow."""
        limits = self.limits
        if limits is None:
            return
        now = time.monotonic()
        number, span = limits.private_per_second, SECOND
        if chat_id < 0:
            number, span = limits.group_per_minute, MINUTE
        chat = self._chats.get(chat_id)
        if chat is None:
            chat = self._chats[chat_id] = deque()
        waits = max(
            _wait(self._all, limits.per_second, SECOND, now), _wait(chat, number, span, now)
        )
        if waits > 0:
            self.refused += 1
            raise too_many(math.ceil(waits))
        self._all.append(now)
        chat.append(now)


def _wait(window: deque[float], number: int, span: float, now: float) -> float:
    while window and window[0] <= now - span:
        window.popleft()
    if not number or len(window) < number:
        return 0
    return window[-number] + span - now
