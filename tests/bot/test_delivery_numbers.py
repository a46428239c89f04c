"""Messages whose numbers are longer than 32 bits: so many there are in a large service's months."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text

from storage import bulk, erasing, message_days, outbox, people, traces
from storage.outbox import State
from tests import makers
from tests.bot.conftest import Stage

#: As high as a message was numbered last.
LAST = 2**31 + 7
BATCH = "telegram:1:1"
_COUNT_ON = text("SELECT setval('outbox_id_seq', :last)")


@pytest.fixture
def stage(postgresql):
    """A stage on PostgreSQL, months on; on SQLite a number has 64 bits anyhow."""
    postgresql.write(lambda db: db.execute(_COUNT_ON, {"last": LAST}))
    return Stage(postgresql)


async def test_messages_leave_are_changed_and_taken_back_whatever_their_number(stage):
    ana = stage.person()
    number = stage.post(ana, "Helo", batch=BATCH)
    stage.deliver()
    await stage.settled()
    changed = {"key": "classroom.said", "fields": {"text": {"rich": ["Hello", []]}}}

    stage.database.write(bulk.edit, BATCH, changed, datetime.now(UTC))
    stage.delivery.kick()
    await stage.settled()
    [message] = [one for one in ana.messages if one.from_bot]
    assert (message.text, message.edited) == ("Hello", True)

    stage.database.write(bulk.remove, BATCH, datetime.now(UTC))
    stage.delivery.kick()
    await stage.settled()
    assert not [one for one in ana.messages if one.from_bot]
    assert stage.states() == {number + more: (State.SENT, "") for more in range(3)}
    assert number == LAST + 1


def test_who_is_erased_and_what_is_counted_goes_by_any_number(stage):
    at = datetime.now(UTC)

    def work(db):
        ana = makers.teacher(db, "Ana", "RO", at)
        outbox.put(db, platform="telegram", chat="1", language="en", payload={}, at=at)
        for days in range(2):
            message_days.tick(db, at + timedelta(days=days))
        erasing.erase(db, people.by_id(db, ana.id), at)

    def sweep(db):
        return [traces.sweep(db, one) for one in erasing.unswept(db)]

    stage.database.write(work)
    swept = [stage.database.write(sweep) for _ in range(2)]
    assert swept == [[False], []], "gone numbers are passed over at once"

    with stage.database.reading() as db:
        noted = db.execute(select(erasing.table.c.up_to, erasing.table.c.swept_to)).one()
        days = db.execute(select(message_days.table.c.first_id, message_days.table.c.last_id))
        assert set(noted) == {LAST + 1}
        assert {number for day in days for number in day} == {LAST + 1}
