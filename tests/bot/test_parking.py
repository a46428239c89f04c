"""Parked events taken again: done and gone, or parked as before; never lost in between."""

import json

import pytest

from bot import parking
from bot.config import Config
from handlers import router, turn
from handlers.turn import Taken
from storage import addresses, events, outbox, sending
from storage.addresses import Address
from storage.db import DatabaseAway

ANA = Address("telegram", "7")
CONFIG = Config(
    database={"url": "sqlite:///x"},
    portal={"public_url": "https://etwin.example"},
    telegram={"token": "4242:ABCDEF"},
)


@pytest.fixture
def parked(chats, monkeypatch):
    """An event that was parked since its handler raised; give its number."""
    with monkeypatch.context() as patch:
        patch.setattr(router, "route", fail)
        taken = turn.take(chats.database, chats.event("/help", ANA), CONFIG.sealer().encrypt)
    assert taken == Taken.PARKED
    chats.new()
    [one] = chats.database.read(events.parked)
    return one.id


def fail(*_):
    raise KeyError("mend me")


def test_what_was_mended_is_answered_and_gone(chats, parked):
    assert parking.retry(chats.database, CONFIG, parked) == "Done."

    assert len(chats.new()) == 1
    assert chats.database.read(events.parked) == []
    assert parking.retry(chats.database, CONFIG, parked) == f"No event {parked} is parked."


def test_what_fails_again_stays_parked(chats, parked, monkeypatch):
    monkeypatch.setattr(router, "route", fail)

    said = parking.retry(chats.database, CONFIG, parked)

    assert said == "It failed again (KeyError); it stays parked."
    assert [one.id for one in chats.database.read(events.parked)] == [parked]


def test_a_database_that_goes_away_meanwhile_loses_nothing(chats, parked, monkeypatch):
    def away(*_):
        raise DatabaseAway

    with monkeypatch.context() as patch:
        patch.setattr(router, "route", away)
        with pytest.raises(DatabaseAway):
            parking.retry(chats.database, CONFIG, parked)

    assert [one.id for one in chats.database.read(events.parked)] == [parked]
    assert parking.retry(chats.database, CONFIG, parked) == "Done."


def test_a_parked_move_of_a_group_is_made(chats):
    chat = {"id": -5, "type": "group", "title": "Staff"}
    message = {"message_id": 1, "date": 1, "chat": chat, "migrate_to_chat_id": -1005}
    sealed = CONFIG.sealer().encrypt(json.dumps({"update_id": 9, "message": message}).encode())

    def prepare(db):
        addresses.add(db, Address("telegram", "-5"), "-5", "en", chats.at)
        outbox.put(
            db, platform="telegram", chat="-5", language="en", payload={"key": "x"}, at=chats.at
        )
        events.take(db, "telegram", "4242:9", chats.at)
        events.park(db, "telegram", "4242:9", "update:KeyError", sealed, chats.at)
        return events.parked(db)[0].id

    number = chats.database.write(prepare)

    assert parking.retry(chats.database, CONFIG, number) == "Done."

    [letter] = chats.database.read(sending.pick, "telegram", chats.at, 9)
    assert letter.chat == "-1005"
    assert chats.database.read(events.parked) == []
