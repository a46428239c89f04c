"""The delivery of all platforms: one pump each, one journal for all."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from bot.delivery import roomwords
from bot.delivery.files import Files
from bot.delivery.journal import InDatabase, Journal
from bot.delivery.pace import Limits, Pace
from bot.delivery.pump import Pump
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
        journal = Journal(in_database, clock)
        files = Files(platforms, reading)
        filled = roomwords.filling(rooms or NoRooms(), reading)
        known = limits or {}

        def pump(name: str, platform: Platform) -> Pump:
            pace = Pace(known.get(name, Limits()))
            return Pump(name, platform, pace, journal, files, reading, clock, filled)

        self.pumps = [pump(name, platform) for name, platform in platforms.items()]
        files.freed = self._wake
        self._loop: asyncio.AbstractEventLoop | None = None

    async def run(self) -> None:
        """Deliver until cancelled; then what is under way is ended first."""
        self._loop = asyncio.get_running_loop()
        async with asyncio.TaskGroup() as group:
            for pump in self.pumps:
                group.create_task(pump.run())

    def kick(self) -> None:
        """Look at the outbox now: something was put there. Safe from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        for pump in self.pumps:
            pump.wake()
