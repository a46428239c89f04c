"""/export and !export: who may have a project as a file, and what the chats say of it. TWS-11."""

from datetime import timedelta

import pytest

from storage import exports, members, moves, projects
from storage.addresses import Address
from storage.exports import State
from tests.conftest import NOON
from tests.handlers.inclass import ANA, EVA, keys

ZOE = Address("telegram", "zoe")


@pytest.fixture
def room(room, teacher):
    """The project's rooms; Zoe has no part in it."""
    teacher("Zoe")
    return room


def export(room):
    return room.database.read(exports.of_project, room.project.id)


def make(room, **values):
    """Let the export be made, as the one who makes them notes it."""

    def end(db):
        found = exports.of_project(db, room.project.id)
        exports.begin(db, found.id)
        exports.reach(db, found.id, 120, 40)
        if values:
            exports.end(db, found.id, State.READY, NOON, **values)

    room.database.write(end)


def test_it_is_begun_then_how_far_it_is_then_a_one_time_link(room, chats):
    [begun] = chats.send("/export", ANA)
    make(room)
    [far] = chats.press("export.how_far", begun, ANA)
    room.database.write(exports.begin_again)
    make(room, file="0" * 32 + ".zip", size=9)
    [there] = chats.press("export.how_far", begun, ANA)

    assert begun.key == "export.begun"
    assert (far.key, far.fields["percent"], far.fields["count"]) == ("export.under_way", 40, 120)
    assert there.key == "export.there"
    assert there.fields["link"].startswith("https://etwin.example/open/")
    assert not any(one.file for one in (begun, far, there))


def test_asked_twice_there_is_one_and_a_new_one_takes_its_place(room, chats):
    chats.send("/export", ANA)
    first = export(room)
    chats.send("/export", EVA)
    assert export(room) == first

    make(room, file="0" * 32 + ".zip", size=9)
    [there] = chats.send("/export", ANA)
    [again] = chats.press("export.anew", there, ANA)

    assert again.key == "export.begun"
    assert export(room).id > first.id
    assert export(room).file == ""


@pytest.mark.parametrize("state", [projects.State.CLOSED, projects.State.ARCHIVED])
def test_a_project_that_is_over_can_be_exported(room, chats, state):
    room.database.write(lambda db: projects.change(db, room.project, state, NOON))

    [reply] = chats.send("/export", ANA)

    assert reply.key == "export.begun"


def test_a_stranger_exports_nothing(room, chats):
    [reply] = chats.send(f"/export {room.project.id}", ZOE)

    assert reply.key == "twinspace.none"
    assert export(room) is None


def test_who_left_or_is_not_validated_any_more_exports_nothing(room, chats):
    def leave(db):
        member = members.of_person(db, room.project.id, room.ana.id)
        role, school = member.role, member.school_id
        state = members.State.LEFT
        members.put(
            db, room.project.id, room.ana.id, role=role, state=state, school_id=school, at=NOON
        )

    room.database.write(leave)

    chats.send(f"/export {room.project.id}", ANA)

    assert export(room) is None


def test_for_48_hours_after_a_move_nothing_is_exported(room, chats):
    room.database.write(moves.add, room.ana.id, room.ana.id, NOON)

    [reply] = chats.send("/export", ANA)

    assert reply.key == "mydata.held"
    assert export(room) is None


def test_typed_in_a_room_it_is_begun_and_the_link_is_not_given_there(room):
    said = room.type("!export", by="t_ana", kind="staff_room")

    assert keys(said) == ["export.in_room"]
    assert "link" not in said[0][1].fields
    assert export(room).asked_by == room.ana.id


def test_a_pupil_exports_nothing(room):
    said = room.type("!export", by="p_fox")

    assert keys(said) == ["room.teachers_only"]
    assert export(room) is None


def test_a_file_is_there_for_a_day(room, chats):
    chats.send("/export", ANA)
    make(room, file="0" * 32 + ".zip", size=9)
    chats.at = NOON + exports.KEPT - timedelta(seconds=1)
    assert [one.key for one in chats.send("/export", ANA)] == ["export.there"]

    chats.at = NOON + exports.KEPT

    assert [one.key for one in chats.send("/export", ANA)] == ["export.begun"]
