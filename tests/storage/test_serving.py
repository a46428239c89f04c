"""Which versions of the program go on while the database gets another shape."""

import secrets
import threading
import time
from contextlib import closing, contextmanager
from datetime import UTC, datetime

import psycopg
import pytest
from alembic import command

from storage import blocking, migrating, seats, served
from storage.db import Database
from storage.migrating import CannotMigrate
from tests.storage.test_seats import let_pass

#: A shape that this program does not know.
NEWER = "feedfeedfeed"
#: One from which the way to ours changes the table of pupils.
OLD = "221cc557b6d5"


@pytest.fixture
def newer(request, tmp_path, kind):
    """A database that a newer program has migrated."""
    made = opened(request, tmp_path, kind)
    migrating.migrate(made)
    made.write(run, f"UPDATE alembic_version SET version_num = '{NEWER}'")
    made.write(served.keep, [NEWER])
    yield made
    made.close()


@pytest.fixture
def older(request, tmp_path):
    """A database on PostgreSQL from before the newest migration."""
    made = put_back(opened(request, tmp_path, "postgresql"))
    yield made
    made.close()


@pytest.fixture
def older_file(request, tmp_path):
    """The same as a file."""
    made = put_back(opened(request, tmp_path, "sqlite"))
    yield made
    made.close()


def put_back(made):
    with made.engine.begin() as connection:
        settings = migrating.config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, OLD)
    return made


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request):
    return request.param


def opened(request, folder, kind):
    if kind == "sqlite":
        return Database(f"sqlite:///{folder / 'serving.sqlite'}")
    server = request.getfixturevalue("postgres")
    return Database(server.create_database(f"serving_{secrets.token_hex(6)}"))


def run(db, statement):
    db.exec_driver_sql(statement)


def test_a_newer_database_that_serves_us_is_as_good_as_ours(newer):
    newer.write(served.keep, [migrating.newest(), NEWER])

    assert newer.read(migrating.misfit) == ""
    assert newer.read(migrating.revision) == NEWER


def test_a_newer_database_that_does_not_serve_us_is_refused(newer):
    assert newer.read(migrating.misfit) == migrating.TOO_NEW


def test_a_newer_database_is_never_migrated_back(newer):
    newer.write(served.keep, [migrating.newest(), NEWER])

    with pytest.raises(CannotMigrate, match="newer shape"):
        migrating.migrate(newer)

    assert newer.read(migrating.revision) == NEWER
    assert newer.read(migrating.misfit) == ""


def test_an_older_database_is_refused_until_it_is_migrated(older):
    assert older.read(migrating.misfit) == migrating.NOT_CURRENT

    migrating.migrate(older)

    assert older.read(migrating.misfit) == ""
    assert older.read(served.serves, migrating.newest())


@pytest.mark.parametrize("version", ["", " 221cc557b6d5"])
def test_no_running_process_is_left_behind(older, version):
    name = f"{seats.PROCESS}ana{version}"
    older.write(seats.take, [name], "ana")

    with pytest.raises(CannotMigrate, match="not serve: 1\\."):
        migrating.migrate(older)
    assert older.read(migrating.revision) == OLD

    older.write(seats.release, "ana")
    migrating.migrate(older)
    assert migrating.is_current(older)


def test_who_runs_already_what_the_database_has_does_not_hold_up_migrating(older):
    migrating.migrate(older)
    older.write(seats.take, [f"{seats.PROCESS}ana"], "ana")

    migrating.migrate(older)

    assert migrating.is_current(older)


def test_who_was_not_seen_for_a_while_and_was_not_stopped_in_order_is_not_left_behind(older):
    """As while the database was away, or the process was held up."""
    name = f"{seats.PROCESS}ana {OLD}"
    older.write(seats.take, [name], "ana")
    let_pass(older, 60, name)

    with pytest.raises(CannotMigrate, match="not serve: 1\\."):
        migrating.migrate(older)
    assert older.read(migrating.revision) == OLD

    let_pass(older, 600, name)
    migrating.migrate(older)
    assert migrating.is_current(older)


def test_who_starts_while_it_goes_on_is_not_left_behind(older):
    migrated = Migrating(older)
    with dump(older):
        migrated.start()
        time.sleep(1)  # it looked who runs, and waits for the table
        older.write(seats.take, [f"{seats.PROCESS}ana {OLD}"], "ana")
    migrated.join()

    assert "not serve: 1." in str(migrated.error)
    assert older.read(migrating.revision) == OLD


def test_on_sqlite_nothing_is_migrated_while_a_process_runs(older_file):
    with closing(Database(older_file.url)) as running:
        assert running.take_alone()
        with pytest.raises(CannotMigrate, match="stop it first"):
            migrating.migrate(older_file)
        assert older_file.read(migrating.revision) == OLD
        assert older_file.read(lambda db: db.exec_driver_sql("PRAGMA foreign_keys").scalar()) == 1

    migrating.migrate(older_file)

    assert migrating.is_current(older_file)
    with closing(Database(older_file.url)) as running:
        assert running.take_alone()
        migrating.migrate(older_file)  # there is nothing to do


def test_who_has_the_file_may_migrate_it_and_keeps_it(older_file):
    assert older_file.take_alone()

    migrating.migrate(older_file)

    with closing(Database(older_file.url)) as other:
        assert not other.take_alone()


def test_behind_a_dump_everybody_goes_on_and_in_the_end_it_is_migrated(older, monkeypatch):
    monkeypatch.setattr(blocking, "PATIENCE_SECONDS", 1)
    monkeypatch.setattr(blocking, "PAUSE_SECONDS", 0.5)
    migrated, took = Migrating(older), []
    with dump(older):
        migrated.start()
        until = time.monotonic() + 6
        while time.monotonic() < until:
            began = time.monotonic()
            older.read(lambda db: db.exec_driver_sql("SELECT count(*) FROM pupils"))
            took.append(time.monotonic() - began)
            time.sleep(0.05)
        assert migrated.is_alive()
    migrated.join()

    assert migrated.error is None
    assert migrating.is_current(older)
    assert 0.5 < max(took) < 4, "nobody waited behind it, or somebody for long"
    assert sorted(took)[len(took) // 2] < 0.5


def test_what_blocks_to_the_end_is_named_and_nothing_is_changed(older, monkeypatch):
    monkeypatch.setattr(blocking, "PATIENCE_SECONDS", 0.5)
    monkeypatch.setattr(blocking, "PAUSE_SECONDS", 0.1)
    monkeypatch.setattr(blocking, "TRIES", 2)
    since = f"{datetime.now(UTC):%Y-%m-%d %H:}"

    with dump(older) as pid, pytest.raises(CannotMigrate) as refusal:
        migrating.migrate(older)

    assert f"pg_dump (process {pid}, since {since}" in str(refusal.value)
    assert older.read(migrating.revision) == OLD


class Migrating(threading.Thread):
    """A migration beside what else happens, and what it ended with."""

    def __init__(self, database):
        super().__init__()
        self.database, self.error = database, None

    def run(self):
        try:
            migrating.migrate(self.database)
        except Exception as error:
            self.error = error


@contextmanager
def dump(database):
    """Hold a table as `pg_dump` does while the block runs; give its process."""
    with psycopg.connect(database.url, application_name="pg_dump") as session:
        session.execute("LOCK TABLE pupils IN ACCESS SHARE MODE")
        yield session.info.backend_pid
