"""Who looks after pupils; what happens when nobody does. Rule TWS-4."""

import pytest

from handlers import supervision
from handlers.supervision import Teacher, judge
from storage import accounts, members, people, projects, pupils, safeguarding, twinspaces
from storage.people import Standing
from tests.conftest import NOON
from tests.handlers.supervised import TwinSpace


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

    entries = space.read(lambda db: list(safeguarding.entries(db)))
    found = [(one.kind, one.subject) for one, _ in entries]
    school = f"school:{space.ana.school_id}"
    muting = [one for one in found if one[0] in {"muted", "unmuted"}]
    assert muting == [("muted", school), ("unmuted", school)]
    assert ("left", f"person:{space.ana.id}") in found


def test_nothing_is_said_of_pupils_but_how_many(space):
    space.goes(space.ana, "leave")

    said = space.judgement()

    assert said
    for reply in said:
        assert set(reply.fields) == {"title", "school", "count"}
        assert reply.fields["count"] == 2


@pytest.mark.parametrize("standing", [Standing.WAITING, Standing.REFUSED])
def test_who_is_not_validated_any_more_looks_after_nobody(space, standing):
    space.write(lambda db: people.decide(db, people.by_id(db, space.ana.id), standing, NOON))

    assert {key for key, _ in space.judged()} == {
        "supervision.broken",
        "supervision.broken_service",
    }
    assert space.read(twinspaces.by_project, space.number).is_dirty


def test_a_colleague_is_enough(space, teacher):
    eva, _ = teacher("Eva")
    space.joins(eva, school_id=space.ana.school_id)
    space.write(accounts.add, eva.id, "t_eva")
    space.goes(eva, "join")
    space.opens(eva)

    space.goes(space.ana, "leave")

    assert space.judged() == []


def test_the_last_teacher_cannot_leave(space, teacher, chats):
    cleo, at_cleo = teacher("Cleo", country="FR")
    space.joins(cleo)
    known = {"pseudonym": "Owl", "code": "7K333SECRET", "localpart": "p_3"}
    where = {"project_id": space.number, "school_id": cleo.school_id, "added_by": cleo.id}
    owl = space.write(lambda db: pupils.add(db, **where, **known, at=NOON))

    [refused] = chats.send(f"/leave {space.number} yes", at_cleo)
    assert refused.key == "project.pupils_first"
    assert space.read(members.is_inside, space.number, cleo.id)
    space.write(pupils.remove, owl.id)
    assert chats.send(f"/leave {space.number} yes", at_cleo)[0].key == "project.you_left"


def test_a_colleague_who_never_looks_does_not_let_the_last_one_go(space, teacher):
    eva, _ = teacher("Eva")
    space.joins(eva, school_id=space.ana.school_id)
    space.write(accounts.add, eva.id, "t_eva")
    alone = (supervision.is_last, space.number, space.ana, NOON)

    space.goes(eva, "join")
    assert space.read(*alone)
    space.opens(eva)
    assert not space.read(*alone)


def test_a_colleague_who_is_not_in_the_room_does_not_let_the_last_one_go(space, teacher):
    eva, _ = teacher("Eva")
    space.joins(eva, school_id=space.ana.school_id)
    space.write(accounts.add, eva.id, "t_eva")
    space.opens(eva)
    alone = (supervision.is_last, space.number, space.ana, NOON)

    assert space.read(*alone)
    space.goes(eva, "join")
    assert not space.read(*alone)
    space.goes(eva, "leave")
    assert space.read(*alone)


def test_a_closed_project_is_not_judged(space):
    space.goes(space.ana, "leave")
    space.judged()

    def close(db):
        projects.change(db, projects.by_id(db, space.number), projects.State.CLOSED, NOON)

    space.write(close)

    assert space.judged() == []
    assert space.muted() == []
