"""`etwin safeguarding`: the log checked on the command line."""

import shutil

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from bot.__main__ import app
from storage import safeguarding
from storage.db import Database
from storage.safeguarding import Kind
from tests.conftest import NOON


@pytest.fixture
def sqlite(sqlite_file, tmp_path):
    """A database as `etwin migrate` leaves it."""
    made = Database(f"sqlite:///{shutil.copy(sqlite_file, tmp_path / 'etwin.sqlite')}")
    yield made
    made.close()


@pytest.fixture
def etwin(sqlite, tmp_path):
    """Run a command; give what it ends with and what it prints."""
    config = tmp_path / "config.toml"
    config.write_text(f"""
[database]
url = "{sqlite.url}"
[portal]
public_url = "https://etwinning.example.org"
[telegram]
token = "123456:ABCDEF"
""")

    def run(*words):
        done = CliRunner().invoke(app, ["safeguarding", *words, "--config", str(config)])
        return done.exit_code, done.output

    return run


def test_a_whole_log_is_called_whole_and_a_cut_one_is_found_by_its_published_head(sqlite, etwin):
    for _ in range(3):
        sqlite.write(safeguarding.write, Kind.JOINED, NOON)
    code, head = etwin("head")
    assert (code, head.strip()) == (0, "{}:{}".format(*sqlite.read(safeguarding.head)))
    assert etwin("verify", "--head", head.strip())[0] == 0

    with sqlite.transaction() as db:
        db.execute(text("DROP TRIGGER IF EXISTS safeguarding_log_no_DELETE"))
        db.execute(text("DELETE FROM safeguarding_log WHERE number = 3"))
        db.execute(
            text(
                "UPDATE safeguarding_head SET number = 2,"
                " hash = (SELECT hash FROM safeguarding_log WHERE number = 2)"
            )
        )

    assert etwin("verify")[0] == 0
    code, said = etwin("verify", "--head", head.strip())
    assert code == 1
    assert "entry 3, unknown head" in said


def test_what_is_no_head_is_said_so(etwin):
    code, said = etwin("verify", "--head", "yesterday")

    assert code == 1
    assert "is no head" in said
