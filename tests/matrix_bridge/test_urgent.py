"""Pupils who are to be muted wait for nobody: neither for rooms being made nor for what fails.

Rule TWS-4.
"""

import asyncio
import contextlib
import time

from handlers.platform import Gate
from matrix_bridge.homeserver import Homeserver
from storage import people, twinspaces
from storage.people import Standing
from tests import makers
from tests.matrix_bridge.names import AS_TOKEN
from tests.matrix_bridge.settled import now, settler
from tests.matrix_bridge.wire import Wire

#: How many projects are being opened, and how long the homeserver takes for a room.
PROJECTS, ROOM_SECONDS = 20, 4
#: Source: docs/rules.md, TWS-4.
MUTED_WITHIN_SECONDS = 5


class SlowToMake(Wire):
    """A homeserver so busy that each room takes long."""

    async def _pass_on(self, request):
        if "createRoom" in request.path:
            self.seen.append((request.method, request.path))
            await asyncio.sleep(ROOM_SECONDS)
        return await super()._pass_on(request)


@contextlib.asynccontextmanager
async def settling(url, desk):
    """Settle as the service does, as long as this lasts."""
    homeserver = Homeserver(url, AS_TOKEN, Gate())
    running = asyncio.create_task(settler(homeserver, desk).run())
    try:
        yield
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
        await homeserver.close()


def approve(db):
    for _ in range(PROJECTS):
        founders = [makers.teacher(db, name, "RO", now()) for name in ("Ion", "Mia")]
        twinspaces.want(db, makers.project(db, founders, now()).id)


async def test_pupils_are_muted_in_time_while_many_projects_are_being_opened(class_, desk, synapse):
    await class_.settle()
    owl, room = class_.user(class_.owl), class_.rooms.classroom
    class_.write(approve)

    async with SlowToMake(synapse.url) as wire, settling(wire.url, desk):
        await wire.saw("createRoom", times=4)
        began = time.monotonic()
        class_.write(people.decide, class_.eva, Standing.REFUSED, now())
        while (await class_.levels(room)).get(owl) != -1:
            assert time.monotonic() - began < MUTED_WITHIN_SECONDS
            await asyncio.sleep(0.05)


async def test_a_project_is_not_settled_twice_at_once(class_, desk, synapse):
    class_.write(lambda db: twinspaces.want(db, class_.number, is_urgent=True))

    async with SlowToMake(synapse.url) as wire:
        homeserver = Homeserver(wire.url, AS_TOKEN, Gate())
        one = settler(homeserver, desk)
        await asyncio.gather(one.settle_changed(), one.settle_changed(only_urgent=True))
        await homeserver.close()

    assert wire.count("createRoom") <= 2 * 3


def test_what_became_urgent_meanwhile_stays_so(db):
    founders = [makers.teacher(db, name, "RO", now()) for name in ("Ion", "Mia")]
    project = makers.project(db, founders, now()).id
    twinspaces.want(db, project, is_urgent=True)
    assert twinspaces.take(db, project, "mine", now())

    people.decide(db, founders[0], Standing.REFUSED, now())
    assert twinspaces.waiting(db, now(), only_urgent=True) == []
    twinspaces.settled(db, project, now())

    assert twinspaces.waiting(db, now(), only_urgent=True) == [project]
    assert twinspaces.take(db, project, "mine", now())
    twinspaces.settled(db, project, now())
    assert twinspaces.waiting(db, now(), only_urgent=True) == []
