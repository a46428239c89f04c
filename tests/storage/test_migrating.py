"""Migrations make exactly the tables that the code describes, on both databases."""

import secrets

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from storage import migrating
from storage.db import Database, metadata


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, tmp_path):
    if request.param == "sqlite":
        made = Database(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    else:
        server = request.getfixturevalue("postgres")
        made = Database(server.create_database(f"empty_{secrets.token_hex(6)}"))
    yield made
    made.close()


def test_an_empty_database_is_not_current_and_a_migrated_one_is(empty):
    assert not migrating.is_current(empty)

    migrating.migrate(empty)
    migrating.migrate(empty)

    assert migrating.is_current(empty)


def test_migrations_make_the_tables_that_the_code_describes(empty):
    migrating.migrate(empty)

    with empty.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)

    assert differences == [], 'a table changed: make migration m="what changed"'
