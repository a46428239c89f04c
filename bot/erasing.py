"""The part of the service that erases accounts on the homeserver, put together."""

from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import structlog

from bot.config import Matrix
from bot.seats import Holding, Work
from bot.turns import Turns
from handlers.platform import Gate
from matrix_bridge.admin import Admin
from matrix_bridge.erasing import Erasing
from matrix_bridge.erasure_list import ErasureList
from matrix_bridge.homeserver import Homeserver
from storage import pupil_erasing

_log = structlog.get_logger()


def work(
    settings: Matrix,
    listed: Path,
    homeserver: Homeserver,
    turns: Turns,
    settle: Callable[[], None],
    stack: AsyncExitStack,
) -> Work:
    """Give what erases whoever is to be erased; without an administrator's token they wait."""
    if not settings.admin_token:
        return lambda _seat: _say_that_they_wait(turns)
    admin = Admin(settings.homeserver_url, settings.admin_token, Gate())
    stack.push_async_callback(admin.close)

    async def run(seat: Holding) -> None:
        erasing = Erasing(
            homeserver,
            admin,
            ErasureList(listed),
            settings.server_name,
            seat.write,
            _now,
            settle,
        )
        await erasing.run()

    return run


async def _say_that_they_wait(turns: Turns) -> None:
    waiting = await turns.read(pupil_erasing.due, _now())
    _log.warning("erasing.no_admin_token", waiting=len(waiting))


def _now() -> datetime:
    return datetime.now(UTC)
