"""A homeserver as an operator runs it: our settings, our guard, Synapse's own limits."""

import asyncio
import time
from dataclasses import dataclass, replace
from urllib.parse import unquote

import pytest
from aiohttp import web

from bot.sandbox.ports import free_port
from matrix_bridge import hearing, transactions
from matrix_bridge.proxydoor import ProxyDoor
from matrix_bridge.registration import registration, snippet
from storage import addresses, pupils, room_media, twinspaces
from storage.addresses import Address
from storage.db import Database, metadata
from tests import makers
from tests.adversary.proxies import Proxy
from tests.adversary.world import (
    AS_TOKEN,
    BOT,
    HS_TOKEN,
    LEVELS,
    SERVER,
    Caller,
    World,
    pupil,
    teacher,
)
from tests.conftest import NOON
from tests.homeserver import Synapse
from tests.story.stage import Loop


@pytest.fixture(scope="session")
def listen():
    """The port of our door."""
    return free_port()


@pytest.fixture(scope="session")
def world(tmp_path_factory, listen):
    synapse = Synapse(
        tmp_path_factory.mktemp("adversary"),
        SERVER,
        registration=registration(
            AS_TOKEN, HS_TOKEN, f"http://127.0.0.1:{listen}", SERVER, "etwin"
        ),
        snippet=snippet(SERVER),
        production_limits=True,
    )
    synapse.start()
    made = World(synapse)
    yield made
    made.close()


@dataclass
class TwinSpace:
    """A project's rooms and who is in them."""

    classroom: str
    staff_room: str
    space: str
    ana: Caller
    fox: Caller


@pytest.fixture(scope="session")
def open_twinspace(world):
    """Make a TwinSpace with a teacher and a pupil."""

    def make():
        ana, fox = world.account("t"), world.account("p")
        levels = LEVELS | {"users": {ana.user: 50}}
        rooms = {kind: world.room(kind, levels) for kind in ("classroom", "staff_room", "space")}
        for kind, room in rooms.items():
            inside = {ana.user: teacher()} | ({fox.user: pupil()} if kind != "staff_room" else {})
            world.record(room, kind, **inside)
            world.let_in(room, ana, *([fox] if kind != "staff_room" else []))
        return TwinSpace(**rooms, ana=ana, fox=fox)

    return make


@pytest.fixture(scope="session")
def rivers(open_twinspace):
    """The project in which the adversary is."""
    return open_twinspace()


@pytest.fixture(scope="session")
def elsewhere(open_twinspace):
    """A project that is no affair of theirs."""
    return open_twinspace()


@pytest.fixture(scope="session")
def newcomer(world, rivers):
    """Make another pupil or teacher of the project; nobody's limits are used up by others."""
    members = {rivers.ana.user: teacher(), rivers.fox.user: pupil()}

    def make(kind):
        made = world.account(kind)
        who = pupil() if kind == "p" else teacher(supervises=False)
        members[made.user] = who
        world.record(rivers.classroom, **members)
        world.let_in(rivers.classroom, made)
        return made

    return make


@pytest.fixture(scope="session")
def adversary(world, rivers, elsewhere, newcomer):
    """Make somebody of a kind who has done nothing yet."""

    def make(kind):
        if kind in {"pupil", "teacher"}:
            return newcomer("p" if kind == "pupil" else "t")
        if kind == "removed":
            gone = newcomer("p")
            world.kick(rivers.classroom, gone)
            return gone
        return world.stranger()

    return make


@pytest.fixture(scope="session")
def door(world, rivers, elsewhere, listen, tmp_path_factory):
    """Our side, listening to the homeserver, with both projects in its database."""
    url = f"sqlite:///{tmp_path_factory.mktemp('etwin') / 'etwin.sqlite'}"
    database, loop = Database(url), Loop()
    metadata.create_all(database.engine)
    database.write(_enroll, rivers)
    database.write(_enroll, elsewhere)

    async def write(work, *args):
        return await asyncio.to_thread(database.write, work, *args)

    async def read(work, *args):
        return await asyncio.to_thread(database.read, work, *args)

    proxydoor = ProxyDoor(world.synapse.url, SERVER, BOT, read)
    heard = hearing.listener(write, lambda: None, SERVER, lambda: NOON)
    app = transactions.application([HS_TOKEN], heard, proxydoor.add_to)
    runner = web.AppRunner(app, access_log=None)
    loop.run(runner.setup())
    loop.run(web.TCPSite(runner, "127.0.0.1", listen).start())
    yield database
    loop.run(runner.cleanup())
    loop.close()
    database.close()


def _enroll(db, space):
    ana = makers.teacher(db, "Ana", "RO", NOON)
    ben = makers.teacher(db, "Ben", "DE", NOON)
    known = addresses.add(db, Address("matrix", space.ana.user), "1", "en", NOON)
    addresses.belong(db, known.id, ana.id, NOON)
    project = makers.project(db, (ana, ben), NOON)
    fox = {"pseudonym": "Fox", "localpart": space.fox.user[1:].split(":")[0]}
    made = pupils.add(
        db, project_id=project.id, school_id=ana.school_id, added_by=ana.id, at=NOON, **fox
    )
    pupils.permit(db, made.id, pupils.Permissions(takes_part=True), ana.id, NOON)
    twinspaces.want(db, project.id)
    rooms = {kind: unquote(getattr(space, kind)) for kind in ("classroom", "staff_room", "space")}
    twinspaces.keep_rooms(db, project.id, **rooms)


@pytest.fixture(scope="session", params=["caddy", "nginx"])
def proxied(request, world, door, listen, tmp_path_factory):
    """Let somebody speak to the homeserver through a reverse proxy."""
    folder = tmp_path_factory.mktemp(request.param)
    proxy = Proxy(request.param, folder, world.port, listen)
    yield lambda person: replace(person, port=proxy.port)
    proxy.close()


@pytest.fixture
def post(world, door):
    """Post a file in a room, as the page of the classroom does, and wait until we have heard."""

    def posted(person, room, **more):
        address = person.upload().content["content_uri"]
        said = world.as_service(person).say(room, msgtype="m.image", url=address, **more)
        assert said.status == 200
        while not door.read(room_media.rooms, address):
            time.sleep(0.05)
        return address

    return posted
