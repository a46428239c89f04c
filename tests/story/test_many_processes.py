"""Three processes over one PostgreSQL: whoever dies or stops, the others go on where it was."""

import asyncio
import itertools
import json
import threading
import time
from contextlib import ExitStack, closing
from datetime import timedelta

import aiohttp
import pytest

from bot.sandbox.telegram import Fault
from storage import outbox
from storage.outbox import State
from tests.story import crowd
from tests.story.crowd import MatrixVoice, TelegramVoice
from tests.story.many import Process, Watch
from tests.story.mortal import Mortal
from tests.story.people import BOT
from tests.story.said import said
from tests.story.stage import SECONDS

#: How long Telegram takes to answer, so that something is under way at most moments.
ANSWER_SECONDS = 0.05
ON_TELEGRAM, ON_MATRIX = 8, 3
FROZEN_SECONDS = 15
#: Within so many seconds after a death another process has every seat.
TAKEOVER_SECONDS = 10
#: So long people may wait, on a machine that is busy with other things; and on Matrix longer, for
#: a device is made and every chat is read anew.
SILENCE_SECONDS, ENTERING_SECONDS = 12, 6
SEATS = {"updates", "telegram", "matrix", "room", "clock", "files", "erasing"}


@pytest.fixture
def stage(stage_at):
    made = stage_at("postgresql")
    fast = "[telegram]\nmessages_per_second = 120\n"
    made.config.write_text(made.config.read_text().replace("[telegram]\n", fast))
    slow = Fault.slow(ANSWER_SECONDS, accepted=True)
    made.loop.call(made.world.faults.next, "sendMessage", slow, times=None)
    return made


@pytest.fixture
def processes(stage):
    """Three processes; the first has every seat."""
    made = [Process(stage, name) for name in ("first", "second", "third")]
    with ExitStack() as running:
        for one in made:
            one.start()
            running.callback(one.stop)
            running.callback(one.wake)
        yield made


def test_a_death_and_a_stopped_process_cost_nobody_an_answer(stage, processes, somebody):
    mia = somebody(stage, "Mia", "matrix", is_encrypted=True)
    with closing(Mortal(stage)) as mortal, Watch(mortal.database).watching() as watch:
        mia.say("/start")
        mia.sees("start.welcome")
        mia.devices = devices(mia)
        talk = Talk(stage)
        left = list(processes)

        killed = watch.holder("telegram", left)
        left.remove(killed)
        time.sleep(2)
        killed.kill()
        took = [takeover(watch, left, mortal)]
        knows_new_device(mia)
        mia.press("router.register")
        mia.sees("register.name")

        frozen = watch.holder("telegram", left)
        frozen.freeze()
        stopped = time.monotonic()
        took.append(takeover(watch, [one for one in left if one is not frozen], mortal))
        time.sleep(max(0, stopped + FROZEN_SECONDS - time.monotonic()))
        frozen.wake()
        knows_new_device(mia)
        mia.say("Mia Lund")
        mia.sees("register.country")
        time.sleep(2)

        parts = talk.end()
        print(f"all seats taken over after {took} s; longest silence {talk.silences()}")
        mortal.wait_until_all_is_sent()
        unnoted = sum(_unnoted(mortal, *part) for part in parts)

    print(f"{len(parts)} conversations, {unnoted} of {mortal.doubtful()} in doubt doubled")
    assert max(took) <= TAKEOVER_SECONDS
    assert talk.silences()["telegram"] <= SILENCE_SECONDS
    assert talk.silences()["matrix"] <= SILENCE_SECONDS + ENTERING_SECONDS
    assert unnoted <= mortal.doubtful()
    keys = ["start.welcome", "register.name", "register.country"]
    assert [key for text in mia.texts() for key in keys if said(key) in text] == keys
    _held_once(watch)
    assert not _failures(processes)


def devices(mia):
    """Name the bot's devices as an app knows them."""
    return {one.device_id for one in mia.client.device_store.active_user_devices(BOT)}


