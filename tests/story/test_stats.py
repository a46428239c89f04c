"""A coordinator looks at the numbers, on each platform: words, a picture, and a table."""

from datetime import UTC, datetime

import pytest

from bot.sandbox import history
from storage import addresses, coordinators, people
from storage.addresses import Address
from storage.db import Database
from storage.people import Standing


@pytest.mark.parametrize("platform", ["telegram", "matrix"])
def test_numbers_come_in_words_as_a_picture_and_as_a_table(stage_at, somebody, platform):
    stage = stage_at("sqlite")
    stage.start()
    maria = somebody(stage, "Maria", platform)
    maria.say("/start")
    maria.sees("start.welcome")
    database = Database(stage.database_url)
    database.write(_coordinates, maria)
    database.close()

    maria.say("/stats")
    assert "Romania" in maria.sees("Registered: ")
    maria.press("Projects")
    shown = maria.sees("Running projects: ")
    assert "Closed: " in shown
    maria.press("stats.way_months")
    maria.sees("Running projects, Romania")
    maria.press("stats.back")
    maria.sees("Registered: ")
    maria.press("stats.table")
    maria.sees("stats.table_is")

    files = maria.files()
    assert len(files) == 3
    assert files[-1].endswith("statistics.csv")
    if platform == "matrix":
        assert files[0].startswith("Projects, Romania, ")


def _coordinates(db, person):
    now = datetime.now(UTC)
    history.fill(db, now)
    user = person.user if person.platform == "matrix" else str(person.person.id)
    known = addresses.by_user(db, Address(person.platform, user))
    me = people.add(
        db, name="Maria", country="RO", role="coordinator", standing=Standing.STAFF, at=now
    )
    addresses.belong(db, known.id, me.id, now)
    coordinators.add(db, me.id, "RO", now)
