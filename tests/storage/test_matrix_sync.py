"""Where the conversation bot goes on reading, and what waits for its key."""

from datetime import timedelta

from storage import matrix_sync
from storage.matrix_sync import Position, Undecrypted
from tests.conftest import NOON


def test_bot_begins_without_a_place_and_a_device(db):
    assert matrix_sync.position(db) == Position("", "")


def test_place_and_device_are_kept_apart(db):
    matrix_sync.use_device(db, "ETWIN-1")
    matrix_sync.advance(db, "s1")
    matrix_sync.advance(db, "s2")

    assert matrix_sync.position(db) == Position("s2", "ETWIN-1")


def test_message_is_put_aside_once_and_settled(db):
    source = {"content": {"ciphertext": "…"}}
    matrix_sync.put_aside(db, "$1", "!room", source, NOON)
    matrix_sync.put_aside(db, "$1", "!room", source, NOON + timedelta(hours=1))

    assert matrix_sync.undecrypted(db) == [Undecrypted("$1", "!room", source, NOON)]
    matrix_sync.settle(db, "$1")
    matrix_sync.settle(db, "$1")
    assert matrix_sync.undecrypted(db) == []


def test_messages_wait_for_a_week_in_their_order(db):
    for number in (3, 1, 2):
        at = NOON + timedelta(days=number)
        matrix_sync.put_aside(db, f"${number}", "!room", {}, at)

    matrix_sync.forget_old(db, NOON + timedelta(days=8))

    assert [one.event_id for one in matrix_sync.undecrypted(db)] == ["$2", "$3"]
