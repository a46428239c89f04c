"""The tools that operators' files are checked with: those of the programs that read them."""

import fcntl
import os
import shutil
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pytest

#: Where Debian's packages are unpacked: nothing is installed, and no server started by that.
UNPACKED = Path(sys.prefix) / "unpacked"
#: Another may hold apt's lists just then: it is tried again, after so many seconds.
PAUSES = (10, 20)
_QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": False}


@cache
def promtool() -> str:
    """Find promtool: PROMTOOL, the machine's; unpack Debian's where we may.

    With CI=true a missing one is a failure; elsewhere the check says that it was left out.
    """
    return _find(
        "promtool", os.environ.get("PROMTOOL", ""), lambda: _debians("promtool", "prometheus")
    )


@cache
def nginx() -> str:
    """Find nginx: the machine's; unpack Debian's where we may."""
    return _find("nginx", shutil.which("nginx", path="/usr/sbin") or "", lambda: _debians("nginx"))


@cache
def caddy() -> str:
    """Find Caddy: the one of our environment, or the machine's."""
    return _find("caddy", shutil.which("caddy", path=Path(sys.executable).parent) or "", _nowhere)


@cache
def systemd_analyze() -> str:
    """Find systemd-analyze, which is where systemd is; install Debian's where we may."""
    return _find("systemd-analyze", "", _systemds)


def run(*words: str) -> tuple[int, str]:
    """Run a tool; what it ended with and all it said."""
    done = subprocess.run(
        words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return done.returncode, done.stdout


def _find(name: str, named: str, install) -> str:
    found = shutil.which(named) if named else shutil.which(name)
    if found is None and shutil.which("apt-get"):
        found = install()
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail(f"no {name}: install it")
    pytest.skip(f"left out: no {name} here (install it)")
    raise AssertionError


def _debians(name: str, package: str = "") -> str | None:
    """Unpack a package of Debian's, and find a program in it."""
    folder = UNPACKED / (package or name)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)  # tests of other files look for it too
        for pause in (0, *PAUSES) if shutil.which("dpkg") else ():
            if not _in(folder, name):
                time.sleep(pause)
                _unpack(folder, package or name)
    return _in(folder, name)


def _in(folder: Path, name: str) -> str | None:
    return shutil.which(name, path=f"{folder}/usr/bin:{folder}/usr/sbin")


def _unpack(folder: Path, package: str) -> None:
    if os.geteuid() == 0:
        subprocess.run(["apt-get", "update"], **_QUIET)
    subprocess.run(["apt-get", "download", package], cwd=folder, **_QUIET)
    for archive in folder.glob(f"{package}_*.deb"):
        subprocess.run(["dpkg", "-x", str(archive), str(folder)], **_QUIET)
        archive.unlink()
    (folder / "usr/bin/prometheus").unlink(
        missing_ok=True
    )  # only its tool is wanted, and it is large


def _nowhere() -> None:
    return None


def _systemds() -> str | None:
    if os.geteuid() == 0:
        subprocess.run(["apt-get", "update"], **_QUIET)
        subprocess.run(["apt-get", "install", "-y", "systemd"], **_QUIET)
    return shutil.which("systemd-analyze")
