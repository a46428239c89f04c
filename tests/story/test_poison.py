"""What cannot be read or handled is put aside, holds nobody up, and can be taken up again."""

import re
from contextlib import closing

import pytest

from tests.story.faults import poison
from tests.story.mortal import Mortal

#: Updates that are not as Telegram describes them.
RUBBISH = [
    {"message": "rubbish"},
    {"message": {"message_id": 1, "date": "never", "chat": {"id": "nowhere"}}},
    {"callback_query": {"id": "1", "from": None}},
]
#: Events that no client should write, of which the homeserver makes nothing.
BROKEN = [
    ("m.room.message", {"msgtype": "m.text", "body": "/help", "m.relates_to": "nothing"}),
    ("m.room.message", {"msgtype": "m.text", "body": "x", "m.relates_to": {"rel_type": []}}),
    ("m.room.message", {"msgtype": "m.text", "body": "x", "format": 1, "formatted_body": {}}),
    ("m.room.message", {"msgtype": "m.nonsense", "body": "x", "url": 7}),
    ("m.room.encrypted", {}),
    ("m.room.encrypted", {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": 1, "session_id": []}),
]


@pytest.fixture(scope="module")
def mortal(stage_in, tmp_path_factory):
    with stage_in(tmp_path_factory.mktemp("poison")) as stage, closing(Mortal(stage)) as mortal:
        mortal.start()
        yield mortal


def test_rubbish_holds_nobody_up(mortal, somebody):
    stage = mortal.stage
    ana = somebody(stage, "Ana", "telegram")
    ben = somebody(stage, "Ben", "matrix")
    for person in (ana, ben):
        person.say("/start")
        person.sees("start.welcome")

    for update in RUBBISH:
        stage.loop.call(stage.world.inject, update)
    for event in BROKEN:
        ben.puts(*event)
    for person in (ana, ben):
        person.say("/language")
        person.sees("language.choose")

    listed = stage.etwin("parked", "list")
    assert len(re.findall("telegram  update:", listed)) == len(RUBBISH)
    number = listed.split()[0]
    assert "stays parked" in stage.etwin("parked", "retry", number)
    assert "Dropped" in stage.etwin("parked", "drop", number)
    assert len(stage.etwin("parked", "list").splitlines()) == len(RUBBISH) - 1


def test_an_event_that_no_handler_can_take_waits_until_it_is_mended(mortal, somebody):
    stage = mortal.stage
    ana = somebody(stage, "Ana", "telegram")
    bob = somebody(stage, "Bob", "matrix", is_encrypted=True)
    eva = somebody(stage, "Eva", "telegram")
    tim = somebody(stage, "Tim", "matrix")
    for person in (ana, bob, eva, tim):
        person.say("/start")
        person.sees("start.welcome")

    mortal.order(poison("help"))
    for person in (ana, bob):
        person.say("/help")
    for person in (eva, tim):
        person.say("/language")
    for person in (eva, tim):
        person.sees("language.choose")
    for person in (ana, bob):
        person.sees("router.parked")
        person.say("/language")
        person.sees("language.choose")

    listed = stage.etwin("parked", "list")
    assert sorted(re.findall(r"(\w+)  RuntimeError", listed)) == ["matrix", "telegram"]
    numbers = re.findall(r"(?m)^(\d+) .* RuntimeError$", listed)
    mortal.order()
    for one in numbers:
        assert "Done" in stage.etwin("parked", "retry", one)
    for person in (ana, bob):
        person.sees("help.all")
        assert sum(1 for text in person.texts() if "/language" in text) == 1
    assert "RuntimeError" not in stage.etwin("parked", "list")
