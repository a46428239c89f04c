"""A crash: what ends the service is logged as any other error, without what people wrote. RUN-4."""

import json
import secrets
import subprocess
import sys
from contextlib import closing

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, StatementError

from bot.sandbox.ports import free_port
from storage import migrating, people, twinspaces
from storage.db import Database
from tests import makers
from tests.conftest import NOON

WROTE = "Anna wrote this"
#: A lease that nobody living has is freed at the start; each database refuses that in its way, and
#: says what the row holds.
REFUSE = {
    "sqlite": (
        "CREATE TRIGGER refuse BEFORE UPDATE ON twinspaces"
        f" BEGIN SELECT RAISE(ABORT, '{WROTE}'); END"
    ),
    "postgresql": "ALTER TABLE twinspaces ADD CHECK (lease <> '') NOT VALID",
}


@pytest.fixture(params=["sqlite", "postgresql"])
def doomed(request, tmp_path):
    """A database with a row over which the service stumbles when it starts."""
    url = f"sqlite:///{tmp_path / 'etwin.sqlite'}"
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
        url = server.create_database(f"doomed_{secrets.token_hex(6)}")
    with closing(Database(url)) as made:
        migrating.migrate(made)
        made.write(plant)
        made.write(lambda db: db.exec_driver_sql(REFUSE[request.param]))
    return url


def plant(db):
    founders = [makers.teacher(db, name, "RO", NOON) for name in ("Ana", "Ben")]
    rivers = makers.project(db, founders, NOON)
    db.execute(twinspaces.table.delete())
    leased = {"leased_until": NOON, "lease": f"{WROTE}/1", "space": WROTE}
    row = {"project_id": rivers.id, "is_dirty": False} | leased
    db.execute(twinspaces.table.insert().values(row))


def test_what_ends_the_service_is_logged_without_what_people_wrote(doomed, tmp_path):
    config = tmp_path / "config.toml"
    config.write_text(f"""
[database]
url = "{doomed}"
erasure_list = "{tmp_path / "erasures.txt"}"
[portal]
port = {free_port()}
public_url = "https://etwin.example"
[telegram]
token = "123456:planted-token"
api_url = "http://127.0.0.1:9"
""")

    ended = subprocess.run(
        [sys.executable, "-m", "bot", "run", "--config", str(config)],
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )

    assert ended.returncode == 1
    assert WROTE not in ended.stdout + ended.stderr
    lines = [json.loads(line) for line in ended.stderr.splitlines()]
    assert (lines[-1]["event"], lines[-1]["error"]) == ("service.failed", "IntegrityError")
    assert any("free_leases" in place for place in lines[-1]["places"])


@pytest.mark.parametrize("engine", ["engine", "apart"])
def test_an_error_of_the_database_does_not_say_what_it_was_given(database, engine):
    wrong = text("INSERT INTO people (name) VALUES (:name)")

    with getattr(database, engine).connect() as db:
        with pytest.raises(DBAPIError) as error:
            db.execute(wrong, {"name": WROTE})
        hidden = error.value.hide_parameters
        db.rollback()
        with pytest.raises(StatementError) as unfit:
            db.execute(people.table.insert(), {"name": WROTE, "since": NOON.replace(tzinfo=None)})

    assert hidden
    assert WROTE not in str(unfit.value)


def test_through_a_pooler_neither(postgresql):
    url = postgresql.engine.url.render_as_string(hide_password=False)
    values = {"name": WROTE, "since": NOON.replace(tzinfo=None)}

    with closing(Database(url, url)) as pooled, pytest.raises(StatementError) as unfit:
        pooled.write(lambda db: db.execute(people.table.insert(), values))

    assert WROTE not in str(unfit.value)
