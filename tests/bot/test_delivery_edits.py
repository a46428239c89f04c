"""Changes of messages sent earlier: made, dropped, or replaced by newer ones."""

import pytest

from bot.delivery import Limits
from bot.sandbox.telegram import Fault
from handlers.conversation import Lane
from storage.outbox import State

SENT = (State.SENT, "")


def texts(person):
    return [message.text for message in person.messages if message.from_bot]


async def test_an_edit_changes_the_message_and_sends_none(stage):
    ana = stage.person()
    stage.post(ana, "before")
    stage.deliver()
    await stage.settled()
    [message] = [one for one in ana.messages if one.from_bot]

    stage.post(ana, "after", edits=str(message.id))
    await stage.settled()

    assert texts(ana) == ["after"]
    assert stage.world.calls.count("sendMessage") == 1


@pytest.mark.parametrize("state", ["same", "gone", "foreign"])
async def test_an_edit_that_cannot_be_made_is_done_with(stage, state):
    ana = stage.person()
    mine = ana.send("mine")
    stage.post(ana, "text")
    stage.deliver()
    await stage.settled()
    [message] = [one for one in ana.messages if one.from_bot]
    target = {"same": message.id, "gone": 999_999, "foreign": mine}[state]

    number = stage.post(ana, "text", edits=str(target))
    await stage.settled()

    assert stage.states()[number] == SENT
    assert stage.world.calls.count("editMessageText", 400) == 1
    assert texts(ana) == ["text"]


async def test_a_change_whose_outcome_is_unknown_is_made_again_until_it_is_known(stage, hurry):
    ana = stage.person()
    stage.post(ana, "before")
    stage.deliver()
    await stage.settled()
    [message] = [one for one in ana.messages if one.from_bot]
    stage.world.faults.next("editMessageText", Fault.drop(accepted=True), times=3)

    number = stage.post(ana, "after", edits=str(message.id), lane=Lane.BULK)
    await stage.settled()

    assert stage.states()[number] == SENT
    assert texts(ana) == ["after"]


async def test_of_several_changes_that_wait_only_the_newest_is_made(stage):
    stage.limits = Limits(chat_seconds=3600)
    ana = stage.person()
    stage.post(ana, "0 %")
    running = stage.deliver()
    await stage.settled()
    await stage.end(running)
    [message] = [one for one in ana.messages if one.from_bot]
    numbers = [stage.post(ana, f"{part} %", edits=str(message.id)) for part in (20, 40, 60)]

    stage.deliver()
    await stage.settled()

    assert texts(ana) == ["60 %"]
    assert stage.world.calls.count("editMessageText") == 1
    assert [stage.states()[number] for number in numbers] == [
        (State.DEAD, "replaced"),
        (State.DEAD, "replaced"),
        SENT,
    ]
