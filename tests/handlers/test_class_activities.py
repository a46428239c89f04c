"""Activities of classes: begun and ended in the rooms and from the teachers' chat."""

import pytest

from storage import activities, tasks
from tests.handlers.inclass import ANA, keys


def test_a_new_activity_ends_the_one_before(room):
    room.type("!activity Water", by="t_ana")

    said = room.type("!activity Castles", by="t_eva")

    assert keys(said) == ["activity.begun"]
    found = room.database.read(activities.of_project, room.project.id)
    assert [(one.number, one.title, one.is_under_way) for one in found] == [
        (2, "Castles", True),
        (1, "Water", False),
    ]


def test_an_old_activity_is_gone_on_with_by_its_number(room):
    room.type("!activity Water", by="t_ana")
    room.type("!activity Castles", by="t_ana")

    room.type("!activity 1", by="t_ana")

    assert room.database.read(activities.under_way, room.project.id).title == "Water"


def test_what_is_begun_in_the_staff_room_is_said_in_the_classroom(room):
    said = room.type("!activity Water", by="t_ana", kind="staff_room")

    assert [(where, reply.key) for where, reply in said] == [
        ("!staff", "activity.begun"),
        ("!class", "activity.begun"),
    ]


@pytest.mark.parametrize("typed", ["!activity Water", "!task Count", "!meet"])
def test_pupils_begin_and_set_nothing(room, typed):
    assert keys(room.type(typed, by="p_fox")) == ["room.teachers_only"]
    assert room.database.read(activities.of_project, room.project.id) == []
    assert room.database.read(tasks.open_, room.project.id) == []


def test_activity_alone_lists_them(room):
    room.type("!activity Water", by="t_ana")

    assert keys(room.type("!activity", by="t_ana")) == ["activity.all"]
    assert keys(room.type("!activity end", by="t_ana")) == ["activity.ended"]
    assert keys(room.type("!activity end", by="t_ana")) == ["activity.nothing"]


def test_an_activity_is_begun_and_ended_from_the_chat(room, chats):
    [card] = chats.send("/activities", ANA)
    assert card.key == "activity.card_none"
    chats.press("activity.begin", card, ANA)

    card, told = chats.send("Water", ANA)
    assert (card.key, told.key) == ("activity.card", "activity.begun")

    card, told = chats.press("activity.end", card, ANA)
    assert told.key == "activity.ended"
    assert room.database.read(activities.under_way, room.project.id) is None


def test_nobody_sets_anything_in_a_project_of_others(room, chats, teacher):
    _, cleo = teacher("Cleo")

    for typed in (f"/beginactivity {room.project.id}", f"/settask {room.project.id}"):
        [reply] = chats.send(typed, cleo)
        assert reply.key == "project.not_yours"
