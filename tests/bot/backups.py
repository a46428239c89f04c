"""A small installation with something in every place that is backed up."""

import secrets
from datetime import timedelta
from io import StringIO
from pathlib import Path

import psycopg
from rich.console import Console

from bot.backup import making, restoring
from bot.backup.restoring import Wishes
from bot.backup.showing import Shown
from bot.config import Config
from bot.sandbox import postgres
from storage import dumping, migrating
from storage.db import Database
from tests.conftest import NOON

LATER = NOON + timedelta(hours=8)
KNOWN, UNKNOWN = "local_content/ab/cd/known", "local_content/ef/gh/strange"
TOOLS = Path(postgres._program("pg_dump")).parent


class Site:
    """What one machine has: our database, the homeserver's, and the folders."""

    def __init__(self, folder: Path, server=None) -> None:
        self.folder = folder
        folder.mkdir()
        self.server = server
        self.url, self.theirs = self._address("ours"), self._address("theirs")
        self.database = Database(self.url)
        self.said = StringIO()
        (folder / "erasures.txt").write_text("")
        self.settings = {
            "database": {"url": self.url, "erasure_list": folder / "erasures.txt"},
            "portal": {"public_url": "https://etwin.example"},
            "matrix": {
                "homeserver_url": "http://127.0.0.1:9",
                "server_name": "school.example",
                "as_token": "planted-as-token",
                "hs_token": "planted-hs-token",
                "secret": "planted-secret",
                "key_store": folder / "keys",
            },
            "publishing": {"folder": folder / "published"},
            "exports": {"folder": folder / "exports"},
            "backup": {
                "homeserver_database": self.theirs,
                "homeserver_media": str(folder / "media"),
                "homeserver_signing_key": str(folder / "signing.key"),
                "postgresql_tools": str(TOOLS),
            },
        }

    @property
    def config(self) -> Config:
        return Config(**self.settings)

    def _address(self, name: str) -> str:
        if self.server is None:
            return f"sqlite:///{self.folder / name}.sqlite"
        return self.server.create_database(f"{name}_{secrets.token_hex(6)}")

    def fill(self) -> "Site":
        """Let there be something everywhere."""
        migrating.migrate(self.database)
        statements = (
            "CREATE TABLE local_media_repository (media_id TEXT)",
            "INSERT INTO local_media_repository VALUES ('abcdknown')",
        )
        for statement in statements:
            run(self.theirs, statement)
        for name in ("published", "keys", "media", "exports"):
            (self.folder / name).mkdir()
        (self.folder / "published" / f"{'a' * 32}.png").write_bytes(b"picture")
        (self.folder / "exports" / "words-of-pupils.zip").write_bytes(b"export")
        (self.folder / "signing.key").write_text("ed25519 a_key planted")
        run(f"sqlite:///{self.folder / 'keys' / 'ETWIN-OLD.db'}", "CREATE TABLE accounts (x)")
        for media in (KNOWN, UNKNOWN):
            file = self.folder / "media" / media
            file.parent.mkdir(parents=True)
            file.write_text(media)
        return self

    def backup(self, now=NOON) -> Path:
        """Make a backup."""
        times = iter((now, now + timedelta(minutes=5)))
        return making.make(self.config, self.folder / "backups", self._shown(), lambda: next(times))

    def restore(self, backup: Path, now=LATER, **wishes):
        """Put one back here."""
        return restoring.restore(self.config, backup, Wishes(**wishes), self._shown(), lambda: now)

    def _shown(self) -> Shown:
        return Shown(Console(file=self.said))

    def runs(self) -> bool:
        """Tell whether the service would start on the database."""
        return not dumping.is_empty(self.url) and migrating.is_current(self.database)


def run(url: str, statement: str) -> None:
    """Run a statement in a database that is not ours."""
    if dumping.is_sqlite(url):
        with dumping.sqlite3.connect(dumping.file(url)) as connection:
            connection.execute(statement)
        connection.close()
        return
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)
