"""How fast messages leave: never more than a platform takes, and no chat in the way of another."""

import asyncio
import heapq
import itertools
from collections import Counter, defaultdict, deque
from datetime import timedelta
from random import Random
from statistics import quantiles

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery import Limits
from bot.delivery.pace import MINUTE, MOST_GROUPS, SECOND, Pace
from bot.delivery.takeover import look_back
from bot.sandbox.telegram import Limits as TelegramLimits
from handlers.conversation import Lane
from storage.outbox import State
from tests.conftest import NOON


@settings(deadline=None)
@given(st.data())
def test_however_long_calls_take_no_second_and_no_minute_sees_too_many(data):
    chance = data.draw(st.randoms(use_true_random=False))
    pace = Pace(Limits(per_second=5, chat_seconds=1.0, group_per_minute=20, at_once=50))
    now, under_way, arrivals = 0.0, [], []

    for _ in range(data.draw(st.integers(20, 150))):
        chat = chance.choice(["1", "2", "3", "4", "5", "6", "7", "-1", "-2"])
        if pace.free(Lane.REPLY, now) and chat not in pace.busy(now):
            sent = max(now, pace.begin(chat, Lane.REPLY, now))
            answered = sent + chance.random() * 3
            arrivals.append((sent + chance.random() * (answered - sent), chat))
            under_way.append((answered, chat))
        now += chance.random() / 10
        for ended in [one for one in under_way if one[0] <= now]:
            under_way.remove(ended)
            pace.end(ended[1], ended[0])

    check(sorted(time for time, _ in arrivals), 5, SECOND)
    by_chat = defaultdict(list)
    for time, chat in sorted(arrivals):
        by_chat[chat].append(time)
    for chat, times in by_chat.items():
        check(times, *((20, MINUTE) if chat.startswith("-") else (1, SECOND)))


def check(times, most, span):
    for index in range(len(times) - most):
        assert times[index + most] - times[index] >= span - 1e-6


def test_groups_that_got_nothing_for_a_minute_are_forgotten():
    pace = Pace(Limits(group_per_minute=1))

    for number in range(5 * MOST_GROUPS):
        pace.begin(f"-{number}", Lane.REPLY, number / 10)
        pace.end(f"-{number}", number / 10)

    assert len(pace._groups) <= MOST_GROUPS
    assert f"-{5 * MOST_GROUPS - 1}" in pace.busy(number / 10)


def test_announcements_leave_room_for_answers():
    pace = Pace(Limits.telegram(30))

    begun = announce(pace, seconds=2)

    assert len(begun) == 24
    assert pace.free(Lane.BULK, 2.0) == 0
    assert pace.free(Lane.REMINDER, 2.0) == 3
    assert pace.free(Lane.REPLY, 2.0) == 6


def test_announcements_leave_evenly_and_not_slower_than_they_may():
    begun = announce(Pace(Limits(per_second=1000, at_once=2000)), seconds=1)

    assert len(begun) == 994
    for since in (0.1, 0.3, 0.5, 0.7):
        assert 100 < sum(since <= at < since + 0.1 for at in begun) <= 0.1 * 1000 * 1.2 + 1
    assert sum(at < 0.1 for at in begun) <= 0.15 * 1000 * 1.2 + 1


def test_what_waits_for_something_else_hides_no_answer_behind_it():
    pace = Pace(Limits.telegram(1000))

    for number in range(pace.free(Lane.BULK, 0.0)):
        pace.begin(str(number), Lane.BULK, 0.0)

    assert pace.free(Lane.BULK, 0.0) == 0
    assert pace.free(Lane.REPLY, 0.0) > 100
    assert pace.worth_reading(0.0) == 20


def announce(pace, seconds):
    """Begin all that may begin, while nothing comes back; give when each did."""
    begun = []
    for now in (tick / 100 for tick in range(seconds * 100)):
        while pace.free(Lane.BULK, now):
            pace.begin(str(len(begun)), Lane.BULK, now)
            begun.append(now)
    return begun


@pytest.mark.parametrize("lane", [Lane.REMINDER, Lane.BULK])
def test_of_many_answers_few_wait_while_everybody_is_reminded(lane):
    """Half of what Telegram takes are answers, as a seminar begins."""
    pace, chance, numbers = Pace(Limits.telegram(30)), Random(1), itertools.count()
    asked, waiting, waits, ends, others = 0.0, deque(), [], [], 0
    for now in (tick / 500 for tick in range(60 * 500)):
        while asked <= now:
            waiting.append(asked)
            asked += chance.expovariate(16)
        while ends and ends[0][0] <= now:
            pace.end(heapq.heappop(ends)[1], now)
        while waiting and pace.free(Lane.REPLY, now):
            leaves = max(now, pace.begin(chat := str(next(numbers)), Lane.REPLY, now))
            waits.append(leaves - waiting.popleft())
            heapq.heappush(ends, (leaves + 0.01, chat))
        while pace.free(lane, now):
            leaves = max(now, pace.begin(chat := str(next(numbers)), lane, now))
            others += 1
            heapq.heappush(ends, (leaves + 0.01, chat))

    assert quantiles(waits, n=20)[-1] < 0.1
    assert others > 60 * 3, "what is not urgent does not stand still"


def test_an_answer_takes_the_permit_that_came_back_first():
    pace = Pace(Limits.telegram(30))
    for number in range(30):
        pace.begin(str(number), Lane.REPLY, 0.0)
    for number in range(30):
        pace.end(str(number), answered=number / 100)
    at = 1.3  # all but the last ten are back, and those come within a tenth of a second

    for number in range(24):
        pace.begin(f"news {number}", Lane.BULK, at)
    assert pace.free(Lane.REPLY, at) == 6
    for_answers = [pace.begin(f"answer {n}", Lane.REPLY, at) for n in range(6)]

    assert for_answers == [1.0, 1.01, 1.02, 1.03, 1.04, 1.05]


