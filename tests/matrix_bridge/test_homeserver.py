"""Calls to the homeserver: what each does, and what happens when it is disturbed."""

import asyncio
import time

import aiohttp
import pytest

from handlers.platform import Gate, OutcomeUnknown, TryLater
from matrix_bridge.homeserver import Refused
from tests.matrix_bridge.names import BOT, SERVER, SERVICE

PRIVATE = {"preset": "private_chat"}


def text(body):
    return {"msgtype": "m.text", "body": str(body)}


async def test_account_and_device_are_made_once(homeserver, name):
    localpart = name()
    user = f"@{localpart}:{SERVER}"

    await homeserver.ensure_user(localpart)
    await homeserver.ensure_user(localpart)

    assert await homeserver.ensure_device(user)
    assert not await homeserver.ensure_device(user)
    assert await homeserver.whoami(user) == user


async def test_service_itself_is_known_without_being_made(homeserver):
    assert await homeserver.whoami() == SERVICE


async def test_old_devices_can_be_removed(homeserver, ours):
    user = await ours(homeserver)
    for device in ("OLD", "NEW"):
        await homeserver.ensure_device(user, device)

    await homeserver.delete_other_devices(user, "NEW")
    await homeserver.delete_other_devices(user, "NEW")

    assert await homeserver.ensure_device(user, "OLD")
    assert not await homeserver.ensure_device(user, "NEW")


async def test_foreign_accounts_are_not_ours_to_use(homeserver, person):
    stranger, _ = person()

    with pytest.raises(Refused, match="403 M_FORBIDDEN"):
        await homeserver.whoami(stranger)


async def test_room_with_an_alias_is_made_once(homeserver, name):
    alias = f"etwin_{name('')}_classroom"
    body = PRIVATE | {"room_alias_name": alias}
    full = f"#{alias}:{SERVER}"

    room = await homeserver.create_room(body, SERVICE)

    assert await homeserver.create_room(body, SERVICE) is None
    assert await homeserver.resolve_alias(full) == room
    await homeserver.delete_alias(full, SERVICE)
    await homeserver.delete_alias(full, SERVICE)
    assert await homeserver.resolve_alias(full) is None


async def test_people_come_and_go(homeserver, ours):
    guest = await ours(homeserver)
    room = await homeserver.create_room(PRIVATE, SERVICE)

    await homeserver.invite(room, SERVICE, guest)
    assert (await homeserver.members(room, SERVICE))[guest] == "invite"
    for _ in range(2):
        await homeserver.join(room, guest)
    assert (await homeserver.members(room, SERVICE))[guest] == "join"
    assert await homeserver.joined_rooms(guest) == {room}
    await homeserver.kick(room, SERVICE, guest)
    with pytest.raises(Refused, match="M_FORBIDDEN"):
        await homeserver.kick(room, SERVICE, guest)
    assert await homeserver.members(room, SERVICE) == {SERVICE: "join", guest: "leave"}
    for _ in range(2):
        await homeserver.leave(room, SERVICE, reason="All done")


async def test_state_that_is_set_can_be_read(homeserver):
    room = await homeserver.create_room(PRIVATE, SERVICE)

    await homeserver.put_state(room, "eu.etwin.room", {"kind": "staff"}, SERVICE, key="a/b")

    state = await homeserver.state(room, SERVICE)
    set_here = [one for one in state if one["type"] == "eu.etwin.room"]
    assert [(one["state_key"], one["content"]) for one in set_here] == [("a/b", {"kind": "staff"})]


async def test_messages_are_read_page_by_page_and_each_transaction_counts_once(homeserver):
    room = await homeserver.create_room(PRIVATE, SERVICE)
    for number in range(5):
        sent = [
            await homeserver.send_event(
                room, "m.room.message", text(number), f"once/{room}/{number}", SERVICE
            )
            for _ in range(2)
        ]
        assert sent[0] == sent[1]

    newest = await homeserver.messages(room, SERVICE, limit=3)
    older = await homeserver.messages(room, SERVICE, newest.before, limit=2)

    bodies = [one["content"]["body"] for one in newest.events + older.events]
    assert bodies == ["4", "3", "2", "1", "0"]


async def test_accounts_are_named_and_renamed_by_us(homeserver, ours, wire):
    user = await ours(homeserver, "p")
    homeserver.url = wire.url

    for called in ("Ana (4B)", "Ana (4B)", "Zoe (4B)"):
        await homeserver.set_displayname(user, called)

    assert [method for method, _ in wire.seen] == ["GET", "PUT", "GET", "GET", "PUT"]


async def log_in(synapse, token):
    body = {"type": "m.login.token", "token": token}
    async with (
        aiohttp.ClientSession(synapse.url) as browser,
        browser.post("/_matrix/client/v3/login", json=body) as answer,
    ):
        return answer.status, (await answer.json()).get("user_id")


