"""Reminders in small steps: nobody is left out, nobody is told twice."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from handlers import reminders
from storage import approvals, campaigns, contacts, groups, label_reviews, outbox, people, projects
from storage.people import Standing
from storage.projects import State
from tests import makers
from tests.conftest import NOON
from tests.handlers.offices import PLAN

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


def test_what_was_left_for_long_keeps_nothing_newer_from_being_brought_to_mind(
    database, chats, teacher, coordinator
):
    coordinator("Maria", "RO")
    ana, ben = teacher("Ana")[0], teacher("Ben")[0]

    def wait(db, at):
        made = makers.project(db, (ana, ben), at)
        projects.change(db, made, State.NSS, at, reason="")
        approvals.submit(db, made, frozenset({"RO"}))
        label_reviews.send(db, made.id, ana.id, "RO", at)

    for days in (100, 99, 98, 8, 8, 8, 5, 5, 5):
        database.write(wait, NOON - days * DAY)
    chats.new()

    assert steps(database, reminders.nudge_about_rest, NOON) == 7

    told = [one.key for one in chats.new()]
    assert told.count("label.review_nudge") == 6
    assert told.count("queue.nudge_project") == 6


def test_what_was_brought_to_mind_is_not_put_again_at_each_look(
    database, chats, teacher, coordinator
):
    coordinator("Css", "*")
    ana = teacher("Ana")[0]
    for number in range(5):
        plan = {**PLAN, "title": f"Rivers {number}"}
        database.write(lambda db, plan: groups.propose(db, ana.id, NOON, **plan), plan)
    for days, wanted in ((3, 3), (7, 3)):
        at = NOON + days * DAY
        assert steps(database, reminders.nudge_about_groups, at) == wanted
        assert len(chats.new()) == 5

        # The outbox forgets what it sent; only so is seen whether it was put again.
        database.write(lambda db: db.execute(update(outbox.table).values(once=None)))
        assert steps(database, reminders.nudge_about_groups, at + DAY) == 1
        assert chats.new() == []


def test_an_announcement_that_waits_for_a_second_is_brought_to_mind_and_its_author_told(
    database, chats, coordinator
):
    maria, to_maria = coordinator("Maria", "RO")
    _, to_mihai = coordinator("Mihai", "RO")

    def wait(db):
        values = {"countries": ("RO",), "is_central": False, "audience": "{}"}
        made = campaigns.add(db, maria.id, NOON, **values)
        campaigns.move(db, made, campaigns.State.WAITING, NOON)

    database.write(wait)
    for days, wanted in ((2, []), (3, ["nudge", "reminded"]), (5, []), (7, ["nudge", "reminded"])):
        database.write(reminders.nudge_about_rest, NOON + days * DAY)
        told = chats.new()
        assert [one.key.removeprefix("announce.") for one in told] == wanted, days
        assert [one.to for one in told] == [to_mihai, to_maria][: len(wanted)]
