"""Run the stand-in as a process of its own: `python -m bot.sandbox.telegram --help`."""

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from .limits import Limits
from .world import TelegramWorld


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox.telegram", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0: a free one")
    parser.add_argument("--token", required=True)
    parser.add_argument("--username", required=True, help="the bot's username, without @")
    parser.add_argument("--folder", type=Path, help="where to remember everything over restarts")
    parser.add_argument("--limits", action="store_true", help="limit sending as Telegram does")
    parser.add_argument("--no-history", action="store_true", help="keep only the newest messages")
    return parser.parse_args()


async def _serve(arguments: argparse.Namespace) -> None:
    world = TelegramWorld(
        arguments.token,
        arguments.username,
        arguments.folder,
        keep_history=not arguments.no_history,
    )
    if arguments.limits:
        world.limits = Limits()
    base_url = await world.start(arguments.host, arguments.port)
    sys.stdout.write(f"{base_url}\n")
    sys.stdout.flush()
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    await ended.wait()
    await world.stop()


if __name__ == "__main__":
    asyncio.run(_serve(_arguments()))
