"""`etwin run` as an operator starts it, and what it takes of the machine."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from bot.sandbox.ports import free_port
from tests.bench.deliver import TOKEN

WEBHOOK_SECRET = "secret_of_the_benchmark"
#: How long a start may take on a busy machine.
START_SECONDS = 60
_TICKS = os.sysconf("SC_CLK_TCK")


class Running:
    """One process of the service over a database, with the bot on Telegram, called by webhook."""

    def __init__(
        self, folder: Path, name: str, database: str, telegram: str, per_second: int
    ) -> None:
        self.port = free_port()
        self.site = f"http://127.0.0.1:{self.port}"
        self._config, self._log = folder / f"{name}.toml", folder / f"{name}.log"
        self._config.write_text(f"""
[database]
url = "{database}"
erasure_list = "{folder / "erasures.txt"}"
[portal]
port = {self.port}
public_url = "{self.site}"
[telegram]
token = "{TOKEN}"
api_url = "{telegram}"
mode = "webhook"
webhook_secret = "{WEBHOOK_SECRET}"
messages_per_second = {per_second}
[exports]
folder = "{folder / "exports"}"
[publishing]
folder = "{folder / "published"}"
""")

    def __enter__(self) -> "Running":
        with self._log.open("ab") as log:
            command = [sys.executable, "-m", "bot", "run", "--config", str(self._config)]
            self._process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            self._wait_until_ready()
        except AssertionError:
            self._process.kill()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGINT)
        self._process.wait(60)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            assert self._process.poll() is None, self._log.read_text()[-3000:]
            with suppress(OSError), urllib.request.urlopen(f"{self.site}/healthz/ready"):
                return
            time.sleep(0.1)
        raise AssertionError("the service does not get ready")

    def cpu_seconds(self) -> float:
        """Say what it has computed so far."""
        return _cpu_seconds(self._process.pid)

    def megabytes(self) -> float:
        """Say how much memory is its own, with its share of what it has in common with others."""
        told = Path(f"/proc/{self._process.pid}/smaps_rollup").read_text("ascii")
        pss = next(line for line in told.splitlines() if line.startswith("Pss:"))
        return int(pss.split()[1]) / 1000


def of_postgresql(database: str) -> dict[int, float]:
    """Say what each session of a database of PostgreSQL has computed so far, by process id."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (folder / "cmdline").read_bytes().decode(errors="replace").split()
            if words[:1] == ["postgres:"] and words[2:3] == [database]:
                found[int(folder.name)] = _cpu_seconds(int(folder.name))
    return found


def computed(before: dict[int, float], after: dict[int, float]) -> float:
    """Say what sessions computed in between; of those that ended meanwhile nothing is known."""
    return sum(seconds - before.get(pid, 0.0) for pid, seconds in after.items())


def _cpu_seconds(pid: int) -> float:
    words = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / _TICKS
