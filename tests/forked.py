"""Processes of the service and of homeservers, forked from one that has done their imports.

To import takes longer than all else that a start does.
"""

import gc
import importlib
import math
import multiprocessing
import os
import signal
import subprocess
import threading
import time
from pathlib import Path

SERVICE, HOMESERVER = "tests.story.serve", "tests.synapse_loaded"

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload([SERVICE, HOMESERVER])


class Forked:
    """The `main` of a module in a process of its own, used as subprocess.Popen is."""

    def __init__(self, log: Path, module: str, *words: str) -> None:
        self._lock = threading.Lock()
        self._process = _context.Process(target=_run, args=(log, module, words), daemon=True)
        self._process.start()
        self.pid = self._process.pid

    def poll(self) -> int | None:
        """Give its exit code, negative for the signal that killed it; None while it runs."""
        with self._lock:
            return self._process.exitcode

    def wait(self, seconds: float = math.inf) -> None:
        """Wait until it has ended. Raises TimeoutExpired."""
        deadline = time.monotonic() + seconds
        while self.poll() is None:
            if time.monotonic() > deadline:
                raise subprocess.TimeoutExpired(self._process.name, seconds)
            time.sleep(0.01)

    def send_signal(self, number: int) -> None:
        """Send it a signal if it runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill it as a power cut does."""
        self.send_signal(signal.SIGKILL)


def _run(log: Path, module: str, words: tuple[str, ...]) -> None:
    gc.freeze()  # what was imported before is never rubbish
    with log.open("ab") as out:
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
    importlib.import_module(module).main(*words)
