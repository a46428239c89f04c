"""A Synapse of several processes, as our files describe it: the guard is in each of them."""

import asyncio
import json
import secrets
import threading
import time
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import psycopg
import pytest

from handlers.platform import Gate
from matrix_bridge import reaching
from matrix_bridge.homeserver import Homeserver
from matrix_bridge.registration import registration, snippet
from tests.adversary.world import (
    AS_TOKEN,
    CLIENT,
    HS_TOKEN,
    LEVELS,
    SERVER,
    SERVICE,
    World,
    pupil,
    teacher,
)
from tests.matrix_bridge.cluster import Cluster
from tests.story.waiting import eventually

READERS = 2


class Pushes:
    """Takes what the homeserver brings us, and notes it."""

    def __init__(self):
        self.events = []
        #: Whether it takes nothing, as we while our database is away; and how often it did not.
        self.is_away, self.refused = False, 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def _handler(pushes):  # noqa: N805 - the handler has a self of its own
        class Handler(BaseHTTPRequestHandler):
            def do_PUT(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if pushes.is_away:
                    pushes.refused += 1
                    self._answer(503)
                    return
                pushes.events += json.loads(body).get("events", [])
                self._answer()

            def do_POST(self):
                self._answer()

            def _answer(self, status=200):
                self.send_response(status)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_what):
                pass

        return Handler

    def close(self):
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="module")
def pushes():
    with closing(Pushes()) as made:
        yield made


@pytest.fixture(scope="module")
def database_url(postgres):
    return postgres.create_database(f"synapse_{secrets.token_hex(6)}")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory, database_url, pushes):
    made = Cluster(
        tmp_path_factory.mktemp("cluster"),
        SERVER,
        database_url,
        READERS,
        registration=registration(AS_TOKEN, HS_TOKEN, pushes.url, SERVER, "etwin"),
        snippet=snippet(SERVER),
        production_limits=False,
    )
    try:
        made.start()
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="module")
def world(cluster):
    """People of the homeserver; what the service does goes where `etwin run` asks."""
    world = World(cluster)
    for name in ("service", "bot"):
        setattr(world, name, replace(getattr(world, name), port=cluster.ports.for_us))
    return world


@pytest.fixture(scope="module")
def classroom(world):
    """A classroom, its teacher and a pupil."""
    ana, fox = world.account("t"), world.account("p")
    room = world.room(levels=LEVELS | {"users": {ana.user: 50}})
    world.record(room, **{ana.user: teacher(), fox.user: pupil()})
    world.let_in(room, ana, fox)
    return room, ana, fox


@pytest.mark.parametrize("number", range(READERS + 2), ids=["main", "ours", "first", "second"])
def test_the_guard_refuses_a_pupil_on_each_process(cluster, classroom, number):
    ports = [cluster.ports.main, cluster.ports.ours, *cluster.layout.reader_ports()]
    room, ana, fox = (
        classroom[0],
        *(replace(one, port=ports[number]) for one in classroom[1:]),
    )

    said = [one.say(room).status for one in (ana, fox)]
    made = fox.call("POST", f"{CLIENT}/createRoom", {})
    edited = fox.send(room, "org.example.game", {"score": 1})

    assert said == [200, 200]
    assert (made.status, made.errcode) == (403, "M_FORBIDDEN")
    assert (edited.status, edited.errcode) == (403, "M_FORBIDDEN")


def test_what_is_said_on_one_process_is_read_on_another(cluster, classroom):
    room, ana, fox = classroom
    first, second = (
        replace(one, port=at)
        for one, at in zip((ana, fox), cluster.layout.reader_ports(), strict=True)
    )

    event = first.say(room, "Our river is cold").content["event_id"]

    def look():
        return second.call("GET", f"{CLIENT}/rooms/{room}/event/{event}").content

    assert eventually(lambda: look().get("content"))["body"] == "Our river is cold"


def test_events_are_stored_by_persisters_and_brought_by_our_worker(
    cluster, classroom, database_url, pushes
):
    room, ana, _ = classroom
    event = ana.say(room, "Brought").content["event_id"]

    brought = eventually(lambda: [one for one in pushes.events if one["event_id"] == event])
    with psycopg.connect(database_url) as db:
        writers = db.execute("SELECT DISTINCT instance_name FROM events").fetchall()

    assert len(brought) == 1
    assert writers == [("persister1",)]


@asynccontextmanager
async def as_we_ask(cluster):
    """Ask where `etwin run` does."""
    homeserver = Homeserver(cluster.url_for_us, AS_TOKEN, Gate())
    try:
        yield homeserver
    finally:
        await homeserver.close()


def test_what_waited_while_we_were_away_comes_as_soon_as_we_ask(cluster, classroom, pushes):
    """Synapse begins again after 2, 4 and 8 seconds, and so on."""
    room, ana, _ = classroom
    pushes.is_away = True
    event = ana.say(room, "Waits").content["event_id"]
    eventually(lambda: pushes.refused >= 3)
    time.sleep(1)  # it has noted that
    pushes.is_away, came = False, time.monotonic()

    async def ask():
        async with as_we_ask(cluster) as homeserver:
            await reaching.knock(homeserver)

    asyncio.run(ask())

    eventually(lambda: [one for one in pushes.events if one["event_id"] == event])
    assert time.monotonic() - came < 5


def test_etwin_run_reaches_all_it_asks_for(cluster, world):
    async def ask():
        async with as_we_ask(cluster) as homeserver:
            name = f"t_{secrets.token_hex(4)}"
            user = f"@{name}:{SERVER}"
            await homeserver.ensure_user(name)
            await homeserver.ensure_device(user)
            await homeserver.set_displayname(user, "Ana (teacher)")
            await homeserver.ping_appservice()
            room = await homeserver.create_room({"preset": "private_chat"}, SERVICE)
            return await homeserver.whoami(), await homeserver.joined_rooms(SERVICE), room

    who, joined, room = asyncio.run(ask())

    assert who == SERVICE
    assert room in joined
