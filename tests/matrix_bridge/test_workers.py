"""A Synapse of several processes, as our files describe it: the guard is in each of them."""

import asyncio
import json
import secrets
import subprocess
import threading
from contextlib import closing
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import psycopg
import pytest
import yaml
from typer.testing import CliRunner

from bot import __main__, workers
from handlers.platform import Gate
from matrix_bridge.homeserver import Homeserver
from matrix_bridge.registration import registration, snippet
from matrix_bridge.workers import Layout, settings
from tests.adversary import proxies
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
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def _handler(pushes):  # noqa: N805 - the handler has a self of its own
        class Handler(BaseHTTPRequestHandler):
            def do_PUT(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                pushes.events += json.loads(body).get("events", [])
                self._answer()

            def do_POST(self):
                self._answer()

            def _answer(self):
                self.send_response(200)
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


def test_etwin_run_reaches_all_it_asks_for(cluster, world):
    async def ask():
        homeserver = Homeserver(cluster.url_for_us, AS_TOKEN, Gate())
        try:
            name = f"t_{secrets.token_hex(4)}"
            user = f"@{name}:{SERVER}"
            await homeserver.ensure_user(name)
            await homeserver.ensure_device(user)
            await homeserver.set_displayname(user, "Ana (teacher)")
            await homeserver.ping_appservice()
            room = await homeserver.create_room({"preset": "private_chat"}, SERVICE)
            return await homeserver.whoami(), await homeserver.joined_rooms(SERVICE), room
        finally:
            await homeserver.close()

    who, joined, room = asyncio.run(ask())

    assert who == SERVICE
    assert room in joined


@pytest.mark.parametrize(("readers", "persisters"), [(1, 1), (4, 1), (5, 2), (16, 4)])
def test_each_worker_has_a_name_and_a_port_of_its_own(tmp_path, readers, persisters):
    files = settings(Layout(readers, tmp_path))
    own = [one for one in files.values() if "worker_name" in one]
    ports = [one["worker_listeners"][0]["port"] for one in own]

    assert len(own) == len({one["worker_name"] for one in own}) == readers + persisters + 1
    assert len(set(ports)) == len(ports)
    assert len(files["workers.yaml"]["stream_writers"]["events"]) == persisters
    assert files["workers.yaml"]["notify_appservices_from_worker"] in {
        one["worker_name"] for one in own
    }


def test_the_command_writes_files_and_keeps_the_secret(tmp_path):
    def etwin(number):
        words = ["matrix", "workers", str(number), "--folder", str(tmp_path)]
        return CliRunner().invoke(__main__.app, words)

    assert etwin(5).exit_code == 0
    secret = (tmp_path / "replication-secret").read_text()
    done = etwin(2)

    assert done.exit_code == 0
    assert "http://127.0.0.1:8007" in done.stdout
    assert (tmp_path / "replication-secret").read_text() == secret
    assert sorted(path.name for path in tmp_path.glob("reader*")) == [
        "reader1.yaml",
        "reader2.yaml",
    ]
    shared = yaml.safe_load((tmp_path / "workers.yaml").read_text())
    assert shared["worker_replication_secret_path"] == str(tmp_path / "replication-secret")
    assert etwin(0).exit_code == 1


def test_the_command_knows_what_the_configuration_says_already(tmp_path):
    config, folder = tmp_path / "config.toml", tmp_path / "workers"
    config.write_text("""
[database]
url = "sqlite:///etwin.sqlite"
[portal]
public_url = "https://etwin.example"
[matrix]
homeserver_url = "http://127.0.0.1:8007"
server_name = "school.example"
as_token = "planted-as-token"
hs_token = "planted-hs-token"
secret = "planted-secret"
""")
    words = ["matrix", "workers", "1", "--folder", str(folder), "--config", str(config)]

    done = CliRunner().invoke(__main__.app, words)

    assert (done.exit_code, str(folder / "workers.yaml") in done.stdout) == (0, True), done.output
    assert "homeserver_url" not in done.stdout


def test_a_folder_that_may_not_be_written_to_is_said_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    words = ["matrix", "workers", "1", "--folder", str(tmp_path / "file")]

    done = CliRunner().invoke(__main__.app, words)

    assert done.exit_code == 1
    assert "root" in done.stderr


@pytest.mark.parametrize("proxy", ["nginx", "caddy"])
def test_proxies_take_the_files_beside_those_of_the_documentation(tmp_path, proxy):
    workers.files(Layout(3, tmp_path))
    config, words = (_nginx if proxy == "nginx" else _caddy)(tmp_path)
    (tmp_path / "proxy.conf").write_text(config)

    program = proxies.PROGRAMS[proxy]()
    done = subprocess.run([program, *words], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def _nginx(folder):
    site, last = proxies.site("nginx", proxies.HOMESERVER), "    location / {"
    assert site.count(last) == 1
    site = site.replace(last, f"    include {folder}/nginx-workers.conf;\n{last}")
    site = site.replace("server {", "server { listen 127.0.0.1:8999;")
    site = site.replace("/var/log/nginx/", f"{folder}/site-")
    http = (
        f"access_log off;\n{proxies.temporary(folder)}\ninclude {folder}/nginx-before.conf;\n{site}"
    )
    config = f"pid {folder}/pid; error_log {folder}/log;\nevents {{}}\nhttp {{\n{http}\n}}\n"
    return config, [
        "-e",
        str(folder / "log"),
        "-t",
        "-p",
        str(folder),
        "-c",
        str(folder / "proxy.conf"),
    ]


def _caddy(folder):
    text, last = proxies.FILES["caddy"].read_text(), "\thandle {"
    assert text.count(last) == 1
    text = text.replace(last, f"\timport etwin_workers\n\n{last}")
    first = f"{proxies.HOMESERVER} {{"
    text = text.replace(first, f"import {folder}/workers.caddy\n\n{first}")
    words = ["adapt", "--config", str(folder / "proxy.conf"), "--adapter", "caddyfile"]
    return text, words
