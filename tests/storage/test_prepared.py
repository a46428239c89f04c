"""Prepared statements do what SQLAlchemy does with them, also when something goes wrong."""

from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from storage import addresses, people
from storage.addresses import Address
from storage.db import Database, DatabaseAway, metadata
from storage.prepared import Prepared

NOON = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)
ANA = Address("telegram", "1")


@pytest.fixture
def ana(db):
    values = {"name": "Ana", "country": "RO", "role": "teacher", "subjects": ("art", "music")}
    return people.add(db, **values, at=NOON.astimezone(timezone(timedelta(hours=2))))


def test_rows_are_those_that_sqlalchemy_reads(db, ana):
    query = select(people.table).where(people.table.c.id == bindparam("id_"))

    [row] = Prepared(query).rows(db, id_=ana.id)

    assert tuple(row) == tuple(db.execute(query, {"id_": ana.id}).one())
    assert ana.subjects == ("art", "music")
    assert ana.since == NOON


def test_what_is_fixed_in_a_statement_need_not_be_given(db, ana):
    query = select(people.table.c.id).where(people.table.c.country == "RO").limit(1)

    assert Prepared(query).first(db) == (ana.id,)


def test_an_insert_gives_the_number_of_its_row_and_an_update_how_many_it_changed(db, ana):
    values = {"platform": "telegram", "user": "1", "chat": "1", "language": "en", "seen_at": NOON}
    add = Prepared(insert(addresses.table).returning(addresses.table.c.id), *values)
    move = Prepared(update(addresses.table).where(addresses.table.c.id == bindparam("id_")), "chat")

    (number,) = add.first(db, **values)

    assert move.run(db, id_=number, chat="2") == 1
    assert move.run(db, id_=number + 1, chat="2") == 0
    assert addresses.by_user(db, ANA).chat == "2"
    assert addresses.by_user(db, ANA).seen_at == NOON


def test_what_it_wrote_is_there_after_a_commit(database):
    with database.engine.connect() as db:
        addresses.add(db, ANA, "1", "en", NOON)
        db.commit()

    assert database.read(addresses.by_user, ANA) is not None


def test_a_broken_rule_of_the_database_is_told_as_sqlalchemy_tells_it(db):
    addresses.add(db, ANA, "1", "en", NOON)

    with pytest.raises(IntegrityError):
        addresses.add(db, ANA, "1", "en", NOON)


def test_a_connection_that_breaks_is_a_database_away_and_the_next_one_is_new(postgres):
    with closing(Database(postgres.create_database("breaks"))) as database:
        metadata.create_all(database.engine)

        with pytest.raises(DatabaseAway):
            database.write(_break_off, database)

        assert database.read(addresses.by_user, ANA) is None


def _break_off(db, database):
    own = db.scalar(text("SELECT pg_backend_pid()"))
    database.write(lambda other: other.execute(text(f"SELECT pg_terminate_backend({own})")))
    addresses.by_user(db, ANA)
