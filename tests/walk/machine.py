"""An empty Debian in a folder, with systemd as its first process; for root alone.

It shares this machine's network: its ports 80, 443, 5432, 8008, 8080 and 29320 must be free here.
"""

import os
import shutil
import subprocess
import time
from pathlib import Path

#: What an empty Debian has; with it systemd, which a container's does without.
BASE = ("--variant=minbase", "--include=systemd,systemd-sysv,dbus")
#: A mirror of Debian's, if not the usual one.
MIRROR = [one for one in (os.environ.get("ETWIN_DEBIAN"),) if one]
#: What this machine knows of certificates, for the package client: it may stand behind a proxy.
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
ENVIRONMENT = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": "/root",
    "TERM": "dumb",
    "DEBIAN_FRONTEND": "noninteractive",
    "PIP_CERT": "/etc/ssl/certificates-of-this-machine.crt",
}
SECONDS = 60


class Machine:
    """One Debian of a release ("trixie"), made in a folder."""

    def __init__(self, folder: Path, release: str) -> None:
        self.root = folder / release
        self._release = release
        self._log = folder / f"{release}.log"
        self._nspawn: subprocess.Popen | None = None

    def make(self, names: tuple[str, ...]) -> None:
        """Make it anew. It knows itself under these names."""
        words = ["debootstrap", *BASE, self._release, str(self.root), *MIRROR]
        with self._log.open("wb") as log:
            subprocess.run(words, stdout=log, stderr=log, check=True)
        (self.root / "etc/hosts").write_text(f"127.0.0.1 localhost {' '.join(names)}\n")
        (self.root / "etc/ssl").mkdir(exist_ok=True)
        shutil.copy(CERTIFICATES, f"{self.root}{ENVIRONMENT['PIP_CERT']}")

    def boot(self) -> None:
        """Start it and wait until it is up."""
        where = ("--directory", str(self.root), "--resolv-conf=copy-host", "--private-users=no")
        how = ("--quiet", "--register=no", "--keep-unit", "--console=pipe", "--boot")
        with self._log.open("ab") as log:
            self._nspawn = subprocess.Popen(
                ["systemd-nspawn", *where, *how],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env=os.environ | {"UNIFIED_CGROUP_HIERARCHY": "yes"},
            )
        deadline = time.monotonic() + SECONDS
        while self.run("systemctl is-system-running --wait", ok=None) != "running":
            assert time.monotonic() < deadline, self._log.read_text()[-2000:]
            time.sleep(0.5)

    def run(self, script: str, ok: bool | None = True) -> str:
        """Run a script there, as root; give what it prints. It has to go well, unless None."""
        leader = self._leader()
        if leader is None:
            return ""
        done = subprocess.run(
            ["nsenter", "--target", leader, "--all", "--", "/bin/bash", "-c", script],
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert ok is None or done.returncode == 0, done.stdout[-4000:]
        return done.stdout.strip()

    def _leader(self) -> str | None:
        """Find its first process: the only child of systemd-nspawn."""
        assert self._nspawn is not None, "it was not booted"
        assert self._nspawn.poll() is None, self._log.read_text()[-2000:]
        children = Path(f"/proc/{self._nspawn.pid}/task/{self._nspawn.pid}/children")
        return next(iter(children.read_text().split()), None)

    def close(self) -> None:
        """Switch it off and delete it."""
        if self._nspawn is not None and self._nspawn.poll() is None:
            self.run("systemctl poweroff", ok=None)
            try:
                self._nspawn.wait(SECONDS)
            except subprocess.TimeoutExpired:
                self._nspawn.kill()
                self._nspawn.wait()
        shutil.rmtree(self.root, ignore_errors=True)
