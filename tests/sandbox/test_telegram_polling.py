"""Long polling: offsets, confirmation, kinds, conflicts, repetition."""

import asyncio
import time

import pytest
from telegram.error import Conflict


def texts(updates):
    return [update.message.text for update in updates]


async def test_updates_stay_until_a_higher_offset_confirms_them(lab, anna):
    for text in "abc":
        anna.send(text)

    first = await lab.bot.get_updates(limit=2)
    again = await lab.bot.get_updates()
    rest = await lab.bot.get_updates(offset=first[1].update_id + 1)

    assert (texts(first), texts(again), texts(rest)) == (["a", "b"], ["a", "b", "c"], ["c"])
    assert texts(await lab.bot.get_updates()) == ["c"]


async def test_ids_rise_by_one(lab, anna):
    for text in "abc":
        anna.send(text)

    first, second, third = [update.update_id for update in await lab.bot.get_updates()]

    assert (second, third) == (first + 1, first + 2)


async def test_negative_offset_forgets_all_but_the_newest(lab, anna):
    for text in "abc":
        anna.send(text)

    assert texts(await lab.bot.get_updates(offset=-1)) == ["c"]
    assert texts(await lab.bot.get_updates()) == ["c"]


async def test_poll_waits_for_the_next_update(lab, anna):
    poll = asyncio.create_task(lab.bot.get_updates(timeout=30))
    await lab.world.calls.reach("getUpdates", 1)

    anna.send("at last")

    assert texts(await asyncio.wait_for(poll, 20)) == ["at last"]


async def test_poll_ends_empty_after_its_timeout(lab):
    begun = time.monotonic()

    assert await lab.bot.get_updates(timeout=1) == ()

    assert time.monotonic() - begun >= 1


async def test_second_poller_ends_the_first_with_a_conflict(lab, anna):
    first = asyncio.create_task(lab.bot.get_updates(timeout=30))
    await lab.world.calls.reach("getUpdates", 1)
    second = asyncio.create_task(lab.call("getUpdates", timeout=30))

    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first

    anna.send("for the second")
    assert (await second)["result"][0]["message"]["text"] == "for the second"


async def test_nobody_polls_while_a_webhook_is_set(lab):
    poll = asyncio.create_task(lab.bot.get_updates(timeout=30))
    await lab.world.calls.reach("getUpdates", 1)
    await lab.bot.set_webhook("https://example.org/hook")

    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await lab.bot.get_updates()

    await lab.bot.delete_webhook()
    assert await lab.bot.get_updates() == ()


async def test_some_kinds_come_only_when_asked_for(lab, anna):
    anna.react(1, "👍")
    await lab.bot.get_updates(allowed_updates=["message_reaction"])
    anna.react(1, "🔥")
    anna.send("not asked for")

    [update] = await lab.bot.get_updates()

    assert update.message_reaction.old_reaction[0].emoji == "👍"
    assert update.message_reaction.new_reaction[0].emoji == "🔥"


async def test_empty_list_of_kinds_is_the_usual_one(lab, anna):
    await lab.bot.get_updates(allowed_updates=["poll"])
    await lab.bot.get_updates(allowed_updates=[])

    anna.send("hello")

    assert texts(await lab.bot.get_updates()) == ["hello"]


async def test_confirmed_updates_come_once_more_when_everything_comes_twice(lab, anna):
    lab.world.deliver_twice = True
    anna.send("a")
    [first] = await lab.bot.get_updates()

    [second] = await lab.bot.get_updates(offset=first.update_id + 1)

    assert second.update_id == first.update_id
    assert await lab.bot.get_updates(offset=first.update_id + 1) == ()


async def test_any_rubbish_can_be_put_into_the_feed(lab, anna):
    update_id = lab.world.inject({"message": {"text": 5}, "unheard_of": None})
    lab.world.inject({"update_id": update_id + 10, "poll": "?"})
    anna.send("after it")

    updates = (await lab.call("getUpdates"))["result"]

    assert [update["update_id"] - update_id for update in updates] == [0, 10, 11]
    assert updates[0]["unheard_of"] is None


async def test_update_can_be_injected_again(lab, anna):
    anna.send("once")
    [update] = (await lab.call("getUpdates"))["result"]
    await lab.call("getUpdates", offset=update["update_id"] + 1)

    lab.world.inject(update)

    assert (await lab.call("getUpdates"))["result"] == [update]
