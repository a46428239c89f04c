"""Rooms with pupils on a real homeserver: muted before anybody is put out, settled without a call.

Rules TWS-3, TWS-4 and TWS-10.
"""

import asyncio
import itertools
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from aiohttp import web

from handlers import supervision
from handlers.platform import Gate
from matrix_bridge import hearing, orphans, transactions
from matrix_bridge.homeserver import Homeserver, Refused
from matrix_bridge.settle import Settling
from storage import class_visits, members, mutes, presences, projects, pupils, twinspaces
from storage.mutes import Cause
from tests import makers
from tests.conftest import NOON
from tests.matrix_bridge.names import AS_TOKEN, BOT, HS_TOKEN, SERVER, SERVICE
from tests.matrix_bridge.wire import eventually


def now():
    return datetime.now(UTC)


class Class:
    """A project of Ana and Eva with one pupil of each school, in our database."""

    def __init__(self, desk, name):
        self.desk, self._name = desk, name
        self.number = self.write(self._found)

    def _found(self, db):
        self.ana, self.eva = (makers.teacher(db, one, "RO", now()) for one in ("Ana", "Eva"))
        project = makers.project(db, (self.ana, self.eva), now())
        self.fox, self.owl = (
            pupils.add(
                db,
                project_id=project.id,
                school_id=person.school_id,
                added_by=person.id,
                pseudonym=f"Fox of {person.name}",
                code=code,
                localpart=self._name("p"),
                at=now(),
            )
            for person, code in ((self.ana, "ABCDE234567"), (self.eva, "FGHJK234567"))
        )
        twinspaces.want(db, project.id)
        return project.id

    def write(self, work, *args):
        return self.desk.database.write(work, *args)

    def read(self, work, *args):
        return self.desk.database.read(work, *args)

    @property
    def rooms(self):
        return self.read(twinspaces.by_project, self.number)

    def user(self, pupil):
        return f"@{pupil.localpart}:{SERVER}"

    def account(self, person):
        [user] = self.read(supervision.accounts.users, person.id, SERVER)
        return user

    def leaves(self, person):
        def work(db):
            project = projects.by_id(db, self.number)
            makers.take_part(db, project, person, now(), members.State.LEFT)
            twinspaces.want(db, self.number)

        self.write(work)

    def wants(self):
        self.write(twinspaces.want, self.number)


@pytest.fixture
def class_(desk, name):
    return Class(desk, name)


def settler(homeserver, desk):
    return Settling(homeserver, SERVER, desk.in_database, now, lambda: None)


async def settle(settling, class_):
    """Settle until nothing is left to be done."""
    for _ in range(5):
        await settling.settle_changed()
        if class_.rooms.is_settled:
            return
    raise AssertionError("the rooms do not come to rest")


async def levels(homeserver, room):
    state = await homeserver.state(room, SERVICE)
    [found] = [one["content"]["users"] for one in state if one["type"] == "m.room.power_levels"]
    return found


async def record(homeserver, room):
    state = await homeserver.state(room, SERVICE)
    [found] = [one["content"] for one in state if one["type"] == "eu.etwin.room"]
    return found


async def happened(homeserver, room):
    """List the events of a room, the oldest first."""
    query = {"dir": "b", "limit": "100"}
    path = f"/_matrix/client/v3/rooms/{room}/messages".replace("!", "%21")
    answer = await homeserver.call("GET", path, user=SERVICE, query=query)
    return list(reversed(answer["chunk"]))


async def test_the_room_says_of_everybody_who_they_are(homeserver, desk, class_):
    await settle(settler(homeserver, desk), class_)

    found = await record(homeserver, class_.rooms.classroom)
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
    staff = await record(homeserver, class_.rooms.staff_room)
    assert staff["kind"] == "staff_room"
    assert set(staff["members"]) == {class_.account(class_.ana), class_.account(class_.eva)}


async def test_pupils_write_once_their_teacher_is_in(homeserver, desk, class_):
    await settle(settler(homeserver, desk), class_)

    for room in (class_.rooms.classroom, class_.rooms.space):
        assert set((await levels(homeserver, room)).values()) == {50}
    assert class_.read(mutes.of_cause, class_.number, Cause.UNSUPERVISED) == []


