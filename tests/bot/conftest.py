"""A stage: Telegram's stand-in, a database, and delivery and doors between them."""

import asyncio
import contextlib
import inspect
import json
import sqlite3
from datetime import UTC, datetime

import pytest
from sqlalchemy.event import listen, remove
from typer.testing import CliRunner

from bot.__main__ import app
from bot.delivery import Delivery, Limits
from bot.sandbox.telegram import TelegramWorld
from bot.telegram.api import Api
from bot.telegram.intake import Intake
from bot.telegram.sending import TelegramPlatform
from bot.turns import Turns
from handlers.conversation import Lane, say
from handlers.packing import pack
from handlers.platform import PROBE_SECONDS
from handlers.rich import Rich
from storage import events, outbox, undelivered
from storage.outbox import State
from tests.bot.backups import Site
from tests.unsent import waiting

TOKEN = "4242:stage"


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """Run an async test in a loop of its own, inside those of its fixtures that can be entered."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = pyfuncitem._fixtureinfo.argnames
    given = {name: pyfuncitem.funcargs[name] for name in names}

    async def story():
        async with contextlib.AsyncExitStack() as stack:
            for fixture in given.values():
                if hasattr(type(fixture), "__aenter__"):
                    await stack.enter_async_context(fixture)
            await pyfuncitem.obj(**given)

    asyncio.run(story())
    return True


class Stage:
    """Telegram, a database, and everything of ours between them, in one loop."""

    def __init__(self, database):
        self.database = database
        self.limits = Limits()
        self.clock = lambda: datetime.now(UTC)
        self.world = TelegramWorld(TOKEN, "our_bot")
        self._tasks = []

    async def __aenter__(self):
        self.url = await self.world.start()
        self.api = Api(TOKEN, self.url)
        self.turns = Turns(self.database, bytes, "https://etwin.example")
        self.intake = Intake(self.api, self.turns.take, self.turns.write, bytes)
        self.delivery = None
        return self

    async def __aexit__(self, *_):
        for task in self._tasks:
            await self.end(task)
        await self.api.close()
        await self.world.stop()
        self.turns.close()

    def begin(self, work):
        """Run something until the test ends or `end` is called."""
        task = asyncio.create_task(work)
        self._tasks.append(task)
        return task

    async def end(self, task):
        """Cancel what `begin` gave and wait until it is over; its error is the test's."""
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    def deliver(self, platforms=None, rooms=None):
        """Begin to deliver, with what stands in these rooms; give the task."""
        platforms = platforms or {"telegram": TelegramPlatform(self.api)}
        limits = dict.fromkeys(platforms, self.limits)
        self.delivery = Delivery(
            self.turns.write, self.turns.read, platforms, limits, lambda: self.clock(), rooms
        )
        self.turns.after[:] = [self.delivery.kick]
        return self.begin(self.delivery.run())

    def person(self, **what):
        """Make somebody who has started the bot, whose update was taken already."""
        person = self.world.person(**what)
        person.start()
        self.world.feed.drop_all()
        return person

    def post(self, to, text, *, lane=Lane.REPLY, platform="telegram", **what):
        """Put a text into the outbox and give the row's id."""
        at = what.pop("at", None) or datetime.now(UTC)
        chat = str(getattr(to, "id", to))
        payload = pack(say("classroom.said", text=text if isinstance(text, Rich) else Rich(text)))
        payload |= what.pop("payload", {})

        def put(db):
            values = {"chat": chat, "language": "en", "payload": payload, "lane": lane} | what
            outbox.put(db, platform=platform, at=at, **values)
            return max(db.scalars(outbox.table.select().with_only_columns(outbox.table.c.id)))

        number = self.database.write(put)
        if self.delivery:
            self.delivery.kick()
        return number

    def states(self):
        """Read what became of every row: (state, why), by id."""
        with self.database.reading() as db:
            rows = db.execute(outbox.table.select().order_by(outbox.table.c.id))
            return {row.id: (State(row.state), row.why) for row in rows}

    def recover(self, at):
        """Decide about what a death met under way as the next start does, as if it were `at`."""
        self.database.write(undelivered.recover, "telegram", False, at)

    def parked(self):
        """Read what was put aside."""
        return self.database.read(events.parked)

    async def settled(self, seconds=10):
        """Wait until nothing is unsent; AssertionError if that takes too long."""
        async with asyncio.timeout(seconds):
            while await self.turns.read(waiting):  # noqa: ASYNC110 - the end is rows
                await asyncio.sleep(0.01)


@pytest.fixture
def stage(sqlite):
    """A stage on SQLite."""
    return Stage(sqlite)


@pytest.fixture
def any_stage(database):
    """A stage on each kind of database."""
    return Stage(database)


@pytest.fixture
def hurry(monkeypatch):
    """Ask thirty times as often as in earnest whether Telegram is back."""
    for module in ("handlers.platform", "bot.telegram.api", "bot.delivery.outcomes"):
        monkeypatch.setattr(f"{module}.PROBE_SECONDS", PROBE_SECONDS / 30)


@pytest.fixture
def locked(sqlite):
    """A way to keep the database from being written, which its users find out soon."""
    impatient = (sqlite.engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout=20"))
    listen(*impatient)
    sqlite.engine.dispose()

    @contextlib.contextmanager
    def lock():
        other = sqlite3.connect(sqlite.engine.url.database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        yield
        other.close()

    yield lock
    remove(*impatient)


@pytest.fixture(params=["sqlite", "postgresql"])
def site_at(request, tmp_path):
    """Make machines, on each kind of database in turn."""
    server = None if request.param == "sqlite" else request.getfixturevalue("postgres")
    made = []

    def make(name):
        made.append(Site(tmp_path / name, server))
        return made[-1]

    yield make
    for one in made:
        one.database.close()


@pytest.fixture
def site(site_at):
    return site_at("old").fill()


@pytest.fixture
def fresh(site_at):
    return site_at("new")


@pytest.fixture
def back_up(site):
    """Run `etwin backup` on the machine; with what it ended and what it said."""

    def work():
        config = site.folder / "config.toml"
        lines = []
        for section, settings in site.settings.items():
            lines.append(f"[{section}]")
            lines += [f"{name} = {json.dumps(str(value))}" for name, value in settings.items()]
        config.write_text("\n".join(lines))
        words = ["backup", str(site.folder / "backups"), "--config", str(config)]
        return CliRunner().invoke(app, words)

    return work
