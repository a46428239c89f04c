"""Who looks after pupils; what happens when nobody does. Rule TWS-4."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from handlers import attendance, supervision
from handlers.supervision import Teacher, judge, school_days
from storage import (
    accounts,
    class_visits,
    classes,
    members,
    mutes,
    people,
    presences,
    projects,
    pupils,
    safeguarding,
    twinspaces,
)
from storage.mutes import Cause
from storage.people import Standing
from storage.presences import Membership
from tests import makers
from tests.conftest import NOON

SERVER = "school.example"
ROOMS = {"classroom": "!class", "staff_room": "!staff", "space": "!space"}


class TwinSpace:
    """A project of Ana (RO) and Ben (DE) with two pupils of Ana's school, whose rooms are there."""

    def __init__(self, database, chats, ana, ben):
        self.database, self.chats = database, chats
        (self.ana, self.at_ana), (self.ben, self.at_ben) = ana, ben
        self.now = NOON
        self.number = database.write(self._found)
        self._events = 0

    def _found(self, db):
        project = makers.project(db, (self.ana, self.ben), NOON)
        twinspaces.want(db, project.id)
        twinspaces.keep_rooms(db, project.id, **ROOMS)
        for person in (self.ana, self.ben):
            accounts.add(db, person.id, f"t_{person.name.lower()}")
        for number in (1, 2):
            pupils.add(
                db,
                project_id=project.id,
                school_id=self.ana.school_id,
                added_by=self.ana.id,
                pseudonym=f"Fox {number}",
                code=f"7K22{number}SECRET",
                localpart=f"p_{number}",
                at=NOON,
            )
        return project.id

    def goes(self, person, membership):
        """Let the homeserver push that a teacher's account is in or out."""
        self._events += 1
        user = f"@t_{person.name.lower()}:{SERVER}"
        since = NOON + timedelta(seconds=self._events)
        one = Membership(user, membership, f"${self._events}", since, sender=user)

        def work(db):
            there = twinspaces.by_project(db, self.number)
            return attendance.hear(db, there, "!class", one, SERVER, self.now)

        return self.database.write(work)

    def judged(self):
        """Judge; give whom is told what, by key and name."""
        before = self.chats._newest()
        self.chats._read = before
        work = (supervision.judge_project, self.number, self.now, SERVER)
        self.database.write(*work)
        return sorted((reply.key, reply.to.user) for reply in self.chats.new())

    def watched(self):
        """Let the clock's job run; give whom is told what."""
        self.chats._read = self.chats._newest()
        self.database.write(supervision.watch, self.now)
        return sorted((reply.key, reply.to.user) for reply in self.chats.new())

    def muted(self):
        """Give the schools whose pupils are muted as nobody looks after them."""
        with self.database.reading() as db:
            found = mutes.of_cause(db, self.number, Cause.UNSUPERVISED)
        return [one.school_id for one in found]

    def write(self, work, *args):
        return self.database.write(work, *args)


@pytest.fixture
def space(database, chats, teacher, coordinator):
    coordinator("Rodica", "RO")
    made = TwinSpace(database, chats, teacher("Ana"), teacher("Ben", country="DE"))
    made.goes(made.ana, "join")
    made.goes(made.ben, "join")
    return made


def teacher_of(school, **values):
    columns = {"is_validated": True, "users": frozenset({"@a"}), "days_away": 0} | values
    return Teacher(1, school, **columns)


@pytest.mark.parametrize(
    ("values", "joined", "unsupervised"),
    [
        ({}, {"@a"}, set()),
        ({"days_away": 13}, {"@a"}, set()),
        ({"days_away": 14}, {"@a"}, {7}),
        ({"days_away": None}, {"@a"}, {7}),
        ({"is_validated": False}, {"@a"}, {7}),
        ({}, {"@other"}, {7}),
        ({"users": frozenset({"@a", "@b"})}, {"@b"}, set()),
    ],
)
def test_a_supervising_teacher_is_validated_joined_and_looked_lately(values, joined, unsupervised):
    assert judge([7], [teacher_of(7, **values)], frozenset(joined)) == unsupervised


