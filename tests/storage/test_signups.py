"""Places and the waiting list: never too many, never too few, always in turn."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from storage import seminars, signups
from storage.signups import PLACED, Signing, State
from tests import makers
from tests.conftest import NOON
from tests.databases import migrated
from tests.handlers.seminars import START, announce

HOUR = timedelta(hours=1)
PEOPLE = 7


@pytest.fixture(scope="module")
def sqlite(tmp_path_factory):
    """One database for every course of things; each is rolled back."""
    path = tmp_path_factory.mktemp("signups") / "etwin.sqlite"
    made = migrated(f"sqlite:///{path}")
    yield made
    made.close()


someone = st.integers(0, PEOPLE - 1)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("sign up"), someone),
        st.tuples(st.just("withdraw"), someone),
        st.tuples(st.just("take"), someone),
        st.tuples(st.just("capacity"), st.integers(1, 5)),
        st.tuples(st.just("wait"), st.integers(1, 40)),
    ),
    max_size=40,
)


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
@example([("sign up", n) for n in range(4)] + [("capacity", 3), ("sign up", 5)])
def test_places_are_never_given_twice_nor_left_empty_while_somebody_waits(sqlite, course):
    with sqlite.engine.connect() as db:
        db.exec_driver_sql("BEGIN IMMEDIATE")
        Course(db).run(course)
        db.rollback()


class Course:
    """A seminar, seven people, and whatever they do; after each step the rules are looked at."""

    def __init__(self, db):
        self.db, self.now = db, NOON
        host = makers.teacher(db, "Host", "RO", NOON)
        self.people = [makers.teacher(db, f"T{n}", "RO", NOON).id for n in range(PEOPLE)]
        self.seminar = announce(db, host, starts_at=NOON + 100 * HOUR, capacity=2)
        self.most = 2
        #: Who wanted a place and has none yet, in the order in which they came.
        self.line = []
        #: Who has a place, or one that is kept for them, and until when.
        self.placed = {}

    def run(self, course):
        for what, value in course:
            getattr(self, what.replace(" ", "_"))(value)
            is_settled = what not in ("wait", "capacity")  # these come before anybody looks
            if is_settled:
                self._fill()
            self._look(is_settled)

    def sign_up(self, number):
        person = self.people[number]
        signing = signups.sign_up(self.db, self.seminar.id, person, self.now)
        if self.now >= self.seminar.ends_at:
            assert signing == Signing.CLOSED
        elif person in self.placed or person in self.line:
            assert signing == Signing.ALREADY
        elif len(self.placed) < self.most and (not self.line or self.now >= self.seminar.starts_at):
            assert signing == Signing.IN
            self.placed[person] = None
        else:
            assert signing == Signing.WAITING
            self.line.append(person)

    def withdraw(self, number):
        person = self.people[number]
        was_there = person in self.placed or person in self.line
        assert signups.withdraw(self.db, self.seminar.id, person, self.now) == was_there
        self.placed.pop(person, None)
        self.line = [one for one in self.line if one != person]

    def take(self, number):
        person = self.people[number]
        until = self.placed.get(person)
        may = until is not None and self.now < until
        assert signups.take_offer(self.db, self.seminar.id, person, self.now) == may
        if may:
            self.placed[person] = None

    def capacity(self, most):
        self.most = most
        self.seminar = seminars.change(self.db, self.seminar, self.now, capacity=most)

    def wait(self, hours):
        self.now += hours * HOUR

    def _fill(self):
        """Do by rule what `fill` does, and see that it did the same."""
        filled = signups.fill(self.db, self.seminar.id, self.now)
        if self.now >= self.seminar.starts_at:
            assert filled == signups.Filled()
            return
        expired = [one for one, until in self.placed.items() if until and until <= self.now]
        for one in expired:
            self.placed.pop(one)
        free = max(0, self.most - len(self.placed))
        next_, self.line = self.line[:free], self.line[free:]
        is_late = self.now >= self.seminar.starts_at - HOUR
        until = min(self.now + 24 * HOUR, self.seminar.starts_at - HOUR)
        self.placed |= dict.fromkeys(next_, None if is_late else until)
        assert sorted(filled.expired) == sorted(expired)
        assert list(filled.placed if is_late else filled.offered) == next_

    def _look(self, is_settled):
        counts = signups.numbers(self.db, self.seminar.id)
        assert sum(counts[state] for state in PLACED) == len(self.placed)
        assert counts[State.WAITING] == len(self.line)
        if is_settled and self.now < self.seminar.starts_at:
            assert not (self.line and len(self.placed) < self.most)
        for place, person in enumerate(self.line, start=1):
            waiting = signups.of_person(self.db, self.seminar.id, person)
            assert signups.waits_at(self.db, waiting) == place


@pytest.fixture
def robots(db):
    """A seminar with one place."""
    return announce(db, makers.teacher(db, "Host", "RO", NOON), capacity=1)


def test_a_list_that_is_long_is_served_in_parts(db, robots):
    people = [makers.teacher(db, f"T{n}", "RO", NOON).id for n in range(6)]
    for person in people:
        signups.sign_up(db, robots.id, person, NOON)
    seminars.change(db, robots, NOON, capacity=6)

    parts = [signups.fill(db, robots.id, NOON, most=2).offered for _ in range(4)]

    assert parts == [tuple(people[1:3]), tuple(people[3:5]), (people[5],), ()]


def test_what_waits_to_be_settled_is_found_and_then_no_more(db, robots):
    ana, ben = (makers.teacher(db, name, "RO", NOON).id for name in ("Ana", "Ben"))
    for person in (ana, ben):
        signups.sign_up(db, robots.id, person, NOON)
    assert signups.unsettled(db, NOON) == []

    signups.withdraw(db, robots.id, ana, NOON)
    assert signups.unsettled(db, NOON) == [robots.id]
    signups.fill(db, robots.id, NOON)
    assert signups.unsettled(db, NOON) == []
    assert signups.unsettled(db, NOON + 24 * HOUR) == [robots.id]
    assert signups.unsettled(db, START) == []
