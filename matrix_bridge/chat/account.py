"""The bot's account made ready: there, named, and on a device whose keys we hold."""

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog
from peewee import DatabaseError

from handlers.platform import Gate
from matrix_bridge.chat.client import Client
from matrix_bridge.homeserver import DEVICE, Homeserver
from storage import matrix_sync

#: What the bot calls itself.
NAME = "eTwinning"

_log = structlog.get_logger()


@dataclass(frozen=True)
class Account:
    """Where the bot lives, and what it needs to live there."""

    homeserver_url: str
    server_name: str
    as_token: str = field(repr=False)
    localpart: str
    #: A folder for its keys, and what encrypts them.
    key_store: Path
    secret: str = field(repr=False)

    @property
    def user(self) -> str:
        """The account's full id."""
        return f"@{self.localpart}:{self.server_name}"


async def enter(
    account: Account,
    homeserver: Homeserver,
    gate: Gate,
    in_database: Callable[..., Awaitable[Any]],
) -> Client:
    """Make the account ready and open its client.

    A device belongs to its keys: without them, or unknown to the homeserver, it gives way to
    a new one. What is sent comes from DEVICE all the same, which has no keys and is never
    replaced: so a transaction id gives one message over any change of device or process.
    Safe to repeat. Raises what `call` raises, or DatabaseAway.
    """
    account.key_store.mkdir(mode=0o700, parents=True, exist_ok=True)
    await homeserver.ensure_user(account.localpart)
    await homeserver.ensure_device(account.user, DEVICE, NAME)
    device = (await in_database(matrix_sync.position)).device
    client = await _open(account, homeserver, gate, device) if device else None
    if client is None:
        device = f"ETWIN-{secrets.token_hex(4).upper()}"
        await in_database(matrix_sync.use_device, device)
        await homeserver.ensure_device(account.user, device, NAME)
        await homeserver.delete_other_devices(account.user, device, DEVICE)
        client = _client(account, gate, device)
    await homeserver.set_displayname(account.user, NAME)
    return client


async def _open(account: Account, homeserver: Homeserver, gate: Gate, device: str) -> Client | None:
    """Open the device used so far; None if its keys or the homeserver's memory of it are gone."""
    if not (account.key_store / _file(device)).exists():
        _log.warning("matrix.keys_gone")
        return None
    if await homeserver.ensure_device(account.user, device, NAME):
        _log.warning("matrix.device_forgotten")
        return None
    try:
        return _client(account, gate, device)
    except (ValueError, DatabaseError):
        _log.warning("matrix.keys_unreadable", hint="matrix.secret changed, or the file is broken")
        return None


def _client(account: Account, gate: Gate, device: str) -> Client:
    store = account.key_store / _file(device)
    return Client(
        account.homeserver_url, account.as_token, account.user, device, store, account.secret, gate
    )


def _file(device: str) -> str:
    return f"{device}.db"