def test_a_teacher_supervises_the_pupils_of_their_own_school_only():
    assert judge([7, 8], [teacher_of(7)], frozenset({"@a"})) == {8}


def test_weekends_and_breaks_are_no_school_days():
    monday, autumn = date(2026, 10, 5), [(date(2026, 10, 12), date(2026, 10, 16))]

    assert school_days(monday, monday, []) == 0
    assert school_days(monday, monday + timedelta(days=7), []) == 5
    assert school_days(monday, monday + timedelta(days=21), autumn) == 10


def test_when_the_last_teacher_is_gone_pupils_are_muted_and_those_who_must_know_are_told(space):
    assert space.judged() == []

    space.goes(space.ana, "leave")

    assert space.judged() == [
        ("supervision.broken", "ana"),
        ("supervision.broken", "ben"),
        ("supervision.broken_service", "rodica"),
    ]
    assert space.muted() == [space.ana.school_id]


def test_of_one_break_and_one_recovery_people_hear_once(space):
    space.goes(space.ana, "leave")
    space.judged()

    assert space.judged() == []
    space.goes(space.ana, "join")
    assert {key for key, _ in space.judged()} == {"supervision.mended"}
    assert space.judged() == []
    assert space.muted() == []
    space.goes(space.ana, "leave")
    assert len(space.judged()) == 3


def test_without_a_coordinator_central_support_is_told(database, chats, teacher, coordinator):
    coordinator("Css", "*")
    space = TwinSpace(database, chats, teacher("Ana"), teacher("Ben", country="DE"))

    assert ("supervision.broken_service", "css") in space.judged()


def test_breaks_and_recoveries_stand_in_the_safeguarding_log(space):
    space.goes(space.ana, "leave")
    space.judged()
    space.goes(space.ana, "join")
    space.judged()

    with space.database.reading() as db:
        found = [(one.kind, one.subject) for one, _ in safeguarding.entries(db)]
    school = f"school:{space.ana.school_id}"
    muting = [one for one in found if one[0] in {"muted", "unmuted"}]
    assert muting == [("muted", school), ("unmuted", school)]
    assert ("left", f"person:{space.ana.id}") in found


def test_nothing_is_said_of_pupils_but_how_many(space):
    space.goes(space.ana, "leave")
    space.chats._read = space.chats._newest()
    space.write(supervision.judge_project, space.number, space.now, SERVER)

    for reply in space.chats.new():
        assert set(reply.fields) == {"title", "school", "count"}
        assert reply.fields["count"] == 2


@pytest.mark.parametrize("standing", [Standing.WAITING, Standing.REFUSED])
def test_who_is_not_validated_any_more_looks_after_nobody(space, standing):
    space.write(lambda db: people.decide(db, people.by_id(db, space.ana.id), standing, NOON))

    assert {key for key, _ in space.judged()} == {
        "supervision.broken",
        "supervision.broken_service",
    }
    with space.database.reading() as db:
        assert twinspaces.by_project(db, space.number).is_dirty


def test_a_colleague_is_enough(space, teacher, database):
    eva, _ = teacher("Eva")

    def work(db):
        people.change(db, eva.id, school_id=space.ana.school_id)
        makers.take_part(db, projects.by_id(db, space.number), people.by_id(db, eva.id), NOON)
        accounts.add(db, eva.id, "t_eva")

    database.write(work)
    space.goes(eva, "join")
    supervision_opened = (supervision.opened, space.number, eva.id, NOON)
    database.write(*supervision_opened)
    space.goes(space.ana, "leave")

    assert space.judged() == []


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


def test_opening_the_classroom_begins_anew(space):
    space.now = NOON + timedelta(days=9)
    assert space.watched() == [("supervision.nudge", "ana")]

    space.write(supervision.opened, space.number, space.ana.id, space.now)
    space.now = NOON + timedelta(days=20)
    assert space.judged() == []
    assert space.watched() == [("supervision.nudge", "ana")]


