"""Who settles and was taken for dead undoes nothing for long: what is known is looked at again.

Rule TWS-10.
"""

import asyncio
import contextlib

import pytest

from handlers.platform import Gate
from matrix_bridge import settle
from matrix_bridge.homeserver import Homeserver
from storage import mutes, twinspaces
from storage.db import DatabaseAway
from storage.mutes import Cause
from tests.matrix_bridge.names import AS_TOKEN, SERVER
from tests.matrix_bridge.settled import now, settler
from tests.matrix_bridge.wire import Wire, eventually


class HeldUp(Wire):
    """A wire on which calls whose path has all the words wait until they are let go."""

    def __init__(self, upstream, *words):
        super().__init__(upstream)
        self._words = words
        self.came, self.freed = asyncio.Event(), asyncio.Event()

    async def _pass_on(self, request):
        if all(word in request.path for word in self._words):
            self.came.set()
            await self.freed.wait()
        return await super()._pass_on(request)


@contextlib.asynccontextmanager
async def held_up(url, desk, *words):
    """Let one settle, held up at a call whose path has the words; then `go` lets it end."""
    async with HeldUp(url, *words) as wire:
        homeserver = Homeserver(wire.url, AS_TOKEN, Gate())
        settling = asyncio.create_task(settler(homeserver, desk).settle_changed())

        async def go():
            wire.freed.set()
            await settling

        try:
            await wire.came.wait()
            yield wire, go
        finally:
            settling.cancel()
            await homeserver.close()


async def test_what_was_done_before_the_database_went_away_is_put_right(class_, desk, synapse):
    await class_.settle()
    lock = locked(class_)
    await class_.settle()
    fox, classroom = class_.user(class_.fox), class_.rooms.classroom
    class_.write(mutes.end, lock)
    class_.wants()
    is_away = False

    async def in_database(work, *args):
        if is_away:
            raise DatabaseAway
        return await desk.in_database(work, *args)

    async with HeldUp(synapse.url, "m.room.power_levels", classroom) as wire:
        homeserver = Homeserver(wire.url, AS_TOKEN, Gate())
        settling = settle.Settling(homeserver, SERVER, in_database, now, lambda: None)
        under_way = asyncio.create_task(settling.settle_changed())
        await wire.came.wait()
        locked(class_)
        class_.write(twinspaces.free_leases, {"another"})
        await class_.settle()
        is_away = True
        wire.freed.set()
        with pytest.RaisesGroup(DatabaseAway):
            await under_way
        assert fox not in await class_.levels(classroom)

        is_away = False
        await settling.settle_changed()
        await homeserver.close()

    assert (await class_.levels(classroom))[fox] == -1


def locked(class_):
    """Let Ana lock the classroom for her pupils."""
    lock = class_.write(mutes.add, class_.number, class_.ana.school_id, Cause.LOCK, now())
    class_.wants()
    return lock


@pytest.mark.parametrize("fails", [False, True])
async def test_what_a_settler_that_was_overtaken_did_is_put_right(class_, desk, synapse, fails):
    await class_.settle()
    lock = locked(class_)
    await class_.settle()
    fox, classroom, staff_room = (
        class_.user(class_.fox),
        class_.rooms.classroom,
        class_.rooms.staff_room,
    )
    class_.write(mutes.end, lock)
    class_.wants()

    async with held_up(synapse.url, desk, "m.room.power_levels", classroom) as (wire, wake):
        locked(class_)
        class_.write(twinspaces.free_leases, {"another"})
        async with held_up(synapse.url, desk, "/state", staff_room) as (_, go_on):
            wire.fault = lambda path: 403 if fails and staff_room in path else ""
            await wake()
            assert fox not in await class_.levels(classroom)
            await go_on()
    assert not class_.rooms.is_settled
    await class_.settling.settle_changed()

    assert (await class_.levels(classroom))[fox] == -1
    assert class_.rooms.is_settled


async def test_a_lease_is_kept_however_long_settling_takes(class_, desk, synapse, monkeypatch):
    monkeypatch.setattr(settle, "KEEP_SECONDS", 0.01)

    async with held_up(synapse.url, desk, "createRoom") as (_, go_on):
        first = class_.rooms.leased_until
        async with asyncio.timeout(20):
            await eventually(lambda: class_.rooms.leased_until > first)
        await go_on()

    assert class_.rooms.leased_until is None


async def test_who_may_be_taken_for_dead_changes_no_room(class_, desk, wire):
    await class_.settle()
    locked(class_)
    living = iter([False])
    homeserver = Homeserver(wire.url, AS_TOKEN, Gate())
    settling = settle.Settling(
        homeserver, SERVER, desk.in_database, now, lambda: None, lives=lambda: next(living, True)
    )

    await settling.settle_changed()
    assert wire.count("/state/") == 0
    class_.write(twinspaces.free_leases, set())
    await settling.settle_changed()
    await homeserver.close()

    levels = await class_.levels(class_.rooms.classroom)
    assert levels[class_.user(class_.fox)] == -1
