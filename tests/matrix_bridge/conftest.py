"""A real homeserver for the whole session, a wire to it that can be disturbed, async tests."""

import asyncio
import contextlib
import inspect
import itertools
import socket
import threading
from datetime import timedelta
from uuid import uuid4

import aiohttp
import peewee
import pytest
from aiohttp import web
from nio import Api, AsyncClient, AsyncClientConfig, RoomKeyRequest, RoomPreset, RoomSendResponse
from nio.event_builders import ToDeviceMessage

from bot.sandbox.synapse import Synapse
from handlers.platform import Gate, Outgoing, TryLater
from handlers.rich import Rich
from matrix_bridge.chat import Account, Chat, Manners
from matrix_bridge.homeserver import Homeserver
from matrix_bridge.registration import registration, snippet
from storage import matrix_sync
from storage.db import Database, DatabaseAway, metadata

SERVER = "school.example"
SERVICE = f"@etwin-twinspace:{SERVER}"
AS_TOKEN = "as-token-of-the-tests"
HS_TOKEN = "hs-token-of-the-tests"
PASSWORD = "password of everybody"
#: No story takes longer.
SECONDS = 25

_numbers = itertools.count(1)


@pytest.fixture(autouse=True, scope="session")
def one_key_store_at_a_time():
    """Let teachers' clients live beside the bot's thread: nio's tables belong to one at a time."""
    lock, bind = threading.RLock(), peewee.Database.bind_ctx

    @contextlib.contextmanager
    def locked(*arguments, **options):
        with lock, bind(*arguments, **options):
            yield

    peewee.Database.bind_ctx = locked
    yield
    peewee.Database.bind_ctx = bind


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """Run an async test in a loop of its own; fixtures that can be entered are entered first."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    given = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}

    async def story():
        async with asyncio.timeout(SECONDS), contextlib.AsyncExitStack() as stack:
            for name, fixture in given.items():
                if hasattr(type(fixture), "__aenter__"):
                    given[name] = await stack.enter_async_context(fixture)
            await pyfuncitem.obj(**given)

    asyncio.run(story())
    return True


async def eventually(holds):
    """Wait until something holds that nobody tells us of."""
    while not holds():  # noqa: ASYNC110
        await asyncio.sleep(0.02)


@pytest.fixture
def free_port():
    """Find ports that nobody listens on."""
    return _free_port


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def listen():
    """The port on which the homeserver expects us to take its pushes."""
    return _free_port()


@pytest.fixture(scope="session")
def synapse(tmp_path_factory, listen):
    """A homeserver set up as in production: our registration, our settings, its own limits."""
    homeserver = Synapse(
        tmp_path_factory.mktemp("synapse"),
        SERVER,
        registration=registration(
            AS_TOKEN, HS_TOKEN, f"http://127.0.0.1:{listen}", SERVER, bot_localpart="etwin"
        ),
        snippet=snippet(SERVER),
    )
    homeserver.start()
    asyncio.run(_prepare(homeserver.url))
    yield homeserver
    homeserver.stop()


async def _prepare(url):
    async with _opened(Homeserver(url, AS_TOKEN, Gate())) as ours:
        await ours.ensure_user("etwin-twinspace")
        await ours.ensure_device(SERVICE)


@contextlib.asynccontextmanager
async def _opened(homeserver):
    try:
        yield homeserver
    finally:
        await homeserver.close()


@pytest.fixture
def homeserver(synapse):
    """The homeserver as the project calls it."""
    return _opened(Homeserver(synapse.url, AS_TOKEN, Gate()))


@pytest.fixture
def name():
    """Draw a localpart that no other test has."""
    return lambda kind="t": f"{kind}_{next(_numbers)}"


@pytest.fixture
def person(synapse):
    """Make an ordinary account: its full id and access token."""
    return lambda kind="ana": synapse.register_user(f"{kind}-{next(_numbers)}", PASSWORD)


@pytest.fixture
def ours(homeserver, name):
    """Make an account of ours, with its device, and give its full id."""
    return lambda homeserver, kind="t": _make(homeserver, name(kind))


async def _make(homeserver, localpart):
    await homeserver.ensure_user(localpart)
    await homeserver.ensure_device(f"@{localpart}:{SERVER}")
    return f"@{localpart}:{SERVER}"


class Wire:
    """What lies between us and the homeserver. `fault(path)` says what goes wrong with a call:

    "away" (no answer, nothing arrived), "lost" (it arrived, the answer did not) or a status.
    """

    def __init__(self, upstream):
        self.upstream = upstream
        self.fault = lambda _: ""
        self.seen = []

    def fail_once(self, fault, word):
        """Let the first call whose path has the word go wrong, and no other."""
        left = itertools.chain([fault], itertools.repeat(""))
        self.fault = lambda path: next(left) if word in path else ""

    async def saw(self, word="", times=1):
        """Wait until calls whose path has the word have come by."""
        await eventually(lambda: self.count(word) >= times)

    def hang_up(self):
        """Cut the calls that are under way."""
        for connection in list(self._runner.server.connections):
            connection.transport.abort()

    def count(self, word=""):
        return sum(word in path for _, path in self.seen)

    async def __aenter__(self):
        app = web.Application(client_max_size=2**24)
        app.router.add_route("*", "/{any:.*}", self._pass_on)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = site._server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self._session = aiohttp.ClientSession(auto_decompress=False)
        return self

    async def __aexit__(self, *_):
        await self._session.close()
        await self._runner.cleanup()

    async def _pass_on(self, request):
        self.seen.append((request.method, request.path))
        fault = self.fault(request.path)
        if isinstance(fault, int):
            return web.Response(status=fault)
        if fault == "away":
            request.transport.abort()
            return web.Response()
        try:
            status, kind, content = await self._ask(request)
        except aiohttp.ClientConnectionError:
            return web.Response(status=502)
        if fault == "lost":
            request.transport.abort()
        return web.Response(status=status, body=content, content_type=kind)

    async def _ask(self, request):
        body = await request.read()
        async with self._session.request(
            request.method, self.upstream + request.raw_path, data=body, headers=request.headers
        ) as answer:
            return answer.status, answer.content_type, await answer.read()


@pytest.fixture
def wire(synapse):
    """A wire to the homeserver; `wire.url` is its near end."""
    return Wire(synapse.url)


@pytest.fixture
def impatient(monkeypatch):
    """Probe ten times a second instead of every three seconds."""
    monkeypatch.setattr("handlers.platform.PROBE_SECONDS", 0.1)
    monkeypatch.setattr("matrix_bridge.calls.PROBE_SECONDS", 0.1)


class Teacher:
    """Somebody with an ordinary Matrix client of their own, which knows nothing of us."""

    def __init__(self, url, user, token, folder):
        config = AsyncClientConfig(pickle_key="theirs")
        folder.mkdir()
        self.user, self._token = user, token
        self.client = AsyncClient(url, user, store_path=str(folder), config=config)
        self.heard, self.asked = [], []

    def on_another_device(self, folder):
        """The same teacher, logged in a second time."""
        return Telephone(self.client.homeserver, self.user, "", folder / "telephone")

    async def __aenter__(self):
        self.client.access_token = self._token
        whoami = await self.client.whoami()
        self.client.restore_login(self.user, whoami.device_id, self._token)
        await self.sync()
        return self

    async def __aexit__(self, *_):
        await self.client.close()

    async def open_chat(self, bot, encrypted=False, preset=RoomPreset.trusted_private_chat):
        """Make a direct chat as Element does, and give its id."""
        encryption = {
            "type": "m.room.encryption",
            "content": {"algorithm": "m.megolm.v1.aes-sha2"},
        }
        made = await self.client.room_create(
            is_direct=True,
            preset=preset,
            invite=[bot],
            initial_state=[encryption] if encrypted else [],
        )
        await self.until(lambda source: source.get("state_key") == bot)
        return made.room_id

    async def say(self, room, text, **content):
        """Write something and give its event id."""
        body = {"msgtype": "m.text", "body": text} | content
        sent = await self.client.room_send(
            room, "m.room.message", body, ignore_unverified_devices=True
        )
        return sent.event_id

    async def sync(self, seconds=0):
        answer = await self.client.sync(timeout=seconds * 1000)
        if self.client.should_upload_keys:
            await self.client.keys_upload()
        if self.client.should_query_keys:
            await self.client.keys_query()
        await self.client.send_to_device_messages()
        self.asked += [one for one in answer.to_device_events if isinstance(one, RoomKeyRequest)]
        for info in answer.rooms.join.values():
            self.heard += [event.source for event in info.timeline.events]

    async def until(self, holds):
        """Read until something was heard, and give it."""
        while True:
            for source in self.heard:
                if holds(source):
                    return source
            await self.sync(seconds=1)

    async def hear(self, text):
        """Read until a message with this text comes, and give it."""
        return await self.until(lambda source: source.get("content", {}).get("body") == text)

    async def see(self, user, membership):
        """Read until somebody is something in a room."""
        return await self.until(
            lambda source: (
                source.get("state_key") == user
                and source["content"].get("membership") == membership
            )
        )


class Stubborn(Teacher):
    """A teacher whose client keeps its keys from the bot until told otherwise."""

    async def send_raw(self, room, kind, content):
        """Send an event as it is."""
        method, path, data = Api.room_send(self._token, room, kind, content, uuid4())
        await self.client._send(RoomSendResponse, method, path, data, (room,))

    async def until_device_changes(self, bot):
        """Wait until the bot has another device."""
        old = self._devices_of(bot)
        while not self._devices_of(bot) - old:
            await self.sync(seconds=1)

    def _devices_of(self, bot):
        return {device.id for device in self.client.device_store.active_user_devices(bot)}

    def device_of(self, bot):
        [device] = self.client.device_store.active_user_devices(bot)
        return device

    async def say_secretly(self, room, bot, text):
        """Write something of which the bot gets no key, and give the key that reads it."""
        self.client.blacklist_device(self.device_of(bot))
        await self.client.share_group_session(room, ignore_unverified_devices=True)
        session = self.client.olm.outbound_group_sessions[room]
        key = {
            "algorithm": "m.megolm.v1.aes-sha2",
            "room_id": room,
            "session_id": session.id,
            "session_key": session.session_key,
        }
        event_id = await self.say(room, text)
        self.client.unblacklist_device(self.device_of(bot))
        return event_id, key

    async def give_key(self, bot, key):
        """Give the bot the key after all."""
        device = self.device_of(bot)
        session = await self._session_with(device)
        await self._hand(device, self.client.olm._olm_encrypt(session, device, "m.room_key", key))

    async def give_key_again(self, bot, key, maker=None):
        """Give the key as clients do that are asked for one which they had given before."""
        olm, device = self.client.olm, self.device_of(bot)
        maker = (maker or self).client.olm
        whose = maker.account.identity_keys["curve25519"]
        made = maker.inbound_group_store.get(key["room_id"], whose, key["session_id"])
        session = await self._session_with(device)
        message = olm._encrypt_forwarding_key(key["room_id"], made, session, device)
        await self._hand(device, message.content)

    async def _session_with(self, device):
        if not self.client.olm.session_store.get(device.curve25519):
            await self.client.keys_claim({device.user_id: [device.id]})
        return self.client.olm.session_store.get(device.curve25519)

    async def _hand(self, device, content):
        await self.client.to_device(
            ToDeviceMessage("m.room.encrypted", device.user_id, device.id, content)
        )


class Telephone(Teacher):
    """A teacher's second device."""

    async def __aenter__(self):
        await self.client.login(PASSWORD)
        await self.sync()
        return self


