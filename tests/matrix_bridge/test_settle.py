"""A TwinSpace found half made is completed; one that may still be in the making is waited for."""

import pytest

from handlers.platform import TryLater
from matrix_bridge import mending
from storage import twinspaces
from tests import makers
from tests.conftest import NOON
from tests.matrix_bridge.names import BOT, SERVER, SERVICE
from tests.matrix_bridge.settled import settler


@pytest.fixture
def project(desk):
    """A project of two teachers whose rooms are wanted."""

    def found(db):
        founders = [makers.teacher(db, name, "RO", NOON) for name in ("Ana", "Eva")]
        made = makers.project(db, founders, NOON)
        twinspaces.want(db, made.id)
        return made

    return desk.database.write(found)


async def test_what_the_homeserver_left_out_when_it_died_is_made_up_for(homeserver, desk, project):
    alias = f"etwin_{project.id}_classroom"
    body = {"room_version": "12", "preset": "private_chat", "room_alias_name": alias}
    await homeserver.delete_alias(f"#{alias}:{SERVER}", SERVICE)
    half = await homeserver.create_room(body, SERVICE)

    await settler(homeserver, desk).settle(project.id)

    twinspace = desk.database.read(twinspaces.by_project, project.id)
    state = await homeserver.state(half, SERVICE)
    there = {(one["type"], one["state_key"]): one["content"] for one in state}
    assert twinspace.classroom == half
    assert "Rivers" in there["m.room.name", ""]["name"]
    assert there["m.room.topic", ""]["topic"]
    assert there["m.room.guest_access", ""] == {"guest_access": "forbidden"}
    assert there["m.room.power_levels", ""]["invite"] == 100
    space = await homeserver.state(twinspace.space, SERVICE)
    assert half in {one["state_key"] for one in space if one["type"] == "m.space.child"}


async def test_a_room_that_cannot_be_read_is_given_up_only_after_a_while(
    homeserver, desk, project, ours, monkeypatch
):
    stranger = await ours(homeserver)
    chat = {"preset": "private_chat", "is_direct": True, "invite": [BOT]}
    secret = await homeserver.create_room(chat, stranger)
    alias = f"#etwin_{project.id}_classroom:{SERVER}"
    await homeserver.delete_alias(alias, SERVICE)
    await homeserver.call(
        "PUT",
        f"/_matrix/client/v3/directory/room/{alias.replace('#', '%23')}",
        user=SERVICE,
        body={"room_id": secret},
    )
    settling = settler(homeserver, desk)

    with pytest.raises(TryLater):
        await settling.settle(project.id)
    assert await homeserver.resolve_alias(alias) == secret
    monkeypatch.setattr(mending, "MAKING_SECONDS", 0)
    with pytest.raises(TryLater):
        await settling.settle(project.id)
    await settling.settle(project.id)

    twinspace = desk.database.read(twinspaces.by_project, project.id)
    assert await homeserver.resolve_alias(alias) == twinspace.classroom != secret


async def test_what_other_hands_changed_is_put_back_at_the_nightly_look(homeserver, desk, project):
    settling = settler(homeserver, desk)
    await settling.settle_changed()
    twinspace = desk.database.read(twinspaces.by_project, project.id)
    inside = await homeserver.members(twinspace.staff_room, SERVICE)
    teacher = next(user for user, how in inside.items() if how == "join" and user != SERVICE)
    await homeserver.put_state(twinspace.classroom, "m.room.name", {"name": "Mine"}, SERVICE)
    await homeserver.kick(twinspace.staff_room, SERVICE, teacher)

    desk.database.write(twinspaces.look_at_all)
    await settling.settle_changed()

    state = await homeserver.state(twinspace.classroom, SERVICE)
    [name] = [one["content"]["name"] for one in state if one["type"] == "m.room.name"]
    assert "Rivers" in name
    assert (await homeserver.members(twinspace.staff_room, SERVICE))[teacher] == "join"
