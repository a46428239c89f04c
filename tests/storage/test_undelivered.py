"""What rests after deaths."""

from datetime import timedelta

import pytest

from storage import outbox, undelivered
from tests.conftest import NOON

SECONDS = [0, 2, 4, 8, 16]


def test_an_answer_rests_twice_as_long_after_each_death_from_the_second_on(db):
    now = NOON
    outbox.put(db, platform="telegram", chat="1", language="en", payload={}, at=NOON)

    for seconds in SECONDS:
        [letter] = outbox.pick(db, "telegram", now, 9)
        outbox.attempt(db, [letter.id], now)
        undelivered.recover(db, "telegram", False, now)
        if seconds:
            assert outbox.pick(db, "telegram", now + timedelta(seconds=seconds - 1), 9) == []
        now += timedelta(seconds=seconds)

    assert outbox.pick(db, "telegram", now, 9)


@pytest.mark.parametrize("deaths", [1, 2, 5])
def test_where_twice_is_once_nothing_rests(db, deaths):
    outbox.put(db, platform="matrix", chat="!1", language="en", payload={}, at=NOON)

    for _ in range(deaths):
        [letter] = outbox.pick(db, "matrix", NOON, 9)
        outbox.attempt(db, [letter.id], NOON)
        undelivered.recover(db, "matrix", True, NOON)

    assert outbox.pick(db, "matrix", NOON, 9)