async def test_login_token_opens_one_session_and_is_given_once_a_minute(homeserver, ours, synapse):
    user = await ours(homeserver, "p")

    token = await homeserver.login_token(user)

    with pytest.raises(TryLater) as later:
        await homeserver.login_token(user)
    assert 0 < later.value.seconds <= 60
    assert await log_in(synapse, token) == (200, user)
    assert await log_in(synapse, token) == (403, None)


async def test_whole_class_logs_in_from_one_address_under_production_limits(
    homeserver, ours, synapse
):
    for _ in range(15):
        token = await homeserver.login_token(await ours(homeserver, "p"))

        assert (await log_in(synapse, token))[0] == 200


async def test_many_teachers_can_invite_the_bot_under_production_limits(
    homeserver, person, synapse
):
    await homeserver.ensure_user("etwin")
    body = {"preset": "trusted_private_chat", "is_direct": True, "invite": [BOT]}

    async with aiohttp.ClientSession(synapse.url) as browser:
        for _ in range(15):
            _, token = await asyncio.to_thread(person, "crowd")
            headers = {"Authorization": f"Bearer {token}"}
            address = "/_matrix/client/v3/createRoom"
            async with browser.post(address, json=body, headers=headers) as answer:
                assert answer.status == 200


async def test_many_sends_are_not_slowed_down(homeserver):
    room = await homeserver.create_room(PRIVATE, SERVICE)

    sends = (
        homeserver.send_event(room, "m.room.message", text(n), f"many-{room}-{n}", SERVICE)
        for n in range(40)
    )

    assert len(set(await asyncio.gather(*sends))) == 40


async def test_transaction_counts_once_over_a_restart_of_the_homeserver(homeserver, synapse):
    room = await homeserver.create_room(PRIVATE, SERVICE)
    message = (room, "m.room.message", text("x"), f"kept-{room}", SERVICE)

    before = await homeserver.send_event(*message)
    await asyncio.to_thread(synapse.stop)
    await asyncio.to_thread(synapse.start)

    assert await homeserver.send_event(*message) == before


# Disturbed


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("fault", ["lost", "away", 502, 500])
async def test_send_is_repeated_until_answered_and_gives_one_event(homeserver, wire, fault):
    room = await homeserver.create_room(PRIVATE, SERVICE)
    homeserver.url = wire.url
    wire.fail_once(fault, "/send/")

    sent = await homeserver.send_event(room, "m.room.message", text("x"), room, SERVICE)

    page = await homeserver.messages(room, SERVICE)
    messages = [one["event_id"] for one in page.events if one["type"] == "m.room.message"]
    assert messages == [sent]
    assert wire.count("/send/") == 2


@pytest.mark.usefixtures("impatient")
async def test_room_that_was_perhaps_made_is_not_made_again(homeserver, wire):
    homeserver.url = wire.url
    wire.fail_once("lost", "createRoom")

    with pytest.raises(OutcomeUnknown):
        await homeserver.create_room(PRIVATE, SERVICE)

    assert wire.count("createRoom") == 1


@pytest.mark.usefixtures("impatient")
async def test_room_is_made_when_the_call_did_not_even_leave(homeserver, wire, free_port):
    homeserver.url = f"http://127.0.0.1:{free_port()}"

    class MovedOn(Gate):
        def failed(self, now):
            super().failed(now)
            homeserver.url = wire.url

    homeserver.gate = MovedOn()

    made = await homeserver.create_room(PRIVATE, SERVICE)

    assert made
    assert wire.count("createRoom") == 1


@pytest.mark.usefixtures("impatient")
async def test_only_probes_go_out_while_the_homeserver_is_away(homeserver, wire):
    homeserver.url, homeserver.patience = wire.url, 0.0
    wire.fault = lambda _: 503
    with pytest.raises(TryLater):
        await homeserver.whoami()
    found_out = wire.count()

    homeserver.patience = 1.0
    asked = [homeserver.whoami() for _ in range(30)]
    answers = await asyncio.gather(*asked, return_exceptions=True)

    assert {type(one) for one in answers} == {TryLater}
    assert 1 <= wire.count() - found_out <= 10  # one every tenth of a second, for one second
    wire.fault = lambda _: ""
    assert await homeserver.whoami() == SERVICE


async def test_nothing_is_sent_while_another_caller_keeps_the_gate_closed(homeserver, wire):
    homeserver.url, homeserver.patience = wire.url, 0.0
    homeserver.gate.failed(time.monotonic())

    with pytest.raises(TryLater) as later:
        await homeserver.whoami()

    assert later.value.for_all
    assert wire.count() == 0


@pytest.mark.usefixtures("impatient")
async def test_call_that_the_homeserver_fails_at_does_not_stop_the_others(homeserver, wire):
    homeserver.url, homeserver.patience = wire.url, 0.3
    wire.fault = lambda path: 500 if "joined_rooms" in path else ""

    with pytest.raises(TryLater) as later:
        await homeserver.call("GET", "/_matrix/client/v3/joined_rooms", user=SERVICE)

    assert not later.value.for_all
    assert homeserver.gate.is_open
    assert wire.count("joined_rooms") > 1
