"""One call of the Bot API: what was done, what was not, what nobody knows; and the gate."""

import asyncio
import time

import pytest

from bot.sandbox.telegram import Fault
from bot.telegram.api import TOKEN_SECONDS, Api, Refused, TokenRefused
from bot.telegram.sending import TelegramPlatform
from handlers.platform import Choice, OutcomeUnknown, Outgoing, TryLater, Unreachable
from handlers.rich import Rich

MESSAGE = {"chat_id": 1, "text": "x"}


@pytest.mark.parametrize(
    "fault",
    [Fault.status(503), Fault.error(500, "Internal Server Error"), Fault.status(403)],
    ids=["overloaded", "telegram itself", "a proxy's page"],
)
async def test_an_upstream_that_cannot_answer_has_done_nothing(stage, fault):
    stage.world.faults.next("sendMessage", fault)

    with pytest.raises(TryLater) as later:
        await stage.api.call("sendMessage", MESSAGE)

    assert later.value.for_all
    assert not stage.api.gate.is_open


@pytest.mark.parametrize(
    "fault",
    [
        Fault.drop(accepted=True),
        Fault.hang(accepted=True),
        Fault("answer", True, 200, "garbled"),
        Fault.status(502, accepted=True),
        Fault.status(504, accepted=True),
        Fault.error(502, "Bad Gateway"),
    ],
    ids=["cut", "silence", "garbled", "bad gateway", "gateway's patience", "telegram's gateway"],
)
async def test_a_call_without_a_readable_answer_may_have_been_carried_out(stage, fault):
    stage.world.faults.next("sendMessage", fault)

    with pytest.raises(OutcomeUnknown):
        await stage.api.call("sendMessage", MESSAGE, seconds=0.2)

    assert not stage.api.gate.is_open


async def test_nobody_listening_means_that_nothing_was_done():
    api = Api("1:x", "http://127.0.0.1:9")

    with pytest.raises(TryLater):
        await api.call("sendMessage", MESSAGE)

    assert not api.gate.is_open
    await api.close()


async def test_a_429_says_how_long_and_leaves_the_gate_open(stage):
    stage.world.faults.next("sendMessage", Fault.too_many(17))

    with pytest.raises(TryLater) as later:
        await stage.api.call("sendMessage", MESSAGE)

    assert (later.value.seconds, later.value.for_all) == (17, True)
    assert stage.api.gate.is_open


async def test_a_refusal_is_telegrams_own_word(stage):
    with pytest.raises(Refused) as refusal:
        await stage.api.call("sendMessage", {"chat_id": 1, "text": ""})

    assert refusal.value.code == 400
    assert refusal.value.description == "Bad Request: message text is empty"
    assert stage.api.gate.is_open


async def test_messages_wait_while_telegram_does_not_know_the_bot(stage):
    api = Api("1:wrong", stage.url)
    message = Outgoing("1", Rich("x"))

    with pytest.raises(TokenRefused):
        await api.call("getMe")
    with pytest.raises(TryLater) as later:
        await TelegramPlatform(api).send(message)
    with pytest.raises(TryLater):
        await TelegramPlatform(api).edit(message, "5")

    assert (later.value.seconds, later.value.for_all) == (TOKEN_SECONDS, True)
    await api.close()


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText"])
@pytest.mark.parametrize("code", [401, 404])
async def test_messages_wait_while_a_token_is_refused_that_was_good(stage, method, code):
    stage.world.faults.next(method, Fault.error(code, "no"))
    platform, message = TelegramPlatform(stage.api), Outgoing("1", Rich("x"))

    with pytest.raises(TryLater) as later:
        await (platform.send(message) if method == "sendMessage" else platform.edit(message, "5"))

    assert (later.value.seconds, later.value.for_all) == (TOKEN_SECONDS, True)


async def test_a_method_that_a_server_does_not_know_says_nothing_about_the_token(stage):
    with pytest.raises(Refused) as refusal:
        await stage.api.call("getWhatIsNotThere")

    assert refusal.value.code == 404


async def test_asking_whether_telegram_is_back_ends_nothing_if_the_token_is_refused(stage, hurry):
    stage.world.faults.next("sendMessage", Fault.status(503))
    stage.world.faults.next("getMe", Fault.error(401, "Unauthorized"))
    with pytest.raises(TryLater):
        await stage.api.call("sendMessage", MESSAGE)
    await asyncio.sleep(stage.api.gate.wait_seconds(time.monotonic()))

    with pytest.raises(TryLater) as later:
        await stage.api.call("sendMessage", MESSAGE)

    assert later.value.seconds == TOKEN_SECONDS


async def test_a_button_opens_an_address_or_gives_a_command(stage):
    ana = stage.person()
    ana.start()
    row = (Choice("Read more", "https://example.org/spring"), Choice("Sign up", "/signup 1"))

    await TelegramPlatform(stage.api).send(Outgoing(str(ana.id), Rich("News"), (row,)))

    [shown] = ana.messages[-1].buttons
    assert [(one.text, one.data, one.url) for one in shown] == [
        ("Read more", "", "https://example.org/spring"),
        ("Sign up", "/signup 1", ""),
    ]


async def test_an_edit_for_somebody_who_blocked_us_finds_them_unreachable(stage):
    ana = stage.person()
    ana.block()

    with pytest.raises(Unreachable, match="blocked"):
        await TelegramPlatform(stage.api).edit(Outgoing(str(ana.id), Rich("x")), "5")


async def test_calls_that_find_the_gate_closed_are_not_made(stage):
    stage.world.faults.next("getMe", Fault.status(503))

    with pytest.raises(TryLater):
        await stage.api.call("getMe")
    with pytest.raises(TryLater) as later:
        await stage.api.call("sendMessage", {"chat_id": 1, "text": "x"})

    assert later.value.for_all
    assert 0 < later.value.seconds <= 3
    assert stage.world.calls.count("sendMessage") == 0


async def test_a_message_is_not_the_price_of_finding_out_whether_telegram_is_back(stage, hurry):
    stage.world.faults.next("getMe", Fault.status(503))
    with pytest.raises(TryLater):
        await stage.api.call("getMe")
    stage.world.faults.next("*", Fault.drop(accepted=False))

    async with asyncio.timeout(30):
        while stage.world.calls.count("getMe") < 2:
            with pytest.raises(TryLater):
                await stage.api.call("sendMessage", {"chat_id": 1, "text": "x"})
            await asyncio.sleep(0.02)

    assert stage.world.calls.count("sendMessage") == 0


async def test_what_goes_wrong_never_shows_the_token(stage):
    stage.world.faults.next("getMe", Fault.drop(accepted=True))

    with pytest.raises(OutcomeUnknown) as unknown:
        await stage.api.call("getMe")

    chain, error = [], unknown.value
    while error is not None:
        chain.append(repr(error))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    assert not any("stage" in one for one in chain)
