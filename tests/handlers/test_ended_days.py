"""The clock looks at classes whose day has ended, and leaves no day out. Rule TWS-4."""

from datetime import timedelta

import pytest

from handlers import supervision
from storage import class_watch, people, twinspaces
from tests.conftest import NOON
from tests.handlers.test_class_visits import another_class

MINUTE = timedelta(minutes=1)
#: In Romania the day begins that is the seventh school day after Ana came.
SEVENTH = NOON + timedelta(days=8, hours=9)
NUDGE = ("supervision.nudge", "ana")


@pytest.fixture
def looked(space):
    """Let the clock's job run at a time, to its end; give whom is told what."""

    def run(at):
        space.now, look = at, supervision.watch_ended_days
        space.chats.new()
        while look:
            look = space.write(look, at)
        return sorted((reply.key, reply.to.user) for reply in space.chats.new())

    return run


def test_a_class_is_looked_at_once_the_day_ends_where_its_teacher_is(space, looked):
    space.write(class_watch.note, SEVENTH - 15 * MINUTE)

    assert looked(SEVENTH - MINUTE) == []
    assert looked(SEVENTH) == [NUDGE]


def test_between_two_days_nobody_is_looked_at(space, looked):
    space.write(class_watch.note, SEVENTH + MINUTE)

    assert looked(SEVENTH + timedelta(hours=23)) == []
    assert looked(SEVENTH + timedelta(hours=24)) == [NUDGE]


def test_a_teacher_with_another_time_zone_has_its_days(space, looked):
    space.write(lambda db: people.change(db, space.ana.id, zone="Pacific/Kiritimati"))
    seventh = NOON + timedelta(days=9, hours=-2)
    space.write(class_watch.note, seventh - 15 * MINUTE)

    assert looked(seventh - MINUTE) == []
    assert looked(seventh) == [NUDGE]


def test_however_long_nobody_looked_no_day_is_left_out(space, looked):
    space.write(class_watch.note, NOON)

    assert looked(NOON + timedelta(days=9)) == [NUDGE]
    looked(NOON + timedelta(days=18))

    assert space.read(lambda db: twinspaces.waiting(db, space.now, only_urgent=True))
    space.judged()
    assert space.muted() == [space.ana.school_id]


def test_where_nobody_ever_looked_everything_is_looked_at(space, looked):
    assert looked(SEVENTH + 5 * MINUTE) == [NUDGE]
    assert space.read(class_watch.until) == SEVENTH + 5 * MINUTE


def test_a_clock_that_was_set_back_leaves_nothing_out(space, looked):
    space.write(class_watch.note, SEVENTH + timedelta(days=400))

    assert looked(SEVENTH + 5 * MINUTE) == [NUDGE]


def test_a_look_that_was_broken_off_is_done_again(space, looked, monkeypatch):
    monkeypatch.setattr(supervision, "AT_ONCE", 1)
    space.write(another_class, space)
    space.write(class_watch.note, SEVENTH - MINUTE)
    space.chats.new()

    space.write(supervision.watch_ended_days, SEVENTH)
    assert len(space.chats.new()) == 1
    assert space.read(class_watch.until) == SEVENTH - MINUTE

    assert looked(SEVENTH + 5 * MINUTE) == [NUDGE]
    assert space.read(class_watch.until) == SEVENTH + 5 * MINUTE


def test_weeks_without_school_that_are_told_let_the_rooms_be_judged_at_once(space):
    space.write(twinspaces.take, space.number, "lease", space.now)
    space.write(twinspaces.settled, space.number, space.now)

    space.chats.send("/myclass breaks", space.at_ana)
    space.chats.send("6.10.-30.10.", space.at_ana)

    assert space.read(twinspaces.by_project, space.number).is_dirty
