"""A database that remembers how long its longest writing transaction held what others wait for."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from storage.db import Database, Db

#: How long a turn may have to wait for another, in milliseconds.
PATIENCE = 300


class Watched(Database):
    """A database whose writing transactions are timed, from the lock to the end of the commit."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.longest_ms = 0.0

    @contextmanager
    def transaction(self) -> Iterator[Db]:
        """Do what a database does, and time it; what it waits for the lock does not count."""
        start = 0.0
        with super().transaction() as db:
            start = time.perf_counter()
            yield db
        self.longest_ms = max(self.longest_ms, (time.perf_counter() - start) * 1000)