def test_after_a_pause_one_message_finds_out_whether_it_goes_well():
    pace = Pace(Limits(at_once=10))

    pace.pause(5.0)

    assert pace.free(Lane.REPLY, 4.9) == 0
    assert pace.next_change(4.0) == 1.0
    assert pace.free(Lane.REPLY, 5.0) == 1
    pace.begin("1", Lane.REPLY, 5.0)
    assert pace.free(Lane.REPLY, 5.0) == 0
    pace.went_well()
    assert pace.free(Lane.REPLY, 5.0) == 9


@pytest.fixture
def small_times(monkeypatch):
    """Let a second take 0.2 s and a minute 3 s, for Telegram and for us alike."""
    for module in ("bot.delivery.pace", "bot.sandbox.telegram.limits"):
        monkeypatch.setattr(f"{module}.SECOND", 0.2)
        monkeypatch.setattr(f"{module}.MINUTE", 3.0)


async def test_telegrams_limits_are_kept_without_a_single_refusal(stage, small_times):
    stage.world.limits = TelegramLimits()
    stage.limits = Limits(per_second=30, chat_seconds=0.2, group_per_minute=20)
    group = stage.world.group("Staff", [stage.person()])
    people = [stage.person() for _ in range(60)]
    for person in people:
        stage.post(person, "hello")
    for number in range(5):
        stage.post(people[0], f"{number}")
    for number in range(45):
        stage.post(group, f"{number}")

    stage.deliver()
    await stage.settled(20)

    assert stage.world.limiter.refused == 0
    assert stage.world.calls.count("sendMessage", 200) == 110
    said = [message.text for message in group.messages if message.from_bot and message.text]
    assert said == [str(number) for number in range(45)]


async def test_whoever_takes_over_knows_what_groups_got(any_stage, small_times):
    stage = any_stage
    stage.world.limits = TelegramLimits()
    stage.limits = Limits(per_second=30, chat_seconds=0.2, group_per_minute=20)
    ana = stage.person()
    group = stage.world.group("Staff", [ana])
    for number in range(18):
        stage.post(group, f"{number}")
    stage.post(group, "x" * 5000)
    former = stage.deliver()
    await stage.settled()
    await stage.end(former)

    for number in range(20):
        stage.post(group, f"again {number}")
    stage.deliver()
    await asyncio.sleep(0.2)
    stage.post(ana, "an answer")
    await asyncio.wait_for(ana.waits_for("an answer"), 1)
    await stage.settled()

    assert stage.world.limiter.refused == 0
    said = [message.text for message in group.messages if message.from_bot and message.text]
    assert said[20:] == [f"again {number}" for number in range(20)]


async def test_what_groups_got_before_us_counts_from_when_it_was_answered_at_the_latest():
    ago = {seconds: NOON - timedelta(seconds=seconds) for seconds in (50, 30, 10, -5)}
    calls = [("-1", ago[10], 1), ("-1", ago[50], 1), ("-2", ago[-5], 2), ("-3", ago[30], 1)]
    pace = Pace(Limits(group_per_minute=2))

    async def reading(*_):
        return calls

    await look_back("telegram", pace, reading, NOON, 100.0)

    assert set(pace.busy(149.9)) == {"-1", "-2"}
    assert set(pace.busy(150.0)) == {"-2"}
    assert not pace.busy(160.0)


async def test_edits_count_as_messages(stage, small_times):
    ana = stage.person()
    stage.world.limits = TelegramLimits()
    stage.limits = Limits(per_second=30, chat_seconds=0.2)
    stage.post(ana, "before")
    stage.deliver()
    await stage.settled()
    [message] = [one for one in ana.messages if one.from_bot]

    stage.post(ana, "one", edits=str(message.id))
    stage.post(ana, "two")
    await stage.settled()

    assert stage.world.limiter.refused == 0


async def test_one_chat_with_much_to_hear_does_not_hold_up_the_others(stage, small_times):
    stage.limits = Limits(per_second=30, chat_seconds=0.2)
    ana, ben = stage.person(), stage.person()
    for number in range(200):
        stage.post(ana, f"{number}")
    last = stage.post(ben, "hello")

    stage.deliver()
    await ben.waits_for("hello")

    states = Counter(state for state, _ in stage.states().values())
    assert states[State.WAITING] > 190
    assert stage.states()[last][0] in (State.SENT, State.ATTEMPTING)


async def test_an_answer_does_not_wait_behind_an_announcement(stage, small_times):
    stage.limits = Limits(per_second=30, chat_seconds=0.2)
    for _ in range(150):
        stage.post(stage.person(), "news", lane=Lane.BULK)
    ana = stage.person()
    stage.deliver()
    await stage.world.calls.reach("sendMessage", 24)

    stage.post(ana, "an answer")
    await ana.waits_for("an answer")

    before = [call.params["text"] for call in stage.world.calls.of("sendMessage")]
    assert before.index("an answer") <= 24 * 2


@pytest.mark.parametrize(("per_second", "kept"), [(30, 6), (100, 6), (1000, 6)])
def test_what_is_not_urgent_leaves_room_for_answers_and_no_more_than_they_need(per_second, kept):
    pace = Pace(Limits.telegram(per_second))

    most = pace.free(Lane.REPLY, 0.0)
    begun = announce(pace, seconds=2)

    assert most == min(per_second, pace.limits.at_once)
    assert most - len(begun) == kept
