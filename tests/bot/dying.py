"""A delivery in a process of its own that kills itself at a named point, as a power cut would."""

import asyncio
import os
import signal
import sys

from bot.delivery import Delivery, Limits
from bot.delivery.pump import Pump
from bot.telegram.api import Api
from bot.telegram.sending import TelegramPlatform
from bot.turns import Turns
from storage.db import Database


def die(point: str, number: int) -> None:
    """Let the process die when it passes the point for the `number`th time."""
    when, _, name = point.partition(" ")
    method = getattr(Pump, f"_{name}")
    left = [number]

    def pass_by(moment):
        if moment == when:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    async def wrapped(self, *args, **named):
        pass_by("before")
        result = await method(self, *args, **named)
        pass_by("after")
        return result

    setattr(Pump, f"_{name}", wrapped)


async def main(url: str, token: str, database_url: str, point: str, number: str) -> None:
    """Deliver until death."""
    die(point, int(number))
    turns = Turns(Database(database_url), bytes, "")
    platforms = {"telegram": TelegramPlatform(Api(token, url))}
    limits = {"telegram": Limits(at_once=4)}
    await Delivery(turns.write, turns.read, platforms, limits).run()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
