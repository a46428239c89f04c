"""Marks of up to when something was done."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from storage import class_watch

NOON = datetime(2026, 10, 12, 12, tzinfo=UTC)


def test_two_who_note_the_first_at_one_moment_both_succeed(database):
    later = NOON + timedelta(minutes=1)

    with ThreadPoolExecutor(1) as thread:
        with database.transaction() as db:
            class_watch.note(db, NOON)
            other = thread.submit(database.write, class_watch.note, later)
            time.sleep(0.3)
        other.result()

    assert database.read(class_watch.until) == later
