"""The rooms of one project, made or brought in line with what they should be."""

import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import structlog

from handlers import attendance
from handlers.platform import TryLater
from matrix_bridge import wanted as plan
from matrix_bridge.homeserver import DEVICE, Homeserver, Refused
from matrix_bridge.registration import SERVICE
from matrix_bridge.wanted import KINDS, Wanted
from storage import presences, pupils, safeguarding, twinspaces
from storage.db import Db
from storage.safeguarding import Kind

_log = structlog.get_logger()

#: How long the homeserver may still be making a room whose call was cut off.
MAKING_SECONDS = 5.0


class Mending:
    """The one who calls the homeserver until rooms are what they should be."""

    def __init__(
        self,
        homeserver: Homeserver,
        server_name: str,
        in_database: Callable[..., Awaitable[Any]],
        now: Callable[[], datetime],
        lives: Callable[[], bool],
    ) -> None:
        self._homeserver = homeserver
        self._server = server_name
        self._service = f"@{SERVICE}:{server_name}"
        self._in_database = in_database
        self._now = now
        #: Whether nobody can take us for dead now, and settle in our place.
        self._lives = lives
        #: Since when a room is known by its alias, which we cannot read.
        self._unreadable: dict[str, float] = {}

    async def mend(self, wanted: Wanted) -> None:
        """Make or mend the three rooms of a project."""
        rooms: dict[str, str] = {}
        for kind in KINDS:
            room = getattr(wanted.rooms, kind)
            made = None if room else await self._create(wanted, kind, rooms)
            room = rooms[kind] = room or made or await self._find(wanted, kind)
            await self._in_database(_keep_room, wanted.project_id, kind, room)
            if made is None:
                await self._mend_room(wanted, kind, room, rooms)
            else:
                await self._enter(wanted, kind, room, {})
                await self._look(wanted, room)

    async def _create(self, wanted: Wanted, kind: str, rooms: dict[str, str]) -> str | None:
        """Make a room with everybody invited; None if it was made before and is only unknown."""
        if kind == "classroom":
            for user, name in wanted.made.items():
                await self._prepare(user, name)
        body = plan.creation(wanted, kind, rooms.get("classroom", ""), self._server)
        self._check()
        return await self._homeserver.create_room(body, self._service)

    def _check(self) -> None:
        """Raise TryLater where we may have been taken for dead: what we want may be old."""
        if not self._lives():
            raise TryLater(0)

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

    async def _mend_room(self, wanted: Wanted, kind: str, room: str, rooms: dict[str, str]) -> None:
        """Compare a room with what it should be and change what differs.

        Rights and the room's record come before anybody is put out: who leaves last leaves
        muted pupils behind.
        """
        there, memberships = await self._look(wanted, room)
        # The homeserver may have died while it made the room, and have left anything out.
        should_be = plan.state(wanted, kind, rooms.get("classroom", ""), self._server)
        for (event_type, key), content in should_be.items():
            if there.get((event_type, key)) != content:
                self._check()
                await self._homeserver.put_state(room, event_type, content, self._service, key)
                if event_type == "m.room.power_levels":
                    await self._in_database(_note_rights, wanted.project_id, kind, self._now())
        if plan.is_in_place(wanted, kind, memberships, self._service):
            return
        await self._put_out(wanted, kind, room, memberships)
        await self._invite(wanted, kind, room, memberships)
        await self._enter(wanted, kind, room, memberships)
        await self._look(wanted, room)

    async def _look(
        self, wanted: Wanted, room: str
    ) -> tuple[dict[tuple[str, str], Any], dict[str, str]]:
        """Read a room's state and who is in it; what we know of the latter follows."""
        began = self._now()
        state = await self._homeserver.state(room, self._service)
        people = [one for one in state if one["type"] == "m.room.member"]
        found = [presences.read(one) for one in people if one["state_key"] != self._service]
        project = wanted.project_id
        arguments = (project, room, found, self._server, began, self._now())
        await self._in_database(attendance.look, *arguments)
        there = {(one["type"], one["state_key"]): one["content"] for one in state}
        return there, {one.user: one.membership for one in found}

    async def _put_out(
        self, wanted: Wanted, kind: str, room: str, memberships: dict[str, str]
    ) -> None:
        """Put out who does not belong into a room: pupils first, so that none is left alone."""
        belong = wanted.users(kind)
        for user in sorted(memberships, key=lambda one: (not one.startswith("@p_"), one)):
            is_there = memberships[user] in {"join", "invite", "knock"}
            if is_there and user not in belong:
                self._check()
                await self._homeserver.kick(room, self._service, user)

    async def _invite(
        self, wanted: Wanted, kind: str, room: str, memberships: dict[str, str]
    ) -> None:
        for user in sorted(wanted.users(kind)):
            how = memberships.get(user)
            if user in wanted.made and how != "join":
                await self._prepare(user, wanted.made[user])
            if how in {"join", "invite"}:
                continue
            try:
                self._check()
                await self._homeserver.invite(room, self._service, user)
            except Refused as refused:
                if user in wanted.made:
                    raise
                # A person may want no invitations; the others need not wait for that.
                _log.warning("settle.not_invited", errcode=refused.errcode)

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

    async def log_out(self, project_id: int) -> None:
        """End the devices of pupils who were taken out or have a new slip, all but ours."""
        for pupil in await self._in_database(pupils.logouts, project_id):
            began = self._now()
            await self._homeserver.ensure_user(pupil.localpart)
            user = f"@{pupil.localpart}:{self._server}"
            try:
                await self._homeserver.delete_other_devices(user, DEVICE)
            except Refused as refused:
                # An account that was closed for ever has no devices.
                _log.warning("settle.not_logged_out", errcode=refused.errcode)
            await self._in_database(pupils.logged_out, pupil.id, began)


def _keep_room(db: Db, project_id: int, kind: str, room: str) -> None:
    twinspaces.keep_rooms(db, project_id, **{kind: room})


def _note_rights(db: Db, project_id: int, kind: str, at: datetime) -> None:
    subject = kind.replace("_", " ")
    safeguarding.write(db, Kind.RIGHTS, at, subject=subject, project_id=project_id)
