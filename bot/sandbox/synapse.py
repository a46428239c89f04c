"""A real Synapse homeserver in a folder, for tests and trials; never for production."""
# ruff: noqa: S310, S603 (it starts this very interpreter and asks the server on this machine)

import base64
import hashlib
import hmac
import json
import os
import secrets
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import closing
from http.client import HTTPException
from pathlib import Path
from typing import Any

import yaml

from bot.sandbox.ports import free_port

START_SECONDS = 60.0
STOP_SECONDS = 10.0

_FAST = {"per_second": 100_000, "burst_count": 100_000}
#: What production_limits=False puts in place of Synapse's own limits.
_NO_LIMITS = {
    "rc_message": _FAST,
    "rc_registration": _FAST,
    "rc_login": {"address": _FAST, "account": _FAST, "failed_attempts": _FAST},
    "rc_joins": {"local": _FAST, "remote": _FAST},
    "rc_joins_per_room": _FAST,
    "rc_room_creation": _FAST,
    "rc_invites": {"per_room": _FAST, "per_user": _FAST, "per_issuer": _FAST},
}
_LOGGING = {
    "version": 1,
    "formatters": {"line": {"format": "%(asctime)s %(name)s %(levelname)s %(message)s"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"level": "WARNING", "handlers": ["out"]},
    "disable_existing_loggers": False,
}


class Synapse:
    """One homeserver: its files in `folder`, its process, and users made on it.

    `registration` is an application service's registration file, `snippet` the
    top-level keys that replace those of homeserver.yaml, `environment` what its
    process finds there besides ours. Accounts, rooms and sessions outlive stop()
    and kill(); start() comes back on the same port.
    """

    def __init__(
        self,
        folder: Path,
        server_name: str,
        port: int = 0,
        registration: Mapping[str, Any] | None = None,
        snippet: Mapping[str, Any] | None = None,
        production_limits: bool = True,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = folder.resolve()
        self.server_name = server_name
        self.port = port or free_port()
        self.registration = registration
        self.snippet = snippet or {}
        self.production_limits = production_limits
        self.environment = environment or {}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder / "homeserver.log"

    @property
    def pid(self) -> int:
        """The process id of the running server; RuntimeError if it does not run."""
        if self._process is None:
            raise RuntimeError("the homeserver does not run")
        return self._process.pid

    def start(self) -> None:
        """Start the server and wait until it answers.

        Raises RuntimeError, with the end of its log, if it dies or stays silent.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        run = secrets.token_hex(16)
        config = self._write_config(run)
        self._open_database()
        self._process = self._launch(config)
        self._wait_until_ready(run)

    def _launch(self, config: Path) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                self._command(config),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env=os.environ | self.environment,
            )

    def _command(self, config: Path) -> list[str]:
        """Say what starts it: with the Python that ETWIN_SYNAPSE names, if another than ours."""
        python = os.environ.get("ETWIN_SYNAPSE") or sys.executable
        return [python, "-m", "synapse.app.homeserver", "--config-path", str(config)]

    def stop(self) -> None:
        """End the server in good order and wait until it is gone; safe to repeat."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def kill(self) -> None:
        """End the server as a power cut would; safe to repeat."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def admin_token(self, password: str, localpart: str = "operator") -> str:
        """Give an access token of an administrator, whose account is made the first time."""
        try:
            return self.register_user(localpart, password, is_admin=True)[1]
        except urllib.error.HTTPError as error:
            if error.code != 400:
                raise
        body = {"type": "m.login.password", "user": localpart, "password": password}
        return str(_request(f"{self.url}/_matrix/client/v3/login", body)["access_token"])

    def register_user(
        self, localpart: str, password: str, is_admin: bool = False
    ) -> tuple[str, str]:
        """Make an ordinary account and return its full user id and an access token.

        Source: Synapse's "shared-secret registration".
        """
        address = f"{self.url}/_synapse/admin/v1/register"
        nonce = _request(address)["nonce"]
        role = "admin" if is_admin else "notadmin"
        signed = "\0".join((nonce, localpart, password, role)).encode()
        secret = self._secrets()["registration_shared_secret"].encode()
        body = {
            "nonce": nonce,
            "username": localpart,
            "password": password,
            "admin": is_admin,
            "mac": hmac.new(secret, signed, hashlib.sha1).hexdigest(),
        }
        made = _request(address, body)
        return made["user_id"], made["access_token"]

    def _write_config(self, run: str) -> Path:
        if self.registration is not None:
            self._write("registration.yaml", self.registration)
        limits = {} if self.production_limits else _NO_LIMITS
        config = self._settings(run) | self._secrets() | dict(self.snippet) | limits
        self._write("logging.yaml", _LOGGING)
        return self._write("homeserver.yaml", config)

    def _settings(self, run: str) -> dict[str, Any]:
        listener = {
            "port": self.port,
            "bind_addresses": ["127.0.0.1"],
            "type": "http",
            "resources": [{"names": ["client", "health"]}],
        }
        registrations = [] if self.registration is None else ["registration.yaml"]
        return {
            "server_name": self.server_name,
            "public_baseurl": self.url,
            # Served at /.well-known: tells our server from whoever else may hold the port.
            "extra_well_known_client_content": {"eu.etwin.run": run},
            "listeners": [listener],
            "database": {"name": "sqlite3", "args": {"database": str(self._database)}},
            "log_config": str(self.folder / "logging.yaml"),
            "media_store_path": str(self.folder / "media"),
            "signing_key_path": str(self._signing_key()),
            "app_service_config_files": [str(self.folder / name) for name in registrations],
            "report_stats": False,
            "trusted_key_servers": [],
            "suppress_key_server_warning": True,
            "bcrypt_rounds": 4,
        }

    def _open_database(self) -> None:
        """Let the database write ahead, which makes Synapse half as fast again."""
        with closing(sqlite3.connect(self._database)) as database:
            database.execute("PRAGMA journal_mode=WAL")

    @property
    def _database(self) -> Path:
        return self.folder / "data.db"

    def _secrets(self) -> dict[str, str]:
        """Read the secrets of this folder, or draw them: sessions must outlive a restart."""
        kept = self.folder / "secrets.yaml"
        if not kept.exists():
            names = ("macaroon_secret_key", "registration_shared_secret", "form_secret")
            self._write(kept.name, {name: secrets.token_urlsafe(32) for name in names})
        return dict(yaml.safe_load(kept.read_text()))

    def _signing_key(self) -> Path:
        kept = self.folder / "signing.key"
        if not kept.exists():
            seed = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
            kept.write_text(f"ed25519 a_sandbox {seed}\n")
        return kept

    def _write(self, name: str, content: Mapping[str, Any]) -> Path:
        path = self.folder / name
        path.touch(mode=0o600)
        path.write_text(yaml.safe_dump(dict(content)))
        return path

    def _wait_until_ready(self, run: str) -> None:
        assert self._process is not None
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            if self._answers_as(run):
                return
            time.sleep(0.05)
        self.kill()
        tail = self.log.read_text(errors="replace")[-3000:]
        raise RuntimeError(f"the homeserver did not start; its log ends:\n{tail}")

    def _answers_as(self, run: str) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=5):
                known = _request(f"{self.url}/.well-known/matrix/client")
        except (OSError, ValueError, HTTPException):
            return False  # before it listens, a connection may even meet itself
        return known.get("eu.etwin.run") == run


def _request(address: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
    content = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, content, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return dict(json.load(answer))
