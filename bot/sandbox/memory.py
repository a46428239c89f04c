"""What the sandbox's folder remembers from one start to the next: secrets, ports, the people."""

import fcntl
import json
import os
import secrets
import socket
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

#: How many ports after the page's are tried for the other parts.
_TRIED = 200


class CannotOpen(Exception):
    """The sandbox cannot start; the text says what to do."""


class Memory:
    """One JSON file in the folder, written anew with each change; one sandbox at a time.

    Raises CannotOpen if another sandbox uses the folder.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder = folder.resolve()
        self._file = self.folder / "sandbox.json"
        self._values: dict[str, Any] = {}
        if self._file.exists():
            self._values = json.loads(self._file.read_text(encoding="utf-8"))
        self._lock = self._take_lock()

    def close(self) -> None:
        """Let another sandbox have the folder."""
        self._lock.close()

    def secret(self, name: str, draw: Callable[[], str] = lambda: secrets.token_hex(24)) -> str:
        """Give a secret, drawn when it is first asked for."""
        return str(self._once("secrets", name, draw))

    def port(self, name: str, page: int) -> int:
        """Give a part its port: the one it had if that is free, else a free one after the page's.

        Raises CannotOpen if there is none.
        """
        ports = self._values.setdefault("ports", {})
        taken = {port for other, port in ports.items() if other != name}
        choice = [ports.get(name, page + 1), *range(page + 1, min(page + _TRIED, 65536))]
        for port in choice:
            if port not in taken | {page} and is_free(port):
                ports[name] = port
                self._write()
                return int(port)
        raise CannotOpen(f"No port between {page + 1} and {page + _TRIED} is free on this machine.")

    def keep(self, name: str, value: Any) -> None:
        """Remember a value under a name."""
        self._values[name] = value
        self._write()

    def kept(self, name: str, otherwise: Any = None) -> Any:
        """Give the value remembered under a name."""
        return self._values.get(name, otherwise)

    def _once(self, group: str, name: str, draw: Callable[[], Any]) -> Any:
        values = self._values.setdefault(group, {})
        if name not in values:
            values[name] = draw()
            self._write()
        return values[name]

    def _write(self) -> None:
        """Put the new file in the place of the old one: a crash leaves one of them whole."""
        fresh = self._file.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
        os.replace(fresh, self._file)

    def _take_lock(self) -> IO[str]:
        file = open(self.folder / "lock", "w")  # noqa: SIM115 - held until the sandbox ends
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            where = self._values.get("page", "")
            raise CannotOpen(
                f"The sandbox is running already{f', at {where}' if where else ''}. "
                "End it with Ctrl-C where it was started, or use its page."
            ) from None
        return file


def listen(port: int) -> socket.socket:
    """Listen on a port of this machine alone; 0 is any. Raises OSError if it is taken."""
    listener = socket.socket()
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener


def is_free(port: int) -> bool:
    """Tell whether nobody listens on a port of this machine."""
    try:
        listen(port).close()
    except OSError:
        return False
    return True
