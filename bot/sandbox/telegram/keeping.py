"""The stand-in's memory over restarts: one SQLite file, or nothing at all."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Keeper:
    """Writes every change through, so that a killed process loses nothing it had answered.

    Without a folder it forgets everything. Safe against the death of the process, not of the
    machine: it waits for no disk.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._db: sqlite3.Connection | None = None
        if folder is None:
            return
        (folder / "files").mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(folder / "telegram.sqlite3", isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS thing"
            " (kind TEXT, key, body TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID"
        )

    def put(self, kind: str, key: int | str, body: Any) -> None:
        """Keep a thing under its kind and key, in place of what stood there."""
        if self._db is not None:
            self._db.execute(
                "INSERT OR REPLACE INTO thing VALUES (?, ?, ?)", (kind, key, json.dumps(body))
            )

    def drop(self, kind: str, key: int | str) -> None:
        """Forget one thing."""
        if self._db is not None:
            self._db.execute("DELETE FROM thing WHERE kind = ? AND key = ?", (kind, key))

    def every(self, kind: str) -> list[Any]:
        """Give everything of a kind in the order of the keys."""
        if self._db is None:
            return []
        rows = self._db.execute("SELECT body FROM thing WHERE kind = ? ORDER BY key", (kind,))
        return [json.loads(body) for (body,) in rows]

    def set(self, name: str, value: Any) -> None:
        """Keep a single value."""
        self.put("setting", name, value)

    def setting(self, name: str, default: Any) -> Any:
        """Give a single value that was kept."""
        if self._db is None:
            return default
        row = self._db.execute(
            "SELECT body FROM thing WHERE kind = 'setting' AND key = ?", (name,)
        ).fetchone()
        return json.loads(row[0]) if row else default

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make all changes inside appear at once, or none of them."""
        if self._db is None or self._db.in_transaction:
            yield
            return
        with self._db:
            self._db.execute("BEGIN")
            yield

    def close(self) -> None:
        """Close the file."""
        if self._db is not None:
            self._db.close()
            self._db = None
