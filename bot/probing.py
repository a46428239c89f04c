"""`etwin check-config`: whether everything that the configuration names answers as it should."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from bot.config import Config, Matrix, Telegram
from bot.telegram.api import Api, Refused, TokenRefused
from handlers.platform import Gate, OutcomeUnknown, TryLater
from matrix_bridge import rightsprobe
from matrix_bridge.admin import Admin
from matrix_bridge.homeserver import Homeserver
from matrix_bridge.homeserver import Refused as HomeserverRefused
from matrix_bridge.registration import SERVICE
from matrix_bridge.rooms import Rooms
from storage import migrating, pupil_erasing
from storage.db import Database, DatabaseAway

PATIENCE_SECONDS = 10.0
WITHOUT_GUARD = (
    "The homeserver's guard is not loaded: no pupils can be added. The rest works. Put what"
    " `etwin matrix homeserver-snippet` prints into homeserver.yaml, and restart the homeserver;"
    " docs/operations.md says how."
)

_AGAIN = "Give it what `etwin matrix registration` prints now, and restart it."


async def problems(config: Config) -> list[str]:
    """List what is wrong, each with the setting's name and what to do."""
    probes: list[Callable[[], Awaitable[list[str]]]] = [lambda: _database(config)]
    if config.telegram is not None:
        telegram = config.telegram
        probes.append(lambda: _telegram(telegram))
    if config.matrix is not None:
        matrix = config.matrix
        probes.append(lambda: _matrix(matrix))
    found = await asyncio.gather(*(probe() for probe in probes))
    return [problem for some in found for problem in some]


async def _database(config: Config) -> list[str]:
    database = Database(config.database.url)
    try:
        is_current = await asyncio.to_thread(migrating.is_current, database)
    except DatabaseAway as away:
        return [f"database.url: the database cannot be reached ({away})"]
    finally:
        database.close()
    return [] if is_current else [f"database.url: {migrating.NOT_CURRENT}"]


async def _telegram(settings: Telegram) -> list[str]:
    api = Api(settings.token, settings.api_url)
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await api.call("getMe")
    except TokenRefused as refused:
        return [str(refused)]
    except Refused as refused:
        return [f"telegram.token: Telegram answers {refused.code}"]
    except (TryLater, OutcomeUnknown, TimeoutError):
        return [f"telegram.api_url: nothing answers at {settings.api_url}"]
    finally:
        await api.close()
    return []


async def _matrix(settings: Matrix) -> list[str]:
    homeserver = Homeserver(settings.homeserver_url, settings.as_token, Gate())
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            who = await homeserver.whoami()
        return await _homeserver(settings, homeserver, who)
    except HomeserverRefused:
        return [
            "matrix.as_token: the homeserver does not know it. Give it what"
            " `etwin matrix registration` prints, and restart it."
        ]
    except (TryLater, OutcomeUnknown, TimeoutError):
        return [f"matrix.homeserver_url: nothing answers at {settings.homeserver_url}"]
    finally:
        await homeserver.close()


async def _homeserver(settings: Matrix, homeserver: Homeserver, who: str) -> list[str]:
    service = f"@{SERVICE}:{settings.server_name}"
    if who != service:
        return [f"matrix.server_name: the homeserver calls us {who}, so its name is another one"]
    refused = await rightsprobe.not_ours(homeserver, settings.bot_localpart)
    bot = f"@{settings.bot_localpart}:{settings.server_name}"
    if refused:
        names = ", ".join(refused)
        return [f"matrix.bot_localpart: the homeserver does not let us act as {names}. {_AGAIN}"]
    if await rightsprobe.is_slowed(homeserver, bot):
        return [f"matrix.as_token: the homeserver slows us down like anybody. {_AGAIN}"]
    return []


async def notes(config: Config) -> list[str]:
    """List what is not wrong but good to know. Everything that `config` names must answer."""
    if config.matrix is None:
        return ["[matrix] is not there: projects get no rooms."]
    gate = Gate()
    homeserver = Homeserver(config.matrix.homeserver_url, config.matrix.as_token, gate)
    try:
        is_loaded = await Rooms(homeserver, config.matrix.server_name).guard_is_loaded()
    finally:
        await homeserver.close()
    return ([] if is_loaded else [WITHOUT_GUARD]) + await _erasing(config, config.matrix)


async def _erasing(config: Config, settings: Matrix) -> list[str]:
    """Say how many wait to be erased because no administrator's token is set, or a wrong one."""
    if settings.admin_token:
        admin = Admin(settings.homeserver_url, settings.admin_token, Gate())
        try:
            is_admin = await admin.is_admin()
        finally:
            await admin.close()
        if is_admin:
            return []
        what = "matrix.admin_token is no token of a server administrator"
    else:
        what = "matrix.admin_token is empty"
    database = Database(config.database.url)
    try:
        waiting = await asyncio.to_thread(database.read, pupil_erasing.due, datetime.now(UTC))
    finally:
        database.close()
    return [f"{what}: nobody is erased on the homeserver. {len(waiting)} accounts wait for that."]
