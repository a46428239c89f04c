"""Accounts erased on the homeserver, step by step, each safe to repeat; done once read back.

Source: docs/rules.md, TWS-11.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import structlog

from handlers import permissions, pupilcare
from handlers.platform import OutcomeUnknown, TryLater
from matrix_bridge import leftovers
from matrix_bridge.admin import Admin
from matrix_bridge.erasure_list import ErasureList
from matrix_bridge.homeserver import Homeserver, Refused
from matrix_bridge.registration import SERVICE
from storage import account_erasing, members, pupil_erasing, pupils, twinspaces
from storage.account_erasing import Wish
from storage.db import DatabaseAway, Db

_log = structlog.get_logger()

#: How often we look for whom to erase.
LOOK_SECONDS = 2.0
#: How often the homeserver is asked how far it is with redacting.
ASK_SECONDS = 0.2
#: How long it may take for that; then it is asked anew.
TASK_SECONDS = 600.0
#: How many events of one account it takes back in one task, beside those that we counted.
MARGIN = 1000


class NotYet(Exception):
    """Something is not done that has to be done before; it is tried again."""


class Erasing:
    """The one who erases accounts. The only user of the administrator's token."""

    def __init__(
        self,
        homeserver: Homeserver,
        admin: Admin,
        listed: ErasureList,
        server_name: str,
        in_database: Callable[..., Awaitable[Any]],
        now: Callable[[], datetime],
        kick: Callable[[], None],
    ) -> None:
        self._homeserver = homeserver
        self._admin = admin
        self._listed = listed
        self._server = server_name
        self._service = f"@{SERVICE}:{server_name}"
        self._in_database = in_database
        self._now = now
        self._kick_settling = kick

    async def run(self) -> None:
        """Erase whoever is to be erased, until cancelled."""
        is_replayed = False
        while True:
            try:
                if not is_replayed:
                    await self._replay()
                    is_replayed = True
                await self.erase_due()
            except DatabaseAway:
                _log.warning("erasing.database_away")
            except (OSError, ValueError) as error:  # not to be read, or damaged
                _log.error("erasing.not_replayed", error=type(error).__name__)
            await asyncio.sleep(LOOK_SECONDS)

    async def _replay(self) -> None:
        again = await self._in_database(self._listed.replay, self._now())
        if again:
            _log.warning("erasing.replayed", accounts=again)

    async def erase_due(self) -> None:
        """Go on with everybody who is to be erased now."""
        for wish in await self._in_database(pupil_erasing.due, self._now()):
            try:
                await self.erase(wish)
            except (TryLater, OutcomeUnknown, Refused, NotYet) as error:
                _log.info("erasing.later", erasure=wish.id, error=type(error).__name__)
            except DatabaseAway:
                raise
            except Exception:
                _log.exception("erasing.failed", erasure=wish.id)
            else:
                _log.info("erasing.done", erasure=wish.id)

    async def erase(self, wish: Wish) -> None:
        """Erase one account as far as that goes now; whatever was done before is done again.

        Raises NotYet if something is left.
        """
        await self._in_database(_take_out, wish, self._now())
        await asyncio.to_thread(self._listed.add, wish)
        user = wish.user(self._server)
        if user is not None and await self._admin.account(user) is not None:
            rooms = await self._in_database(_rooms, wish)
            await self._wait_until_out(wish, user, rooms)
            for room in rooms:
                await self._clear(wish, room, user)
            if wish.pupil is not None:
                await self._delete_media(user)
            await self._close(user)
            await self._read_back(wish, rooms, user)
        finish = pupil_erasing.finish if wish.pupil is not None else account_erasing.done
        await self._in_database(finish, wish, self._now())

    async def _wait_until_out(self, wish: Wish, user: str, rooms: list[str]) -> None:
        """See that the account is in none of the rooms any more: settling puts it out."""
        for room in rooms:
            inside = await self._homeserver.members(room, self._service)
            if inside.get(user) in {"join", "invite", "knock"}:
                await self._in_database(_settle_anew, wish)
                self._kick_settling()
                raise NotYet

    async def _clear(self, wish: Wish, room: str, user: str) -> None:
        """Take back what the account wrote in a room, and what it was called there."""
        if wish.pupil is not None:
            found = await leftovers.written(self._homeserver, self._service, room, user)
            if found:
                await self._redact_all(room, user, len(found) + MARGIN)
        # The oldest first: the homeserver shows with each event what stood there before.
        for event_id in reversed(await self._left(wish, room, user)):
            # What the homeserver's own task cannot take back, the owner of the room can.
            await self._homeserver.redact(room, event_id, f"etwerase.{event_id}", self._service)

    async def _redact_all(self, room: str, user: str, most: int) -> None:
        task = await self._admin.begin_redacting(user, room, most)
        for _ in range(int(TASK_SECONDS / ASK_SECONDS)):
            failed = await self._admin.redacted(task)
            if failed is None:
                await asyncio.sleep(ASK_SECONDS)
                continue
            if failed:
                _log.warning("erasing.not_redacted", events=len(failed))
            return
        raise NotYet

    async def _left(self, wish: Wish, room: str, user: str) -> list[str]:
        named = await leftovers.named(self._homeserver, self._service, room, user)
        if wish.pupil is None:
            return named
        written = await leftovers.written(self._homeserver, self._service, room, user)
        return list(dict.fromkeys([*written, *named]))

    async def _delete_media(self, user: str) -> None:
        while await self._admin.count_media(user):
            await self._admin.delete_media(user)

    async def _close(self, user: str) -> None:
        known = await self._admin.account(user)
        if known is None or not (known.get("deactivated") and known.get("erased")):
            await self._admin.deactivate(user)

    async def _read_back(self, wish: Wish, rooms: list[str], user: str) -> None:
        """See that nothing is left on the homeserver. Raises NotYet."""
        known = await self._admin.account(user) or {}
        is_closed = known.get("deactivated") and known.get("erased")
        if not is_closed or known.get("displayname") or known.get("avatar_url"):
            raise NotYet
        for room in rooms:
            if await self._left(wish, room, user):
                raise NotYet
        if wish.pupil is not None and await self._admin.count_media(user):
            raise NotYet


def _take_out(db: Db, wish: Wish, at: datetime) -> None:
    """Take a pupil out of the project, if they are in it still, and let nothing more be sent."""
    pupil = pupil_erasing.begin(db, wish)
    if pupil is not None and pupil.state != pupils.State.REMOVED:
        gone = pupilcare.take_out(db, pupil)
        permissions.log_withdrawn(db, gone, wish.asked_by, at)


def _rooms(db: Db, wish: Wish) -> list[str]:
    """List the rooms in which the account may have been."""
    found = [twinspaces.by_project(db, one) for one in _projects(db, wish)]
    return [
        room
        for one in found
        if one is not None
        for room in (one.classroom, one.staff_room, one.space)
        if room
    ]


def _settle_anew(db: Db, wish: Wish) -> None:
    for project in _projects(db, wish):
        twinspaces.want(db, project)


def _projects(db: Db, wish: Wish) -> list[int]:
    if wish.person is None:
        return [wish.project] if wish.project is not None else []
    states = (members.State.IN, members.State.LEFT)
    return [one for state in states for one in members.projects_of(db, wish.person, state)]
