"""Pressed buttons that the bot still has to answer."""

import itertools
import time
from collections import deque

from .errors import bad
from .people import Answer
from .signal import Signal

KEPT = 10_000
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


class Queries:
    """Open callback queries; each can be answered once and within `seconds`."""

    def __init__(self, seconds: float = 60) -> None:
        self.seconds = seconds
        self.answers: dict[str, Answer] = {}
        self.changed = Signal()
        self._numbers = itertools.count(time.time_ns())
        self._open: dict[str, float] = {}
        self._order: deque[str] = deque()

    def open(self) -> str:
        """Make a new query and give its id."""
        query_id = str(next(self._numbers))
        self._open[query_id] = time.monotonic()
        self._order.append(query_id)
        if len(self._order) > KEPT:
            gone = self._order.popleft()
            self._open.pop(gone, None)
            self.answers.pop(gone, None)
        return query_id

    def answer(self, query_id: str, answer: Answer) -> None:
        """Take the bot's answer; the 400 for an unknown, answered or old query."""
        opened_at = self._open.pop(query_id, None)
        if opened_at is None or time.monotonic() - opened_at > self.seconds:
            raise bad(TOO_OLD)
        self.answers[query_id] = answer
        self.changed.ring()
