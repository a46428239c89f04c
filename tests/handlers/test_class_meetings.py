"""Meetings of classes: who gets the link, and when it is over."""

from datetime import timedelta

from storage import class_meetings, safeguarding
from tests.conftest import NOON
from tests.handlers.inclass import keys


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


def test_a_teacher_releases_the_link_to_the_pupils_of_their_school_only(room):
    room.type("!meet", by="t_ana")

    said = room.type("!meet release", by="t_eva")

    assert keys(said) == ["classmeet.released"]
    assert going_on(room).link not in str(said)
    assert going_on(room).released == {room.eva.school_id}
    with room.database.reading() as db:
        kinds = [row.kind for row in db.execute(safeguarding.table.select())]
    assert kinds == ["meeting"]


def test_a_meeting_that_was_ended_is_shown_to_nobody(room):
    room.type("!meet", by="t_ana")

    assert keys(room.type("!meet end", by="t_eva")) == ["classmeet.ended"]

    assert going_on(room) is None
    assert keys(room.type("!meet release", by="t_ana")) == ["classmeet.usage"]
