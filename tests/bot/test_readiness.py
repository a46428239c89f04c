"""Ready is more than alive: what has to be there before visitors are sent to a process. RUN-4."""

import asyncio

from bot.readiness import AWAY, Readiness
from storage.db import DatabaseAway


def reading(database):
    async def read(work, *args):
        return database.read(work, *args)

    return read


def reasons(readiness):
    return asyncio.run(readiness.reasons())


def test_a_seat_that_nobody_holds_sends_no_visitor_away(database):
    readiness = Readiness(reading(database), {})

    assert reasons(readiness) == []
    assert readiness.was_ready


def test_a_database_of_another_shape_is_a_reason(sqlite):
    with sqlite.transaction() as db:
        db.exec_driver_sql("DELETE FROM alembic_version")

    [reason] = reasons(Readiness(reading(sqlite), {}))

    assert "etwin migrate" in reason


def test_a_database_that_is_away_and_a_door_that_is_shut_are_reasons():
    async def away(*_):
        raise DatabaseAway

    doors = {"the webhook of Telegram": lambda: False, "another": lambda: True}

    assert reasons(Readiness(away, doors)) == [
        AWAY,
        "the webhook of Telegram is not open yet",
    ]


def test_who_leaves_is_not_ready_and_asks_nobody(sqlite):
    readiness = Readiness(reading(sqlite), {})
    readiness.is_leaving = True

    assert reasons(readiness) == ["this process is stopping"]
