"""A homeserver that a killed sandbox left behind: it is ended before a new one uses its files."""

import os
import signal
import subprocess
import time
from pathlib import Path

from bot.sandbox.memory import Memory

PATIENCE_SECONDS = 10.0


def end_orphan(memory: Memory) -> None:
    """End the homeserver of the last run, if it still runs; nothing else is touched."""
    pid = memory.kept("homeserver")
    if not pid or not _is_ours(pid, str(memory.folder)):
        return
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while _is_ours(pid, str(memory.folder)):
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.1)


def _is_ours(pid: int, folder: str) -> bool:
    """Tell whether the process with this number is a homeserver with its files in the folder."""
    command = _command(pid)
    return "synapse.app.homeserver" in command and folder in command


def _command(pid: int) -> str:
    """Give the words that a process was started with; empty if there is no such process."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            return ""
    asked = subprocess.run(  # noqa: S603 - a number of ours
        ["/bin/ps", "-p", str(pid), "-ww", "-o", "command="],
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout
