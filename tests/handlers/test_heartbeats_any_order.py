"""Whatever happens in whatever order: each is said once a silence, and never in a break."""

import json
from collections import Counter
from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from handlers import heartbeat
from handlers.packing import unpack
from storage import addresses, classes, countries, heartbeats, outbox
from storage.addresses import Address
from storage.db import Database, metadata
from storage.heartbeats import Rhythm
from storage.outbox import State
from tests import makers
from tests.conftest import NOON

#: What may happen, each with a number that it may need.
HAPPENINGS = st.lists(
    st.tuples(
        st.sampled_from(
            ["tick", "hours", "days", "days", "away", "away", "sign", "pause", "break", "rhythm"]
        ),
        st.integers(1, 25),
    ),
    min_size=4,
    max_size=30,
)


class World:
    """Two schools of a project in one database, with a record of what held when."""

    def __init__(self, database):
        self.database, self.at = database, NOON
        self.founders, self.silent = database.write(self._found)
        self.project = 1
        self.break_ = self.pause = None
        self.rhythm = Rhythm.FORTNIGHTLY
        self.since_sign = Counter()
        #: Each day since the last sign, and whether the clock stood still on it.
        self.stood_still = {self.day(): True}
        self.read = 0

    def _found(self, db):
        found = []
        for name, country in (("Ana", "RO"), ("Cleo", "PT")):
            person = makers.teacher(db, name, country, NOON)
            known = addresses.add(db, Address("telegram", name), f"chat of {name}", "en", NOON)
            addresses.belong(db, known.id, person.id, NOON)
            found.append(person)
        makers.project(db, found, NOON)
        return found

    def day(self):
        return self.at.astimezone(countries.by_code("PT").zone).date()

    def is_free(self, day):
        in_break = self.break_ is not None and self.break_[0] <= day <= self.break_[1]
        return in_break or (self.pause is not None and day <= self.pause)

    def tick(self):
        """Let the clock's job run, and look at what it said."""
        self.database.write(heartbeats.seen, self.project, self.founders.school_id, self.at)
        self.database.write(heartbeat.tick, self.at)
        local = self.at.astimezone(countries.by_code("PT").zone)
        if local.hour in heartbeats.DAYTIME:
            self._let_days_pass()
        for key, reader in self._new():
            self._judge(key, reader)

    def _let_days_pass(self):
        day = max(self.stood_still)
        while day < self.day():
            day += timedelta(days=1)
            self.stood_still[day] = self.is_free(day)

    def _judge(self, key, reader):
        counted = sum(not still for still in self.stood_still.values())
        self.since_sign[key, reader] += 1
        assert not self.is_free(self.day()), f"{key} in a break"
        assert self.since_sign[key, reader] == 1, f"{key} twice in a silence"
        beats = {"heartbeat.nudge": 1, "heartbeat.shown": 2}.get(key, 4)
        assert counted >= beats * self.shortest, f"{key} too early"
        if key == "heartbeat.nudge":
            assert reader == "chat of Cleo", "the silent school alone is asked"
            self.asked_after = counted
        else:
            asked = self.since_sign["heartbeat.nudge", "chat of Cleo"]
            assert asked, "told before asked"
            assert counted >= self.asked_after + self.shortest, "told too soon after asking"

    def _new(self):
        query = outbox.table.select().where(outbox.table.c.id > self.read)
        rows = self.database.read(lambda db: db.execute(query.order_by(outbox.table.c.id)).all())
        for row in rows:
            self.read = row.id
            yield unpack(json.loads(row.payload)).key, row.chat

    def sign(self):
        school = self.silent.school_id
        self.database.write(heartbeats.seen, self.project, school, self.at + timedelta(hours=1))
        self.at += timedelta(hours=1)
        self.stood_still = {self.day(): True}
        self.since_sign.clear()
        self.shortest = self.rhythm.days
        query = outbox.table.select().where(outbox.table.c.state == State.WAITING)
        waiting = self.database.read(lambda db: db.execute(query).all())
        assert not waiting, "a silence that ended is still told"

    shortest = Rhythm.FORTNIGHTLY.days

    def happen(self, what, number):
        school = self.silent.school_id
        match what:
            case "tick":
                self.tick()
                self.tick()  # a service that died after its work does it again
            case "away":
                self.at += timedelta(days=number)
                self.tick()
            case "hours":
                self.at += timedelta(hours=number)
            case "days":
                for _ in range(number):
                    self.at += timedelta(days=1)
                    self.tick()
            case "sign":
                self.sign()
            case "pause":
                self.pause = self.day() + timedelta(days=number)
                self.database.write(heartbeats.pause, self.project, school, self.pause, self.at)
            case "break":
                first = self.day() + timedelta(days=number - 20)
                self.break_ = (first, first + timedelta(days=number))
                self.database.write(classes.tell_breaks, self.silent.id, [self.break_])
            case "rhythm":
                self.rhythm = list(Rhythm)[number % 3]
                self.shortest = min(self.shortest, self.rhythm.days)
                self.database.write(heartbeats.choose, self.project, self.rhythm)


@settings(max_examples=15, deadline=None)
@given(HAPPENINGS)
@example([("days", 10), ("break", 30), ("away", 15), ("days", 40)])
@example([("away", 35), ("hours", 24), ("tick", 1), ("away", 30)])
@example([("break", 20), ("days", 16), ("days", 20), ("pause", 10), ("days", 40), ("sign", 1)])
@example([("days", 15), ("pause", 3), ("days", 10), ("rhythm", 3), ("days", 20), ("days", 20)])
def test_each_is_said_once_a_silence_and_never_in_a_break(happenings):
    database = Database("sqlite://")
    metadata.create_all(database.engine)
    world = World(database)

    for what, number in happenings:
        world.happen(what, number)

    database.close()


def test_the_world_of_these_tests_does_say_something():
    database = Database("sqlite://")
    metadata.create_all(database.engine)
    world = World(database)

    world.happen("tick", 1)
    world.happen("days", 40)
    world.happen("days", 40)

    assert set(world.since_sign) == {
        ("heartbeat.nudge", "chat of Cleo"),
        ("heartbeat.shown", "chat of Ana"),
        ("heartbeat.shown", "chat of Cleo"),
        ("heartbeat.may_step_back", "chat of Cleo"),
        ("heartbeat.offer", "chat of Ana"),
    }
    assert date(2026, 12, 24) == world.day()
