"""PostgreSQL through a real PgBouncer that lends sessions for one transaction only."""

import secrets
from contextlib import ExitStack

import psycopg
import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from storage import migrating, seats, waking
from storage.db import Database, DatabaseAway
from storage.prepared import Prepared
from storage.seats import Lost
from tests.pooler import Pooler
from tests.storage.test_db import end_connections
from tests.storage.test_seats import let_pass
from tests.storage.test_waking import is_told

#: For how long a lock, a statement and silence may keep others waiting.
LIMITS = ("lock", "statement", "idle_in_transaction_session")
_WHO = Prepared(select(func.pg_backend_pid()))


@pytest.fixture(scope="module")
def direct(postgres):
    """An empty database, by its own address."""
    return postgres.create_database(f"pooled_{secrets.token_hex(6)}")


@pytest.fixture(scope="module")
def pooler(direct, tmp_path_factory):
    made = Pooler(tmp_path_factory.mktemp("pooler"), direct)
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def pooled(direct, pooler):
    """The same database through the pooler, with all tables."""
    made = Database(pooler.url, direct)
    migrating.migrate(made)
    yield made
    made.close()


def test_a_database_that_was_migrated_past_the_pooler_is_current(pooled):
    assert migrating.is_current(pooled)


@pytest.mark.parametrize("how", ["transaction", "reading"])
def test_each_transaction_has_its_limits_and_leaves_none_to_the_next_session(pooled, how, pooler):
    with getattr(pooled, how)() as db:
        limits = [db.scalar(text(f"SHOW {name}_timeout")) for name in LIMITS]
    with psycopg.connect(pooler.url) as other:
        left = [other.execute(f"SHOW {name}_timeout").fetchone() for name in LIMITS]

    assert limits == ["10s", "1min", "10s"]
    assert left == [("0",)] * 3


def test_a_statement_may_meet_another_session_each_time(pooled, pooler):
    """What a driver prepares on one session is unknown to the next."""

    def session():
        with pooled.transaction() as db:
            db.scalar(select(func.count()).select_from(seats.table))
            [(who,)] = _WHO.rows(db)
        return who

    first = [session() for _ in range(10)][-1]
    with ExitStack() as held:
        for _ in range(5):  # others take the sessions that are free, ours among them
            held.enter_context(psycopg.connect(pooler.url)).execute("SELECT 1")
        now = session()

    assert now != first


def test_what_fails_is_rolled_back_and_the_next_transaction_is_clean(pooled):
    row = {"name": "twice", "holder": "a", "fence": 1, "until": func.now()}

    def twice(db):
        db.execute(seats.table.insert().values(row))
        db.execute(seats.table.insert().values(row))

    with pytest.raises(IntegrityError):
        pooled.write(twice)

    query = select(seats.table.c.name).where(seats.table.c.name == "twice")
    assert pooled.read(lambda db: db.scalar(query)) is None


def test_seats_are_fenced_through_the_pooler(pooled):
    [seat] = pooled.write(seats.take, ["x"], "ana")
    assert pooled.write(seats.fenced, seat, lambda _: "done") == "done"
    let_pass(pooled, seats.SECONDS)
    pooled.write(seats.take, ["x"], "ben")

    with pytest.raises(Lost):
        pooled.write(seats.fenced, seat, lambda db: seats.take(db, ["y"], "ana"))

    assert [one.name for one, _ in pooled.read(seats.held)] == ["x"]


def test_what_is_told_through_the_pooler_is_heard_past_it(pooled):
    ear = waking.Ear(pooled)
    pooled.write(waking.tell, "news")

    assert is_told(ear, 5)
    assert ear.heard() == ["news"]
    ear.close()


def test_postgresql_away_behind_the_pooler_is_away_and_comes_back(pooled, direct):
    itself = Database(direct)

    def work(db):
        end_connections(itself)
        db.execute(select(1))

    with pytest.raises(DatabaseAway):
        pooled.write(work)
    itself.close()

    assert pooled.read(lambda db: db.scalar(select(1))) == 1


def test_a_pooler_that_is_taken_for_postgresql_itself_refuses_us(pooler):
    mistaken = Database(pooler.url)
    with pytest.raises(DatabaseAway):
        mistaken.read(lambda _: None)
    mistaken.close()
