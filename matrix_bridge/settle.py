"""TwinSpaces brought in line with our database: repeatable, whatever happened before."""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import structlog

from handlers import opening
from handlers.platform import OutcomeUnknown, TryLater
from matrix_bridge import wanted as plan
from matrix_bridge.homeserver import Homeserver, Refused
from matrix_bridge.registration import SERVICE
from matrix_bridge.wanted import KINDS, Wanted
from storage import accounts, twinspaces
from storage.db import DatabaseAway, Db

_log = structlog.get_logger()

#: What people call the account that owns the rooms.
NAME = "eTwinning"
#: What a settling that failed waits before it is tried again.
AGAIN_SECONDS = 3
#: What it waits when we made a mistake: one project must not keep the others waiting.
FAILED_SECONDS = 300
#: How long the homeserver may still be making a room whose call was cut off.
MAKING_SECONDS = 5.0
#: How often we look for projects that changed, if nobody tells us.
LOOK_SECONDS = 1.0


class Settling:
    """The one who makes and mends the rooms of projects.

    Source: docs/decisions/0009-settled-not-commanded.md.
    """

    def __init__(
        self,
        homeserver: Homeserver,
        server_name: str,
        in_database: Callable[..., Awaitable[Any]],
        now: Callable[[], datetime],
        kick: Callable[[], None],
    ) -> None:
        self._homeserver = homeserver
        self._server = server_name
        self._service = f"@{SERVICE}:{server_name}"
        self._in_database = in_database
        self._now = now
        self._kick_delivery = kick
        self._awake = asyncio.Event()
        #: Since when a room is known by its alias, which we cannot read.
        self._unreadable: dict[str, float] = {}

    def kick(self) -> None:
        """Look for changed projects now."""
        self._awake.set()

    async def run(self) -> None:
        """Settle whatever changes, until cancelled."""
        await self._appear()
        while True:
            try:
                await self.settle_changed()
            except DatabaseAway:
                _log.warning("settle.database_away")  # what was leased is taken up a minute later
            try:
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._awake.wait()
            except TimeoutError:
                continue
            self._awake.clear()

    async def _appear(self) -> None:
        """Get the account that owns the rooms ready, however long the homeserver is away."""
        while True:
            try:
                await self._homeserver.ensure_device(self._service)
                await self._homeserver.set_displayname(self._service, NAME)
            except (TryLater, OutcomeUnknown, Refused):
                # Refused: whether the homeserver knows us at all, the chats' door tells.
                await asyncio.sleep(AGAIN_SECONDS)
            else:
                return

    async def settle_changed(self) -> None:
        """Settle every project that changed and that nobody else is settling."""
        lease = secrets.token_hex(8)
        for project_id in await self._in_database(twinspaces.lease, lease, self._now()):
            await self._settle_or_later(project_id)

    async def _settle_or_later(self, project_id: int) -> None:
        started = time.monotonic()
        try:
            await self.settle(project_id)
        except (TryLater, OutcomeUnknown, Refused) as error:
            _log.warning("settle.later", project=project_id, error=type(error).__name__)
            # Who has waited for the homeserver to come back need not rest as well.
            has_waited = isinstance(error, TryLater) and error.for_all
            await self._later(project_id, 0 if has_waited else AGAIN_SECONDS)
        except DatabaseAway:
            raise
        except Exception:
            _log.exception("settle.failed", project=project_id)
            await self._later(project_id, FAILED_SECONDS)
        else:
            seconds = round(time.monotonic() - started, 3)
            _log.info("settle.done", project=project_id, seconds=seconds)

    async def _later(self, project_id: int, seconds: int) -> None:
        until = self._now() + timedelta(seconds=seconds)
        await self._in_database(twinspaces.unsettled, project_id, until)

    async def settle(self, project_id: int) -> None:
        """Make a project's rooms what they should be. Safe to repeat at any point."""
        await self._in_database(self._name_accounts, project_id)
        wanted: Wanted | None = await self._in_database(plan.read, project_id, self._server)
        if wanted is None:
            return
        rooms: dict[str, str] = {}
        for kind in KINDS:
            room = getattr(wanted.rooms, kind)
            made = None if room else await self._create(wanted, kind, rooms)
            if made is None:
                room = room or await self._find(wanted, kind)
                await self._mend(wanted, kind, room, rooms)
            else:
                room = made
                await self._in_database(_keep_room, project_id, kind, room)
                await self._enter(wanted, kind, room, {})
            rooms[kind] = room
        await self._in_database(opening.settled, project_id, rooms, self._now())
        self._kick_delivery()

    async def _create(self, wanted: Wanted, kind: str, rooms: dict[str, str]) -> str | None:
        """Make a room with everybody invited; None if it was made before and is only unknown."""
        if kind == "classroom":
            for user, name in wanted.made.items():
                await self._prepare(user, name)
        body = plan.creation(wanted, kind, rooms.get("classroom", ""), self._server)
        return await self._homeserver.create_room(body, self._service)

    async def _find(self, wanted: Wanted, kind: str) -> str:
        """Find the room behind our alias; one that cannot be read for a while is given up."""
        alias = f"#{plan.alias(wanted, kind)}:{self._server}"
        room = await self._homeserver.resolve_alias(alias)
        if room is not None:
            try:
                await self._homeserver.members(room, self._service)
            except Refused:
                await self._give_up(alias)
            else:
                return room
        raise TryLater(0)  # once the alias is free, the next pass makes the room

    async def _give_up(self, alias: str) -> None:
        """Free the alias of a room that nobody can be making any more."""
        now = time.monotonic()
        if now - self._unreadable.setdefault(alias, now) >= MAKING_SECONDS:
            await self._homeserver.delete_alias(alias, self._service)
            del self._unreadable[alias]

    async def _mend(self, wanted: Wanted, kind: str, room: str, rooms: dict[str, str]) -> None:
        """Compare a room with what it should be and change what differs."""
        state = await self._homeserver.state(room, self._service)
        there = {(one["type"], one["state_key"]): one["content"] for one in state}
        # The homeserver may have died while it made the room, and have left anything out.
        should_be = plan.state(wanted, kind, rooms.get("classroom", ""), self._server)
        for (event_type, key), content in should_be.items():
            if there.get((event_type, key)) != content:
                await self._homeserver.put_state(room, event_type, content, self._service, key)
        memberships = {
            key: content.get("membership", "")
            for (event_type, key), content in there.items()
            if event_type == "m.room.member"
        }
        belong = wanted.users(kind) | {self._service}
        for user, membership in memberships.items():
            if user not in belong and membership in {"join", "invite", "knock"}:
                await self._homeserver.kick(room, self._service, user)
        for user, name in wanted.made.items():
            if user in belong and memberships.get(user) != "join":
                await self._prepare(user, name)
        for user in sorted(wanted.users(kind)):
            if memberships.get(user) not in {"join", "invite"}:
                await self._homeserver.invite(room, self._service, user)
        await self._enter(wanted, kind, room, memberships)

    async def _enter(
        self, wanted: Wanted, kind: str, room: str, memberships: dict[str, str]
    ) -> None:
        """Let the accounts that we made accept; people accept in their own Matrix app."""
        for user in sorted(wanted.users(kind) & wanted.made.keys()):
            if memberships.get(user) != "join":
                await self._homeserver.join(room, user)

    async def _prepare(self, user: str, name: str) -> None:
        """Make an account of ours ready to act."""
        await self._homeserver.ensure_user(user[1:].split(":")[0])
        await self._homeserver.ensure_device(user)
        await self._homeserver.set_displayname(user, name)

    def _name_accounts(self, db: Db, project_id: int) -> None:
        """Choose a name for the account of each teacher who has none, before it is made."""
        wanted = plan.read(db, project_id, self._server)
        for person_id, users in wanted.teachers.items() if wanted else ():
            if not users:
                accounts.add(db, person_id, f"t_{secrets.token_hex(8)}")


def _keep_room(db: Db, project_id: int, kind: str, room: str) -> None:
    twinspaces.keep_rooms(db, project_id, **{kind: room})
