"""kill -9 at every named point of a delivery: nothing missing, and at most the last call twice."""

import asyncio
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from handlers.conversation import Lane
from storage.outbox import State
from storage.undelivered import DEATHS

POINTS = [
    f"{when} {what}" for what in ("may_call", "call", "mark_sent") for when in ("before", "after")
]
AT_ONCE = 4
#: So long that what rests since then rests no more.
LONG_AGO = datetime.now(UTC) - timedelta(days=1)


@pytest.mark.parametrize("point", POINTS)
async def test_after_a_death_no_answer_is_missing_and_no_announcement_comes_twice(stage, point):
    people = [stage.person() for _ in range(12)]
    answers = [stage.post(one, "first") for one in people]
    answers += [stage.post(one, "second") for one in people]
    news = [stage.post(one, "news", lane=Lane.BULK) for one in people]

    for number in (5, 20):
        await live_until(stage, point, number)
    stage.deliver()
    await stage.settled()

    states = stage.states()
    assert {states[number][0] for number in answers} == {State.SENT}
    unknown = [number for number in news if states[number] == (State.UNKNOWN, "died")]
    assert len(unknown) <= 2 * AT_ONCE
    said = [heard(one) for one in people]
    for texts in said:
        assert {"first", "second"} <= set(texts)
        assert texts.index("first") < texts.index("second")
        assert texts.count("news") <= 1
    missing = sum(texts.count("news") == 0 for texts in said)
    assert missing <= len(unknown)
    doubled = sum(texts.count(text) - 1 for texts in said for text in ("first", "second"))
    assert doubled <= 2 * AT_ONCE
    if point in ("before may_call", "after may_call", "after mark_sent"):
        assert doubled <= 2 * (AT_ONCE - 1)


async def test_after_a_death_between_two_parts_only_the_second_is_sent(stage):
    ana = stage.person()
    stage.post(ana, "a" * 4000 + "\n" + "b" * 4000)

    await live_until(stage, "after mark_sent", 1)
    stage.deliver()
    await stage.settled()

    assert heard(ana) == ["a" * 4000, "b" * 4000]


async def test_a_death_just_before_the_call_costs_an_answer_nothing(stage):
    ana = stage.person()
    number = stage.post(ana, "hello")

    await live_until(stage, "before call", 1)
    assert stage.states()[number][0] == State.ATTEMPTING
    stage.deliver()
    await stage.settled()

    assert heard(ana) == ["hello"]


async def test_an_answer_survives_several_deaths_just_before_its_call(stage):
    ana = stage.person()
    stage.post(ana, "hello")

    for _ in range(DEATHS - 1):
        await live_until(stage, "before call", 1)
        stage.recover(LONG_AGO)
    stage.deliver()
    await stage.settled()

    assert heard(ana) == ["hello"]


async def test_an_answer_over_which_we_died_too_often_is_shown_as_unknown(stage):
    ana = stage.person()
    number = stage.post(ana, "hello")

    for _ in range(DEATHS):
        await live_until(stage, "after call", 1)
        stage.recover(LONG_AGO)
    stage.deliver()
    await stage.settled()

    assert stage.states()[number] == (State.UNKNOWN, "died")
    assert Counter(heard(ana)) == {"hello": DEATHS}


def heard(person):
    return [message.text for message in person.messages if message.from_bot]


async def live_until(stage, point, number):
    """Deliver in another process until it kills itself."""
    script = Path(__file__).with_name("dying.py")
    root = Path(__file__).parents[2]
    database = str(stage.database.url)
    arguments = (stage.url, stage.world.token, database, point, str(number))
    child = await asyncio.create_subprocess_exec(
        sys.executable, str(script), *arguments, env={"PYTHONPATH": str(root)}
    )
    async with asyncio.timeout(30):
        assert await child.wait() == -9
