"""Activities, tasks and meetings of classes: in the rooms, and from the teachers' chat."""

from datetime import timedelta

import pytest

from handlers import turn
from handlers.conversation import Event
from storage import activities, class_meetings, projects, pupils, safeguarding, tasks
from storage.addresses import Address
from storage.projects import State
from tests.conftest import NOON
from tests.handlers.inclass import Classroom, keys


@pytest.fixture
def people(teacher):
    return teacher("Ana"), teacher("Eva", country="DE")


@pytest.fixture
def room(database, people):
    (ana, _), (eva, _) = people
    return Classroom(database, ana, eva)


@pytest.fixture
def tell(room, people):
    """Write to the bot as Ana, whose only project it is."""
    return people[0][1]


@pytest.fixture
def on_page(database, room, people):
    """Act in the browser: "pupil:PSEUDONYM'S ACCOUNT" or "ana"."""
    numbers = iter(range(1000))

    def act(words, by, command="mark"):
        user = f"person:{people[0][0].id}" if by == "ana" else f"pupil:{room.pupil(by).id}"
        event = Event(
            id=f"page{next(numbers)}",
            address=Address("web", user),
            chat="",
            at=NOON,
            command=command,
            words=f"{room.project.id} {words}",
            seed=b"chance",
            meetings="https://meet.example/{code}",
        )
        return [reply.key for reply in turn.act(database, event)]

    return act


def open_tasks(room):
    return room.database.read(tasks.open_, room.project.id)


def marked(room, number=1):
    task = room.database.read(tasks.by_number, room.project.id, number)
    return room.database.read(tasks.marks_of, room.project.id).get(task.id, [])


# --- Activities ----------------------------------------------------------------------------------


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
    assert open_tasks(room) == []


def test_activity_alone_lists_them(room):
    room.type("!activity Water", by="t_ana")

    assert keys(room.type("!activity", by="t_ana")) == ["activity.all"]
    assert keys(room.type("!activity end", by="t_ana")) == ["activity.ended"]
    assert keys(room.type("!activity end", by="t_ana")) == ["activity.nothing"]


# --- Tasks ---------------------------------------------------------------------------------------


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


# --- Meetings ------------------------------------------------------------------------------------


def going_on(room):
    return room.database.read(class_meetings.going_on, room.project.id, room.at)


def test_the_link_of_a_meeting_goes_to_the_staff_room_alone(room):
    said = room.type("!meet", by="t_ana")

    link = going_on(room).link
    assert link.startswith("https://meet.example/")
    assert [(where, reply.key, link in str(reply)) for where, reply in said] == [
        ("!class", "classmeet.begun", False),
        ("!staff", "classmeet.link", True),
    ]


def test_asking_again_gives_the_same_meeting_until_it_is_over(room):
    room.type("!meet", by="t_ana")
    first = going_on(room)

    room.type("!meet", by="t_eva", kind="staff_room")
    assert going_on(room) == first

    room.at = NOON + timedelta(hours=4)
    assert going_on(room) is None


def test_a_teacher_releases_the_link_to_the_pupils_of_their_school_only(room, people):
    room.type("!meet", by="t_ana")

    said = room.type("!meet release", by="t_eva")

    assert keys(said) == ["classmeet.released"]
    assert going_on(room).link not in str(said)
    assert going_on(room).released == {people[1][0].school_id}
    with room.database.reading() as db:
        kinds = [row.kind for row in db.execute(safeguarding.table.select())]
    assert kinds == ["meeting"]


def test_a_meeting_that_was_ended_is_shown_to_nobody(room):
    room.type("!meet", by="t_ana")

    assert keys(room.type("!meet end", by="t_eva")) == ["classmeet.ended"]

    assert going_on(room) is None
    assert keys(room.type("!meet release", by="t_ana")) == ["classmeet.usage"]


# --- From the teachers' chat ---------------------------------------------------------------------


def test_an_activity_is_begun_and_ended_from_the_chat(room, chats, tell):
    [card] = chats.send("/activities", tell)
    assert card.key == "activity.card_none"
    chats.press("activity.begin", card, tell)

    card, told = chats.send("Water", tell)
    assert (card.key, told.key) == ("activity.card", "activity.begun")

    card, told = chats.press("activity.end", card, tell)
    assert told.key == "activity.ended"
    assert room.database.read(activities.under_way, room.project.id) is None


def test_a_task_is_set_and_marked_for_the_school_from_the_chat(room, chats, tell):
    [card] = chats.send("/tasks", tell)
    chats.press("tasks.new", card, tell)

    card, told = chats.send("Measure the stream", tell)
    assert (card.key, told.key) == ("tasks.card", "tasks.set")
    [card] = chats.press("tasks.done_button", card, tell)
    assert [one.pupil_id for one in marked(room)] == [None]

    chats.press("tasks.not_done_button", card, tell)
    assert marked(room) == []


def test_nobody_sets_anything_in_a_project_of_others(room, chats, teacher):
    _, cleo = teacher("Cleo")

    for typed in (f"/beginactivity {room.project.id}", f"/settask {room.project.id}"):
        [reply] = chats.send(typed, cleo)
        assert reply.key == "project.not_yours"


def test_the_chat_counts_pictures_and_shows_no_pupils_words(room, chats, tell):
    room.type("!activity Water", by="t_ana")
    room.post("p_fox", "Zyxword", name="zyxname.png", alt="Zyxalt")
    room.post("t_ana", "The plan", what="file")
    room.post("t_eva", "Look what Blue Fox drew", what="file")

    card, found = *chats.send("/materials", tell), *chats.send("/materials water", tell)

    assert (card.key, found.key, found.fields["count"]) == ("materials.card", "materials.found", 3)
    for reply in (card, found):
        assert "The plan" in str(reply)
        assert "Fox" not in str(reply)
        assert "zyx" not in str(reply).lower()


def test_the_chat_shows_no_task_that_names_a_pupil(room, chats, tell):
    room.type("!task Ask Blue Fox", by="t_ana")

    assert "Fox" not in str(chats.send("/tasks", tell))


def test_what_is_looked_for_and_not_there_is_said(room, chats, tell):
    [card] = chats.send("/materials", tell)
    assert card.key == "materials.empty"
    room.post("p_fox", alt="A stream")
    [card] = chats.send("/materials", tell)
    chats.press("materials.search", card, tell)

    [reply] = chats.send("castle", tell)

    assert reply.key == "materials.found_none"
