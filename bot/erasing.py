"""The parts of the service that erase accounts on the homeserver and list the erased."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import structlog

from bot.seats import Holding, Work
from bot.sections import Matrix
from bot.turns import Turns
from handlers.platform import Gate
from matrix_bridge.admin import Admin
from matrix_bridge.erasing import Erasing
from matrix_bridge.erasure_list import ErasureList
from matrix_bridge.homeserver import Homeserver
from storage import erasing as people_erasing
from storage import pupil_erasing
from storage.db import DatabaseAway

_log = structlog.get_logger()

#: How soon after an erasure it stands in the list outside the database.
LOOK_SECONDS = 2.0


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


def listing(listed: Path, turns: Turns) -> Work:
    """Give what writes down, outside the database, which people were erased."""
    list_ = ErasureList(listed)

    async def run(seat: Holding) -> None:
        is_replayed = False
        while True:
            try:
                if not is_replayed:
                    await seat.write(list_.replay, _now())
                    is_replayed = True
                if erased := await turns.read(people_erasing.unlisted):
                    await asyncio.to_thread(list_.add_people, erased)
                    await seat.write(people_erasing.note_listed, erased)
            except DatabaseAway:
                _log.warning("erasing.database_away")
            except (OSError, ValueError) as error:  # not to be read, or damaged
                _log.error("erasing.not_listed", error=type(error).__name__)
            await asyncio.sleep(LOOK_SECONDS)

    return run


async def _say_that_they_wait(turns: Turns) -> None:
    waiting = await turns.read(pupil_erasing.due, _now())
    _log.warning("erasing.no_admin_token", waiting=len(waiting))


def _now() -> datetime:
    return datetime.now(UTC)
