"""The database's shape: bringing it to ours, and telling whether it is."""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from storage.db import Database

NOT_CURRENT = "The database has another shape than this version needs: run `etwin migrate`."
FOLDER = Path(__file__).parent / "migrations"
#: Two `etwin migrate` at once: the second waits. Any number, ours alone.
_LOCK = 0x65747769


def config() -> Config:
    """Tell Alembic where the migrations are."""
    settings = Config()
    settings.set_main_option("script_location", str(FOLDER))
    return settings


def migrate(database: Database) -> None:
    """Bring the database to the newest shape, alone. Safe to repeat."""
    settings = config()
    with database.engine.connect() as connection:
        if database.is_sqlite:
            # Some tables are made anew under their old name: their rows are pointed to meanwhile.
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")
        if database.is_sqlite:
            lost = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            assert not lost, f"the migration leaves {len(lost)} rows that point to nothing"
        connection.commit()
        if database.is_sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")


def is_current(database: Database) -> bool:
    """Tell whether the database has exactly the shape that this program knows."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    with database.reading() as db:
        return MigrationContext.configure(db).get_current_revision() == head


def write(message: str) -> None:
    """Write a migration from what the tables are by the migrations to what they are in code."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/shape.sqlite")
        migrate(database)
        settings = config()
        with database.engine.connect() as connection:
            settings.attributes["connection"] = connection
            command.revision(settings, message, autogenerate=True)
        database.close()


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1].strip():
        sys.exit('Say what changed: make migration m="groups have a moderator"')
    write(sys.argv[1].strip())
