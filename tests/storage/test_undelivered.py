"""What rests after deaths, and what is given up because it comes too late."""

from datetime import timedelta

import pytest

from storage import outbox, sending, undelivered
from storage.outbox import State
from storage.sending import Outcome
from tests.conftest import NOON

SECONDS = [0, 2, 4, 8, 16]


def test_an_answer_rests_twice_as_long_after_each_death_from_the_second_on(db):
    now = NOON
    outbox.put(db, platform="telegram", chat="1", language="en", payload={}, at=NOON)

    for seconds in SECONDS:
        [letter] = sending.pick(db, "telegram", now, 9)
        sending.attempt(db, [letter.id], now)
        undelivered.recover(db, "telegram", False, now)
        if seconds:
            assert sending.pick(db, "telegram", now + timedelta(seconds=seconds - 1), 9) == []
        now += timedelta(seconds=seconds)

    assert sending.pick(db, "telegram", now, 9)


def test_what_another_process_has_sent_is_not_sent_again_after_a_late_failure(db):
    outbox.put(db, platform="telegram", chat="1", language="en", payload={}, at=NOON)
    [letter] = sending.pick(db, "telegram", NOON, 9)
    sending.attempt(db, [letter.id], NOON)
    sending.mark(db, [Outcome(letter.id, State.SENT)])

    sending.mark(db, [Outcome(letter.id, State.WAITING, "try later")])

    assert sending.pick(db, "telegram", NOON, 9) == []


@pytest.mark.parametrize("deaths", [1, 2, 5])
def test_where_twice_is_once_nothing_rests(db, deaths):
    outbox.put(db, platform="matrix", chat="!1", language="en", payload={}, at=NOON)

    for _ in range(deaths):
        [letter] = sending.pick(db, "matrix", NOON, 9)
        sending.attempt(db, [letter.id], NOON)
        undelivered.recover(db, "matrix", True, NOON)

    assert sending.pick(db, "matrix", NOON, 9)


# --- Too late -----------------------------------------------------------------------------------

UNTIL = NOON + timedelta(minutes=10)


def put(db, until=UNTIL, at=NOON, state=State.WAITING, batch=""):
    values = {"platform": "telegram", "chat": "1", "language": "en", "payload": {"key": "x"}}
    outbox.put(db, at=at, until=until, state=state, batch=batch, **values)


def test_what_is_too_late_is_neither_picked_nor_tried(db):
    put(db)
    [letter] = sending.pick(db, "telegram", UNTIL - timedelta(seconds=1), 9)

    assert sending.pick(db, "telegram", UNTIL, 9) == []
    assert sending.attempt(db, [letter.id], UNTIL) == set()
    assert sending.attempt(db, [letter.id], UNTIL - timedelta(seconds=1)) == {letter.id}


def test_what_is_too_late_is_given_up_and_the_rest_stays(db):
    put(db)
    put(db, state=State.GATHERED)
    put(db, until=UNTIL + timedelta(seconds=1))
    put(db, until=None)

    assert undelivered.drop_late(db, UNTIL) is False

    rows = db.execute(outbox.table.select().order_by(outbox.table.c.id)).all()
    dead, waits = (State.DEAD, "too late"), (State.WAITING, "")
    assert [(row.state, row.why) for row in rows] == [dead, dead, waits, waits]


def test_a_backlog_is_given_up_in_parts(db, monkeypatch):
    monkeypatch.setattr(undelivered, "LATE_AT_ONCE", 2)
    for _ in range(3):
        put(db)

    assert [undelivered.drop_late(db, UNTIL) for _ in range(2)] == [True, False]


def test_of_a_batch_only_what_has_not_left_is_given_up(db):
    put(db, batch="a")
    [letter] = sending.pick(db, "telegram", NOON, 9)
    sending.attempt(db, [letter.id], NOON)
    put(db, batch="a", state=State.GATHERED)
    put(db, batch="b")

    undelivered.drop(db, "a")

    rows = db.execute(outbox.table.select().order_by(outbox.table.c.id)).all()
    assert [row.state for row in rows] == [State.ATTEMPTING, State.DEAD, State.WAITING]
