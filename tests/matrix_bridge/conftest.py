"""A real homeserver for the whole session, a wire to it that can be disturbed, async tests."""

import asyncio
import contextlib
import inspect
import itertools
import socket
import threading

import peewee
import pytest

from bot.sandbox import ports
from handlers.platform import Gate
from matrix_bridge.homeserver import Homeserver
from matrix_bridge.registration import registration, snippet
from tests.homeserver import Synapse
from tests.matrix_bridge.inroom import Room
from tests.matrix_bridge.names import AS_TOKEN, HS_TOKEN, PASSWORD, SERVER, SERVICE
from tests.matrix_bridge.running import Bot, Desk
from tests.matrix_bridge.settled import Class
from tests.matrix_bridge.teachers import Stubborn, Teacher
from tests.matrix_bridge.wire import Wire

#: No story takes longer.
SECONDS = 120
#: Nor needs more accounts.
MOST_NAMES = 2000

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


@pytest.fixture
def free_port():
    """Find ports that nobody listens on."""
    return ports.free_port


@pytest.fixture(scope="session")
def listen():
    """The port on which the homeserver expects us to take its pushes; nobody else gets it."""
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@pytest.fixture(scope="session")
def synapse(tmp_path_factory, listen):
    """A homeserver set up as in production: our registration, our settings, its own limits."""
    homeserver = Synapse(
        tmp_path_factory.mktemp("synapse"),
        SERVER,
        registration=registration(
            AS_TOKEN, HS_TOKEN, f"http://127.0.0.1:{listen}", SERVER, bot_localpart="etwin"
        ),
        snippet=_with_bots(snippet(SERVER)),
    )
    homeserver.start()
    asyncio.run(_prepare(homeserver.url))
    yield homeserver
    homeserver.stop()


def _with_bots(settings):
    """Let the guard know the bots of all tests, each of which has its own."""
    bots = [f"@t_bot_{number}:{SERVER}" for number in range(MOST_NAMES)]
    settings["modules"][0]["config"]["bots"] += bots
    return settings


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


@pytest.fixture
def wire(synapse):
    """A wire to the homeserver; `wire.url` is its near end."""
    return Wire(synapse.url)


@pytest.fixture
def impatient(monkeypatch):
    """Probe ten times a second instead of every three seconds."""
    monkeypatch.setattr("handlers.platform.PROBE_SECONDS", 0.1)
    monkeypatch.setattr("matrix_bridge.calls.PROBE_SECONDS", 0.1)


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


@pytest.fixture
def desk(tmp_path):
    """A desk over an empty database."""
    made = Desk(tmp_path)
    yield made
    made.database.close()


@pytest.fixture
def bot(synapse, desk, tmp_path, name):
    """The conversation bot, on an account that no other test has."""
    return Bot(synapse.url, desk, tmp_path / "keys", name("t_bot"))


@pytest.fixture
def room(homeserver, name):
    """A room of the service with a pupil and a teacher in it."""
    return Room(homeserver, name)


@pytest.fixture
def class_(homeserver, desk, name):
    """A project of two teachers with a pupil each, whose rooms can be settled."""
    return Class(homeserver, desk, name)
