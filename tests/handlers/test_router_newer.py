"""Events that an older version takes in a chat to which a newer one has spoken."""

import pytest

from storage import outbox
from tests.conftest import NOON

LABEL = {"key": "start.hello", "buttons": [[[{"words": ["of.tomorrow", {}]}, "/help"]]]}
FIELD = {
    "key": "start.hello",
    "fields": {"name": {"of tomorrow": 1}},
    "buttons": [[["A", "/help"]]],
}


@pytest.mark.parametrize("payload", [LABEL, FIELD], ids=["label", "field"])
def test_what_is_typed_below_buttons_of_a_newer_version_is_taken(chats, teacher, database, payload):
    _, ana = teacher("Ana")
    place = {"platform": ana.platform, "chat": "chat of ana", "language": "en"}
    database.write(lambda db: outbox.put(db, **place, payload=payload, at=NOON, is_asked=True))

    [answer] = chats.send("something", ana)

    assert answer.key == "router.unknown"
