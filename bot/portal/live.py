"""Who reads a room in a browser at this moment, and is woken when something happens there.

In this process only: the homeserver pushes to one process, and its pages are read there.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

_T = TypeVar("_T")


@dataclass(eq=False)
class Watch:
    """One open page that shows a room."""

    woken: asyncio.Event = field(default_factory=asyncio.Event)
    #: The messages that were changed or taken back since they were last looked at.
    touched: set[str] = field(default_factory=set)
    #: Whether the service is being stopped.
    is_over: bool = False


class Live:
    """The open pages, by room. Belongs to one event loop."""

    def __init__(self) -> None:
        self._watches: dict[str, set[Watch]] = {}
        self._looks: dict[str, dict[str, tuple[float, asyncio.Future[Any]]]] = {}

    @contextmanager
    def watching(self, room: str) -> Iterator[Watch]:
        """Be woken for what happens in a room while the block runs."""
        watch = Watch()
        self._watches.setdefault(room, set()).add(watch)
        try:
            yield watch
        finally:
            self._watches[room].discard(watch)
            if not self._watches[room]:
                del self._watches[room]
                self._looks.pop(room, None)

    async def shared(
        self, room: str, what: str, compute: Callable[[], Awaitable[_T]], now: float, most: float
    ) -> _T:
        """Look something up once for all who read a room and ask since it was last woken.

        What was looked up `most` seconds ago is looked up again.
        """
        looks = self._looks.setdefault(room, {})
        known = looks.get(what)
        if known is None or known[0] <= now - most:
            known = now, asyncio.ensure_future(compute())
            looks[what] = known
        return cast(_T, await asyncio.shield(known[1]))

    def wake(self, room: str, touched: str = "") -> None:
        """Tell who reads a room that something happened; `touched` is the message it concerned."""
        self._looks.pop(room, None)
        for watch in self._watches.get(room, ()):
            if touched:
                watch.touched.add(touched)
            watch.woken.set()

    def close(self) -> None:
        """End every open page's stream: the service stops. Browsers come back by themselves."""
        for watches in self._watches.values():
            for watch in watches:
                watch.is_over = True
                watch.woken.set()