async def test_who_leaves_last_leaves_muted_pupils_behind(homeserver, desk, class_):
    settling = settler(homeserver, desk)
    await settle(settling, class_)
    gone = class_.account(class_.eva)

    class_.leaves(class_.eva)
    await settle(settling, class_)

    for room in (class_.rooms.classroom, class_.rooms.space):
        assert (await levels(homeserver, room))[class_.user(class_.owl)] == -1
        assert class_.user(class_.fox) not in await levels(homeserver, room)
        events = await happened(homeserver, room)
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
        await homeserver.send_event(
            class_.rooms.classroom,
            "m.room.message",
            {"msgtype": "m.text", "body": "alone"},
            "alone",
            class_.user(class_.owl),
        )


async def test_who_is_not_validated_any_more_is_out_of_every_room(homeserver, desk, class_):
    settling = settler(homeserver, desk)
    await settle(settling, class_)
    gone = class_.account(class_.eva)

    def refuse(db):
        person = supervision.people.by_id(db, class_.eva.id)
        supervision.people.decide(db, person, "refused", now())

    class_.write(refuse)
    await settle(settling, class_)

    for kind in ("classroom", "staff_room", "space"):
        room = getattr(class_.rooms, kind)
        assert (await homeserver.members(room, SERVICE))[gone] == "leave"
    assert class_.read(mutes.of_cause, class_.number, Cause.UNSUPERVISED)


async def test_a_pupil_who_was_taken_out_is_out_everywhere_and_logged_out(homeserver, desk, class_):
    settling = settler(homeserver, desk)
    await settle(settling, class_)
    fox = class_.user(class_.fox)
    await homeserver.ensure_device(fox, "PHONE")

    class_.write(pupils.remove, class_.fox.id)
    class_.wants()
    await settle(settling, class_)

    for room in (class_.rooms.classroom, class_.rooms.space):
        assert (await homeserver.members(room, SERVICE))[fox] == "leave"
        with pytest.raises(Refused):
            await homeserver.join(room, fox)
    known = await homeserver.call("GET", "/_matrix/client/v3/devices", user=fox, device=False)
    assert [one["device_id"] for one in known["devices"]] == ["ETWIN"]
    assert class_.read(pupils.logouts, class_.number) == []


async def test_where_the_rooms_are_known_to_match_the_homeserver_is_not_asked(
    synapse, wire, desk, class_
):
    homeserver = Homeserver(wire.url, AS_TOKEN, Gate())
    settling = settler(homeserver, desk)
    try:
        await settle(settling, class_)
        before = wire.count()

        class_.wants()
        await settle(settling, class_)
        assert wire.count() == before
        class_.write(twinspaces.look_at_all)
        await settle(settling, class_)
        assert wire.count("/state") > 0
        assert wire.count() == before + 3
    finally:
        await homeserver.close()


async def test_a_stranger_put_in_by_other_hands_is_put_out_at_the_nightly_look(
    homeserver, desk, class_, ours
):
    settling = settler(homeserver, desk)
    await settle(settling, class_)
    stranger = await ours(homeserver)
    room = class_.rooms.staff_room
    await homeserver.invite(room, SERVICE, stranger)
    await homeserver.join(room, stranger)

    class_.write(twinspaces.look_at_all)
    await settle(settling, class_)

    assert (await homeserver.members(room, SERVICE))[stranger] == "leave"


@pytest.mark.parametrize(("is_urgent", "seconds"), [(True, 5), (False, 301)])
async def test_a_mistake_of_ours_does_not_put_off_muting(
    homeserver, desk, class_, monkeypatch, is_urgent, seconds
):
    class_.write(lambda db: twinspaces.want(db, class_.number, is_urgent=is_urgent))
    monkeypatch.setattr(twinspaces, "keep_fingerprint", None)

    await settler(homeserver, desk).settle_changed()

    waits = (class_.rooms.leased_until - now()).total_seconds()
    assert 0 < waits < seconds
    assert is_urgent or waits > 200


