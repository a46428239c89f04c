"""What is typed in a room with "!" before it: who is answered, where, and who is not."""

import itertools
import json
from dataclasses import replace

import pytest

from handlers import turn
from handlers.conversation import Event, Place
from handlers.packing import unpack
from matrix_bridge.chat import reading
from storage import accounts, outbox, projects, pupils, room_reports, twinspaces
from storage.addresses import Address
from storage.projects import State
from tests import makers
from tests.conftest import NOON

SERVER = "school.example"
_numbers = itertools.count(1)


@pytest.fixture
def rivers(database, teacher):
    """A project of Ana and Eva with the pupil Fox, whose rooms stand."""
    ana, eva = teacher("Ana")[0], teacher("Eva", country="DE")[0]

    def work(db):
        project = makers.project(db, (ana, eva), NOON)
        accounts.add(db, ana.id, "t_ana")
        where = {"project_id": project.id, "school_id": ana.school_id, "added_by": ana.id}
        pupils.add(db, **where, pseudonym="Fox", code="ABCDE234567", localpart="p_fox", at=NOON)
        twinspaces.want(db, project.id)
        twinspaces.keep_rooms(db, project.id, classroom="!class", staff_room="!staff")
        return project

    return database.write(work)


@pytest.fixture
def types(database, rivers):
    """Type in a room; give what the service says there."""

    def say(text, by, kind="classroom"):
        room = {"classroom": "!class", "staff_room": "!staff"}[kind]
        sent = {
            "type": "m.room.message",
            "event_id": f"$typed{next(_numbers)}",
            "sender": f"@{by}:{SERVER}",
            "content": {"msgtype": "m.text", "body": text},
        }
        read = reading.read(sent, room, NOON)
        user, place = Address("room", sent["sender"]), Place(rivers.id, kind, room, "en")
        event = replace(read, address=user, room=place, seed=b"chance")
        before = database.read(_said)
        turn.take(database, event, bytes)
        return [unpack(json.loads(payload)) for payload in database.read(_said)[len(before) :]]

    return say


def _said(db):
    query = outbox.table.select().where(outbox.table.c.platform == outbox.ROOM)
    return [row.payload for row in db.execute(query.order_by(outbox.table.c.id))]


def test_help_lists_a_pupil_what_pupils_may_type(types):
    [reply] = types("!help", by="p_fox")

    assert reply.key == "room.help"


def test_a_teacher_is_answered_where_the_command_was_typed(types):
    [reply] = types("!help", by="t_ana", kind="staff_room")

    assert reply.key == "room.help"


def test_a_stranger_is_not_answered(types):
    assert types("!help", by="stranger") == []


def test_a_pupil_is_not_heard_in_the_staff_room(types):
    assert types("!help", by="p_fox", kind="staff_room") == []


def test_a_pupil_who_was_taken_out_is_not_heard(types, database):
    database.write(lambda db: pupils.remove(db, pupils.by_localpart(db, "p_fox").id))

    assert types("!help", by="p_fox") == []


def test_nobody_is_heard_once_the_project_is_closed(types, database, rivers):
    database.write(lambda db: projects.change(db, rivers, State.CLOSED, NOON))

    assert types("!help", by="t_ana") == []


def test_what_pupils_shout_is_left_alone(types):
    assert types("!halp", by="p_fox") == []
    assert types("!!! wow", by="p_fox") == []


@pytest.mark.parametrize(
    "typed",
    ["!reprot he hits me", "!Report! he hits me", "! report: he hits me", "!signaler he hits me"],
)
def test_a_report_in_a_hurry_is_a_report_and_is_taken_back(types, database, typed):
    [gone] = types(typed, by="p_fox")

    assert (gone.key, gone.fields) == ("classroom.said", {"text": ""})
    [found] = database.read(room_reports.open_)
    assert found.words == "he hits me"


@pytest.mark.parametrize("typed", ["!exprt all", "!repeat it", "!help", "! sport", "report it"])
def test_what_is_nearer_to_something_else_is_no_report(types, database, typed):
    types(typed, by="p_fox")

    assert database.read(room_reports.open_) == []


def test_a_teacher_who_mistypes_is_offered_what_was_meant(types):
    [reply] = types("!halp", by="t_ana")

    assert (reply.key, reply.fields["command"].text) == ("room.did_you_mean", "!help")


def test_what_is_typed_twice_by_the_homeserver_counts_once(database, rivers):
    event = Event(
        id="$same",
        address=Address("room", f"@t_ana:{SERVER}"),
        chat="!class",
        at=NOON,
        command="help",
        seed=b"chance",
        room=Place(rivers.id, "classroom", "!class", "en"),
    )

    for _ in range(2):
        turn.take(database, event, bytes)

    assert len(database.read(_said)) == 1
