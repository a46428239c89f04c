"""The sandbox: everything on this machine, without any account; what `make run` starts."""

import asyncio
import signal
import socket
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from aiohttp import web
from rich.console import Console

from bot.sandbox import seed
from bot.sandbox.cast import SERVER
from bot.sandbox.memory import CannotOpen, Memory, listen
from bot.sandbox.orphan import end_orphan
from bot.sandbox.page import Phones, application
from bot.sandbox.synapse import Synapse
from bot.sandbox.telegram import Limits, TelegramWorld
from storage import migrating
from storage.db import Database

BOT_LOCALPART = "etwin"
#: A link to it must lead to nobody at the real Telegram.
BOT_USERNAME = "etwinning_on_this_machine_bot"

_out = Console(soft_wrap=True, highlight=False, markup=False)

__all__ = ["CannotOpen", "Program", "run"]


@dataclass(frozen=True)
class Program:
    """The program, as the command line hands it over: the sandbox imports none of it."""

    #: Runs the service on settings while its block runs; what it gives ends if the service fails.
    run: Callable[[dict[str, Any]], AbstractAsyncContextManager[Awaitable[None]]]
    #: Writes its logs into a file.
    log_to: Callable[[TextIO], None]
    #: Describes us to the homeserver: as_token, hs_token, url, server_name, bot_localpart.
    registration: Callable[[str, str, str, str, str], dict[str, Any]]
    #: The settings of a homeserver with this name.
    snippet: Callable[[str], dict[str, Any]]


async def run(folder: Path, page_port: int, program: Program) -> None:
    """Run the sandbox until Ctrl-C or a signal. Raises CannotOpen, and what the program raises."""
    life = asyncio.create_task(_live(folder, page_port, program))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, _end_once(life))
    await asyncio.wait([life])
    if not life.cancelled():
        life.result()
    _out.print("Ended. Everything is kept for the next start.")


def _end_once(life: "asyncio.Task[None]") -> Callable[[], None]:
    """Make what ends a life in good order; an impatient second Ctrl-C must not disturb that."""

    def end() -> None:
        if not life.cancelling():
            life.cancel()
            _out.print("\nEnding …")

    return end


async def _live(folder: Path, page_port: int, program: Program) -> None:
    async with AsyncExitStack() as stack:
        memory = Memory(folder)
        stack.callback(memory.close)
        listener = _listen(page_port)
        stack.callback(listener.close)
        # Not closed by us: what is logged last comes after everything else has ended.
        program.log_to((memory.folder / "etwin.log").open("a", encoding="utf-8"))
        page = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        memory.keep("page", page)
        _out.print("The eTwinning sandbox. Nothing here leaves this machine.")
        places = _Places(memory, listener.getsockname()[1])
        with _step(f"Everything is kept in {folder}"):
            await asyncio.to_thread(end_orphan, memory)
            await asyncio.to_thread(_prepare_database, places.database)
        world = await _open_telegram(places, stack)
        synapse = await _open_homeserver(places, program, stack)
        token = await asyncio.to_thread(synapse.admin_token, memory.secret("operator"))
        with _step("The eTwinning bot and its pages"):
            failed = await stack.enter_async_context(program.run(places.settings(token)))
        phones = Phones(memory, world, synapse, f"@{BOT_LOCALPART}:{SERVER}")
        stack.push_async_callback(phones.put_down)
        with _step("Phones for everybody"):
            await phones.pick_up()
            await phones.greet()
        await _serve(application(phones, places.portal), listener, stack)
        _out.print("Ctrl-C ends the sandbox; the next start goes on where you were.")
        _out.print(f"Open this page: {page}")
        await failed


class _Places:
    """Where each part is to be found, and the secrets that they share."""

    def __init__(self, memory: Memory, page_port: int) -> None:
        self.memory = memory
        self.folder = memory.folder
        self.database = f"sqlite:///{memory.folder / 'etwin.sqlite'}"
        self.ports = {
            name: memory.port(name, page_port)
            for name in ("portal", "telegram", "homeserver", "pushes")
        }
        self.as_token = memory.secret("as_token")
        self.hs_token = memory.secret("hs_token")
        self.telegram_token = f"7001:{memory.secret('telegram')}"

    @property
    def portal(self) -> str:
        return self.url("portal")

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.ports[name]}"

    def settings(self, admin_token: str) -> dict[str, Any]:
        """Give the service its configuration, in the words of config.example.toml."""
        return {
            "database": {"url": self.database, "erasure_list": self.folder / "erasures.txt"},
            "portal": {
                "host": "127.0.0.1",
                "port": self.ports["portal"],
                "public_url": self.portal,
            },
            "telegram": {"token": self.telegram_token, "api_url": self.url("telegram")},
            "matrix": {
                "homeserver_url": self.url("homeserver"),
                "server_name": SERVER,
                "as_token": self.as_token,
                "hs_token": self.hs_token,
                "listen": f"127.0.0.1:{self.ports['pushes']}",
                "bot_localpart": BOT_LOCALPART,
                "secret": self.memory.secret("matrix"),
                "admin_token": admin_token,
                "key_store": self.folder / "matrix-keys",
            },
            "exports": {"folder": self.folder / "exports"},
            "publishing": {"folder": self.folder / "published"},
        }


def _listen(port: int) -> socket.socket:
    try:
        return listen(port)
    except OSError:
        raise CannotOpen(
            f"Something else on this machine uses port {port}, so the page cannot be served there. "
            f"Please choose another one: .venv/bin/etwin sandbox --port {port + 10}"
        ) from None


def _prepare_database(url: str) -> None:
    database = Database(url)
    try:
        migrating.migrate(database)
        database.write(seed.fill, datetime.now(UTC))
    finally:
        database.close()


async def _open_telegram(places: _Places, stack: AsyncExitStack) -> TelegramWorld:
    with _step("A stand-in for Telegram, as strict and as slow as the real one"):
        folder = places.folder / "telegram"
        world = TelegramWorld(places.telegram_token, BOT_USERNAME, folder, bot_name="eTwinning")
        world.limits = Limits()
        stack.push_async_callback(world.stop)
        await world.start(port=places.ports["telegram"])
    return world


async def _open_homeserver(places: _Places, program: Program, stack: AsyncExitStack) -> Synapse:
    synapse = Synapse(
        places.folder / "synapse",
        SERVER,
        places.ports["homeserver"],
        program.registration(
            places.as_token, places.hs_token, places.url("pushes"), SERVER, BOT_LOCALPART
        ),
        program.snippet(SERVER),
    )
    with _step("A homeserver for Matrix (Synapse)"):
        stack.push_async_callback(asyncio.to_thread, synapse.stop)
        starting = asyncio.ensure_future(asyncio.to_thread(synapse.start))
        try:
            await asyncio.shield(starting)
        except asyncio.CancelledError:
            await asyncio.wait([starting])  # or the process would outlive us
            raise
        places.memory.keep("homeserver", synapse.pid)
    return synapse


async def _serve(app: web.Application, listener: socket.socket, stack: AsyncExitStack) -> None:
    # A page waits for news for ever, so at the end nobody waits for the page.
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    await web.SockSite(runner, listener).start()


@contextmanager
def _step(what: str) -> Iterator[None]:
    """Show that something is being done, and that it is done."""
    with _out.status(f"{what} …"):
        yield
    _out.print(f"  ✓ {what}")
