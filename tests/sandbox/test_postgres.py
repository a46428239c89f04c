"""The sandbox's PostgreSQL: it starts for any user, and keeps what it has."""

import psycopg
import pytest

from bot.sandbox.postgres import Postgres


@pytest.fixture(scope="module")
def postgres(tmp_path_factory):
    server = Postgres(tmp_path_factory.mktemp("postgres"))
    server.start()
    yield server
    server.stop()


def test_rows_outlive_a_restart(postgres):
    with psycopg.connect(postgres.create_database("kept")) as db:
        db.execute("CREATE TABLE school (name text)")
        db.execute("INSERT INTO school VALUES ('Școala nr. 1')")

    postgres.stop()
    postgres.start()

    with psycopg.connect(postgres.create_database("kept")) as db:
        assert db.execute("SELECT name FROM school").fetchall() == [("Școala nr. 1",)]


def test_databases_are_apart(postgres):
    with psycopg.connect(postgres.create_database("one")) as db:
        db.execute("CREATE TABLE only_here (id int)")

    with psycopg.connect(postgres.create_database("other")) as db:
        assert db.execute("SELECT to_regclass('only_here')").fetchone() == (None,)


def test_server_ends_although_somebody_is_connected(postgres):
    with psycopg.connect(postgres.create_database("busy")) as db:
        postgres.stop()

        with pytest.raises(psycopg.OperationalError):
            db.execute("SELECT 1")
    postgres.start()


def test_cluster_that_cannot_start_says_why(tmp_path, postgres):
    broken = Postgres(tmp_path)
    broken.start()
    broken.stop()
    (tmp_path / "data" / "PG_VERSION").write_text("9.1\n")

    with pytest.raises(RuntimeError, match="incompatible"):
        broken.start()
