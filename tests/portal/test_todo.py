"""What there is to do, above the messages: done with a press, and the typed text stays."""

import pytest
from sqlalchemy import event

from bot.portal import todo
from storage import activities, class_meetings, members, tasks
from tests.conftest import NOON

LINK = "https://meet.example/abc"


@pytest.fixture
def task(database, rivers):
    """Set a task; give it."""

    def make(text="Measure the stream"):
        return database.write(tasks.add, rivers.id, text, rivers.ana, NOON)

    return make


@pytest.fixture
def marks(database, rivers):
    """Give who has done a task."""
    return lambda one: database.read(tasks.marks_of, rivers.id).get(one.id, [])


@pytest.fixture
def meeting(database, rivers, world):
    """A video meeting that goes on."""
    return database.write(class_meetings.begin, rivers.id, LINK, rivers.ana, NOON)


def test_a_pupil_without_anything_to_do_sees_no_block(fox):
    assert 'id="todo"' not in fox.get("/class/room").html


def test_a_pupil_sees_the_activity_and_marks_a_task(fox, task, marks, database, rivers):
    database.write(activities.begin, rivers.id, "Water", rivers.ana, NOON)
    one = task()
    page = fox.get("/class/room")
    assert "Water" in page.words
    assert "Measure the stream" in page.words

    page = fox.post("/class/task", task=f"{one.id} done")

    assert "✓ done" in page.words
    assert "What to do: all done" in page.words
    assert [mark.pupil_id is not None for mark in marks(one)] == [True]
    fox.post("/class/task", task=f"{one.id} undone")
    assert marks(one) == []


def test_what_stands_in_the_box_is_still_there_after_a_press(fox, task):
    one = task()
    fox.get("/class/room")

    page = fox.post("/class/task", task=f"{one.id} done", text="Dear all, our river")

    assert "Dear all, our river</textarea>" in page.html


def test_pupils_see_their_own_marks_and_no_counts(fox, task, browse, slip):
    one = task()
    fox.get("/class/room")
    fox.post("/class/task", task=f"{one.id} done")
    other = browse()

    page = other.post("/class", code=slip("Grey Hare"))

    assert "I have done it" in page.words
    assert "1 of 2" not in page.words


def test_teachers_see_how_far_the_schools_are_and_take_tasks_off(ana, fox, task, database, rivers):
    one = task()
    fox.get("/class/room")
    fox.post("/class/task", task=f"{one.id} done")

    assert "1 of 1" in ana.get("/twinspace").words
    ana.post("/twinspace/task", task=f"{one.id} end")

    assert database.read(tasks.open_, rivers.id) == []


def test_the_staff_room_has_no_such_block(ana, task):
    task()

    assert 'id="todo"' not in ana.get("/twinspace/staff").html


def test_a_pupil_is_shown_no_meeting_until_their_teacher_releases_it(
    ana, fox, meeting, database, rivers, world
):
    assert LINK not in fox.get("/class/room").html
    assert LINK in ana.get("/twinspace").html

    ana.post("/twinspace/meeting", meeting="release")

    assert LINK in fox.get("/class/room").html


def test_another_schools_release_is_not_theirs(fox, meeting, database, rivers):
    school = database.read(members.of_person, rivers.id, rivers.ben).school_id
    database.write(class_meetings.release, meeting, school)

    assert LINK not in fox.get("/class/room").html


def test_a_teacher_begins_and_ends_a_meeting_here(ana, world, rivers, database):
    ana.get("/twinspace")
    ana.post("/twinspace/meeting", meeting="begin")
    [said] = world.homeserver.said[rivers.staff]
    found = database.read(class_meetings.going_on, rivers.id, world.at)
    assert found.link in said.text
    assert rivers.classroom not in world.homeserver.said

    ana.post("/twinspace/meeting", meeting="end")

    assert database.read(class_meetings.going_on, rivers.id, world.at) is None


def test_pupils_have_no_say_in_meetings(fox, database, rivers, world):
    fox.get("/class/room")

    assert fox.post("/class/meeting", meeting="begin").status == 404
    assert database.read(class_meetings.going_on, rivers.id, world.at) is None


@pytest.mark.parametrize("typed", ["", "x", "9 done", "99999999999999999999 done", "1 2 3"])
def test_rubbish_changes_nothing(fox, task, marks, typed):
    one = task()
    fox.get("/class/room")

    assert fox.post("/class/task", task=typed).status == 200
    assert marks(one) == []


def test_many_tasks_are_looked_up_as_few_are(database, rivers):
    def asked(count):
        def work(db):
            for number in range(count):
                tasks.add(db, rivers.id, f"Task {number}", rivers.ana, NOON)
            queries = []
            event.listen(db, "before_cursor_execute", lambda *it: queries.append(it[2]))
            left = todo.left_for(db, rivers.id, None)
            return left, len(queries)

        return database.write(work)

    few, many = asked(1), asked(20)

    assert (few[0], many[0]) == (1, 21)
    assert many[1] == few[1]
