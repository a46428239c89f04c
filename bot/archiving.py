"""The part of the service that saves projects as files, put together."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from bot.config import Config
from bot.turns import Turns
from matrix_bridge.archive import Archive
from matrix_bridge.homeserver import Homeserver


def task(
    config: Config, server_name: str, homeserver: Homeserver, turns: Turns
) -> Callable[[], Awaitable[None]]:
    """Give what makes the exports that are wanted."""
    archive = Archive(
        homeserver,
        server_name,
        config.exports.folder,
        config.portal.public_url.rstrip("/"),
        turns.write,
        lambda: datetime.now(UTC),
        turns.kick,
    )
    return archive.run
