"""What is decided after a report out of a TwinSpace: no word of it goes through a chat. NSS-1."""

import pytest

from storage import assignments, people, suspensions
from storage.people import Standing
from tests.conftest import NOON
from tests.handlers.circles import labels
from tests.handlers.queued import inside
from tests.handlers.reported import at
from tests.handlers.suspended import standing, suspend

SAID = "Fox says that he writes at night."


@pytest.fixture
def of_room(chats, accused, database):
    """Ben is suspended with one of our reasons, as after a report out of a TwinSpace."""
    suspend(chats, accused)

    def work(db):
        one = suspensions.of_person(db, accused["ben"][0].id)
        suspensions.change(db, one, reason="reason_words")

    database.write(work)
    return accused


def appeal(chats, those):
    [asked] = chats.send("/appeal", those["ben"][1])
    assert asked.key == "suspending.appeal_plain"
    return chats.press("suspending.appeal_yes", asked, those["ben"][1])


def of(database, those):
    return database.read(suspensions.of_person, those["ben"][0].id)


def test_a_report_of_a_twinspace_is_passed_on_without_words(
    chats, rivers, everybody, database, coordinator
):
    dirk, to_dirk = coordinator("Dirk", "DE")
    name = f"r{rivers.reported().id}"

    next_, told = chats.send(f"/pass {name} to {dirk.id}", at("dora"))
    more = chats.send(SAID, at("dora"))

    assert next_.fields["outcome"].key == "queue.passed"
    assert (told.key, told.to) == ("queue.passed_you_plain", to_dirk)
    assert SAID not in repr(more)
    assert database.read(assignments.of_cards, [name], NOON)[name].words == ""
    [his] = chats.send("/queue", to_dirk)
    line = inside(his.fields["card"], "queue.with_line").fields["line"]
    assert (line.key, set(line.fields)) == ("queue.passed_by_plain", {"name"})


def test_who_was_suspended_after_one_appeals_without_words(chats, of_room, database):
    [asked] = chats.send("/appeal", of_room["ben"][1])
    assert asked.key == "suspending.appeal_plain"
    assert SAID not in repr(chats.send(SAID, of_room["ben"][1]))
    assert of(database, of_room).appealed_at is None

    sent, *cards = chats.press("suspending.appeal_yes", asked, of_room["ben"][1])

    assert sent.key == "status.appealed"
    assert {one.to for one in cards} == {of_room["clara"][1], of_room["css"][1]}
    for one in cards:
        assert one.fields["card"].key == "suspending.appeal_card_plain"
        assert not [label for label in labels(one) if label.startswith("/ask")]
    assert of(database, of_room).appeal == ""
    again = chats.press("suspending.appeal_yes", asked, of_room["ben"][1])
    assert [one.key for one in again] == ["suspending.status_appealed"]


def test_words_begun_before_such_a_suspension_are_not_taken_either(chats, of_room, database):
    ben, to_ben = of_room["ben"]
    with database.transaction() as db:
        people.decide(db, people.hold(db, ben.id), Standing.REFUSED, NOON)
    assert chats.send("/appeal", to_ben)[0].key == "status.appeal_words"
    with database.transaction() as db:
        people.decide(db, people.hold(db, ben.id), Standing.SUSPENDED, NOON)

    assert [one.key for one in chats.send(SAID, to_ben)] == ["suspending.appeal_plain"]
    assert of(database, of_room).appeal == ""


def test_such_an_appeal_is_decided_and_passed_on_without_words(chats, of_room, database):
    ben, to_ben = of_room["ben"]
    css, to_css = of_room["css"]
    clara = of_room["clara"][1]
    *_, card = appeal(chats, of_room)
    name = f"s{of(database, of_room).id}"
    [refused] = chats.send(f"/ask {name} 1", clara)
    assert refused.fields["outcome"].key == "queue.no_words"
    _, told = chats.send(f"/pass {name} to {css.id}", clara)
    assert (told.key, told.to) == ("queue.passed_you_plain", to_css)

    next_, upheld = chats.press("suspending.keep", card, to_css)

    assert next_.fields["outcome"].key == "suspending.was_upheld"
    assert (upheld.key, upheld.to) == ("suspending.upheld", to_ben)
    assert upheld.fields["reason"].key == "suspending.reason_words"
    assert standing(database, ben) == Standing.SUSPENDED
    assert chats.send("/status", to_ben)[0].key == "suspending.status_upheld"


def test_nobody_else_decides_such_an_appeal_by_pressing(chats, of_room, database):
    *_, card = appeal(chats, of_room)

    for who in ("maria", "jonas", "ana"):
        chats.press("suspending.keep", card, of_room[who][1])

    assert of(database, of_room).is_appealed
