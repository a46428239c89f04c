"""The running parts of the service, as they are put together."""

import gc
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime

from aiohttp import web

from bot.delivery import Limits
from bot.numbers.counting import Numbers
from bot.portal.live import Live
from bot.seats import Seats, Work
from bot.turns import Turns
from bot.waking import Waking
from handlers.platform import Gate, Platform
from handlers.rooms import NoRooms, Rooms


class CannotStart(Exception):
    """The service cannot start; the text says what to do."""


@dataclass
class Service:
    """The running parts. Each task runs until the service is stopped."""

    turns: Turns
    seats: Seats
    waking: Waking
    #: What every process does.
    tasks: list[Callable[[], Awaitable[object]]] = field(default_factory=list)
    #: What one process does at a time: by the name of the seat, all that is done under it.
    works: dict[str, list[Work]] = field(default_factory=dict)
    platforms: dict[str, Platform] = field(default_factory=dict)
    limits: dict[str, Limits] = field(default_factory=dict)
    routes: list[web.AbstractRouteDef] = field(default_factory=list)
    rooms: Rooms = field(default_factory=NoRooms)
    #: Wakes the pages on which a room is open.
    live: Live = field(default_factory=Live)
    numbers: Numbers = field(default_factory=Numbers)
    #: The gates before the upstreams, and our own doors: whether each takes what comes.
    gates: dict[str, Gate] = field(default_factory=dict)
    doors: dict[str, Callable[[], bool]] = field(default_factory=dict)
    #: How far others' clocks are before ours, in seconds, as we heard last.
    clocks: dict[str, float] = field(default_factory=dict)
    settle: Callable[[], None] = lambda: None
    #: The bot's name on Telegram, once it is known.
    telegram_bot: Callable[[], str] = str
    matrix_bot: str = ""
    service_user: str = ""

    def under(self, seat: str, *works: Work) -> None:
        """Let this be done by whichever process has the seat."""
        self.works.setdefault(seat, []).extend(works)


async def serve(
    app: web.Application, host: str, port: int, setting: str, stack: AsyncExitStack
) -> None:
    """Serve an application until the stack ends; `setting` is what names the place in the config.

    Raises CannotStart.
    """
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        raise CannotStart(f"{setting}: cannot listen at {host}:{port} ({error.strerror})") from None


def keep_what_is_loaded() -> None:
    """Let the search for rubbish pass over what was loaded to stay: each took a sixth of a second.

    Source: https://docs.python.org/3/library/gc.html#gc.freeze
    """
    gc.collect()
    gc.freeze()


def now() -> datetime:
    """Ask the clock."""
    return datetime.now(UTC)
