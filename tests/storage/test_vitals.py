"""The numbers that the database gives to whoever watches over the service. RUN-4."""

from datetime import timedelta

import pytest

from bot.numbers import described
from handlers.conversation import Lane
from storage import (
    account_erasing,
    backups,
    campaigns,
    events,
    exports,
    mutes,
    outbox,
    rooms_heard,
    seats,
    twinspaces,
    vitals,
)
from storage.mutes import Cause
from storage.outbox import State
from tests import makers
from tests.conftest import NOON


@pytest.fixture
def facts(db):
    """Read all numbers as of noon, or later: each by its name and what it is of."""

    def read(later=timedelta()):
        found = vitals.read(db, NOON + later)
        return {(fact.name, *fact.of): fact.value for fact in found}

    return read


@pytest.fixture
def put(db):
    """Put something into the outbox, minutes ago; perhaps let something become of it."""

    def work(minutes=0, *, platform="telegram", lane=Lane.REPLY, state=State.WAITING, batch=""):
        at = NOON - timedelta(minutes=minutes)
        values = {"chat": "1", "language": "en", "payload": {}, "at": at, "state": state}
        outbox.put(db, platform=platform, lane=lane, batch=batch, **values)

    return work


@pytest.fixture
def project(db):
    """A project of two teachers."""
    ana = makers.teacher(db, "Ana", "RO", NOON)
    ben = makers.teacher(db, "Ben", "DE", NOON)
    return makers.project(db, (ana, ben), NOON)


def test_what_waits_is_counted_by_platform_lane_and_state_with_the_age_of_the_oldest(facts, put):
    put(7)
    put(3)
    put(-60)
    put(1, lane=Lane.BULK, state=State.ATTEMPTING)
    put(2, platform="room")
    put(90, state=State.SENT)

    found = facts()

    assert found["outbox", "telegram", "reply", "waiting"] == 2
    assert found["outbox", "telegram", "reply", "later"] == 1
    assert found["outbox", "telegram", "bulk", "attempting"] == 1
    assert found["outbox", "room", "reply", "waiting"] == 1
    assert found["outbox_oldest_seconds", "telegram", "reply"] == 7 * 60
    assert found["outbox_oldest_seconds", "telegram", "bulk"] == 60
    assert sum(value for name, value in found.items() if name[0] == "outbox") == 5


def test_what_may_or_may_not_have_arrived_is_counted(facts, put):
    put(state=State.UNKNOWN)
    put(state=State.UNKNOWN, platform="matrix")
    put(state=State.UNKNOWN, platform="matrix")

    found = facts()

    assert found["outbox_doubtful", "telegram"] == 1
    assert found["outbox_doubtful", "matrix"] == 2


def test_parked_events_are_counted_by_door_also_where_there_are_none(facts, db):
    events.park(db, "room", "$1", "KeyError", b"", NOON)

    found = facts()

    assert [found["parked_events", door] for door in ("telegram", "matrix", "room")] == [0, 0, 1]


def test_classes_that_nobody_looks_after_are_counted_and_locked_ones_are_not(facts, db, project):
    assert facts()["unsupervised_classes",] == 0
    mutes.add(db, project.id, None, Cause.LOCK, NOON)
    mutes.add(db, project.id, 1, Cause.UNSUPERVISED, NOON)

    assert facts()["unsupervised_classes",] == 1


def test_rooms_are_settled_changing_or_failing(facts, db, project):
    def rooms():
        found = facts()
        return {state: found["rooms", state] for state in ("settled", "changing", "failing")}

    twinspaces.want(db, project.id)
    assert rooms() == {"settled": 0, "changing": 1, "failing": 0}
    twinspaces.take(db, project.id, "us/1", NOON)
    assert rooms() == {"settled": 0, "changing": 1, "failing": 0}
    twinspaces.unsettled(db, project.id, "us/1", NOON + timedelta(seconds=30))
    assert rooms() == {"settled": 0, "changing": 0, "failing": 1}
    twinspaces.take(db, project.id, "us/2", NOON + timedelta(minutes=1))
    twinspaces.settled(db, project.id, NOON)
    assert rooms() == {"settled": 1, "changing": 0, "failing": 0}


