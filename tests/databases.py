"""Databases for all tests: PostgreSQL and SQLite, made once and emptied for each test."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from bot.sandbox.postgres import Postgres
from storage import migrating
from storage.db import Database, metadata

#: Where Linux keeps files in memory.
MEMORY = Path("/dev/shm")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """A real PostgreSQL server for the whole run."""
    server = Postgres(tmp_path_factory.mktemp("postgres"), is_lasting=False)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def on_postgres(postgres):
    """A migrated PostgreSQL database for all tests in turn: to copy one for each is far slower."""
    return migrated(postgres.create_database("tests"))


@pytest.fixture(scope="session")
def sqlite_file(tmp_path_factory):
    """A migrated SQLite file, to be copied for each test."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.sqlite"
    migrated(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def on_sqlite(memory):
    """One SQLite database for all tests in turn: it keeps the SQL that was compiled for it."""
    return Database(f"sqlite:///{memory / 'etwin.sqlite'}")


@pytest.fixture(scope="session")
def memory(tmp_path_factory):
    """A folder in the machine's memory, where it offers one: each commit waits for the disk."""
    if not os.access(MEMORY, os.W_OK):
        yield tmp_path_factory.mktemp("memory")
        return
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(folder)


def migrated(url):
    """Make a database with all tables."""
    made = Database(url)
    migrating.migrate(made)
    made.close()
    return made


@pytest.fixture
def sqlite(on_sqlite, sqlite_file):
    """An empty SQLite database with all tables."""
    _put(sqlite_file, Path(on_sqlite.engine.url.database))
    yield on_sqlite
    on_sqlite.close()


@pytest.fixture
def postgresql(on_postgres):
    """An empty PostgreSQL database with all tables."""
    on_postgres.write(_empty)
    return on_postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    """An empty database with all tables, on each kind in turn."""
    return request.getfixturevalue(request.param)


def _put(empty, path):
    """Put an empty SQLite database into the place of what the last test left."""
    for old in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        old.unlink(missing_ok=True)
    shutil.copy(empty, path)


def _empty(db):
    """Empty a PostgreSQL database, in one go: most tests do this before anything else."""
    # No row is asked what belongs to it, and no log is sealed.
    unguarded = "SET LOCAL session_replication_role = replica"
    deletes = (f'DELETE FROM "{table.name}"' for table in metadata.sorted_tables)
    numbers = "SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'"
    db.exec_driver_sql("; ".join((unguarded, *deletes, numbers)))


@pytest.fixture
def db(database):
    """A transaction that is rolled back at the end."""
    with database.engine.connect() as connection:
        if database.is_sqlite:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection
        connection.rollback()
