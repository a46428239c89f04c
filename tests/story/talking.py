"""Many people who talk to several processes, and what must hold of that in the end."""

import asyncio
import itertools
import json
import threading
import time
from datetime import timedelta

import aiohttp

from storage import outbox
from storage.db import DatabaseAway
from storage.outbox import State
from tests.story import crowd
from tests.story.crowd import MatrixVoice, TelegramVoice

SEATS = {"updates", "telegram", "matrix", "room", "clock", "files", "erasing"}
#: So long somebody on Matrix rests after each answer.
_REST_SECONDS = 0.2
_AGAIN_SECONDS = 0.5
#: How often who waits looks whether the answer was given up.
_GIVEN_UP_SECONDS = 2


class PatientVoice(MatrixVoice):
    """Somebody on Matrix whose app asks again while the homeserver is away."""

    async def _call(self, *what) -> dict:
        while True:
            try:
                return await super()._call(*what)
            except (aiohttp.ClientError, TimeoutError):
                await asyncio.sleep(_AGAIN_SECONDS)


class Talk:
    """Many people who go through written conversations, one after the other, until the end."""

    def __init__(self, stage, on_telegram, on_matrix, pause_seconds=0.0, given_up=None):
        """`given_up` tells whether the answer to somebody was given up: then they leave."""
        self._stage, self._given_up = stage, given_up
        self._on_telegram, self._pause = on_telegram, pause_seconds
        self._is_over = threading.Event()
        #: When somebody heard an answer.
        self._heard = {"telegram": [], "matrix": []}
        accounts = [stage.synapse.register_user(f"m{one}", "secret") for one in range(on_matrix)]
        self._talk = stage.loop.begin(self._go_on(accounts))

    def end(self, seconds=60):
        """Let everybody finish; give them with what they said."""
        self._is_over.set()
        return self._talk.result(seconds)

    def silences(self):
        """Say for how long, at most, nobody heard an answer on each platform."""
        pairs = {where: itertools.pairwise(at) for where, at in self._heard.items()}
        return {where: round(max(b - a for a, b in some), 1) for where, some in pairs.items()}

    def answers(self):
        """Count the answers that were heard."""
        return sum(len(some) for some in self._heard.values())

    async def _converse(self, voice, conversation):
        """Go through it, and give what was said of it."""
        for number, step in enumerate(conversation.steps, start=1):
            if not await self._is_answered(voice, step):
                return crowd.Conversation(conversation.steps[:number])
            self._heard[voice.address.platform].append(time.monotonic())
            await asyncio.sleep(self._pause)
        return conversation

    async def _is_answered(self, voice, step):
        """Take a step and wait for the answer; False if nobody will know whether it came."""
        answer = asyncio.ensure_future(crowd.converse(voice, crowd.Conversation((step,))))
        while not (await asyncio.wait([answer], timeout=_GIVEN_UP_SECONDS))[0]:
            if self._given_up and await asyncio.to_thread(self._given_up, voice):
                answer.cancel()
                return False
        answer.result()
        return True

    async def _go_on(self, accounts):
        async with aiohttp.ClientSession() as http:
            voices = [PatientVoice(http, self._stage.synapse.url, *one) for one in accounts]
            await asyncio.gather(*(one.open() for one in voices))
            talking = [self._by_matrix(voice) for voice in voices]
            talking += [self._by_telegram() for _ in range(self._on_telegram)]
            parts = [part for some in await asyncio.gather(*talking) for part in some]
            await asyncio.sleep(1)
            await asyncio.gather(*(one.catches_up() for one in voices))
            return parts

    async def _by_telegram(self):
        parts, conversations = [], itertools.cycle(crowd.CONVERSATIONS)
        while not self._is_over.is_set():
            voice = TelegramVoice(self._stage.world)
            parts.append((voice, await self._converse(voice, next(conversations))))
        return parts

    async def _by_matrix(self, voice):
        asks, times = crowd.Conversation((crowd.Say("/help", "help.all"),)), 0
        while not self._is_over.is_set():
            await self._converse(voice, asks)
            times += 1
            await asyncio.sleep(_REST_SECONDS)
        return [(voice, crowd.Conversation(asks.steps * times))]


def given_up(mortal, voice):
    """Tell whether the newest answer in a chat is one of which nobody will know whether it came."""
    table = outbox.table.c
    try:
        letters = mortal.letters(table.chat == voice.chat)
    except DatabaseAway:
        return False
    return bool(letters) and letters[-1].state == State.UNKNOWN


def unnoted(mortal, voice, conversation, *, may_be_unknown=False):
    """Check one conversation, and count the messages that arrived without our noting it.

    Each thing that was said has its one answer, in the order in which it was said; if that may be,
    some are declared unknown.
    """
    table = outbox.table.c
    letters = mortal.letters(table.platform == voice.address.platform, table.chat == voice.chat)
    keys = [json.loads(one.payload)["key"] for one in letters]
    assert keys == [step.answer for step in conversation.steps]
    ends = {(State.SENT, "")} | ({(State.UNKNOWN, "no answer")} if may_be_unknown else set())
    assert {(one.state, one.why) for one in letters} <= ends
    arrived, heard = mortal.arrivals(letters), voice.heard()
    if isinstance(voice, MatrixVoice):
        assert arrived == heard
    else:
        assert arrived == sorted(arrived, key=int)
    assert set(arrived) <= set(heard)
    return len(heard) - len(arrived)


def held_once(watch):
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


def takeover(watch, left, mortal):
    """Wait until one of those who are left has every seat; note what was under way at the death."""
    began = time.monotonic()
    mortal._note_death()
    for seat in SEATS:
        watch.holder(seat, left)
    return round(time.monotonic() - began, 1)


def failures(processes):
    """List what went wrong in the processes, by their logs."""
    lines = [line for one in processes for line in one.log.read_text().splitlines()]
    return [line for line in lines if '"level": "error"' in line]
