"""What a letter says about its choices, on platforms without buttons."""

import pytest

from bot.delivery.wording import worded
from handlers import posting
from handlers.conversation import Button, Words, say
from storage import outbox, sending
from tests.conftest import NOON


@pytest.fixture
def hints(database):
    """Read the hints below everything that waits in the outbox."""

    def read():
        with database.reading() as db:
            letters = sending.matching(db, outbox.table.c.id > 0)
        return [worded(one).hint for one in sorted(letters, key=lambda one: one.id)]

    return read


def test_choices_that_came_unasked_are_answered_by_a_reply(database, teacher, send, hints):
    person, address = teacher("Ana")
    card = say("start.hello", to=person.id, name="Ana")
    card = card.with_buttons((Button(Words("router.help"), "/help"),))

    send("/start", address)
    database.write(posting.push, NOON, [card])

    asked, pushed = hints()
    assert asked == "Answer with the number of your choice."
    assert pushed == "Use “Reply” on this message, and write the number of your choice."


def test_without_choices_there_is_no_hint(database, teacher, hints):
    person, _ = teacher("Ana")

    database.write(posting.push, NOON, [say("cancel.done", to=person.id)])

    assert hints() == [""]
