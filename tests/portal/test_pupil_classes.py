"""Pupils by class: shown by themselves, and moved between classes and teachers. Rule TWS-5."""

import pytest

from storage import members, pupils
from storage.members import Role


@pytest.fixture
def page(ana):
    """Ana's browser on the page of her pupils."""
    ana.get("/pupils")
    return ana


@pytest.fixture
def colleague(database, rivers, teacher, world):
    """A second teacher of Ana's school in the project."""

    def make(db):
        school = members.of_person(db, rivers.id, rivers.ana).school_id
        state, role = members.State.IN, Role.PARTNER
        members.put(db, rivers.id, cleo.id, role=role, state=state, school_id=school, at=world.at)

    cleo, _ = teacher("Cleo Marin")
    database.write(make)
    return cleo.id


def test_list_is_shown_by_class_and_no_class_stands_in_an_address(page):
    page.post("/pupils", names="Fox 1\nFox 2", **{"class": "4b"})
    page.post("/pupils", names="Owl 3", **{"class": "4c"})

    both = page.get("/pupils")
    one = page.get("/pupils?group=3")

    assert "4b" in both.words
    assert "group=3" in both.html
    assert "group=4" not in both.html
    assert "Owl 3" in one.words
    assert "Fox 1" not in one.words


def test_pupils_move_between_classes_and_teachers_of_their_school(
    page, browse, link, database, rivers, colleague, slip
):
    code = slip("Fox 1")
    slip("Fox 2")
    page.get("/pupils/move")

    moved = page.post("/pupils/move", teacher=str(colleague), **{"class": "4c", "chosen-1": "on"})

    fox, other = (database.read(pupils.by_id, number) for number in (1, 2))
    assert "One pupil is in the other class" in moved.words
    assert (fox.class_name, fox.teacher_id) == ("4c", colleague)
    assert (other.class_name, other.teacher_id) == ("", rivers.ana)
    assert browse().post("/class", code=code).path == "/class/room"
    cleo = browse()
    cleo.post(link(colleague))
    assert "Fox 1" in cleo.get("/pupils").words


def test_nobody_is_moved_to_a_teacher_of_another_school(page, says, database, rivers, slip):
    slip()
    page.get("/pupils/move")

    refused = page.post(
        "/pupils/move", teacher=str(rivers.ben), **{"class": "4c", "chosen-1": "on"}
    )

    assert says("pupils.not_yours") in refused.words
    assert database.read(pupils.by_id, 1).teacher_id == rivers.ana
    assert 'value="4c"' in refused.html


def test_choosing_all_moves_nobody_yet(page, database, slip):
    slip("Fox 1")
    slip("Fox 2")

    chosen = page.post("/pupils/move", tick="all", **{"class": "5b"})

    assert chosen.html.count(" checked") == 2
    assert 'value="5b"' in chosen.html
    assert database.read(pupils.by_id, 1).class_name == ""
