"""What a newer version says while an older one sends: it waits for a sender that can say it."""

import asyncio
from datetime import timedelta
from functools import cache

import pytest

from bot.delivery import outcomes, wording
from handlers import making, packing, words
from handlers.making import Made
from storage import outbox
from storage.outbox import State
from tests.bot.test_delivery_files import content, heard

TEXT = {"key": "of.tomorrow", "fields": {}}
FIELD = {"key": "classroom.said", "fields": {"text": {"of tomorrow": 1}}}
BUTTON = {"buttons": [[[{"words": ["of.tomorrow", {}]}, "/help"]]]}
FILE = {"recipe": ["of tomorrow", [7]]}
WAITS, SENT, DEAD = (State.WAITING, ""), (State.SENT, ""), (State.DEAD, "no words")


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    """Look a hundred times as often as in earnest whether this sender knows by now."""
    monkeypatch.setattr(outcomes, "FOR_NEWER", outcomes.FOR_NEWER / 100)


@pytest.fixture
def newer(monkeypatch, tmp_path):
    """Make this program its next version, with one more text, kind of field and recipe."""
    unpack = packing._unpack

    def work():
        texts = ("of-tomorrow = New", "classroom-said = { $text }", "choices-hint = Choose")
        (tmp_path / "en.ftl").write_text("\n".join(texts))
        monkeypatch.setattr(words, "FOLDER", tmp_path)
        kept = [(words, "_bundle"), (words, "_still"), (words, "_unchanging"), (wording, "_fixed")]
        for module, name in kept:
            monkeypatch.setattr(module, name, cache(getattr(module, name).__wrapped__))
        is_new = FIELD["fields"]["text"].__eq__
        monkeypatch.setattr(
            packing, "_unpack", lambda it: "New" if is_new(it) is True else unpack(it)
        )
        made = Made("new.pdf", "application/pdf", b"%PDF-")
        monkeypatch.setitem(making.MAKERS, "of tomorrow", lambda *_: made)

    return work


async def looked_at(stage, number):
    """Wait until the sender has met a letter; it was not sent then."""
    table = outbox.table.c
    query = outbox.table.select().with_only_columns(table.attempted_at).where(table.id == number)
    async with asyncio.timeout(10):
        while await stage.turns.read(lambda db: db.scalar(query)) is None:  # noqa: ASYNC110 - a row's mark
            await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    "said", [TEXT, FIELD, BUTTON, FILE], ids=["text", "field", "button", "file"]
)
async def test_what_only_a_newer_sender_can_say_waits_for_it_and_holds_up_nobody(
    any_stage, newer, said
):
    ana = any_stage.person()
    older = any_stage.deliver()
    number = any_stage.post(ana, "with its news", payload=said)
    any_stage.post(ana, "known")

    await ana.waits_for("known")
    await looked_at(any_stage, number)
    assert any_stage.states()[number] == WAITS
    await any_stage.end(older)
    newer()
    any_stage.deliver()
    await any_stage.settled()

    first, second = heard(ana)
    assert first.text == "known"
    assert second.text == "New" or second.buttons or content(any_stage, second) == b"%PDF-"
    assert any_stage.states()[number] == SENT


async def test_a_change_that_only_a_newer_sender_can_say_waits_for_it(stage, newer):
    ana = stage.person()
    first = stage.post(ana, "before")
    older = stage.deliver()
    await stage.settled()

    number = stage.post(ana, "", payload=TEXT, at=stage.clock() + timedelta(days=1))
    values = {"target": first, "due_at": stage.clock()}
    change = outbox.table.update().where(outbox.table.c.id == number).values(values)
    stage.database.write(lambda db: db.execute(change))
    stage.delivery.kick()
    await looked_at(stage, number)
    assert stage.states()[number] == WAITS
    await stage.end(older)
    newer()
    stage.deliver()
    await stage.settled()

    assert [message.text for message in heard(ana)] == ["New"]


async def test_a_change_that_waited_does_not_undo_a_newer_one(stage, newer):
    ana = stage.person()
    stage.post(ana, "before")
    older = stage.deliver()
    await stage.settled()
    [message] = heard(ana)

    number = stage.post(ana, "", payload=TEXT, edits=str(message.id))
    await looked_at(stage, number)
    last = stage.post(ana, "the last", edits=str(message.id))
    async with asyncio.timeout(10):
        while stage.states()[last] != SENT:  # noqa: ASYNC110 - a row's state
            await asyncio.sleep(0.01)
    await stage.end(older)
    newer()
    stage.deliver()
    await stage.settled()

    assert stage.states()[number] == (State.DEAD, "replaced")
    assert [one.text for one in heard(ana)] == ["the last"]


async def test_what_is_said_in_a_room_for_somebody_keeps_its_order_meanwhile(stage, newer):
    ana, ben = stage.person(), "@ben:school.example"
    older = stage.deliver()
    first = stage.post(ana, "", payload=TEXT, sender=ben)
    await looked_at(stage, first)

    second = stage.post(ana, "known", sender=ben)
    await asyncio.sleep(3 * outcomes.FOR_NEWER.total_seconds())
    assert [stage.states()[one] for one in (first, second)] == [WAITS, WAITS]
    await stage.end(older)
    newer()
    stage.deliver()
    await stage.settled()

    assert [message.text for message in heard(ana)] == ["New", "known"]


@pytest.mark.parametrize("said", [TEXT, FIELD, FILE], ids=["text", "field", "file"])
async def test_what_no_sender_can_say_for_a_day_is_given_up(any_stage, said):
    ana = any_stage.person()
    number = any_stage.post(ana, "never", payload=said)
    any_stage.deliver()
    await looked_at(any_stage, number)
    began = any_stage.clock()

    any_stage.clock = lambda: began + timedelta(hours=23)
    any_stage.delivery.kick()
    await asyncio.sleep(3 * outcomes.FOR_NEWER.total_seconds())
    assert any_stage.states()[number] == WAITS
    any_stage.clock = lambda: began + timedelta(hours=25)
    any_stage.delivery.kick()
    await any_stage.settled()

    assert any_stage.states()[number] == DEAD
    assert heard(ana) == []