async def test_a_lock_mutes_and_its_end_unmutes(homeserver, desk, class_):
    settling = settler(homeserver, desk)
    await settle(settling, class_)

    lock = class_.write(mutes.add, class_.number, class_.ana.school_id, Cause.LOCK, now())
    class_.wants()
    await settle(settling, class_)
    found = await levels(homeserver, class_.rooms.classroom)
    assert found[class_.user(class_.fox)] == -1
    assert class_.user(class_.owl) not in found
    class_.write(mutes.end, lock)
    class_.wants()
    await settle(settling, class_)

    assert set((await levels(homeserver, class_.rooms.classroom)).values()) == {50}


async def test_a_room_that_belongs_to_no_project_is_left(
    homeserver, desk, class_, ours, monkeypatch
):
    await settle(settler(homeserver, desk), class_)
    guest = await ours(homeserver)
    others = await homeserver.joined_rooms(SERVICE)
    monkeypatch.setattr(orphans, "KNOWN_SECONDS", 0)
    monkeypatch.setattr(twinspaces, "all_rooms", lambda _: others)
    orphan = await homeserver.create_room({"preset": "private_chat", "invite": [guest]}, SERVICE)
    await homeserver.join(orphan, guest)

    assert await orphans.leave(homeserver, SERVICE, desk.in_database) == [orphan]

    assert await homeserver.joined_rooms(SERVICE) == others
    assert orphan not in await homeserver.joined_rooms(guest)


async def test_with_another_database_no_room_is_left(homeserver, desk, monkeypatch):
    await homeserver.create_room({"preset": "private_chat"}, SERVICE)
    before = await homeserver.joined_rooms(SERVICE)
    monkeypatch.setattr(orphans, "KNOWN_SECONDS", 0)

    assert await orphans.leave(homeserver, SERVICE, desk.in_database) == []
    assert await homeserver.joined_rooms(SERVICE) == before


@asynccontextmanager
async def listening(desk, listen, woken):
    """Take the homeserver's pushes as the service does."""
    heard = hearing.listener(desk.in_database, woken.set, SERVER, now)
    runner = web.AppRunner(transactions.application([HS_TOKEN], heard))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", listen, reuse_port=True).start()
    yield
    await runner.cleanup()


async def test_who_leaves_in_their_own_app_is_missed_at_once(homeserver, desk, class_, listen):
    settling, woken = settler(homeserver, desk), asyncio.Event()
    await settle(settling, class_)
    room, eva = class_.rooms.classroom, class_.account(class_.eva)
    async with listening(desk, listen, woken):
        await homeserver.ping_appservice()
        await homeserver.leave(room, eva)  # as an app would, where no guard stands in the way
        await eventually(lambda: eva not in class_.read(presences.joined, room))
        assert woken.is_set()
        assert class_.rooms.is_dirty

        await settling.settle_changed()
        assert (await levels(homeserver, room)).get(class_.user(class_.owl)) == -1
        await settle(settling, class_)
        await eventually(lambda: eva in class_.read(presences.joined, room))
        await settle(settling, class_)

    assert class_.read(mutes.of_cause, class_.number, Cause.UNSUPERVISED) == []
    assert class_.user(class_.owl) not in await levels(homeserver, room)


async def test_a_teacher_who_reads_in_their_own_app_has_opened_the_classroom(
    homeserver, desk, class_, listen
):
    await settle(settler(homeserver, desk), class_)
    room, ana = class_.rooms.classroom, class_.account(class_.ana)
    hello = {"msgtype": "m.text", "body": "Hello"}
    async with listening(desk, listen, asyncio.Event()):
        await homeserver.ping_appservice()
        assert class_.read(class_visits.of_project, class_.number) == {}
        # What Synapse makes up for after we were away it pushes without receipts.
        for number in itertools.count():
            txn = f"hello {number} {room}"
            said = await homeserver.send_event(room, "m.room.message", hello, txn, SERVICE)
            path = f"/_matrix/client/v3/rooms/{room}/receipt/m.read/{said}"
            path = path.replace("!", "%21").replace("$", "%24")
            await homeserver.call("POST", path, user=ana, body={}, repeatable=True)
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