@pytest.fixture
def teacher(synapse, tmp_path):
    """A teacher with a Matrix client."""
    return _teacher(synapse, tmp_path)


@pytest.fixture
def other_teacher(synapse, tmp_path):
    """Another teacher with a Matrix client."""
    return _teacher(synapse, tmp_path)


@pytest.fixture
def stubborn(synapse, tmp_path):
    """A teacher whose client can keep its keys to itself."""
    return _teacher(synapse, tmp_path, Stubborn)


@pytest.fixture
def forger(synapse, tmp_path):
    """Somebody who gives the bot keys that another made."""
    return _teacher(synapse, tmp_path, Stubborn)


def _teacher(synapse, tmp_path, kind=Teacher):
    localpart = f"zoe-{next(_numbers)}"
    account = synapse.register_user(localpart, PASSWORD)
    return kind(synapse.url, *account, tmp_path / localpart)


class Desk:
    """Takes events as the turns do, and keeps the bot's rows in a real database."""

    def __init__(self, folder):
        self._folder = folder
        self._more = asyncio.Event()
        self.away = False
        self.refusals = 0
        #: The words after whose taking the service does nothing any more.
        self.dies_at = "nothing"
        self.begin_anew()

    def begin_anew(self):
        """Forget everything, as after the loss of the database."""
        url = f"sqlite:///{self._folder / f'etwin-{next(_numbers)}.sqlite'}"
        self.database = Database(url)
        metadata.create_all(self.database.engine)
        #: Every event once, and each as often as it came.
        self.events, self.taken = [], []

    async def take(self, events):
        self._refuse_if_away()
        self.taken += events
        known = {event.id for event in self.events}
        self.events += [event for event in events if event.id not in known]
        self._more.set()

    async def in_database(self, work, *args):
        self._refuse_if_away()
        if any(event.words == self.dies_at for event in self.events):
            await asyncio.Event().wait()
        return await asyncio.to_thread(self.database.write, work, *args)

    def _refuse_if_away(self):
        if self.away:
            self.refusals += 1
            raise DatabaseAway

    async def refused(self, times):
        """Wait until somebody came in vain."""
        await eventually(lambda: self.refusals >= times)

    async def until(self, holds):
        """Wait until an event came, and give it."""
        while True:
            for event in self.events:
                if holds(event):
                    return event
            self._more.clear()
            await self._more.wait()

    async def text(self, words):
        """Wait until somebody wrote this."""
        return await self.until(lambda event: event.words == words)

    async def keeps(self, *event_ids):
        """Wait until these messages and no others are put aside."""

        def are_there():
            kept = self.database.read(matrix_sync.undecrypted)
            return event_ids == tuple(one.event_id for one in kept)

        await eventually(are_there)

    async def kind(self, kind):
        """Wait until an event of this kind came."""
        return await self.until(lambda event: event.kind == kind)


