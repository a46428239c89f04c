"""Who reads a room in a browser at this moment, and is woken when something happens there.

In this process only; what the homeserver pushes to another process, that one tells us
(bot/waking.py), and a page that was not woken looks by itself.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

_T = TypeVar("_T")

#: How many streams of one room somebody may have open; with one more the oldest ends. More than
#: a phone and a computer use, and those of a network that broke off are the oldest.
MOST = 6


@dataclass(eq=False)
class Watch:
    """One open page that shows a room."""

    #: Who looks, as an actor.
    whose: str
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    #: The messages that were changed or taken back since they were last looked at.
    touched: set[str] = field(default_factory=set)
    #: Whether it is to end: the service stops, or too many are open.
    is_over: bool = False

    def end(self) -> None:
        """End the stream of this page. Its browser comes back by itself."""
        self.is_over = True
        self.woken.set()


class Live:
    """The open pages, by room. Belongs to one event loop."""

    def __init__(self) -> None:
        #: In each room the oldest first.
        self._watches: dict[str, list[Watch]] = {}
        self._looks: dict[str, dict[str, tuple[float, asyncio.Future[Any]]]] = {}

    @contextmanager
    def watching(self, room: str, whose: str) -> Iterator[Watch]:
        """Be woken for what happens in a room while the block runs."""
        watch = Watch(whose)
        open_ = self._watches.setdefault(room, [])
        open_.append(watch)
        theirs = [one for one in open_ if one.whose == whose and not one.is_over]
        for oldest in theirs[:-MOST]:
            oldest.end()
        try:
            yield watch
        finally:
            open_.remove(watch)
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
        """End every open page's stream: the service stops."""
        for watches in self._watches.values():
            for watch in watches:
                watch.end()