def knows_new_device(mia):
    """Let an app learn on which device the bot reads now, as it does within a moment."""
    deadline = time.monotonic() + SECONDS
    while devices(mia) == mia.devices or len(devices(mia)) != 1:
        assert time.monotonic() < deadline, devices(mia)
        mia.listens()
        time.sleep(0.1)
    mia.devices = devices(mia)


def takeover(watch, left, mortal):
    """Wait until one of those who are left has every seat; note what was under way at the death."""
    began = time.monotonic()
    mortal._note_death()
    for seat in SEATS:
        watch.holder(seat, left)
    return round(time.monotonic() - began, 1)


class Talk:
    """Many people who go through written conversations, one after the other, until the end."""

    def __init__(self, stage):
        self._stage = stage
        self._is_over = threading.Event()
        #: When somebody heard an answer.
        self._heard = {"telegram": [], "matrix": []}
        accounts = [stage.synapse.register_user(f"m{one}", "secret") for one in range(ON_MATRIX)]
        self._talk = stage.loop.begin(self._go_on(accounts))

    def end(self):
        """Let everybody finish; give them with what they said."""
        self._is_over.set()
        return self._talk.result(60)

    def silences(self):
        """Say for how long, at most, nobody heard an answer on each platform."""
        pairs = {where: itertools.pairwise(at) for where, at in self._heard.items()}
        return {where: round(max(b - a for a, b in some), 1) for where, some in pairs.items()}

    async def _converse(self, voice, conversation):
        for step in conversation.steps:
            await crowd.converse(voice, crowd.Conversation((step,)))
            self._heard[voice.address.platform].append(time.monotonic())

    async def _go_on(self, accounts):
        async with aiohttp.ClientSession() as http:
            voices = [MatrixVoice(http, self._stage.synapse.url, *one) for one in accounts]
            await asyncio.gather(*(one.open() for one in voices))
            talking = [self._on_matrix(voice) for voice in voices]
            talking += [self._on_telegram() for _ in range(ON_TELEGRAM)]
            parts = [part for some in await asyncio.gather(*talking) for part in some]
            await asyncio.sleep(1)
            await asyncio.gather(*(one.catches_up() for one in voices))
            return parts

    async def _on_telegram(self):
        parts, conversations = [], itertools.cycle(crowd.CONVERSATIONS)
        while not self._is_over.is_set():
            part = TelegramVoice(self._stage.world), next(conversations)
            await self._converse(*part)
            parts.append(part)
        return parts

    async def _on_matrix(self, voice):
        asks, times = crowd.Conversation((crowd.Say("/help", "help.all"),)), 0
        while not self._is_over.is_set():
            await self._converse(voice, asks)
            times += 1
            await asyncio.sleep(0.2)
        return [(voice, crowd.Conversation(asks.steps * times))]


def _unnoted(mortal, voice, conversation):
    """Check one conversation, and count the messages that arrived without our noting it."""
    table = outbox.table.c
    letters = mortal.letters(table.platform == voice.address.platform, table.chat == voice.chat)
    keys = [json.loads(one.payload)["key"] for one in letters]
    assert keys == [step.answer for step in conversation.steps]
    assert {(one.state, one.why) for one in letters} == {(State.SENT, "")}
    arrived, heard = mortal.arrivals(letters), voice.heard()
    if isinstance(voice, MatrixVoice):
        assert arrived == heard
    assert set(arrived) <= set(heard)
    return len(heard) - len(arrived)


def _held_once(watch):
    """Check that a seat changed hands only when the former holder's time was over."""
    by_fence = {}
    for look in watch.looks:
        if look.holder:
            assert by_fence.setdefault((look.name, look.fence), look.holder) == look.holder
    assert {one.name for one in watch.looks} == SEATS
    changes = watch.changes()
    assert {before.name for before, _ in changes} == SEATS
    for before, after in changes:
        assert after.fence == before.fence + 1
        assert after.until - before.until > timedelta(0)
        assert before.until <= after.at


def _failures(processes):
    """List what went wrong in the processes, by their logs."""
    lines = [line for one in processes for line in one.log.read_text().splitlines()]
    return [line for line in lines if '"level": "error"' in line]
