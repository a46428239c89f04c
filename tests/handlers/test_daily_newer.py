"""Notices that a newer version gathered, on a clock that does not know their words."""

from datetime import timedelta

import pytest

from handlers import daily, packing
from storage import outbox
from storage.outbox import State
from tests.conftest import NOON

KNOWN = {"key": "contacts.was_declined", "fields": {}}
NEWER = [{"key": "of.tomorrow"}, {**KNOWN, "fields": {"name": {"of tomorrow": 1}}}]


@pytest.fixture
def gather(database):
    """Gather a notice for a chat; give its row's id."""

    def gather(chat, payload):
        def work(db):
            what = {"payload": payload, "at": NOON, "state": State.GATHERED, "zone": "Europe/Paris"}
            outbox.put(db, platform="matrix", chat=chat, language="en", **what)
            return max(db.scalars(outbox.table.select().with_only_columns(outbox.table.c.id)))

        return database.write(work)

    return gather


@pytest.fixture
def told(database):
    """Tell what is due; give the chats that are told by then."""

    def told(at):
        for _ in range(10):
            database.write(daily.tell, at)
        with database.reading() as db:
            mine = outbox.table.c.once.like("daily-%")
            return sorted(row.chat for row in db.execute(outbox.table.select().where(mine)))

    return told


def fate(database, number):
    with database.reading() as db:
        row = db.execute(outbox.table.select().where(outbox.table.c.id == number)).one()
        return State(row.state), row.why


@pytest.mark.parametrize("payload", NEWER, ids=["text", "field"])
def test_a_notice_of_a_newer_version_keeps_no_other_from_being_told(
    database, gather, told, payload, monkeypatch
):
    monkeypatch.setattr(daily, "CHATS_AT_ONCE", 1)
    newer = [gather(chat, payload) for chat in ("a", "both", "c")]
    gather("both", KNOWN)
    gather("other", KNOWN)

    assert told(NOON) == ["both", "other"]

    assert [fate(database, one) for one in newer] == [(State.GATHERED, "")] * 3


def test_a_notice_of_a_newer_version_is_told_when_its_clock_comes(
    database, gather, told, monkeypatch
):
    number = gather("a", NEWER[0])
    assert told(NOON) == []

    monkeypatch.setattr(daily, "unpack", lambda payload: packing.unpack({**payload, **KNOWN}))

    assert told(NOON + daily.FOR_NEWER) == ["a"]
    assert fate(database, number) == (State.DEAD, "told daily")


def test_a_notice_that_no_clock_can_tell_for_a_day_is_given_up(database, gather, told):
    number = gather("a", NEWER[0])
    told(NOON)

    told(NOON + timedelta(hours=23))
    assert fate(database, number) == (State.GATHERED, "")
    told(NOON + timedelta(hours=25))

    assert fate(database, number) == (State.DEAD, "no words")
