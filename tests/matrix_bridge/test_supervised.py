"""Rooms with pupils on a real homeserver: muted in time, and whoever reads or leaves is heard.

Rules TWS-3 and TWS-4.
"""

import asyncio
import itertools
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from matrix_bridge import hearing, transactions
from matrix_bridge.homeserver import Refused
from storage import class_visits, mutes, presences, twinspaces
from storage.mutes import Cause
from tests.conftest import NOON
from tests.matrix_bridge.names import BOT, HS_TOKEN, SERVER, SERVICE
from tests.matrix_bridge.settled import now
from tests.matrix_bridge.wire import eventually, reaching_us


async def happened(homeserver, room):
    """List the events of a room, the oldest first."""
    query = {"dir": "b", "limit": "100"}
    path = f"/_matrix/client/v3/rooms/{room}/messages".replace("!", "%21")
    answer = await homeserver.call("GET", path, user=SERVICE, query=query)
    return list(reversed(answer["chunk"]))


async def test_the_room_says_of_everybody_who_they_are(class_):
    await class_.settle()

    found = await class_.record(class_.rooms.classroom)
    assert found["kind"] == "classroom"
    assert found["members"] == {
        class_.account(person): {
            "role": "teacher",
            "school": str(person.school_id),
            "supervises": True,
        }
        for person in (class_.ana, class_.eva)
    } | {
        class_.user(pupil): {"role": "pupil", "school": str(pupil.school_id)}
        for pupil in (class_.fox, class_.owl)
    }
    staff = await class_.record(class_.rooms.staff_room)
    assert staff["kind"] == "staff_room"
    assert set(staff["members"]) == {class_.account(class_.ana), class_.account(class_.eva)}


async def test_pupils_write_once_their_teacher_is_in(class_):
    await class_.settle()

    for room in (class_.rooms.classroom, class_.rooms.space):
        assert set((await class_.levels(room)).values()) == {50}
    assert class_.read(mutes.of_cause, class_.number, Cause.UNSUPERVISED) == []


async def test_who_leaves_last_leaves_muted_pupils_behind(class_):
    await class_.settle()
    gone = class_.account(class_.eva)

    class_.leaves(class_.eva)
    await class_.settle()

    for room in (class_.rooms.classroom, class_.rooms.space):
        assert (await class_.levels(room))[class_.user(class_.owl)] == -1
        assert class_.user(class_.fox) not in await class_.levels(room)
        events = await happened(class_.homeserver, room)
        muted = [
            number
            for number, one in enumerate(events)
            if one["type"] == "m.room.power_levels"
            and one["content"]["users"].get(class_.user(class_.owl)) == -1
        ]
        [kicked] = [
            number
            for number, one in enumerate(events)
            if one.get("state_key") == gone and one["content"].get("membership") == "leave"
        ]
        assert muted[-1] < kicked
    with pytest.raises(Refused):
        await class_.say(class_.owl, "alone")


@pytest.mark.parametrize(("is_urgent", "seconds"), [(True, 5), (False, 301)])
async def test_a_mistake_of_ours_does_not_put_off_muting(class_, monkeypatch, is_urgent, seconds):
    class_.write(lambda db: twinspaces.want(db, class_.number, is_urgent=is_urgent))
    monkeypatch.setattr(twinspaces, "keep_fingerprint", None)

    await class_.settling.settle_changed()

    waits = (class_.rooms.leased_until - now()).total_seconds()
    assert 0 < waits < seconds
    assert is_urgent or waits > 200


async def test_a_lock_mutes_and_its_end_unmutes(class_):
    await class_.settle()

    lock = class_.write(mutes.add, class_.number, class_.ana.school_id, Cause.LOCK, now())
    class_.wants()
    await class_.settle()
    found = await class_.levels(class_.rooms.classroom)
    assert found[class_.user(class_.fox)] == -1
    assert class_.user(class_.owl) not in found
    class_.write(mutes.end, lock)
    class_.wants()
    await class_.settle()

    assert set((await class_.levels(class_.rooms.classroom)).values()) == {50}


@asynccontextmanager
async def listening(desk, listen, woken):
    """Take the homeserver's pushes as the service does."""
    heard = hearing.listener(desk.in_database, woken.set, SERVER, now)
    runner = web.AppRunner(transactions.application([HS_TOKEN], heard))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", listen, reuse_port=True).start()
    yield
    await runner.cleanup()


async def test_who_leaves_in_their_own_app_is_missed_at_once(class_, desk, listen):
    await class_.settle()
    woken = asyncio.Event()
    room, eva = class_.rooms.classroom, class_.account(class_.eva)
    async with listening(desk, listen, woken):
        await reaching_us(class_.homeserver)
        # As an app would, where no guard stands in the way.
        await class_.homeserver.leave(room, eva)
        await eventually(lambda: eva not in class_.read(presences.joined, room))
        assert woken.is_set()
        assert class_.rooms.is_dirty

        await class_.settling.settle_changed()
        assert (await class_.levels(room)).get(class_.user(class_.owl)) == -1
        await class_.settle()
        await eventually(lambda: eva in class_.read(presences.joined, room))
        await class_.settle()

    assert class_.read(mutes.of_cause, class_.number, Cause.UNSUPERVISED) == []
    assert class_.user(class_.owl) not in await class_.levels(room)


async def test_a_teacher_who_reads_in_their_own_app_has_opened_the_classroom(class_, desk, listen):
    await class_.settle()
    room, ana = class_.rooms.classroom, class_.account(class_.ana)
    hello = {"msgtype": "m.text", "body": "Hello"}
    async with listening(desk, listen, asyncio.Event()):
        await reaching_us(class_.homeserver)
        assert class_.read(class_visits.of_project, class_.number) == {}
        # What Synapse makes up for after we were away it pushes without receipts.
        for number in itertools.count():
            txn = f"hello {number} {room}"
            said = await class_.homeserver.send_event(room, "m.room.message", hello, txn, SERVICE)
            path = f"/_matrix/client/v3/rooms/{room}/receipt/m.read/{said}"
            path = path.replace("!", "%21").replace("$", "%24")
            await class_.homeserver.call("POST", path, user=ana, body={}, repeatable=True)
            if class_.read(class_visits.of_project, class_.number):
                break
            await asyncio.sleep(0.2)

    [seen] = class_.read(class_visits.of_project, class_.number).items()
    assert seen[0] == class_.ana.id
    assert abs((seen[1].opened_at - now()).total_seconds()) < 60


async def test_a_pupil_who_reads_or_a_stranger_opens_nothing(desk, class_):
    def prepare(db):
        twinspaces.keep_rooms(db, class_.number, classroom="!c", staff_room="!s", space="!p")

    class_.write(prepare)
    heard = hearing.listener(desk.in_database, lambda: None, SERVER, lambda: NOON)
    readers = {user: {"ts": 1} for user in (class_.user(class_.fox), f"@eve:{SERVER}", BOT)}

    await heard([{"type": "m.receipt", "room_id": "!c", "content": {"$1": {"m.read": readers}}}])

    assert class_.read(class_visits.of_project, class_.number) == {}
