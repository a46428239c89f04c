"""Reminders in small steps: nobody is left out, nobody is told twice."""

from datetime import timedelta

import pytest

from handlers import reminders
from storage import contacts, people
from storage.people import Standing
from tests.conftest import NOON

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _two_at_once(monkeypatch):
    monkeypatch.setattr(reminders, "AT_ONCE", 2)


def steps(database, job, at):
    """Run a job as the schedule does; give how many steps it took."""
    for step in range(1, 10):
        if not database.write(job, at):
            return step
    raise AssertionError("the job never ends")


def test_everybody_whose_card_waits_is_told_once(database, chats, teacher, coordinator):
    coordinator("Maria", "RO")
    for number in range(5):
        teacher(f"T{number}", standing=Standing.WAITING)

    assert steps(database, reminders.nudge, NOON + 3 * DAY) == 3

    assert [reply.key for reply in chats.new()].count("queue.reminded") == 5
    assert steps(database, reminders.nudge, NOON + 3 * DAY) == 1
    assert chats.new() == []


def test_nobody_is_told_of_a_reminder_that_reached_nobody(database, chats, teacher):
    teacher("Ana", standing=Standing.WAITING)

    database.write(reminders.nudge, NOON + 3 * DAY)

    assert chats.new() == []


def test_everybody_silent_is_asked_once(database, chats, teacher):
    def make_available(db, person):
        people.set_available(db, person.id, True)

    for number in range(4):
        database.write(make_available, teacher(f"T{number}")[0])

    assert steps(database, reminders.rest_silent, NOON + 60 * DAY) == 3

    assert [reply.key for reply in chats.new()] == ["available.still"] * 4


def test_everybody_unanswered_is_told_once_also_behind_people_who_are_gone(
    database, chats, teacher
):
    asked = teacher("Asked")[0]
    gone = [people_without_address(database) for _ in range(3)]
    askers = [*gone, *(teacher(f"T{number}")[0].id for number in range(5))]
    for asker in askers:
        database.write(contacts.ask, asker, asked.id, "hello", NOON)

    assert steps(database, reminders.admit_silence, NOON + 14 * DAY) == 3

    assert [reply.key for reply in chats.new()] == ["contacts.unanswered"] * 5
    assert steps(database, reminders.admit_silence, NOON + 15 * DAY) == 1


def people_without_address(database):
    def add(db):
        return people.add(
            db, name="Gone", country="RO", standing=Standing.VALIDATED, role="teacher", at=NOON
        ).id

    return database.write(add)
