"""Synapse spread over several processes: the files that tell each what it does.

One worker is ours alone: what `etwin run` asks for goes there, and it alone brings us events.
So its end is the end of both, which we notice (matrix_bridge/lookback.py).
Source: https://element-hq.github.io/synapse/latest/workers.html
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: One process that stores events for so many that read and take them.
READERS_PER_PERSISTER = 4
OURS = "etwin"
_HERE = "127.0.0.1"
_ROOM = "[^/]+/rooms/[^/]+/"
#: What any worker may be asked for about a room, all of a room of the same one if possible; and
#: what else. All others are for the main process.
OF_ROOMS = (
    f"^/_matrix/client/{_ROOM}(joined_members|members|state|context|event|hierarchy|relations"
    "|threads|messages|timestamp_to_event|redact|send|join|invite|leave|ban|unban|kick)(/|$)"
)
OF_PEOPLE = (
    "^/_matrix/client/(versions|[^/]+/(sync|events|initialSync|createRoom|joined_rooms|join/.*"
    "|account/whoami|devices(/.*)?|delete_devices|keys/(changes|upload|device_signing/upload"
    "|signatures/upload)|room_keys/.*|login|register|user/[^/]+/filter(/.*)?|capabilities|search"
    "|notifications|user_directory/search|directory/room/.*|password_policy|voip/turnServer))$"
)
#: And by what `etwin run` asks for all that waits for it: of the process that brings it.
OF_OURS = "^/_matrix/client/[^/]+/appservice/[^/]+/ping$"


@dataclass(frozen=True)
class Ports:
    """Where each process is reached, on the homeserver's machine."""

    main: int = 8008
    #: Where `etwin run` asks: matrix.homeserver_url.
    for_us: int = 8007
    replication: int = 9093
    ours: int = 8070
    #: Of the first reader, and of the first persister; the others follow.
    readers: int = 8201
    persisters: int = 9101


@dataclass(frozen=True)
class Layout:
    """How many workers there are, in which folder their files lie, where Redis is."""

    readers: int
    folder: Path
    ports: Ports = Ports()
    redis: tuple[str, int] = (_HERE, 6379)

    @property
    def persisters(self) -> int:
        """How many store events: all have to be restarted whenever this changes."""
        return -(-self.readers // READERS_PER_PERSISTER)

    @property
    def processes(self) -> int:
        """How many read and write: readers, persisters, ours and the main one."""
        return self.readers + self.persisters + 2

    def reader_ports(self) -> list[int]:
        """List where the readers are reached."""
        return [self.ports.readers + number for number in range(self.readers)]

    def persister_ports(self) -> dict[str, int]:
        """List where the persisters are reached, by their names."""
        first = self.ports.persisters
        return {f"persister{number + 1}": first + number for number in range(self.persisters)}


def settings(layout: Layout) -> dict[str, Mapping[str, Any]]:
    """Give the settings in each file: workers.yaml for all, and one for each worker."""
    files: dict[str, Mapping[str, Any]] = {"workers.yaml": _shared(layout)}
    files["log.yaml"] = _log()
    files[f"{OURS}.yaml"] = _worker(layout, OURS, layout.ports.ours, "client")
    for number, port in enumerate(layout.reader_ports(), start=1):
        files[f"reader{number}.yaml"] = _worker(layout, f"reader{number}", port, "client")
    for name, port in layout.persister_ports().items():
        files[f"{name}.yaml"] = _worker(layout, name, port, "replication")
    return files


def _shared(layout: Layout) -> dict[str, Any]:
    """What the main process and all workers read after homeserver.yaml and conf.d."""
    ports = layout.ports
    where = {"main": ports.replication, **layout.persister_ports()}
    host, port = layout.redis
    return {
        "redis": {"enabled": True, "host": host, "port": port},
        "listeners": [
            _listener(ports.main, "client", "media", "health"),
            _listener(ports.replication, "replication"),
        ],
        "instance_map": {name: {"host": _HERE, "port": at} for name, at in where.items()},
        "stream_writers": {"events": list(layout.persister_ports())},
        "worker_replication_secret_path": str(layout.folder / "replication-secret"),
        # One process alone brings us events, in order.
        "notify_appservices_from_worker": OURS,
        "send_federation": False,
        "federation_sender_instances": [],
    }


def _worker(layout: Layout, name: str, port: int, what: str) -> dict[str, Any]:
    return {
        "worker_app": "synapse.app.generic_worker",
        "worker_name": name,
        "worker_listeners": [_listener(port, what, "health")],
        "worker_log_config": str(layout.folder / "log.yaml"),
    }


def _listener(port: int, *names: str) -> dict[str, Any]:
    return {
        "port": port,
        "bind_addresses": [_HERE],
        "type": "http",
        "x_forwarded": "client" in names,
        "resources": [{"names": list(names)}],
    }


def _log() -> dict[str, Any]:
    """Say to the standard error, and so to the journal, what goes wrong."""
    line = "%(asctime)s %(name)s %(levelname)s %(message)s"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": line}},
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"level": "WARNING", "handlers": ["out"]},
    }
