"""What a letter says about its choices, on platforms without buttons."""

import pytest

from bot.delivery.wording import worded
from handlers import posting
from handlers.conversation import Button, Words, say
from storage import outbox, sending
from tests.conftest import NOON

NEWS = {"key": "start.hello", "fields": {"name": "Ana"}, "buttons": [], "pushed": True}


@pytest.fixture
def hints(database):
    """Read the hints below everything that waits in the outbox."""

    def read():
        with database.reading() as db:
            letters = sending.matching(db, outbox.table.c.id > 0)
        return [worded(one).hint for one in sorted(letters, key=lambda one: one.id)]

    return read


@pytest.fixture
def put(database):
    """Put one of many copies of some news for a chat."""

    def put(chat, **own):
        def work(db):
            outbox.put(db, platform="matrix", chat=chat, payload=NEWS, at=NOON, batch="news", **own)

        database.write(work)

    return put


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


def test_copies_of_one_message_are_each_in_the_language_of_their_reader(database, put):
    for number, language in enumerate(("en", "fr", "en")):
        put(f"!{number}", language=language)

    with database.reading() as db:
        found = [worded(one) for one in sending.matching(db, outbox.table.c.id > 0)]
    first, second, third = sorted(found, key=lambda one: one.chat)

    assert [one.chat for one in (first, second, third)] == ["!0", "!1", "!2"]
    assert first.text == third.text != second.text
