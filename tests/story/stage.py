"""A whole installation for a story: real Synapse, a stand-in for Telegram, the service."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import closing
from http.client import HTTPException
from pathlib import Path
from typing import Any

import yaml

from bot import config as configuration
from bot.config import Config
from bot.sandbox import postgres
from bot.sandbox.ports import free_port
from bot.sandbox.telegram import TelegramWorld
from matrix_bridge.registration import registration, snippet
from storage import migrating
from storage.db import Database
from tests.forked import SERVICE, Forked
from tests.homeserver import Synapse

SERVER = "school.example"
TOKEN = "123456:planted-telegram-token"
AS_TOKEN = "planted-as-token-of-the-tests"
HS_TOKEN = "planted-hs-token-of-the-tests"
SECRET = "planted-secret-of-the-key-store"
WEBHOOK_SECRET = "planted_webhook_secret"
#: No step of a story takes longer, even on a machine that is busy with other things.
SECONDS = 60


#: PostgreSQL's own programs, as new as the server of the tests.
TOOLS = Path(postgres._program("pg_dump")).parent


class Loop:
    """An event loop in a thread of its own, for people and servers of the story."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, coroutine, seconds=SECONDS):
        """Run something there and wait for it."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(seconds)

    def begin(self, coroutine):
        """Run something there meanwhile; give its future."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop)

    def call(self, work, *args, **named):
        """Call a plain function there."""

        async def calling():
            return work(*args, **named)

        return self.run(calling())

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()


class Stage:
    """One installation in a folder. The service can be stopped, killed and started again."""

    def __init__(self, folder: Path, database_url: str, mode: str = "polling") -> None:
        self.folder = folder
        self.database_url = database_url
        self.mode = mode
        self.loop = Loop()
        self.portal_port, self.listen_port = free_port(), free_port()
        self.portal_url = f"http://127.0.0.1:{self.portal_port}"
        self.config = folder / "config.toml"
        self.log = folder / "service.log"
        self.world = TelegramWorld(token=TOKEN, bot_username="etwin_bot")
        self.synapse = Synapse(
            folder / "synapse",
            SERVER,
            registration=registration(
                AS_TOKEN, HS_TOKEN, f"http://127.0.0.1:{self.listen_port}", SERVER, "etwin"
            ),
            snippet=snippet(SERVER),
            # A story's people type faster than people do.
            production_limits=False,
        )
        #: An administrator's token, once the homeserver runs and somebody asked for one.
        self.admin_token = ""
        self._service: subprocess.Popen | Forked | None = None

    def open(self, as_printed: bool = False) -> None:
        """Start everything but the service; perhaps with what `etwin` prints and does."""
        self.telegram_url = self.loop.run(self.world.start())
        self.write_config()
        if as_printed:
            self.synapse.registration = yaml.safe_load(self.etwin("matrix", "registration"))
            self.synapse.snippet = yaml.safe_load(self.etwin("matrix", "homeserver-snippet"))
            self.etwin("migrate")
        (self.synapse.folder / "media").mkdir(parents=True, exist_ok=True)
        self.synapse.start()
        with closing(Database(self.database_url)) as database:
            migrating.migrate(database)

    def write_config(self) -> None:
        self.config.write_text(f"""
[database]
url = "{self.database_url}"
erasure_list = "{self.folder / "erasures.txt"}"
[portal]
port = {self.portal_port}
public_url = "{self.portal_url}"
[telegram]
token = "{TOKEN}"
api_url = "{self.telegram_url}"
mode = "{self.mode}"
webhook_secret = "{WEBHOOK_SECRET}"
[matrix]
homeserver_url = "{self.synapse.url}"
server_name = "{SERVER}"
as_token = "{AS_TOKEN}"
hs_token = "{HS_TOKEN}"
listen = "127.0.0.1:{self.listen_port}"
secret = "{SECRET}"
admin_token = "{self.admin_token}"
key_store = "{self.folder / "keys"}"
[exports]
folder = "{self.folder / "exports"}"
[publishing]
folder = "{self.folder / "published"}"
[backup]
homeserver_database = "sqlite:///{self.synapse.folder / "data.db"}"
homeserver_media = "{self.synapse.folder / "media"}"
homeserver_signing_key = "{self.synapse.folder / "signing.key"}"
postgresql_tools = "{TOOLS}"
[log]
level = "debug"
""")

    def etwin(self, *words: str, ok: bool | None = True, says: str = "") -> str:
        """Run a command of the command line and return what it prints.

        It has to go well, or badly, or (None) as it likes; `says` is where, if not as usual.
        """
        done = subprocess.run(
            [sys.executable, "-m", "bot", *words, "--config", str(self.config)],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        assert ok is None or (done.returncode == 0) is ok, done.stderr + done.stdout
        return getattr(done, says) if says else done.stdout if ok else done.stderr

    def start(self, *how: str) -> None:
        """Start the service and wait until it serves. `how` are words for tests/story/serve.py."""
        self._service = Forked(self.log, SERVICE, str(self.config), *how)
        self.wait_until_healthy()

    def start_for_real(self) -> None:
        """Start the service as an operator's unit does."""
        unit = Path("docs/systemd/etwin.service").read_text()
        told = dict(re.findall(r"^Environment=(\w+)=(.*)$", unit, re.MULTILINE))
        with self.log.open("ab") as log:
            self._service = subprocess.Popen(
                [sys.executable, "-m", "bot", "run", "--config", str(self.config)],
                stdout=log,
                stderr=log,
                env={**os.environ, **told, "PYTHONPATH": os.getcwd()},
            )
        self.wait_until_healthy()

    def wait_until_healthy(self) -> None:
        for _ in range(600):
            assert self._service.poll() is None, self.log.read_text()[-4000:]
            try:
                with urllib.request.urlopen(f"{self.portal_url}/healthz", timeout=2):
                    return
            except (OSError, HTTPException):
                time.sleep(0.05)
        raise AssertionError("the service does not get healthy")

    def is_running(self) -> bool:
        return self._service is not None and self._service.poll() is None

    @property
    def pid(self) -> int:
        """The process id of the service."""
        return self._service.pid

    @property
    def exit_code(self) -> int | None:
        """What the service ended with."""
        return self._service.poll()

    def wait_for_death(self, seconds: float = SECONDS) -> None:
        """Wait until the service has died by itself."""
        self._service.wait(seconds)

    def kill(self) -> None:
        """Kill the service as a power cut does."""
        self._service.send_signal(signal.SIGKILL)
        self._service.wait(10)

    def stop(self) -> None:
        """Stop the service as Ctrl-C does."""
        if self.is_running():
            self._service.send_signal(signal.SIGINT)
            try:
                self._service.wait(20)
            except subprocess.TimeoutExpired:
                self._service.kill()
                raise

    def terminate(self) -> None:
        """Tell the service to stop, as a service manager does; it takes its time."""
        self._service.send_signal(signal.SIGTERM)

    def close(self) -> None:
        """End everything."""
        try:
            self.stop()
        finally:
            self.loop.run(self.world.stop())
            self.synapse.stop()
            self.loop.close()


def with_changes(stage: Stage, changed: Mapping[str, Mapping[str, Any]]) -> Config:
    """Read its configuration as if some settings were others, by section."""
    values = configuration.load(stage.config).model_dump()
    for section, settings in changed.items():
        values[section] = values[section] | settings
    return Config(**values)
