"""A database that is away, told from our own mistakes; and the claim to have a file alone."""

import secrets
from contextlib import suppress

import pytest
from sqlalchemy import BigInteger, bindparam, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage import addresses
from storage.addresses import Address
from storage.db import Database, DatabaseAway
from storage.prepared import Prepared
from tests.conftest import NOON

MAKE = text("CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT)")
ADD = text("INSERT INTO things (name, id) VALUES ('x', :id)")
ANA = Address("telegram", "1")
#: As many as the driver has to see before it prepares a statement, of every size.
NUMBERS = (1, 40_000, 3_000_000_000, 7, 50_000, 9, 70_000)


def run(db, statement, **values):
    db.execute(statement, values)


@pytest.fixture
def url(postgres):
    """An empty database of PostgreSQL."""
    return postgres.create_database(f"db_{secrets.token_hex(6)}")


@pytest.fixture
def opened():
    """A way to open databases that are closed in the end."""
    made = []

    def open_it(url):
        made.append(Database(url))
        return made[-1]

    yield open_it
    for one in made:
        one.close()


@pytest.mark.parametrize(
    "where",
    ["postgresql://u@no-such-host.invalid/x", "postgresql://u@127.0.0.1:9/x", "sqlite:////no/x"],
    ids=["no such host", "nobody listens", "no such folder"],
)
def test_a_database_that_cannot_be_connected_to_is_away(opened, where):
    with pytest.raises(DatabaseAway):
        opened(where).read(run, text("SELECT 1"))


def test_when_no_connection_is_free_the_database_is_away(opened, url):
    database = opened(url)
    database.engine.pool._timeout = 0.05
    taken = [database.engine.connect() for _ in range(16)]

    with pytest.raises(DatabaseAway):
        database.read(run, text("SELECT 1"))

    for one in taken:
        one.close()


def test_a_standby_is_away_until_it_takes_writes_again(opened, url):
    database, other = opened(url), opened(url)
    database.write(run, MAKE)
    name = database.engine.url.database
    standby = f"ALTER DATABASE {name} SET default_transaction_read_only"
    other.write(run, text(f"{standby} = on"))
    database.engine.dispose()

    with pytest.raises(DatabaseAway):
        database.write(lambda db: run(db, ADD, id=1))
    back = f"SET default_transaction_read_only = off; {standby} = off"
    other.write(lambda db: db.exec_driver_sql(back))

    database.write(lambda db: run(db, ADD, id=1))


def test_a_lock_that_is_not_given_in_time_leaves_the_database_away(opened, url):
    database = opened(f"{url}?options=-c%20lock_timeout%3D50")
    database.write(run, MAKE)
    with opened(url).transaction() as holder:
        run(holder, text("LOCK TABLE things"))

        with pytest.raises(DatabaseAway):
            database.write(lambda db: run(db, ADD, id=1))


def test_who_falls_silent_in_a_transaction_loses_it_and_keeps_nobody_from_going_on(opened, url):
    database = opened(f"{url}?options=-c%20idle_in_transaction_session_timeout%3D200")
    database.write(run, MAKE)

    def fall_silent(db):
        run(db, ADD, id=1)
        opened(url).write(lambda other: run(other, ADD, id=1))
        run(db, ADD, id=2)

    with pytest.raises(DatabaseAway):
        database.write(fall_silent)

    assert opened(url).read(lambda db: db.scalars(text("SELECT id FROM things")).all()) == [1]


def test_postgresql_does_not_keep_anybody_waiting_for_ever(opened, url):
    with opened(url).reading() as db:
        limits = ("lock", "statement", "idle_in_transaction_session")
        settings = [db.scalar(text(f"SHOW {name}_timeout")) for name in limits]
        parameters = db.connection.dbapi_connection.info.get_parameters()

    assert settings == ["10s", "1min", "10s"]
    assert parameters["connect_timeout"] == "5"
    assert parameters["tcp_user_timeout"] == "20000"


def test_a_full_disk_of_sqlite_is_a_database_that_is_away(opened, tmp_path):
    database = opened(f"sqlite:///{tmp_path / 'x.sqlite'}")
    database.write(run, MAKE)

    def fill(db):
        run(db, text("PRAGMA max_page_count = 2"))
        db.execute(text("INSERT INTO things (name) VALUES (:name)"), {"name": "x" * 100_000})

    with pytest.raises(DatabaseAway):
        database.write(fill)


def test_our_own_mistakes_are_not_taken_for_an_absence(database):
    with pytest.raises(DBAPIError):
        database.read(run, text("SELECT * FROM disk_connection_locked"))

    def twice(db):
        run(db, text("CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT)"))
        run(db, ADD, id=1)
        run(db, ADD, id=1)

    with pytest.raises(IntegrityError):
        database.write(twice)


def test_after_a_look_what_is_written_is_written_as_a_whole_or_not_at_all(database):
    def add_and_fail(db):
        addresses.add(db, ANA, "1", "en", NOON)
        raise ZeroDivisionError

    for look in (text("SELECT 1"), text("SELECT no_such_column")):
        with suppress(DBAPIError):
            database.read(run, look)
        with pytest.raises(ZeroDivisionError):
            database.write(add_and_fail)
        assert database.read(addresses.by_user, ANA) is None


def test_postgresql_reads_a_statement_once_for_small_and_large_numbers(opened, url):
    database, number = opened(url), bindparam("number", type_=BigInteger)
    added = Prepared(select(number + 1))
    count = text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%+%'")

    def look(db):
        found = [added.first(db, number=one)[0] for one in NUMBERS]
        return found, db.scalar(count)

    assert database.read(look) == ([one + 1 for one in NUMBERS], 1)


def test_one_process_has_a_file_of_sqlite_and_any_number_a_postgresql(opened, database):
    other = opened(database.engine.url.render_as_string(hide_password=False))

    assert database.take_alone()

    assert other.take_alone() is not database.is_sqlite


def test_a_file_that_cannot_be_claimed_is_away(opened):
    with pytest.raises(DatabaseAway):
        opened("sqlite:////no/x").take_alone()


def end_connections(database):
    """Break all connections to a database but this one's, as a restart does."""
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    ended = text(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE {others}")
    database.write(run, ended)
