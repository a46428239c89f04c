"""`etwin matrix workers`: the files for a Synapse of several processes."""

import secrets
from pathlib import Path
from typing import Annotated

import typer
import yaml

from bot import config as configuration
from bot.terminal import File, fail, load, out
from matrix_bridge import routing
from matrix_bridge.workers import Layout, Ports, settings

#: More are not of use on one machine.
MOST = 64
#: Connections of one `etwin run`, and some for whoever looks after it all.
_FOR_US = 28
_SECRET = "replication-secret"  # noqa: S105 - a file's name


def write(
    readers: Annotated[int, typer.Argument(help="How many processes answer people's apps.")],
    folder: Annotated[Path, typer.Option(help="Where the files lie; Synapse must read them.")],
    redis: Annotated[str, typer.Option(help="Where Redis is.")] = "127.0.0.1:6379",
    config: File = configuration.DEFAULT_FILE,
) -> None:
    """Write what a Synapse of several processes is given; docs/operations.md says how to use it."""
    host, _, port = redis.rpartition(":")
    if not 1 <= readers <= MOST:
        fail(f"From 1 to {MOST} readers are possible.")
    if not host or not port.isdigit():
        fail('--redis should be "address:port", such as "127.0.0.1:6379".')
    layout = Layout(readers, folder.resolve(), redis=(host, int(port)))
    try:
        for name in files(layout):
            out.print(str(folder / name))
    except OSError as problem:
        fail(f"{problem.filename}: {problem.strerror}. Only root may write there, as a rule.")
    out.print(
        f"PostgreSQL needs max_connections of at least {layout.processes} × cp_max + {_FOR_US}."
    )
    address = f"http://127.0.0.1:{Ports.for_us}"
    if not _is_asked_at(address, config):
        out.print(f"Now set matrix.homeserver_url to {address}.")


def _is_asked_at(address: str, config: Path) -> bool:
    """Tell whether the configuration, if it lies on this machine, names that address already."""
    matrix = load(config).matrix if config.exists() else None
    return matrix is not None and matrix.homeserver_url.rstrip("/") == address


def files(layout: Layout) -> list[str]:
    """Write the files into the layout's folder, and name them. Safe to repeat: a secret stays."""
    layout.folder.mkdir(parents=True, exist_ok=True)
    texts = {
        name: yaml.safe_dump(dict(content), sort_keys=False)
        for name, content in settings(layout).items()
    }
    texts |= routing.files(layout)
    for old in layout.folder.iterdir():
        if old.stem.rstrip("0123456789") in {"reader", "persister"} and old.name not in texts:
            old.unlink()  # there were more
    for name, text in texts.items():
        (layout.folder / name).write_text(text)
    secret = layout.folder / _SECRET
    if not secret.exists():
        secret.touch(mode=0o640)
        secret.write_text(secrets.token_urlsafe(32))
    return [*texts, _SECRET]
