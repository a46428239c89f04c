"""Tasks of classes: set, marked and taken off in the room, on the page and from the chat."""

import pytest

from handlers import turn
from handlers.conversation import Event
from storage import activities, projects, pupils, tasks
from storage.addresses import Address
from storage.projects import State
from tests.conftest import NOON
from tests.handlers.inclass import ANA, keys


@pytest.fixture
def on_page(database, room):
    """Mark in the browser, as a pupil by their account or as "ana"."""
    numbers = iter(range(1000))

    def act(words, by):
        user = f"person:{room.ana.id}" if by == "ana" else f"pupil:{room.pupil(by).id}"
        event = Event(
            id=f"page{next(numbers)}",
            address=Address("web", user),
            chat="",
            at=NOON,
            command="mark",
            words=f"{room.project.id} {words}",
            seed=b"chance",
        )
        return [reply.key for reply in turn.act(database, event)]

    return act


def open_tasks(room):
    return room.database.read(tasks.open_, room.project.id)


def marked(room, number=1):
    task = room.database.read(tasks.by_number, room.project.id, number)
    return room.database.read(tasks.marks_of, room.project.id).get(task.id, [])


def test_a_task_belongs_to_the_activity_under_way(room):
    room.type("!activity Water", by="t_ana")

    said = room.type("!task Measure the stream", by="t_ana")

    [task] = open_tasks(room)
    water = room.database.read(activities.under_way, room.project.id)
    assert (task.number, task.text, task.activity_id) == (1, "Measure the stream", water.id)
    assert said[0][1].fields["done"].text == "!done 1"


def test_a_pupil_marks_for_themself_and_hears_what_is_left(room):
    room.type("!task One", by="t_ana")
    room.type("!task Two", by="t_ana")

    said = room.type("!done 1", by="p_fox")

    assert keys(said) == ["tasks.done"]
    assert said[0][1].fields["left"] == 1
    assert [one.pupil_id for one in marked(room)] == [room.pupil("p_fox").id]


def test_marking_twice_marks_once_and_can_be_taken_back(room):
    room.type("!task One", by="t_ana")
    room.type("!done 1", by="p_fox")
    room.type("!done 1", by="p_fox")
    assert len(marked(room)) == 1

    room.type("!undone 1", by="p_fox")

    assert marked(room) == []


def test_a_teachers_mark_is_the_schools(room):
    room.type("!task One", by="t_ana")
    room.type("!done 1", by="p_fox")

    room.type("!done 1", by="t_ana")
    room.type("!undone 1", by="t_eva")

    [said] = room.type("!tasks", by="p_owl")
    [line] = said[1].fields["tasks"].items
    shown = [(one.key, one.fields.get("done")) for one in line.fields["progress"].items]
    assert shown == [("tasks.school_is_done", None), ("tasks.so_many", 0)]


def test_schools_are_counted_by_their_pupils_who_are_still_there(room):
    room.type("!task One", by="t_ana")
    room.type("!done 1", by="p_fox")
    room.type("!done 1", by="p_hare")
    hare = room.pupil("p_hare").id
    room.database.write(pupils.remove, hare)

    [said] = room.type("!tasks", by="t_eva")

    [line] = said[1].fields["tasks"].items
    first = line.fields["progress"].items[0].fields
    assert (first["done"], first["pupils"]) == (1, 1)


def test_nobodys_name_stands_in_the_list(room):
    room.type("!task One", by="t_ana")
    room.type("!done 1", by="p_fox")

    [(_, reply)] = room.type("!tasks", by="t_ana")

    assert "Fox" not in str(reply)


def test_a_task_taken_off_the_list_is_marked_no_more(room):
    room.type("!task One", by="t_ana")

    assert keys(room.type("!task end 1", by="t_eva")) == ["tasks.ended"]

    assert keys(room.type("!done 1", by="p_fox")) == ["tasks.none"]
    assert marked(room) == []


def test_the_page_marks_for_who_presses(room, on_page):
    room.type("!task One", by="t_ana")
    [task] = open_tasks(room)

    assert on_page(f"{task.id} done", "p_fox") == ["tasks.noted"]
    assert on_page(f"{task.id} done", "ana") == ["tasks.noted"]

    found = {(one.pupil_id, one.person_id is not None) for one in marked(room)}
    assert found == {(room.pupil("p_fox").id, False), (None, True)}


def test_pupils_take_no_task_off_the_list(room, on_page):
    room.type("!task One", by="t_ana")
    [task] = open_tasks(room)

    on_page(f"{task.id} end", "p_fox")
    assert open_tasks(room) == [task]

    on_page(f"{task.id} end", "ana")
    assert open_tasks(room) == []


def test_nobody_marks_in_a_project_that_is_over_or_not_theirs(room, on_page, database):
    room.type("!task One", by="t_ana")
    [task] = open_tasks(room)
    assert on_page("999 done", "p_fox") == ["tasks.gone"]
    database.write(projects.change, room.project, State.CLOSED, NOON)

    assert on_page(f"{task.id} done", "p_fox") == ["tasks.gone"]
    assert marked(room) == []


def test_a_pupil_whose_parents_withdrew_marks_nothing(room, on_page, database):
    room.type("!task One", by="t_ana")
    [task] = open_tasks(room)
    fox = room.pupil("p_fox")
    nothing = pupils.Permissions()
    database.write(pupils.permit, fox.id, nothing, fox.added_by, NOON)

    assert on_page(f"{task.id} done", "p_fox") == ["tasks.gone"]


def test_a_task_is_set_and_marked_for_the_school_from_the_chat(room, chats):
    [card] = chats.send("/tasks", ANA)
    chats.press("tasks.new", card, ANA)

    card, told = chats.send("Measure the stream", ANA)
    assert (card.key, told.key) == ("tasks.card", "tasks.set")
    [card] = chats.press("tasks.done_button", card, ANA)
    assert [one.pupil_id for one in marked(room)] == [None]

    chats.press("tasks.not_done_button", card, ANA)
    assert marked(room) == []


def test_the_chat_shows_no_task_that_names_a_pupil(room, chats):
    room.type("!task Ask Blue Fox", by="t_ana")

    assert "Fox" not in str(chats.send("/tasks", ANA))
