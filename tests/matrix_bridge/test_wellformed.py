"""What a homeserver tells: what is no event is left out, and the others are taken."""

import pytest

from matrix_bridge import hearing, wellformed
from matrix_bridge.chat import answers
from tests.conftest import NOON

WHOLE = {
    "type": "m.room.message",
    "event_id": "$1",
    "sender": "@ana:school.example",
    "room_id": "!room:school.example",
    "origin_server_ts": 1_800_000_000_000,
    "content": {"msgtype": "m.text", "body": "hello"},
}
MEMBER = {
    **WHOLE,
    "type": "m.room.member",
    "state_key": "@ana:x",
    "content": {"membership": "join"},
}
RECEIPT = {"type": "m.receipt", "room_id": "!room:school.example", "content": {}}


@pytest.mark.parametrize("event", [WHOLE, MEMBER, RECEIPT, {**WHOLE, "unsigned": {}}])
def test_an_event_is_taken_as_it_is(event):
    assert wellformed.events([event]) == [event]


@pytest.mark.parametrize(
    "event",
    [
        None,
        "hello",
        [WHOLE],
        {},
        {**WHOLE, "type": ["m.room.message"]},
        {**WHOLE, "type": None},
        {**WHOLE, "content": "hello"},
        {**WHOLE, "content": None},
        {**WHOLE, "event_id": 1},
        {**WHOLE, "sender": {"x": 1}},
        {**WHOLE, "room_id": []},
        {**WHOLE, "state_key": None},
        {**WHOLE, "unsigned": []},
        {**WHOLE, "origin_server_ts": "now"},
        {**WHOLE, "origin_server_ts": 1.5},
        {**WHOLE, "origin_server_ts": True},
        {**WHOLE, "origin_server_ts": -1},
        {**WHOLE, "origin_server_ts": 2**63},
        {name: value for name, value in WHOLE.items() if name != "event_id"},
        {name: value for name, value in WHOLE.items() if name != "sender"},
        {name: value for name, value in WHOLE.items() if name != "origin_server_ts"},
        {**MEMBER, "content": {"membership": ["join"]}},
        {name: value for name, value in MEMBER.items() if name != "state_key"},
        {**RECEIPT, "content": []},
    ],
)
def test_what_is_no_event_is_left_out_and_the_others_are_not(event):
    assert wellformed.events([WHOLE, event, MEMBER]) == [WHOLE, MEMBER]


def test_texts_lose_what_no_database_keeps():
    odd = {"body": "a\0b", "list": ["\ud83d!", {"k\0": "\0"}], "number": 7}

    [event] = wellformed.events([{**WHOLE, "content": odd}])

    assert event["content"] == {"body": "ab", "list": ["?!", {"k": ""}], "number": 7}


def test_what_nio_raises_on_is_left_out_when_it_has_raised():
    odd = {**MEMBER, "unsigned": {"prev_content": ["odd"]}}
    room = {"timeline": {"events": [WHOLE, odd, MEMBER]}, "state": {"events": [odd]}}
    answer = {"rooms": {"join": {"!room:school.example": room}, "leave": 7}, "to_device": []}

    answers.cleaned(answer, is_careful=False)
    assert room["timeline"]["events"] == [WHOLE, odd, MEMBER]

    answers.cleaned(answer, is_careful=True)
    assert room["timeline"]["events"] == [WHOLE, MEMBER]
    assert room["state"]["events"] == []


@pytest.mark.parametrize("answer", [[], None, {"rooms": 1}, {"rooms": {"join": [], "invite": 2}}])
def test_an_answer_that_is_none_says_nothing(answer):
    assert answers.cleaned(answer, is_careful=True) in ({}, answer)


@pytest.mark.parametrize(
    "read",
    [
        None,
        [],
        {"m.read": None},
        {"m.read": ["@ana:x"]},
        {"m.read": {"@ana:x": None}},
        {"m.read": {"@ana:x": {"ts": "now"}}},
        {"m.read": {"@ana:x": {"ts": 10**30}}},
        {"m.read": {"@ana:x": {"ts": -(10**30)}}},
        {"m.read": {"@ana:x": {}}},
    ],
)
async def test_marks_of_reading_that_are_none_hold_up_nothing(desk, read):
    heard = hearing.listener(desk.in_database, lambda: None, "x", lambda: NOON)

    await heard([{**RECEIPT, "content": {"$1": read}}])
