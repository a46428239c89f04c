"""A real PgBouncer before a PostgreSQL, with the settings of docs/operations.md."""

import fcntl
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.sandbox.ports import free_port
from bot.sandbox.postgres import AS_NOBODY
from storage.db import Database, DatabaseAway

DOCS = Path("docs/operations.md")
#: What Debian's package needs besides what every Debian has.
_PACKAGES = ("pgbouncer", "libc-ares2", "libevent-2.1-7")
_SECONDS = 20


def find() -> tuple[str, dict[str, str]]:
    """Find PgBouncer, and what its process finds in the environment: PGBOUNCER, an installed one,
    or Debian's, which is unpacked beside our Python and not installed.

    With CI=true a missing one is a failure; elsewhere the test says that it was left out.
    """
    for name in (os.environ.get("PGBOUNCER", ""), "pgbouncer", "/usr/sbin/pgbouncer"):
        if name and (path := shutil.which(name)):
            return path, {}
    folder = Path(sys.prefix) / "pgbouncer"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        path = folder / "usr/sbin/pgbouncer"
        if not path.exists() and shutil.which("apt-get"):
            _unpack(folder)
    if path.exists():
        libraries = folder / f"usr/lib/{os.uname().machine}-linux-gnu"
        return str(path), {"LD_LIBRARY_PATH": str(libraries)}
    if os.environ.get("CI") == "true":
        pytest.fail("no PgBouncer: install it, or name it in PGBOUNCER")
    pytest.skip("left out: no PgBouncer here (install it, or name it in PGBOUNCER)")
    raise AssertionError


def _unpack(folder: Path) -> None:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": False}
    if os.geteuid() == 0:
        subprocess.run(["apt-get", "update"], **quiet)
    subprocess.run(["apt-get", "download", *_PACKAGES], cwd=folder, **quiet)
    for package in sorted(folder.glob("*.deb"), reverse=True):  # the program last
        subprocess.run(["dpkg-deb", "-x", str(package), str(folder)], **quiet)


class Pooler:
    """PgBouncer that lends sessions of a PostgreSQL for one transaction each."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self._folder = folder
        self._program, self._environment = find()
        found = re.fullmatch(r"postgresql://(\w+)@127\.0\.0\.1:(\d+)/(\w+)", database_url)
        self._user, self._server, self._name = found.groups()
        self.port = free_port()
        self.url = f"postgresql://{self._user}@127.0.0.1:{self.port}/{self._name}"
        self._process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start it and wait until it hands out sessions."""
        self._folder.mkdir(exist_ok=True)
        self._write_settings()
        prefix = AS_NOBODY if os.geteuid() == 0 else ()
        with (self._folder / "pgbouncer.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*prefix, self._program, str(self._folder / "pgbouncer.ini")],
                stdout=log,
                stderr=log,
                env=os.environ | self._environment,
            )
        self._wait()

    def stop(self) -> None:
        """End it at once; safe to repeat."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(10)
            self._process = None

    def _write_settings(self) -> None:
        """Write what stands in the documentation, with the places of this machine."""
        settings = re.search(r"```ini\n(\[databases\].*?)```", DOCS.read_text(), re.DOTALL)[1]
        for was, here in (
            (
                "etwin = host=127.0.0.1 port=5432",
                f"{self._name} = host=127.0.0.1 port={self._server} user={self._user}",
            ),
            ("listen_port = 6432", f"listen_port = {self.port}\nunix_socket_dir ="),
            ("auth_type = scram-sha-256", "auth_type = any"),
            ("auth_file = /etc/pgbouncer/userlist.txt\n", ""),
        ):
            assert was in settings, was
            settings = settings.replace(was, here)
        (self._folder / "pgbouncer.ini").write_text(settings)

    def _wait(self) -> None:
        deadline = time.monotonic() + _SECONDS
        database = Database(self.url, self.url)
        try:
            while time.monotonic() < deadline and self._process.poll() is None:
                try:
                    database.read(lambda _: None)
                    return
                except DatabaseAway:
                    time.sleep(0.05)
        finally:
            database.close()
        raise AssertionError((self._folder / "pgbouncer.log").read_text()[-3000:])
