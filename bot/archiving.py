"""The part of the service that saves projects as files, put together."""

from datetime import UTC, datetime

from bot.config import Config
from bot.seats import Holding, Work
from bot.turns import Turns
from matrix_bridge.archive import Archive
from matrix_bridge.homeserver import Homeserver


def work(config: Config, server_name: str, homeserver: Homeserver, turns: Turns) -> Work:
    """Give what makes the exports that are wanted."""

    async def run(seat: Holding) -> None:
        archive = Archive(
            homeserver,
            server_name,
            config.exports.folder,
            seat.write,
            lambda: datetime.now(UTC),
            turns.kick,
        )
        await archive.run()

    return run
