"""Both kinds of database, empty, and many rows put into one."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Table

from bot.sandbox.postgres import Postgres
from storage.db import Database

#: So many rows are put at a time.
PART = 5000


def on_both(measure: Callable[[str, str], None]) -> None:
    """Measure on each kind of database in turn: by its URL and what it is called."""
    with tempfile.TemporaryDirectory() as folder:
        measure(f"sqlite:///{folder}/bench.db", "sqlite")
        server = Postgres(Path(folder) / "postgres")
        server.start()
        try:
            measure(server.create_database("bench"), "postgresql")
        finally:
            server.stop()


def load(database: Database, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    """Put rows in, in parts."""
    part: list[dict[str, Any]] = []
    with database.transaction() as db:
        for row in rows:
            part.append(row)
            if len(part) == PART:
                db.execute(table.insert(), part)
                part = []
        if part:
            db.execute(table.insert(), part)
