"""The delivery of all platforms: one pump and one journal each."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from bot.delivery import roomwords
from bot.delivery.files import Files
from bot.delivery.journal import InDatabase, Journal
from bot.delivery.pace import Limits, Pace
from bot.delivery.pump import Pump
from bot.seats import Holding
from handlers.platform import Platform
from handlers.rooms import NoRooms, Rooms


class Delivery:
    """Sends what waits in the outbox for the platforms it is given."""

    def __init__(
        self,
        in_database: InDatabase,
        reading: InDatabase,
        platforms: Mapping[str, Platform],
        limits: Mapping[str, Limits] | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        rooms: Rooms | None = None,
    ) -> None:
        files = Files(platforms, reading)
        filled = roomwords.filling(rooms or NoRooms(), reading)
        known = limits or {}

        def pump(name: str, platform: Platform) -> Pump:
            pace = Pace(known.get(name, Limits()))
            journal = Journal(clock)
            return Pump(name, platform, pace, journal, files, reading, clock, filled)

        self._alone = Holding(in_database)
        self._pumps = {name: pump(name, platform) for name, platform in platforms.items()}
        files.freed = self._wake
        self._loop: asyncio.AbstractEventLoop | None = None

    async def run(self) -> None:
        """Deliver everything until cancelled, where nobody else does."""
        async with asyncio.TaskGroup() as group:
            for name in self._pumps:
                group.create_task(self.send(name, self._alone))

    async def send(self, name: str, seat: Holding) -> None:
        """Deliver to one platform while its seat is ours, until cancelled.

        Then what is under way is ended first.
        """
        self._loop = asyncio.get_running_loop()
        await self._pumps[name].run(seat)

    def kick(self) -> None:
        """Look at the outbox now: something was put there. Safe from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        for pump in self._pumps.values():
            pump.wake()