def test_it_shows_how_long_ago_all_was_heard_in_rooms(facts, db):
    assert ("rooms_heard_seconds",) not in facts()

    rooms_heard.note(db, NOON - timedelta(hours=2))

    assert facts()["rooms_heard_seconds",] == 7200


def test_it_shows_how_long_ago_the_last_backup_ended_or_for_how_long_there_is_none(facts, db):
    backups.begin(db, NOON - timedelta(days=2))
    assert facts()["backup_age_seconds", "none"] == 2 * 86_400

    backups.note(db, NOON - timedelta(hours=3))

    found = facts()
    assert found["backup_age_seconds", "backup"] == 3 * 3600
    assert ("backup_age_seconds", "none") not in found


def test_announcements_under_way_and_what_they_have_to_go(facts, db, put, project):
    values = {"countries": ("RO",), "is_central": False, "audience": "{}"}
    made = campaigns.add(db, project.founder_id, NOON, **values)
    campaigns.move(db, made, campaigns.State.RUNNING, NOON)
    for _ in range(3):
        put(lane=Lane.BULK, state=State.HELD, batch=made.batch)

    found = facts()

    assert found["campaigns", "running"] == 1
    assert found["campaigns", "paused"] == 0
    assert found["campaign_letters",] == 3


def test_exports_and_erasures_that_wait_show_how_long(facts, db, project):
    exports.ask(db, project.id, project.founder_id, NOON - timedelta(minutes=5))
    asked = {"pupil": 7, "asked_by": "x", "asked_at": NOON}
    account_erasing.ask(db, "p_1", NOON - timedelta(hours=1), **asked)
    account_erasing.ask(db, "p_2", NOON + timedelta(hours=1), **asked)

    found = facts()

    assert found["exports",] == 1
    assert found["exports_oldest_seconds",] == 300
    assert found["erasures",] == 1
    assert found["erasures_oldest_seconds",] == 3600


def test_seats_show_how_long_they_are_held_yet(postgresql):
    def read(db):
        return {(one.name, *one.of): one.value for one in vitals.read(db, NOON)}

    postgresql.write(seats.take, ["clock", f"{seats.PROCESS}one"], "one")
    found = postgresql.read(read)
    assert 0 < found["seat_left_seconds", "clock"] <= seats.SECONDS
    assert found["processes",] == 1
    assert found["database_connections", "idle"] >= 0
    assert found["database_connections_most",] >= 20
    postgresql.write(seats.release, "one")

    assert postgresql.read(read)["seat_left_seconds", "clock"] <= 0
    assert postgresql.read(read)["processes",] == 0


def test_every_number_is_described_with_its_labels_and_every_description_has_one(postgresql):
    postgresql.write(seats.take, ["clock"], "one")
    with postgresql.transaction() as db:
        rooms_heard.note(db, NOON)
        backups.note(db, NOON)
        for state in (State.WAITING, State.UNKNOWN):
            values = {"chat": "1", "language": "en", "payload": {}, "at": NOON, "state": state}
            outbox.put(db, platform="telegram", **values)
        found = vitals.read(db, NOON)

    assert {fact.name for fact in found} == described.OF_DATABASE.keys()
    for fact in found:
        assert len(fact.of) == len(described.ALL[fact.name].labels), fact


def test_nothing_is_looked_through_that_grows_without_end(sqlite):
    """No look reads the whole outbox, or all people: SQLite's own plan says so."""
    asked = []
    with sqlite.reading() as db:
        db.connection.driver_connection.set_trace_callback(asked.append)
        vitals.read(db, NOON)
        db.connection.driver_connection.set_trace_callback(None)
        plans = []
        for query in (one for one in asked if one.startswith("SELECT")):
            plans += [row[3] for row in db.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}")]

    scanned = {plan.split()[1] for plan in plans if plan.startswith("SCAN") and "INDEX" not in plan}
    assert len(plans) > 5
    assert scanned <= {"parked_events", "mutes", "exports", "room_reports"}, plans
