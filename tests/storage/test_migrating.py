"""Migrations make exactly the tables that the code describes, on both databases."""

import secrets

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from storage import migrating
from storage.db import Database, metadata

_AT = "'2026-10-05 12:00:00'"
PERSON = (
    "INSERT INTO people (name, country, role, standing, since, active_at, registered_at)"
    f" VALUES ('Ana', 'RO', 'teacher', 'validated', {_AT}, {_AT}, {_AT})"
)
PROJECT = (
    "INSERT INTO projects (title, description, languages, age_min, age_max, pupils, subjects,"
    " founder_id, cofounder_id, is_national, state, since, founded_at)"
    f" VALUES ('Rivers', '', 'en', 9, 11, 40, '', 1, 1, false, 'active', {_AT}, {_AT})"
)
PUPIL = (
    "INSERT INTO pupils (project_id, added_by, pseudonym, localpart, state, slip, secret_hash,"
    " added_at) VALUES (1, 1, 'Fox', 'p_fox', 'in', 'ABCDE', '', '2026-10-05 12:00:00')"
)
#: A project with a pupil who is just in the classroom, by the tables before the newest migration.
IN_USE = (
    PERSON,
    PROJECT,
    PUPIL,
    "INSERT INTO sessions (hash, kind, pupil_id, project_id, seen_at)"
    " VALUES ('x', 'pupil', 1, 1, '2026-10-05 12:00:00')",
)


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


def test_a_database_that_is_in_use_is_brought_to_the_newest_shape(empty):
    """Rows that point to one another come through, also where a table is made anew."""
    with empty.engine.begin() as connection:
        settings = migrating.config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, "a24f01710cd4")
        for statement in IN_USE:
            connection.exec_driver_sql(statement)

    migrating.migrate(empty)

    with empty.engine.begin() as connection:
        rows = connection.exec_driver_sql(
            "SELECT p.pseudonym, s.kind FROM sessions s JOIN pupils p ON p.id = s.pupil_id"
        )
        assert [tuple(row) for row in rows] == [("Fox", "pupil")]
        connection.exec_driver_sql("DELETE FROM sessions")
        connection.exec_driver_sql("DELETE FROM pupils")
        connection.exec_driver_sql(
            PUPIL.replace("'p_fox', 'in', 'ABCDE'", "'p_owl', 'in', 'OWLOW'")
        )
        [(number,)] = connection.exec_driver_sql("SELECT id FROM pupils")
    assert number > 1, "a pupil's number was given again"


def test_migrations_make_the_tables_that_the_code_describes(empty):
    migrating.migrate(empty)

    with empty.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)

    assert differences == [], 'a table changed: make migration m="what changed"'
