"""Rooms of the service that belong to no project any more: everybody is put out, and it leaves.

Source: docs/rules.md, TWS-10.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from typing import Any

import structlog

from handlers.platform import OutcomeUnknown, TryLater
from matrix_bridge.homeserver import Homeserver, Refused
from storage import twinspaces
from storage.db import DatabaseAway

_log = structlog.get_logger()

#: When the search begins each night, in UTC.
NIGHT = time(2, 30)
#: Within so many seconds a room that was just made is written down.
KNOWN_SECONDS = 60.0


async def every_night(
    homeserver: Homeserver,
    service: str,
    in_database: Callable[..., Awaitable[Any]],
    now: Callable[[], datetime],
) -> None:
    """Leave orphan rooms each night, until cancelled."""
    while True:
        await asyncio.sleep(_until_night(now()).total_seconds())
        try:
            await leave(homeserver, service, in_database)
        except (DatabaseAway, TryLater, OutcomeUnknown, Refused) as error:
            _log.warning("orphans.later", error=type(error).__name__)
        except Exception:
            _log.exception("orphans.failed")


def _until_night(at: datetime) -> timedelta:
    tonight = datetime.combine(at.date(), NIGHT, at.tzinfo)
    return (tonight if tonight > at else tonight + timedelta(days=1)) - at


async def leave(
    homeserver: Homeserver, service: str, in_database: Callable[..., Awaitable[Any]]
) -> list[str]:
    """Leave the rooms that no project has; give their ids.

    Where there are more of them than of others, the database is not the one that they were
    made from: then none is left.
    """
    rooms = await homeserver.joined_rooms(service)
    await asyncio.sleep(KNOWN_SECONDS)
    known = await in_database(twinspaces.all_rooms)
    orphans = sorted(rooms - known)
    if len(orphans) > len(known):
        _log.error("orphans.too_many", count=len(orphans))
        return []
    for room in orphans:
        await _clear(homeserver, service, room)
        _log.info("orphans.left", room=room)
    return orphans


async def _clear(homeserver: Homeserver, service: str, room: str) -> None:
    """Put everybody out, pupils first, and leave."""
    memberships = await homeserver.members(room, service)
    others = [one for one, how in memberships.items() if how in {"join", "invite", "knock"}]
    for user in sorted(others, key=lambda one: (not one.startswith("@p_"), one)):
        if user == service:
            continue
        try:
            await homeserver.kick(room, service, user)
        except Refused as refused:  # not our room: then we only go
            _log.warning("orphans.not_put_out", errcode=refused.errcode)
    await homeserver.leave(room, service)
