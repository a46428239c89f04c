"""What the homeserver pushes: who may push, when it is answered, what comes again."""

import asyncio
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from matrix_bridge.homeserver import Refused
from matrix_bridge.transactions import application
from storage.db import DatabaseAway
from tests.matrix_bridge.names import HS_TOKEN, SERVICE
from tests.matrix_bridge.wire import reaching_us

PREFIX = "/_matrix/app/v1"


class Ear:
    """Remembers the events it was given; `trouble` may raise first."""

    def __init__(self):
        self.events = []
        self.trouble = lambda _: None
        self._more = asyncio.Event()

    async def heard(self, events):
        self.trouble(events)
        self.events += events
        self._more.set()

    @property
    def ids(self):
        return [event["event_id"] for event in self.events]

    async def until(self, holds):
        while not any(holds(event) for event in self.events):
            self._more.clear()
            await self._more.wait()


@pytest.fixture
def ear():
    return Ear()


@pytest.fixture
def door(ear, free_port):
    """Open the door with some tokens, on a port; gives a client that knocks there."""

    @asynccontextmanager
    async def opened(tokens=(HS_TOKEN,), port=0):
        runner = web.AppRunner(application(tokens, ear.heard))
        await runner.setup()
        port = port or free_port()
        await web.TCPSite(runner, "127.0.0.1", port, reuse_port=True).start()
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as client:
            yield client
        await runner.cleanup()

    return opened


async def knock(client, method, path, token=HS_TOKEN, **content):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with client.request(method, PREFIX + path, headers=headers, **content) as answer:
        return answer.status, (await answer.json()).get("errcode")


def event(event_id, **content):
    """Make an event as homeservers do."""
    made = {"type": "m.room.message", "event_id": event_id, "sender": SERVICE, "room_id": "!r:x"}
    return {**made, "origin_server_ts": 1, "content": content}


async def push(client, *ids, token=HS_TOKEN):
    events = {"events": [event(one) for one in ids]}
    return await knock(client, "PUT", "/transactions/1", token, json=events)


async def test_push_is_taken_from_whoever_has_one_of_the_tokens(door, ear):
    async with door(tokens=("old", "new")) as client:
        assert await push(client, "$1", token="old") == (200, None)
        assert await push(client, "$2", token="new") == (200, None)

    assert ear.ids == ["$1", "$2"]


@pytest.mark.parametrize("token", ["", "wrong", "ol", "old2", "\xf6ld"])
async def test_push_with_another_token_is_refused(door, ear, token):
    async with door(tokens=("old",)) as client:
        assert await push(client, "$1", token=token) == (403, "M_FORBIDDEN")

    assert ear.ids == []


async def test_nothing_is_answered_without_a_token(door):
    async with door() as client:
        for method, path in (("GET", "/users/@tg_1:x"), ("GET", "/rooms/x"), ("POST", "/ping")):
            assert await knock(client, method, path, token="") == (403, "M_FORBIDDEN")


async def test_accounts_and_aliases_are_not_made_because_somebody_asks(door):
    async with door() as client:
        for path in ("/users/@tg_1:x", "/rooms/%23etwin_1_staff:x"):
            assert await knock(client, "GET", path) == (404, "M_NOT_FOUND")


async def test_push_is_not_answered_while_the_database_is_away(door, ear):
    def away(_):
        raise DatabaseAway

    async with door() as client:
        ear.trouble = away
        assert await push(client, "$1") == (503, "M_UNKNOWN")
        ear.trouble = lambda _: None
        assert await push(client, "$1") == (200, None)

    assert ear.ids == ["$1"]


async def test_event_that_we_fail_at_does_not_hold_up_the_others(door, ear):
    def fail(events):
        if event("$bad") in events:
            raise ValueError("bad")

    ear.trouble = fail
    async with door() as client:
        assert await push(client, "$1", "$bad", "$2") == (200, None)

    assert ear.ids == ["$1", "$2"]


async def test_push_of_a_hundred_long_events_is_taken(door, ear):
    events = [event(f"${n}", body="x" * 60_000) for n in range(100)]

    async with door() as client:
        answer = await knock(client, "PUT", "/transactions/1", json={"events": events})

    assert answer == (200, None)
    assert len(ear.events) == 100


async def test_what_is_no_event_holds_up_no_other(door, ear):
    odd = [None, 7, "x", [], [event("$in")], {}, {"event_id": "$odd"}, event(5)]
    odd += [{**event("$odd"), "content": []}, {**event("$odd"), "origin_server_ts": 10**20}]
    receipt = {"type": "m.receipt", "room_id": "!r:x", "content": {"$1": {"m.read": {}}}}
    pushed = {"events": [event("$1"), *odd, event("$2")], "ephemeral": [*odd, receipt]}

    async with door() as client:
        answer = await knock(client, "PUT", "/transactions/1", json=pushed)

    assert answer == (200, None)
    assert ear.events == [event("$1"), event("$2"), receipt]


async def test_texts_come_without_what_no_database_keeps(door, ear):
    async with door() as client:
        pushed = {"events": [event("$1", body="a\0b", filename="\0")]}
        assert await knock(client, "PUT", "/transactions/1", json=pushed) == (200, None)

    assert ear.events == [event("$1", body="ab", filename="")]


DEEP = b'{"events": ' + b"[" * 5000 + b"]" * 5000 + b"}"


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"{", b'{"events": 5}', DEEP])
async def test_push_that_is_none_is_refused(door, body):
    async with door() as client:
        answer = await knock(client, "PUT", "/transactions/1", data=body)

    assert answer == (400, "M_BAD_JSON")


async def test_homeserver_pushes_what_happens_in_our_rooms(door, ear, homeserver, listen):
    async with door(port=listen):
        room = await homeserver.create_room({"preset": "private_chat"}, SERVICE)
        hello = {"msgtype": "m.text", "body": "Hello"}
        sent = await homeserver.send_event(room, "m.room.message", hello, room, SERVICE)
        await reaching_us(homeserver)

        await ear.until(lambda event: event["event_id"] == sent)


async def test_homeserver_that_was_not_heard_repeats_at_once_when_pinged(
    door, ear, homeserver, listen, ours
):
    guest = await ours(homeserver)
    room = await homeserver.create_room({"preset": "private_chat"}, SERVICE)
    await homeserver.invite(room, SERVICE, guest)
    with pytest.raises(Refused, match="M_CONNECTION_FAILED"):
        await homeserver.ping_appservice()

    async with door(port=listen):
        await homeserver.ping_appservice()

        async with asyncio.timeout(20):
            await ear.until(lambda event: event.get("state_key") == guest)