def test_a_class_that_is_away_is_not_counted(space):
    away = [(date(2026, 10, 6), date(2026, 10, 30))]
    space.write(classes.tell_breaks, space.ana.id, away)
    space.now = NOON + timedelta(days=30)

    assert space.watched() == []
    assert space.judged() == []


def test_opening_the_classroom_ends_the_muting(space):
    space.now = NOON + timedelta(days=18)
    space.judged()
    assert space.muted() == [space.ana.school_id]

    space.write(supervision.opened, space.number, space.ana.id, space.now)
    space.judged()

    assert space.muted() == []


def test_who_takes_no_part_opens_nothing(space, teacher):
    eva, _ = teacher("Eva")

    space.write(supervision.opened, space.number, eva.id, NOON)

    with space.database.reading() as db:
        assert class_visits.of_project(db, space.number) == {}


def test_the_last_teacher_cannot_leave(space, teacher, chats):
    cleo, at_cleo = teacher("Cleo", country="FR")

    def joins(db):
        makers.take_part(db, projects.by_id(db, space.number), cleo, NOON)
        more = {"pseudonym": "Owl", "code": "7K333SECRET", "localpart": "p_3"}
        where = {"project_id": space.number, "school_id": cleo.school_id, "added_by": cleo.id}
        return pupils.add(db, **where, **more, at=NOON)

    owl = space.write(joins)

    [refused] = chats.send(f"/leave {space.number} yes", at_cleo)
    assert refused.key == "project.pupils_first"
    with space.database.reading() as db:
        assert members.is_inside(db, space.number, cleo.id)
    space.write(pupils.remove, owl.id)
    assert chats.send(f"/leave {space.number} yes", at_cleo)[0].key == "project.you_left"


def test_a_colleague_who_never_looks_does_not_let_the_last_one_go(space, teacher):
    eva, _ = teacher("Eva")

    def joins(db):
        people.change(db, eva.id, school_id=space.ana.school_id)
        makers.take_part(db, projects.by_id(db, space.number), people.by_id(db, eva.id), NOON)

    space.write(joins)
    with space.database.reading() as db:
        assert supervision.is_last(db, space.number, space.ana, NOON)
    space.write(supervision.opened, space.number, eva.id, NOON)
    with space.database.reading() as db:
        assert not supervision.is_last(db, space.number, space.ana, NOON)


def test_a_closed_project_is_not_judged(space):
    space.goes(space.ana, "leave")
    space.judged()

    def close(db):
        projects.change(db, projects.by_id(db, space.number), projects.State.CLOSED, NOON)

    space.write(close)

    assert space.judged() == []
    assert space.muted() == []


def test_what_comes_twice_or_late_changes_nothing(database):
    first = Membership("@a", "join", "$1", datetime(2026, 10, 5, 12, tzinfo=UTC))
    second = Membership("@a", "leave", "$2", datetime(2026, 10, 5, 13, tzinfo=UTC))

    def hear(one):
        return database.write(presences.hear, "!r", one, NOON)

    assert hear(second)
    assert not hear(second)
    assert not hear(first)
    assert database.read(presences.joined, "!r") == frozenset()
    back = replace(second, membership="join", event_id="$3", since=first.since, replaces="$2")
    assert hear(back), "the homeserver's clock went back, but it says what came before"
    assert database.read(presences.joined, "!r") == {"@a"}


def test_a_look_at_the_room_undoes_nothing_that_was_pushed_meanwhile(database):
    began, later = NOON, NOON + timedelta(seconds=1)
    seen = Membership("@a", "join", "$1", NOON)
    pushed = Membership("@a", "leave", "$2", later)
    database.write(presences.hear, "!r", pushed, later)

    database.write(presences.look, "!r", [seen], began, later)
    assert database.read(presences.joined, "!r") == frozenset()
    database.write(presences.look, "!r", [seen], later + timedelta(seconds=1), later)
    assert database.read(presences.joined, "!r") == {"@a"}
