"""Migrations make exactly the tables that the code describes, on both databases."""

import secrets
from contextlib import closing

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select

from storage import migrating, people
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


def use(database, revision, statements):
    """Bring a database to an older shape, and let things happen there."""
    with database.engine.begin() as connection:
        settings = migrating.config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, revision)
        for statement in statements:
            connection.exec_driver_sql(statement)


def test_sqlite_keeps_count_of_numbers_where_none_may_be_given_twice(tmp_path):
    made = Database(f"sqlite:///{tmp_path / 'made.sqlite'}")
    migrating.migrate(made)

    query = "SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'"
    counted = set(made.read(lambda db: db.exec_driver_sql(query).scalars().all()))
    made.close()

    wanted = {
        table.name
        for table in metadata.sorted_tables
        if table.dialect_options["sqlite"]["autoincrement"]
    }
    assert {"people", "projects", "outbox"} <= wanted == counted


def test_an_empty_database_is_not_current_and_a_migrated_one_is(empty):
    assert not migrating.is_current(empty)

    migrating.migrate(empty)
    migrating.migrate(empty)

    assert migrating.is_current(empty)


def test_a_database_without_every_letter_is_refused(postgres):
    """As PostgreSQL makes them on a machine that was never told a language."""
    name = f"ascii_{secrets.token_hex(6)}"
    as_ascii = ("ENCODING 'SQL_ASCII'", "LOCALE 'C'", "TEMPLATE template0")
    with closing(Database(postgres.create_database(f"{name}_maker"))) as maker:
        at_once = maker.engine.execution_options(isolation_level="AUTOCOMMIT").connect()
        at_once.exec_driver_sql(f"CREATE DATABASE {name} {' '.join(as_ascii)}")
        at_once.close()
    made = Database(postgres.create_database(name))

    with closing(made), pytest.raises(migrating.CannotMigrate, match="SQL_ASCII"):
        migrating.migrate(made)


def test_a_database_that_is_in_use_is_brought_to_the_newest_shape(empty):
    """Rows that point to one another come through, also where a table is made anew."""
    use(empty, "a24f01710cd4", IN_USE)

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


def test_who_was_validated_before_that_was_written_down_is_not_newly_validated_later(empty):
    came, decided = "2026-03-02 12:00:00", "2026-04-01 12:00:00"
    values = "('{}', 'RO', '{}', '{}', '{}', '{}', '{}')"
    columns = "(name, country, role, standing, since, active_at, registered_at)"
    those = {"Ana": "validated", "Moved": "waiting", "Inside": "refused", "New": "waiting"}
    those |= {"Refused": "refused", "Clara": "staff", "": "gone"}
    rows = [
        values.format(name, "teacher", standing, decided, decided, came)
        for name, standing in those.items()
    ]
    project = PROJECT.replace("'', 1, 1, false", "'', 1, 3, false")
    member = "INSERT INTO project_members (project_id, person_id, role, state, since)"
    use(
        empty,
        "4e1d0c7ba9f2",
        (
            f"INSERT INTO people {columns} VALUES {', '.join(rows)}",
            f"INSERT INTO school_changes (person_id, at) VALUES (2, '{decided}')",
            project,
            *(f"{member} VALUES (1, {who}, 'founder', 'in', '{came}')" for who in (1, 3, 7)),
        ),
    )

    migrating.migrate(empty)

    with empty.reading() as db:
        query = select(people.table.c.name, people.table.c.validated_at)
        found = {name: at and f"{at:%Y-%m-%d %H:%M:%S}" for name, at in db.execute(query)}
    known = {"Ana": decided, "Moved": came, "Inside": came}
    assert found == dict.fromkeys(those) | known


def test_migrations_make_the_tables_that_the_code_describes(empty):
    migrating.migrate(empty)

    with empty.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, metadata)

    assert differences == [], 'a table changed: make migration m="what changed"'
