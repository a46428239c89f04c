"""The table of all we keep: nothing is left out, and what is too old goes. Rule RUN-4."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import retention, schedule
from bot.__main__ import app
from bot.kept import TIMED
from storage import ages, belongings, events, migrating, seats, slips
from storage.db import Database, metadata
from storage.outbox import State
from tests.bot.rowsof import is_there, plant
from tests.conftest import NOON

ROOT = Path(__file__).parents[2]
A_LITTLE = timedelta(seconds=1)
#: What a row needs besides its age, so that only its age counts.
BESIDES = {
    "outbox": {"state": State.SENT},
    "taken_events": {"platform": "telegram"},
}
#: Rules of their own, tested where they stand.
OTHERWISE = {"heartbeats", "seats", "nudges", "partner_matches"}


def by_age():
    """Give each line that goes by its age alone: its table and column."""
    for one in TIMED:
        name, _, column = one.since.partition(" ")
        if name not in OTHERWISE:
            yield one, metadata.tables[name], column


def test_every_table_of_the_database_stands_in_one_line():
    belongings.load()
    named = Counter(name for one in retention.ALL for name in one.tables.split())

    missing = sorted(metadata.tables.keys() - named.keys())
    assert not missing, f"bot/kept.py or bot/kept_while.py lacks: {', '.join(missing)}"
    assert not named.keys() - metadata.tables.keys()
    assert [name for name, times in named.items() if times > 1] == []


def test_the_operators_handbook_shows_the_same_table():
    shown = (ROOT / "docs" / "operations.md").read_text("utf-8")

    assert retention.markdown() in shown


def test_what_deletes_is_done_by_itself_once():
    done = [job for job, *_ in schedule.JOBS]

    for one in TIMED:
        if one.job is not None and one.when:
            assert done.count(one.job) == 1, one.what
    by_others = [one.what for one in TIMED if not one.when and not one.by]
    # Deleted with its file: tests/matrix_bridge/test_archive_life.py.
    assert by_others == ["projects saved as files, in `exports.folder`"]


def test_of_everything_the_old_goes_and_the_young_stays(database):
    def age(table, column, limit):
        at = NOON - limit
        if table is slips.misses:
            return [(at - timedelta(days=days)).date().isoformat() for days in (1, 0)]
        return [at - A_LITTLE, at + A_LITTLE]

    def put(db):
        planted = []
        for one, table, column in by_age():
            for value in age(table, column, one.limit):
                values = {column: value, **BESIDES.get(table.name, {})}
                planted.append((one.what, table, plant(db, table, **values)))
        return planted

    planted = database.write(put)
    for job in {one.job for one in TIMED if one.job is not None}:
        while database.write(job, NOON) is True:
            pass

    def left(db):
        found = {}
        for what, table, key in planted:
            found.setdefault(what, []).append(is_there(db, table, key))
        return found

    assert database.read(left) == {one.what: [False, True] for one, *_ in by_age()}


def test_a_process_that_ended_is_forgotten_a_day_later(postgresql):
    now = datetime.now(UTC)

    def put(db):
        for days in (2, 0):
            name = f"{seats.PROCESS}{days}"
            plant(db, seats.table, name=name, until=now - timedelta(days=days, minutes=1))

    postgresql.write(put)
    [job] = [one.job for one in TIMED if one.tables == "seats"]
    postgresql.write(job, now)

    assert postgresql.read(ages.look, ["seats"], "").rows == 1


def test_how_old_the_oldest_is_is_shown(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'etwin.sqlite'}")
    migrating.migrate(database)
    at = datetime.now(UTC) - timedelta(days=3, hours=1)
    database.write(events.park, "telegram", "7", "ValueError", b"sealed", at)
    database.close()
    config = tmp_path / "config.toml"
    config.write_text(
        f'[database]\nurl = "sqlite:///{tmp_path / "etwin.sqlite"}"\n'
        '[portal]\npublic_url = "https://etwin.example"\n'
        '[telegram]\ntoken = "123456:planted"\n'
    )

    done = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["retention", "--config", str(config)])

    assert done.exit_code == 0
    [line] = [one for one in done.output.splitlines() if "parked events" in one]
    assert [cell.strip() for cell in line.strip("│ ").split("│")][1:] == ["14 days", "1", "3 d"]


@pytest.mark.parametrize("since", sorted({one.since for one in retention.ALL if one.since}))
def test_the_age_of_each_can_be_told(database, since):
    table = metadata.tables[since.partition(" ")[0]]
    with database.engine.connect() as db:
        plant(db, table, **({"day": "2026-10-05"} if table is slips.misses else {}))

        found = ages.look(db, [table.name], since)
        db.rollback()

    assert found.rows >= 1
