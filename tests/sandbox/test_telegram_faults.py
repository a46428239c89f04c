"""Faults on request and the limits of sending."""

import asyncio

import aiohttp
import pytest
from telegram.error import Forbidden, NetworkError, RetryAfter, TimedOut

from bot.sandbox.telegram import ApiError, Fault, Limits

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


async def test_bad_gateway_is_html_and_ends(lab, anna):
    lab.world.faults.next("sendMessage", Fault.status(502), times=2)

    for _ in range(2):
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await lab.bot.send_message(anna.id, "x")

    await lab.bot.send_message(anna.id, "x")
    assert len(anna.messages) == 2
    assert lab.world.calls.count("sendMessage", 502) == 2


async def test_retry_after_is_told(lab, anna):
    lab.world.faults.next("sendMessage", Fault.too_many(7))

    with pytest.raises(RetryAfter) as refusal:
        await lab.bot.send_message(anna.id, "x")

    assert refusal.value._retry_after.total_seconds() == 7


async def test_fault_can_be_for_one_chat(lab, anna):
    ben = lab.world.person(first_name="Ben")
    ben.start()
    lab.world.faults.next("sendMessage", Fault.forbidden(), times=None, chat_id=ben.id)

    await lab.bot.send_message(anna.id, "x")

    for _ in range(3):
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await lab.bot.send_message(ben.id, "x")
    lab.world.faults.clear("sendMessage")
    await lab.bot.send_message(ben.id, "x")


async def test_any_method_can_fail_with_any_error(lab):
    lab.world.faults.next("*", Fault.error(400, "Bad Request: chat not found"))

    assert await lab.refused("getMe") == "Bad Request: chat not found"
    assert (await lab.call("getMe"))["ok"]


@pytest.mark.parametrize(("accepted", "delivered"), [(False, 1), (True, 2)])
async def test_cut_connection_before_and_after_acceptance(lab, anna, accepted, delivered):
    lab.world.faults.next("sendMessage", Fault.drop(accepted=accepted))

    with pytest.raises(aiohttp.ClientError):
        await lab.call("sendMessage", chat_id=anna.id, text="x")

    assert len(anna.messages) == delivered
    assert lab.world.calls.count("sendMessage", 0) == 1


async def test_error_after_acceptance_has_delivered(lab, anna):
    lab.world.faults.next("sendMessage", Fault.status(504, accepted=True))

    with pytest.raises(NetworkError):
        await lab.bot.send_message(anna.id, "x")

    assert len(anna.messages) == 2


@pytest.mark.parametrize(("accepted", "delivered"), [(False, 1), (True, 2)])
async def test_hanging_call_times_out_and_is_forgotten_or_was_delivered(
    lab, anna, accepted, delivered
):
    lab.world.faults.next("sendMessage", Fault.hang(accepted=accepted))

    with pytest.raises(TimedOut):
        await lab.bot.send_message(anna.id, "x", read_timeout=0.1)
    await lab.world.calls.reach("sendMessage", 1, status=0)
    lab.world.faults.release()

    assert len(anna.messages) == delivered


async def test_released_call_goes_on(lab, anna):
    lab.world.faults.next("sendMessage", Fault.hang())
    sending = asyncio.create_task(lab.bot.send_message(anna.id, "x"))
    await lab.world.calls.reach("sendMessage", 1)
    assert len(anna.messages) == 1

    lab.world.faults.release()

    assert (await sending).text == "x"


async def test_slow_call_is_late(lab, anna):
    lab.world.faults.next("sendMessage", Fault.slow(0.2))
    loop = asyncio.get_running_loop()
    begun = loop.time()

    await lab.bot.send_message(anna.id, "x")

    assert loop.time() - begun >= 0.2


async def test_telegram_away_cuts_running_and_new_calls(lab, anna):
    poll = asyncio.create_task(lab.bot.get_updates(timeout=30))
    await lab.world.calls.reach("getUpdates", 1)

    lab.world.away = True

    with pytest.raises(NetworkError):
        await poll
    with pytest.raises(NetworkError):
        await lab.bot.send_message(anna.id, "x")
    with pytest.raises(aiohttp.ClientError):
        await lab.http.get(f"{lab.url}/file/bot{lab.token}/documents/file_1.txt")
    assert (await lab.human("world", "GET"))[0] == 200
    lab.world.away = False
    await lab.bot.send_message(anna.id, "x")
    assert len(anna.messages) == 2


async def test_private_chat_takes_one_message_a_second(lab, anna):
    lab.world.limits = Limits()
    sent = await lab.bot.send_message(anna.id, "x")

    with pytest.raises(RetryAfter) as refusal:
        await sent.edit_text("y")

    assert refusal.value._retry_after.total_seconds() == 1
    assert lab.world.limiter.refused == 1
    assert (await lab.call("sendChatAction", chat_id=anna.id, action="typing"))["ok"]


async def test_window_slides(lab, anna, monkeypatch):
    now = 100.0
    monkeypatch.setattr("bot.sandbox.telegram.limits.time.monotonic", lambda: now)
    limiter = lab.world.limiter
    limiter.limits = Limits(per_second=3, private_per_second=2)

    assert [allowed(limiter, chat) for chat in (1, 1, 1, 2, 3)] == [True, True, False, True, False]

    now = 100.9
    assert not allowed(limiter, 4)
    now = 101.0
    assert allowed(limiter, 1)


async def test_group_takes_twenty_messages_a_minute(lab, monkeypatch):
    now = 100.0
    monkeypatch.setattr("bot.sandbox.telegram.limits.time.monotonic", lambda: now)
    limiter = lab.world.limiter
    limiter.limits = Limits()

    for _ in range(20):
        limiter.admit(-1)
    with pytest.raises(ApiError, match="retry after 60"):
        limiter.admit(-1)

    now = 159.5
    assert not allowed(limiter, -1)
    now = 160.0
    assert allowed(limiter, -1)


def allowed(limiter, chat_id):
    """Whether a send passes."""
    try:
        limiter.admit(chat_id)
    except ApiError:
        return False
    return True
