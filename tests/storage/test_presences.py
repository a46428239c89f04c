"""Who is in a room, as the homeserver tells it: late, twice, or when we look ourselves. TWS-4."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from storage import presences
from storage.presences import Membership
from tests.conftest import NOON


def test_what_comes_twice_or_late_changes_nothing(database):
    first = Membership("@a", "join", "$1", datetime(2026, 10, 5, 12, tzinfo=UTC))
    second = Membership("@a", "leave", "$2", datetime(2026, 10, 5, 13, tzinfo=UTC))

    def hear(one):
        return database.write(presences.hear, "!r", one, NOON)

    assert hear(second)
    assert not hear(second)
    assert not hear(first)
    assert database.read(presences.joined, "!r") == frozenset()
    back = replace(second, membership="join", event_id="$3", since=first.since, replaces="$2")
    assert hear(back), "the homeserver's clock went back, but it says what came before"
    assert database.read(presences.joined, "!r") == {"@a"}


def test_a_look_at_the_room_undoes_nothing_that_was_pushed_meanwhile(database):
    began, later = NOON, NOON + timedelta(seconds=1)
    seen = Membership("@a", "join", "$1", NOON)
    pushed = Membership("@a", "leave", "$2", later)
    database.write(presences.hear, "!r", pushed, later)

    database.write(presences.look, "!r", [seen], began, later)
    assert database.read(presences.joined, "!r") == frozenset()
    database.write(presences.look, "!r", [seen], later + timedelta(seconds=1), later)
    assert database.read(presences.joined, "!r") == {"@a"}


def test_what_is_heard_and_looked_up_at_one_moment_is_noted_once(database):
    seen = Membership("@a", "invite", "$1", NOON)
    pushed = Membership("@a", "join", "$2", NOON + timedelta(seconds=1))

    with ThreadPoolExecutor(1) as thread:
        with database.transaction() as db:
            presences.hear(db, "!r", pushed, NOON)
            looked = thread.submit(database.write, presences.look, "!r", [seen], NOON, NOON)
            time.sleep(0.3)
        looked.result()

    assert database.read(presences.joined, "!r") == {"@a"}
