"""Everything of a pupil erased by their teacher, on the page, with one confirm. Rule TWS-11."""

import pytest

from storage import account_erasing, pupil_erasing, pupils
from tests.conftest import NOON


@pytest.fixture
def fox_id(database, slip, rivers):
    slip("Blue Fox 7")
    return database.read(pupils.listed, rivers.id)[0].id


def wishes(database):
    return database.read(account_erasing.due, NOON)


def test_a_teacher_of_the_school_erases_a_pupil_and_sees_that_it_is_under_way(
    ana, fox_id, database, rivers
):
    page = ana.get(f"/pupils/{fox_id}")
    assert f"/pupils/{fox_id}/erase" in page.actions
    assert "at once, or, if something about it still has to be looked at, on" in page.words
    assert "Nobody can bring it back" in page.words

    done = ana.post(f"/pupils/{fox_id}/erase")

    assert "is being erased" in done.words
    assert "One pupil is being erased" in done.words
    [wish] = wishes(database)
    assert (wish.pupil, wish.asked_by) == (fox_id, f"person:{rivers.ana}")
    assert database.read(pupils.by_id, fox_id).state == pupils.State.REMOVED


def test_who_was_taken_out_can_still_be_erased(ana, fox_id, database):
    ana.get(f"/pupils/{fox_id}")
    page = ana.post(f"/pupils/{fox_id}/remove")
    assert f"/pupils/{fox_id}/erase" in page.actions

    ana.post(f"/pupils/{fox_id}/erase")

    assert [one.pupil for one in wishes(database)] == [fox_id]


def test_nobody_erases_pupils_of_another_school(ben, fox_id, database):
    ben.get("/pupils")

    page = ben.post(f"/pupils/{fox_id}/erase")

    assert "is being erased" not in page.words
    assert wishes(database) == []


def test_a_pupil_of_a_closed_project_is_erased_by_the_teacher_and_else_after_90_days(
    ana, fox_id, close_project, database
):
    close_project()
    database.write(pupil_erasing.follow_projects, NOON)
    assert wishes(database) == []
    assert database.read(account_erasing.due, NOON + pupil_erasing.AFTER_CLOSE) != []

    ana.get(f"/pupils/{fox_id}")
    ana.post(f"/pupils/{fox_id}/erase")

    assert [one.pupil for one in wishes(database)] == [fox_id]
