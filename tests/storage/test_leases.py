"""Who settles a project: one process at a time, and another when it died."""

from datetime import timedelta

import pytest

from storage import twinspaces
from tests import makers
from tests.conftest import NOON

LATER = NOON + timedelta(seconds=1)


def being_settled(db):
    """Make a project that a process named "ana" is settling; give its id."""
    founders = [makers.teacher(db, name, "RO", NOON) for name in ("Ana", "Ben")]
    made = makers.project(db, founders, NOON)
    twinspaces.want(db, made.id)
    assert twinspaces.take(db, made.id, "ana/1", NOON)
    return made.id


@pytest.fixture
def rivers(database):
    return database.write(being_settled)


def is_free(database):
    return bool(database.read(twinspaces.waiting, LATER))


@pytest.mark.usefixtures("rivers")
def test_what_a_living_process_settles_is_left_to_it(database):
    database.write(twinspaces.free_leases, {"ana", "ben"})

    assert not is_free(database)


@pytest.mark.usefixtures("rivers")
def test_what_a_dead_process_settled_is_settled_by_another_at_once(database):
    database.write(twinspaces.free_leases, {"ben"})

    assert is_free(database)


@pytest.mark.usefixtures("rivers")
def test_the_only_process_settles_all_when_it_begins(database):
    database.write(twinspaces.free_leases, set())

    assert is_free(database)


def test_what_rests_after_a_failure_goes_on_resting_when_a_process_dies(database, rivers):
    database.write(twinspaces.unsettled, rivers, "ana/1", NOON + timedelta(minutes=5))

    database.write(twinspaces.free_leases, {"ben"})

    assert not is_free(database)
