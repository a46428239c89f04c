"""Teachers who look into the classroom, or are reminded and at last not counted. TWS-4."""

from datetime import date, timedelta

from handlers import supervision
from handlers.supervision import school_days
from storage import class_visits, classes, pupils, twinspaces
from tests import makers
from tests.conftest import NOON


def test_weekends_and_breaks_are_no_school_days():
    monday, autumn = date(2026, 10, 5), [(date(2026, 10, 12), date(2026, 10, 16))]

    assert school_days(monday, monday, []) == 0
    assert school_days(monday, monday + timedelta(days=7), []) == 5
    assert school_days(monday, monday + timedelta(days=21), autumn) == 10


def test_reminded_at_seven_school_days_once_and_muted_at_fourteen(space):
    for days, told in [
        (8, []),  # Tuesday of the next week: six school days
        (9, [("supervision.nudge", "ana")]),
        (10, []),
        (17, []),
    ]:
        space.now = NOON + timedelta(days=days)
        assert space.watched() == told, days
        assert space.judged() == []
    space.now = NOON + timedelta(days=18)
    space.watched()

    assert len(space.judged()) == 3


def test_of_many_neglected_classes_one_transaction_looks_at_some(space, monkeypatch):
    monkeypatch.setattr(supervision, "AT_ONCE", 1)
    space.write(another_class, space)
    space.now = NOON + timedelta(days=9)
    told, look = [], supervision.watch

    while look:
        space.chats.new()
        look = space.write(look, space.now)
        told.append([(reply.key, reply.to.user) for reply in space.chats.new()])

    nudge = ("supervision.nudge", "ana")
    assert told == [[nudge], [nudge], []]


def test_who_has_no_pupils_neglects_nobody(space):
    now = NOON + timedelta(days=9)
    space.opens(space.ana)
    before = now - timedelta(days=7)
    assert space.read(class_visits.neglected, before, 0, 10) == [space.number]

    space.now = now
    space.opens(space.ana)

    assert space.read(class_visits.neglected, before, 0, 10) == [], "Ben never came"


def another_class(db, space):
    project = makers.project(db, (space.ana, space.ben), NOON)
    where = {"project_id": project.id, "school_id": space.ana.school_id, "added_by": space.ana.id}
    names = {"pseudonym": "Owl", "code": "7K229SECRET", "localpart": "p_9"}
    pupils.add(db, **where, **names, at=NOON)


def test_opening_the_classroom_begins_anew(space):
    space.now = NOON + timedelta(days=9)
    assert space.watched() == [("supervision.nudge", "ana")]

    space.opens(space.ana)
    space.now = NOON + timedelta(days=20)
    assert space.judged() == []
    assert space.watched() == [("supervision.nudge", "ana")]


def test_a_class_that_is_away_is_not_counted(space):
    away = [(date(2026, 10, 6), date(2026, 10, 30))]
    space.write(classes.tell_breaks, space.ana.id, away)
    space.now = NOON + timedelta(days=30)

    assert space.watched() == []
    assert space.judged() == []


def test_a_break_that_is_told_late_ends_the_muting(space):
    space.now = NOON + timedelta(days=18)
    space.watched()
    space.judged()
    space.write(twinspaces.take, space.number, "lease", space.now)
    space.write(twinspaces.settled, space.number, space.now)
    away = [(date(2026, 10, 6), date(2026, 10, 30))]
    space.write(classes.tell_breaks, space.ana.id, away)

    space.watched()

    assert space.read(twinspaces.by_project, space.number).is_dirty
    space.judged()
    assert space.muted() == []


def test_who_is_muted_already_is_not_urgent(space):
    space.now = NOON + timedelta(days=18)
    space.write(twinspaces.settled, space.number, space.now)

    space.watched()
    assert space.database.read(lambda db: twinspaces.waiting(db, space.now, only_urgent=True))
    space.judged()
    space.write(twinspaces.take, space.number, "lease", space.now)
    space.write(twinspaces.settled, space.number, space.now)
    space.watched()

    assert not space.database.read(lambda db: twinspaces.waiting(db, space.now, only_urgent=True))


def test_opening_the_classroom_ends_the_muting(space):
    space.now = NOON + timedelta(days=18)
    space.judged()
    assert space.muted() == [space.ana.school_id]

    space.opens(space.ana)
    space.judged()

    assert space.muted() == []


def test_who_takes_no_part_opens_nothing(space, teacher):
    eva, _ = teacher("Eva")

    space.opens(eva)

    assert space.read(class_visits.of_project, space.number) == {}
