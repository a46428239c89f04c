"""TwinSpaces brought in line with our database: repeatable, whatever happened before."""

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog

from handlers import opening, supervision
from handlers.platform import OutcomeUnknown, TryLater
from matrix_bridge import orphans
from matrix_bridge import wanted as plan
from matrix_bridge.homeserver import Homeserver, Refused
from matrix_bridge.mending import Mending
from matrix_bridge.registration import SERVICE
from matrix_bridge.wanted import KINDS, Wanted
from storage import accounts, members, presences, pupils, twinspaces
from storage.db import DatabaseAway, Db

_log = structlog.get_logger()

#: What people call the account that owns the rooms.
NAME = "eTwinning"
#: How many projects are settled side by side.
AT_ONCE = 4
#: What a settling that failed waits before it is tried again.
AGAIN_SECONDS = 3
#: What it waits when we made a mistake: one project must not keep the others waiting, unless
#: its pupils are to be muted.
FAILED_SECONDS = 300
#: How often a lease is kept while its project is being settled: a long time before it is over.
KEEP_SECONDS = 15.0
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
        whose: str = "",
        lives: Callable[[], bool] = lambda: True,
    ) -> None:
        self._homeserver = homeserver
        #: The process that takes projects, so that others know whether it lives.
        self._whose = whose
        self._server = server_name
        self._service = f"@{SERVICE}:{server_name}"
        self._in_database = in_database
        self._now = now
        self._kick_delivery = kick
        self._awake, self._alarmed = asyncio.Event(), asyncio.Event()
        #: What this process is settling now, however long it takes.
        self._under_way: set[int] = set()
        #: What it settled, under which lease, and could not say how that ended.
        self._untold: set[tuple[int, str]] = set()
        self._mending = Mending(homeserver, server_name, in_database, now, lives)

    def kick(self) -> None:
        """Look for changed projects now."""
        self._awake.set()
        self._alarmed.set()

    async def run(self) -> None:
        """Settle whatever changes, until cancelled."""
        await self._appear()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._go_on(self._awake))
            # Pupils who are to be muted wait for nothing that takes long.
            group.create_task(self._go_on(self._alarmed, only_urgent=True))

    async def nightly(self) -> None:
        """Look each night for rooms that no project has, until cancelled. One process is enough."""
        await orphans.every_night(self._homeserver, self._service, self._in_database, self._now)

    async def _go_on(self, awake: asyncio.Event, only_urgent: bool = False) -> None:
        while True:
            try:
                await self.settle_changed(only_urgent)
            except* DatabaseAway:
                _log.warning("settle.database_away")  # what was leased is taken up a minute later
            try:
                async with asyncio.timeout(LOOK_SECONDS):
                    await awake.wait()
            except TimeoutError:
                continue
            awake.clear()

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

    async def settle_changed(self, only_urgent: bool = False) -> None:
        """Settle every project that changed and that nobody else is settling, some at a time.

        Each is taken when its turn has come, so that what becomes urgent is not held meanwhile.
        """
        await self._tell()
        lease = f"{self._whose}/{secrets.token_hex(8)}"
        which = partial(twinspaces.waiting, only_urgent=only_urgent)
        waiting = await self._in_database(which, self._now())
        few = asyncio.Semaphore(AT_ONCE)

        async def one(project_id: int) -> None:
            async with few:
                if project_id in self._under_way:
                    return
                self._under_way.add(project_id)
                try:
                    await self._settle_or_later(project_id, lease)
                finally:
                    self._under_way.discard(project_id)

        async with asyncio.TaskGroup() as group:
            for project_id in waiting:
                group.create_task(one(project_id))

    async def _settle_or_later(self, project_id: int, lease: str) -> None:
        started = time.monotonic()
        try:
            await self.settle(project_id, lease)
        except (TryLater, OutcomeUnknown, Refused) as error:
            _log.warning("settle.later", project=project_id, error=type(error).__name__)
            # Who has waited for the homeserver to come back need not rest as well.
            has_waited = isinstance(error, TryLater) and error.for_all
            await self._later(project_id, lease, 0 if has_waited else AGAIN_SECONDS)
        except DatabaseAway:
            raise
        except Exception:
            _log.exception("settle.failed", project=project_id)
            await self._later(project_id, lease, FAILED_SECONDS)
        else:
            seconds = round(time.monotonic() - started, 3)
            _log.info("settle.done", project=project_id, seconds=seconds)

    async def _later(self, project_id: int, lease: str, seconds: int) -> None:
        until = self._now() + timedelta(seconds=seconds)
        soon = self._now() + timedelta(seconds=min(seconds, AGAIN_SECONDS))
        await self._in_database(twinspaces.unsettled, project_id, lease, until, soon)

    async def settle(self, project_id: int, lease: str = "") -> None:
        """Make a project's rooms what they should be. Safe to repeat at any point.

        Where we know already that they are, the homeserver is not asked; nor with a lease where
        somebody else has taken the project.
        """
        arguments = (project_id, self._now(), lease)
        wanted: Wanted | None = await self._in_database(self._begin, *arguments)
        if wanted is not None:
            try:
                await self._carry_out(wanted, lease)
                await self._in_database(self._finish, wanted, lease, self._now())
            except Exception:
                self._untold.add((project_id, lease))
                await self._tell()
                raise
        self._kick_delivery()

    async def _tell(self) -> None:
        """Let be found what we did where another took the project, however it ended for us."""
        for project_id, lease in list(self._untold):
            await self._in_database(_is_ours_yet, project_id, lease, self._now())
            self._untold.discard((project_id, lease))

    async def _carry_out(self, wanted: Wanted, lease: str) -> None:
        """Call the homeserver, and keep the lease however long that takes."""
        project_id = wanted.project_id
        keeping = asyncio.create_task(self._keep(project_id, lease))
        try:
            await _both(self._mending.mend(wanted), self._mending.log_out(project_id))
        finally:
            keeping.cancel()

    async def _keep(self, project_id: int, lease: str) -> None:
        while lease:
            await asyncio.sleep(KEEP_SECONDS)
            with suppress(DatabaseAway):
                await self._in_database(twinspaces.keep, project_id, lease, self._now())

    def _begin(self, db: Db, project_id: int, now: datetime, lease: str) -> Wanted | None:
        """Judge who looks after pupils, and read what the rooms should be.

        None if there are none, if another settles them, or if we know that they are so already:
        then they are settled.
        """
        if lease and not twinspaces.take(db, project_id, lease, now):
            return None
        for member in members.inside(db, project_id):
            if not accounts.users(db, member.person_id, self._server):
                accounts.add(db, member.person_id, f"t_{secrets.token_hex(8)}")
        supervision.judge_project(db, project_id, now, self._server)
        wanted = plan.read(db, project_id, self._server, now)
        if wanted is None:
            return None
        if self._is_known(db, wanted):
            twinspaces.settled(db, project_id, now)
            return None
        twinspaces.begin(db, project_id)
        return wanted

    def _is_known(self, db: Db, wanted: Wanted) -> bool:
        rooms = wanted.rooms
        if rooms.is_due or rooms.fingerprint != plan.fingerprint(wanted, self._server):
            return False
        if pupils.logouts(db, wanted.project_id):
            return False
        return all(
            plan.is_in_place(
                wanted, kind, presences.of_room(db, getattr(rooms, kind)), self._service
            )
            for kind in KINDS
        )

    def _finish(self, db: Db, wanted: Wanted, lease: str, now: datetime) -> None:
        """Note what the rooms are now; look again if that is not what they should be by now."""
        if not _is_ours_yet(db, wanted.project_id, lease, now):
            return
        opening.settled(db, wanted.project_id, now)
        rooms = twinspaces.by_project(db, wanted.project_id)
        assert rooms is not None, "a TwinSpace that was settled is gone"
        done = plan.fingerprint(replace(wanted, rooms=rooms), self._server)
        twinspaces.keep_fingerprint(db, wanted.project_id, done)
        anew = plan.read(db, wanted.project_id, self._server, now)
        if anew is None or plan.fingerprint(anew, self._server) != done:
            twinspaces.want(db, wanted.project_id, is_urgent=True)


def _is_ours_yet(db: Db, project_id: int, lease: str, now: datetime) -> bool:
    """Tell whether nobody took the project from us; else what we did meanwhile is to be found."""
    is_ours = twinspaces.keep(db, project_id, lease, now)
    if not is_ours:
        _log.warning("settle.overtaken", project=project_id)
        twinspaces.doubt(db, project_id)
    return is_ours


async def _both(*work: Coroutine[Any, Any, None]) -> None:
    """Do all of it side by side: what fails keeps the others from nothing, and is raised then."""
    for outcome in await asyncio.gather(*work, return_exceptions=True):
        if isinstance(outcome, BaseException):
            raise outcome
