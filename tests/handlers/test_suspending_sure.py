"""Nobody is warned or suspended before what they will read was shown. Rule NSS-1."""

import pytest

from handlers.commands.suspending import LASTS
from storage import coordinators
from storage.people import Standing
from tests.handlers.circles import labels
from tests.handlers.suspended import logged, standing

TYPED = "Please leave pupils alone."
#: What is typed and pressed before, what is asked then, and its button.
WAYS = {
    "/warn": ((), "suspending.warn_check", "suspending.warn_yes"),
    "/suspend": (("week",), "suspending.check", "suspending.check_yes"),
}


def asked(chats, accused, command, words=TYPED):
    """Type all that is asked before; give the question whether it is meant."""
    for typed in (f"{command} p{accused['ben'][0].id}", *WAYS[command][0]):
        chats.send(typed, accused["maria"][1])
    [check] = chats.send(words, accused["maria"][1])
    return check


@pytest.mark.parametrize("command", WAYS)
def test_what_will_be_read_is_shown_before_anything_is_done(chats, accused, database, command):
    before = logged(database)

    check = asked(chats, accused, command)

    assert (check.key, check.fields["name"]) == (WAYS[command][1], "Ben")
    assert TYPED in check.fields.values()
    assert check.fields.get("until") in (None, LASTS["week"])
    assert labels(check)[1:] == ["/back", "/cancel"]
    assert logged(database) == before
    assert standing(database, accused["ben"][0]) == Standing.VALIDATED


@pytest.mark.parametrize("command", WAYS)
def test_neither_a_typed_word_nor_a_cancelled_button_does_it(chats, accused, database, command):
    before, maria = logged(database), accused["maria"][1]
    check = asked(chats, accused, command)

    for typed in ("yes", "No, wait, that was the wrong Ben"):
        [again] = chats.send(typed, maria)
        assert again.fields["question"].key == WAYS[command][1]
    chats.press("form.cancel", check, maria)

    assert chats.press(WAYS[command][2], check, maria)[0].key == "form.closed"
    assert logged(database) == before


@pytest.mark.parametrize("command", WAYS)
def test_the_button_under_other_words_asks_again(chats, accused, database, command):
    before, maria = logged(database), accused["maria"][1]
    check = asked(chats, accused, command)
    chats.press("form.back", check, maria)
    chats.send("Other words.", maria)

    [again] = chats.press(WAYS[command][2], check, maria)

    assert "Other words." in again.fields["question"].fields.values()
    assert logged(database) == before


@pytest.mark.parametrize("command", WAYS)
def test_who_decides_no_more_at_the_press_does_nothing(chats, accused, database, command):
    maria, to_maria = accused["maria"]
    check = asked(chats, accused, command)
    database.write(coordinators.add, accused["ben"][0].id, "RO", chats.at)
    before = logged(database)

    [refused] = chats.press(WAYS[command][2], check, to_maria)

    assert refused.fields["outcome"].key == "queue.not_yours", "Ben coordinates now"
    database.write(coordinators.remove, maria.id, "RO")
    assert chats.press(WAYS[command][2], check, to_maria)[0].key == "form.closed"
    assert logged(database) == before
