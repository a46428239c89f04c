"""Which versions of the program go on while the database gets another shape."""

import secrets

import pytest
from alembic import command

from storage import migrating, seats, served
from storage.db import Database
from storage.migrating import CannotMigrate

#: A shape that this program does not know.
NEWER = "feedfeedfeed"


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
    made = opened(request, tmp_path, "postgresql")
    with made.engine.begin() as connection:
        settings = migrating.config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, "221cc557b6d5")
    yield made
    made.close()


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
    assert older.read(migrating.revision) == "221cc557b6d5"

    older.write(seats.release, "ana")
    migrating.migrate(older)
    assert migrating.is_current(older)


def test_who_runs_already_what_the_database_has_does_not_hold_up_migrating(older):
    migrating.migrate(older)
    older.write(seats.take, [f"{seats.PROCESS}ana"], "ana")

    migrating.migrate(older)

    assert migrating.is_current(older)
