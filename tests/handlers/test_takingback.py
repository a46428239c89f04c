"""What people take back in a room is in the safeguarding log, once, and nowhere else. TWS-13."""

import itertools

import pytest

from handlers import turn
from handlers.conversation import Event, Place
from storage import accounts, pupil_erasing, pupils, safeguarding
from storage.addresses import Address
from tests.conftest import NOON
from tests.handlers.reported import CLASSROOM, SERVER, STAFF

SAID = "$" + "a" * 42 + "-"
_numbers = itertools.count(1)


@pytest.fixture
def takes_back(rivers, database):
    """Let somebody take a message back in a Matrix app."""

    def take_back(by, message=SAID, kind="classroom"):
        room = {"classroom": CLASSROOM, "staff_room": STAFF}[kind]
        event = Event(
            id=f"$redaction{next(_numbers)}",
            address=Address("room", f"@{by}:{SERVER}"),
            chat=room,
            at=NOON,
            kind="taken back",
            about=message,
            room=Place(rivers.id, kind, room, "en"),
        )
        turn.take(database, event, bytes)

    return take_back


@pytest.fixture
def log(database):
    def read():
        with database.reading() as db:
            return [(one.kind, one.actor, one.subject) for one, _ in safeguarding.entries(db)]

    return read


def test_what_a_teacher_takes_back_in_an_app_is_written_down(takes_back, log, everybody):
    takes_back("t_ana")
    takes_back("t_ana", kind="staff_room")

    assert log() == 2 * [("redacted", f"person:{everybody['ana'].id}", f"message:{SAID}")]


def test_so_is_what_a_pupil_takes_back_or_somebody_with_a_former_account(
    takes_back, log, rivers, database, everybody
):
    ana = everybody["ana"].id
    database.write(accounts.retire, ana, "t_ana", ana)
    takes_back("p_fox")
    takes_back("t_ana")

    assert [actor for _, actor, _ in log()] == [f"pupil:{rivers.fox}", f"person:{ana}"]


def test_what_the_service_takes_back_was_written_down_before(takes_back, log):
    takes_back("etwin")

    assert log() == []


def test_what_was_pressed_in_the_browser_is_written_down_once(rivers, log, takes_back, everybody):
    ana = everybody["ana"]
    rivers.act(ana, "unsay", f"{rivers.id} classroom {SAID} @p_fox:{SERVER}")

    takes_back("t_ana")

    assert log() == [("redacted", f"person:{ana.id}", f"pupil:{rivers.fox}")]


def test_no_words_come_into_the_log_as_an_id(takes_back, log, everybody):
    takes_back("t_ana", "Fox is really called Tom")

    assert log() == [("redacted", f"person:{everybody['ana'].id}", "")]


def test_what_the_homeserver_takes_back_of_an_erased_pupil_is_nobodys_doing(
    takes_back, log, rivers, database
):
    database.write(pupils.remove, rivers.fox)
    takes_back("p_fox")
    database.write(pupil_erasing.want, rivers.fox, NOON)
    takes_back("p_fox", "$another")

    assert [actor for _, actor, _ in log()] == [f"pupil:{rivers.fox}"]
