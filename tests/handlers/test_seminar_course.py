"""Reminders over every course of things: each that falls due once, none in the past."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from handlers import seminar_news
from storage import addresses, outbox, people, seminars, signups
from storage.addresses import Address
from tests import makers
from tests.conftest import NOON
from tests.databases import migrated
from tests.handlers.seminars import announce

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
#: Around the night in which clocks go back in Europe.
AUTUMN = datetime(2026, 10, 24, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def sqlite(tmp_path_factory):
    """One database for every course of things; each is rolled back."""
    path = tmp_path_factory.mktemp("news") / "etwin.sqlite"
    made = migrated(f"sqlite:///{path}")
    yield made
    made.close()


events = st.lists(
    st.one_of(
        st.tuples(st.just("wait"), st.integers(1, 700)),
        st.tuples(st.just("off"), st.integers(1, 1500)),
        st.tuples(st.just("move"), st.integers(5, 4000)),
        st.tuples(st.just("sign up"), st.integers(0, 3)),
        st.tuples(st.just("withdraw"), st.integers(0, 3)),
        st.tuples(st.just("zone"), st.integers(0, 3)),
    ),
    max_size=14,
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(events)
@example([("sign up", 0), ("wait", 700), ("move", 1000)])
def test_each_reminder_that_falls_due_comes_once_and_none_in_the_past(sqlite, course):
    with sqlite.engine.connect() as db:
        db.exec_driver_sql("BEGIN IMMEDIATE")
        Course(db).run(course)
        db.rollback()


class Course:
    """A seminar, four people, and a clock that ticks every five minutes, or stands still."""

    def __init__(self, db):
        self.db, self.now = db, AUTUMN
        host = makers.teacher(db, "Host", "RO", AUTUMN)
        self.people = [self._person(number) for number in range(4)]
        self.seminar = announce(db, host, starts_at=AUTUMN + 2 * DAY, capacity=9)
        #: Since when each has a place.
        self.inside = {}
        self.dated = NOON
        self.due, self.read = [], 0
        self.is_down = False

    def _person(self, number):
        person = makers.teacher(self.db, f"T{number}", "RO", AUTUMN)
        known = addresses.add(self.db, Address("telegram", f"{number}"), f"{number}", "en", AUTUMN)
        addresses.belong(self.db, known.id, person.id, AUTUMN)
        return person

    def run(self, course):
        for what, value in course:
            getattr(self, what.replace(" ", "_"))(value)
        self.wait(700)

    def wait(self, minutes):
        end = self.now + minutes * MINUTE
        while self.now < end:
            self.now += 5 * MINUTE
            self._tick()

    def off(self, minutes):
        """Let the service be down: what fell due meanwhile may come late, and must not double."""
        self.now += minutes * MINUTE
        self._tick(is_late=True)

    def move(self, minutes):
        starts_at = self.now + minutes * MINUTE
        self.seminar = seminars.move(self.db, self.seminar, starts_at, starts_at + HOUR, self.now)
        self.dated = self.now
        seminar_news.announce(self.db, self.seminar, self.now)

    def sign_up(self, number):
        person = self.people[number]
        if signups.sign_up(self.db, self.seminar.id, person.id, self.now) == signups.Signing.IN:
            self.inside[number] = self.now

    def withdraw(self, number):
        signups.withdraw(self.db, self.seminar.id, self.people[number].id, self.now)
        self.inside.pop(number, None)

    def zone(self, number):
        zones = ["Europe/Lisbon", "Asia/Tbilisi", "Europe/Bucharest"]
        people.change(self.db, self.people[number].id, zone=zones[number % 3])

    def _tick(self, is_late=False):
        while seminar_news.remind(self.db, self.now):
            pass
        told = sorted(self._told())
        start = self.seminar.starts_at
        expected, possible = [], []
        for key, before in (("day", DAY), ("hour", HOUR), ("minutes", 10 * MINUTE)):
            due = start - before
            for number, since in self.inside.items():
                was_there = since <= due and self.dated < due <= self.now < start
                if was_there and (number, key, start) not in self.due:
                    possible.append((number, key))
                    if due > self.now - 5 * MINUTE:
                        expected.append((number, key))
        assert set(told) <= set(possible)
        assert len(told) == len(set(told))
        assert is_late or set(expected) <= set(told)
        self.due += [(number, key, start) for number, key in told]

    def _told(self):
        query = outbox.table.select().where(outbox.table.c.id > self.read)
        for row in self.db.execute(query.order_by(outbox.table.c.id)).all():
            self.read = row.id
            for key in ("day", "hour", "minutes"):
                if f"seminars.soon_{key}" in row.payload:
                    yield int(row.chat), key
