"""A process that writes the time down again and again while a seat is its own."""

import asyncio
import sys
import time
from pathlib import Path

from bot.seats import Seats
from bot.turns import Turns
from storage.db import Database


async def main(url: str, ticks: str) -> None:
    """Sit until killed."""
    database = Database(url)
    seats = Seats(database, Turns(database, bytes, "").write)

    async def work(holding):
        while True:
            if holding.is_ours():
                _note(Path(ticks))
            await asyncio.sleep(0.01)

    await asyncio.gather(seats.run(), seats.hold("x", work))


def _note(ticks: Path) -> None:
    with ticks.open("a") as file:
        file.write(f"{time.time()}\n")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