@pytest.fixture
def desk(tmp_path):
    """A desk over an empty database."""
    made = Desk(tmp_path)
    yield made
    made.database.close()


class Bot:
    """The conversation bot on an account of its own."""

    def __init__(self, url, desk, folder, localpart):
        self.url, self.desk, self.folder, self.localpart = url, desk, folder, localpart
        self.secret, self.as_token = "secret", AS_TOKEN
        self.server_name = SERVER
        self.patience = timedelta(seconds=30)
        self.gate = Gate()

    @property
    def user(self):
        return f"@{self.localpart}:{SERVER}"

    @property
    def device(self):
        """The device that the bot uses."""
        return self.desk.database.read(matrix_sync.position).device

    @contextlib.asynccontextmanager
    async def running(self):
        """Run the service; a second time it is the service after a restart."""
        account = Account(self.url, SERVER, self.as_token, self.localpart, self.folder, self.secret)
        manners = Manners(self.server_name, "One at a time", "From here only")
        self.chat = Chat(
            account, manners, self.gate, self.desk.take, self.desk.in_database, self.patience
        )
        self.task = asyncio.create_task(self.chat.run())
        try:
            yield self
        finally:
            self.task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self.task

    async def has_left(self, room):
        """Wait until the bot is out of a room."""
        await eventually(lambda: room not in self.chat._session.client.rooms)

    async def ready(self):
        """Wait until every room is known."""
        await eventually(lambda: self.chat._session and self.chat._session.syncing.ready.is_set())

    async def send(self, room, text, transaction, **what):
        """Send as delivery does: again whenever it is told to try later."""
        part = Outgoing(room, Rich(text), transaction=transaction, **what)
        while True:
            try:
                return await self.chat.send(part)
            except TryLater as later:
                await asyncio.sleep(later.seconds)


@pytest.fixture
def bot(synapse, desk, tmp_path, name):
    """The conversation bot, on an account that no other test has."""
    return Bot(synapse.url, desk, tmp_path / "keys", name())
