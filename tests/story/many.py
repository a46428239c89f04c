"""Several processes of the service over one database, and what their seats were meanwhile."""

import itertools
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException
from pathlib import Path

from sqlalchemy import func, select

from bot.sandbox.ports import free_port
from storage import seats
from storage.db import Database, DatabaseAway
from tests.story.stage import SECONDS, Stage

#: How long a start may take while others are busy on the machine.
START_SECONDS = 2 * SECONDS
_LOOK_SECONDS = 0.1


class Process:
    """One of the processes of a stage, with ports and a key store of its own.

    `program` is the folder of another version; `other` says what its configuration has in place
    of the stage's.
    """

    def __init__(
        self,
        stage: Stage,
        name: str,
        program: Path | None = None,
        other: Mapping[str, str] | None = None,
    ) -> None:
        self.name, folder = name, stage.folder
        self._program = program or Path.cwd()
        self.port = free_port()
        self.config, self.log = folder / f"{name}.toml", folder / f"{name}.log"
        text = stage.config.read_text()
        for ours, own in (
            (f"port = {stage.portal_port}\n", f"port = {self.port}\n"),
            (f'listen = "127.0.0.1:{stage.listen_port}"', f'listen = "127.0.0.1:{free_port()}"'),
            (f'"{folder / "keys"}"', f'"{folder / f"keys of {name}"}"'),
            *(other or {}).items(),
        ):
            assert ours in text
            text = text.replace(ours, own)
        self.config.write_text(text)

    def start(self) -> None:
        """Start it and wait until it serves."""
        self.begin()
        self.wait_until_healthy()

    def begin(self) -> None:
        """Start it."""
        with self.log.open("ab") as log:
            self._running = subprocess.Popen(
                [sys.executable, "-m", "bot", "run", "--config", str(self.config)],
                stdout=log,
                stderr=log,
                cwd=self._program,
                env={**os.environ, "PYTHONPATH": str(self._program)},
            )

    def wait_until_healthy(self) -> None:
        """Wait until it serves."""
        deadline = time.monotonic() + START_SECONDS
        while not self._is_healthy():
            assert self._running.poll() is None, self.log.read_text()[-4000:]
            assert time.monotonic() < deadline, "it does not get healthy"
            time.sleep(0.05)

    def _is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2):
                return True
        except (OSError, HTTPException):
            return False

    @property
    def pid(self) -> int:
        """Its process id, which is in what it is called among the seats."""
        return self._running.pid

    def kill(self) -> None:
        """Kill it as a power cut does."""
        self._running.kill()
        self._running.wait(10)

    def freeze(self) -> None:
        """Stop it in the middle of whatever it does."""
        self._running.send_signal(signal.SIGSTOP)

    def wake(self) -> None:
        """Let it go on."""
        self._running.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """Stop it as Ctrl-C does, if it runs."""
        if self._running.poll() is None:
            self._running.send_signal(signal.SIGINT)
            self._running.wait(20)


@dataclass(frozen=True)
class Look:
    """One seat at a moment of the database's clock."""

    at: datetime
    name: str
    holder: str
    until: datetime
    fence: int

    def is_held_by(self, process: Process) -> bool:
        """Tell whether it is this process that has it."""
        return f"-{process.pid}-" in self.holder


class Watch:
    """Looks at the seats again and again."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.looks: list[Look] = []

    @contextmanager
    def watching(self) -> Iterator["Watch"]:
        """Look while the block runs."""
        over = threading.Event()

        def go_on() -> None:
            while not over.wait(_LOOK_SECONDS):
                with suppress(DatabaseAway):
                    self.look()

        thread = threading.Thread(target=go_on, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            over.set()
            thread.join()

    def look(self) -> dict[str, Look]:
        """Look now; give each seat by its name."""
        table = seats.table.c
        query = select(
            func.clock_timestamp(), table.name, table.holder, table.until, table.fence
        ).where(~table.name.startswith(seats.PROCESS))
        found = [Look(*row) for row in self._database.read(lambda db: db.execute(query).all())]
        self.looks += found
        return {one.name: one for one in found}

    def holder(self, name: str, among: list[Process]) -> Process:
        """Wait until one of these processes has a seat, and give it."""
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            look = self.look().get(name)
            for process in among:
                if look and look.until > look.at and look.is_held_by(process):
                    return process
            time.sleep(_LOOK_SECONDS)
        raise AssertionError(f"nobody takes {name}")

    def of(self, name: str) -> list[Look]:
        """Give the looks at one seat, in order."""
        return sorted((one for one in self.looks if one.name == name), key=lambda one: one.at)

    def changes(self) -> list[tuple[Look, Look]]:
        """List each change of a holder: the last look before and the first one after."""
        found = []
        for name in sorted({one.name for one in self.looks}):
            pairs = itertools.pairwise([one for one in self.of(name) if one.holder])
            found += [(one, other) for one, other in pairs if one.holder != other.holder]
        return found
