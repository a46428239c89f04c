"""Sessions of pages of one's own: whose, how long, and when they are deleted."""

from datetime import timedelta

import pytest

from storage import addresses, sessions
from tests.conftest import NOON
from tests.makers import project

IDLE = timedelta(minutes=45)


@pytest.fixture
def opened(database, teacher):
    """A session of Ana's desk; give her id and her chat's."""
    ana, _ = teacher("Ana")

    def work(db):
        [chat] = addresses.of_person(db, ana.id)
        who = {"person_id": ana.id, "address_id": chat.id}
        sessions.open_own(db, "token", kind="desk", at=NOON, **who)
        return ana.id, chat.id

    return database.write(work)


def find(database, minutes=0, kind="desk", idle=IDLE):
    at = NOON + timedelta(minutes=minutes)
    return database.read(sessions.find_own, "token", kind, at, idle)


def test_it_is_found_by_its_token_and_kind_alone(database, opened):
    found = find(database)

    assert (found.person_id, found.address_id, found.project_id) == (*opened, None)
    assert find(database, kind="me") is None
    assert database.read(sessions.find, "token", NOON) is None
    assert database.read(sessions.find_own, "other", "desk", NOON, IDLE) is None


def test_it_ends_by_idleness_and_after_a_day(database, opened):
    assert find(database, 44) is not None
    assert find(database, 45) is None
    database.write(sessions.use, "token", NOON + timedelta(hours=23, minutes=50))
    assert find(database, 23 * 60 + 59) is not None
    assert find(database, 24 * 60) is None


@pytest.mark.parametrize(("kind", "minutes"), [("desk", 45), ("twinspaces", 45), ("me", 24 * 60)])
def test_what_has_ended_is_deleted(database, opened, kind, minutes):
    def place(db):
        db.execute(sessions.table.update().values(kind=kind))

    database.write(place)
    database.write(sessions.forget_old, NOON + timedelta(minutes=minutes - 1))
    assert find(database, kind=kind) is not None

    database.write(sessions.forget_old, NOON + timedelta(minutes=minutes))
    assert find(database, kind=kind) is None


def test_all_of_a_person_are_closed_at_once(database, opened):
    database.write(sessions.close_person, opened[0])

    assert find(database) is None


def test_a_visit_to_a_project_ends_likewise_and_is_deleted(database, teacher):
    people = [teacher(name)[0] for name in ("Ana", "Ben")]

    def work(db):
        made = project(db, people, NOON)
        who = {"project_id": made.id, "person_id": people[0].id}
        sessions.open_(db, "visit", kind="teacher", at=NOON, **who)

    def use(hours):
        database.write(sessions.use, "visit", NOON + timedelta(hours=hours, minutes=-1))
        return database.read(sessions.find, "visit", NOON + timedelta(hours=hours))

    database.write(work)
    assert use(23) is not None
    assert use(24) is None

    database.write(sessions.forget_old, NOON + timedelta(hours=24))
    with database.reading() as db:
        assert not db.scalars(sessions.table.select()).all()
