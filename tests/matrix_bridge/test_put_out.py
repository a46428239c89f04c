"""Who does not belong in a room is put out of it, and rooms of no project are left. TWS-10."""

import pytest

from handlers import supervision
from handlers.platform import Gate
from matrix_bridge import orphans
from matrix_bridge.homeserver import Homeserver, Refused
from storage import mutes, pupils, twinspaces
from storage.mutes import Cause
from tests.matrix_bridge.names import AS_TOKEN, SERVICE
from tests.matrix_bridge.settled import now, settler


async def test_who_is_not_validated_any_more_is_out_of_every_room(class_):
    await class_.settle()
    gone = class_.account(class_.eva)

    def refuse(db):
        person = supervision.people.by_id(db, class_.eva.id)
        supervision.people.decide(db, person, "refused", now())

    class_.write(refuse)
    await class_.settle()

    for kind in ("classroom", "staff_room", "space"):
        room = getattr(class_.rooms, kind)
        assert (await class_.homeserver.members(room, SERVICE))[gone] == "leave"
    assert class_.read(mutes.of_cause, class_.number, Cause.UNSUPERVISED)


async def test_a_pupil_who_was_taken_out_is_out_everywhere_and_logged_out(class_):
    await class_.settle()
    fox = class_.user(class_.fox)
    await class_.homeserver.ensure_device(fox, "PHONE")

    class_.write(pupils.remove, class_.fox.id)
    class_.wants()
    await class_.settle()

    for room in (class_.rooms.classroom, class_.rooms.space):
        assert (await class_.homeserver.members(room, SERVICE))[fox] == "leave"
        with pytest.raises(Refused):
            await class_.homeserver.join(room, fox)
    path = "/_matrix/client/v3/devices"
    known = await class_.homeserver.call("GET", path, user=fox, device=False)
    assert [one["device_id"] for one in known["devices"]] == ["ETWIN"]
    assert class_.read(pupils.logouts, class_.number) == []


async def test_where_the_rooms_are_known_to_match_the_homeserver_is_not_asked(
    synapse, wire, desk, class_
):
    homeserver = Homeserver(wire.url, AS_TOKEN, Gate())
    class_.settling = settler(homeserver, desk)
    try:
        await class_.settle()
        before = wire.count()

        class_.wants()
        await class_.settle()
        assert wire.count() == before
        class_.write(twinspaces.look_at_all)
        await class_.settle()
        assert wire.count("/state") > 0
        assert wire.count() == before + 3
    finally:
        await homeserver.close()


async def test_a_stranger_put_in_by_other_hands_is_put_out_at_the_nightly_look(class_, ours):
    await class_.settle()
    stranger = await ours(class_.homeserver)
    room = class_.rooms.staff_room
    await class_.homeserver.invite(room, SERVICE, stranger)
    await class_.homeserver.join(room, stranger)

    class_.write(twinspaces.look_at_all)
    await class_.settle()

    assert (await class_.homeserver.members(room, SERVICE))[stranger] == "leave"


async def test_a_room_that_belongs_to_no_project_is_left(class_, desk, ours, monkeypatch):
    await class_.settle()
    guest = await ours(class_.homeserver)
    others = await class_.homeserver.joined_rooms(SERVICE)
    monkeypatch.setattr(orphans, "KNOWN_SECONDS", 0)
    monkeypatch.setattr(twinspaces, "all_rooms", lambda _: others)
    chat = {"preset": "private_chat", "invite": [guest]}
    orphan = await class_.homeserver.create_room(chat, SERVICE)
    await class_.homeserver.join(orphan, guest)

    assert await orphans.leave(class_.homeserver, SERVICE, desk.in_database) == [orphan]

    assert await class_.homeserver.joined_rooms(SERVICE) == others
    assert orphan not in await class_.homeserver.joined_rooms(guest)


async def test_with_another_database_no_room_is_left(homeserver, desk, monkeypatch):
    await homeserver.create_room({"preset": "private_chat"}, SERVICE)
    before = await homeserver.joined_rooms(SERVICE)
    monkeypatch.setattr(orphans, "KNOWN_SECONDS", 0)

    assert await orphans.leave(homeserver, SERVICE, desk.in_database) == []
    assert await homeserver.joined_rooms(SERVICE) == before
