"""Which files of rooms may be fetched by whom, also once their message was taken back. TWS-3."""

import pytest

from matrix_bridge import shown
from storage import accounts, pupils, twinspaces
from tests import makers
from tests.conftest import NOON
from tests.matrix_bridge.names import SERVER, SERVICE

FILE = f"mxc://{SERVER}/fish"
ANA, FOX = f"@t_ana:{SERVER}", f"@p_fox:{SERVER}"


@pytest.fixture
def rivers(database):
    """A project of Ana and Eva with the pupil Fox."""

    def work(db):
        ana, eva = (makers.teacher(db, one, "RO", NOON) for one in ("Ana", "Eva"))
        project = makers.project(db, (ana, eva), NOON)
        accounts.add(db, ana.id, "t_ana")
        where = {"project_id": project.id, "school_id": ana.school_id, "added_by": ana.id}
        fox = pupils.add(
            db, **where, pseudonym="Fox", code="ABCDE234567", localpart="p_fox", at=NOON
        )
        pupils.permit(db, fox.id, pupils.Permissions(takes_part=True), ana.id, NOON)
        twinspaces.want(db, project.id)
        twinspaces.keep_rooms(db, project.id, classroom="!class", staff_room="!staff")

    database.write(work)


@pytest.fixture
def hears(database, rivers):
    """Let the homeserver push an event."""

    def hear(event_id, sender=FOX, room="!class", kind="m.room.message", **content):
        event = {"event_id": event_id, "room_id": room, "sender": sender, "type": kind}
        database.write(shown.hear, event | {"content": content})

    return hear


@pytest.fixture
def may(database):
    """Tell who may fetch the file."""
    return lambda *users: [database.read(shown.may_fetch, user, FILE) for user in users]


def test_a_file_that_was_taken_back_is_for_the_service_alone(hears, may):
    hears("$1", msgtype="m.image", url=FILE)
    assert may(ANA, FOX, SERVICE) == [True, True, True]

    hears("$2", sender=ANA, kind="m.room.redaction", redacts="$1")

    assert may(ANA, FOX, SERVICE) == [False, False, True]


def test_its_address_does_not_bring_it_back(hears, may):
    hears("$1", msgtype="m.image", url=FILE)
    hears("$2", kind="m.room.redaction", redacts="$1")

    hears("$3", msgtype="m.image", url=FILE)
    hears("$3", sender=ANA, room="!staff", msgtype="m.image", url=FILE)

    assert may(ANA, FOX) == [False, False]


def test_what_another_message_still_shows_stays(hears, may):
    hears("$1", msgtype="m.image", url=FILE)
    hears("$2", sender=ANA, msgtype="m.image", url=FILE)

    hears("$3", kind="m.room.redaction", redacts="$1")
    assert may(FOX) == [True]

    hears("$4", kind="m.room.redaction", redacts="$2")
    assert may(FOX) == [False]


def test_a_file_that_came_with_a_change_goes_with_the_message(hears, may):
    hears("$1", msgtype="m.text", body="Look")
    change = {"msgtype": "m.image", "body": "Look", "url": FILE}
    relation = {"rel_type": "m.replace", "event_id": "$1"}
    hears(
        "$2", msgtype="m.text", body="Look", **{"m.new_content": change, "m.relates_to": relation}
    )
    assert may(FOX) == [True]

    hears("$3", kind="m.room.redaction", redacts="$1")

    assert may(FOX) == [False]


def test_what_is_taken_back_in_one_room_says_nothing_of_another(hears, may):
    hears("$1", msgtype="m.image", url=FILE)

    hears("$2", room="!staff", kind="m.room.redaction", redacts="$1")

    assert may(FOX) == [True]


def test_a_file_that_was_never_shown_is_unknown(rivers, may):
    assert may(FOX) == [None]
