"""kill -9 at random moments of many conversations: everybody gets every answer.

`ETWIN_PEOPLE=200` makes it as many people and twice as many deaths (docs/operations.md).
"""

import asyncio
import json
import os
import random
from contextlib import closing

import aiohttp
import pytest

from bot.sandbox.telegram import Fault
from storage import outbox
from storage.outbox import State
from tests.story import crowd
from tests.story.crowd import MatrixVoice, TelegramVoice
from tests.story.mortal import Mortal

#: How long Telegram takes to answer, so that something is under way at most moments.
ANSWER_SECONDS = 0.05
PER_SECOND = 120
#: How long everything may take on a machine that is busy with other things.
SECONDS = 280
#: How many people talk at once on SQLite; on PostgreSQL somewhat fewer.
PEOPLE = int(os.environ.get("ETWIN_PEOPLE", "100"))


@pytest.mark.parametrize(
    ("kind", "mode", "people", "seed"),
    [("sqlite", "polling", PEOPLE, 1), ("postgresql", "webhook", PEOPLE * 3 // 5, 2)],
)
def test_nobody_misses_an_answer_or_a_step(stage_at, kind, mode, people, seed):
    stage, chance, kills = stage_at(kind, mode), random.Random(seed), people // 10
    hurry(stage)
    on_matrix = people // 10
    accounts = [stage.synapse.register_user(f"m{one}", "secret") for one in range(on_matrix)]
    moments = sorted(chance.randrange(people * 6) for _ in range(kills))
    with closing(Mortal(stage)) as mortal:
        mortal.start()
        slow = Fault.slow(ANSWER_SECONDS, accepted=True)
        stage.loop.call(stage.world.faults.next, "sendMessage", slow, times=None)
        talk = stage.loop.begin(_talk(mortal, accounts, people - on_matrix, chance))
        with mortal.revived():
            for moment in moments:
                reached = stage.world.calls.reach("sendMessage", moment, seconds=SECONDS)
                stage.loop.run(reached, SECONDS)
                mortal.kill()
            parts = talk.result(SECONDS)

        unnoted = sum(_unnoted(mortal, *part) for part in parts)
        assert any(mortal.under_way), "no call was under way at any death"
        assert unnoted <= mortal.doubtful()


def hurry(stage):
    """Let Telegram take more messages a second than in earnest, and repeat its pushes sooner."""
    fast = f"[telegram]\nmessages_per_second = {PER_SECOND}\n"
    stage.config.write_text(stage.config.read_text().replace("[telegram]\n", fast))
    stage.loop.call(setattr, stage.world.webhook, "retry_seconds", (0.2,))


def _unnoted(mortal, voice, conversation):
    """Check one conversation, and count the messages that arrived without our noting it."""
    letters = _letters(mortal, voice)
    assert [_key(one) for one in letters] == [step.answer for step in conversation.steps]
    assert {(one.state, one.why) for one in letters} == {(State.SENT, "")}
    if conversation.step:
        form = mortal.form(voice.address, "register")
        assert (form.step, form.answers.get("country")) == (conversation.step, conversation.country)
    arrived, heard = mortal.arrivals(letters), voice.heard()
    if isinstance(voice, MatrixVoice):
        assert arrived == heard
    assert set(arrived) <= set(heard)
    return len(heard) - len(arrived)


def _letters(mortal, voice):
    table = outbox.table.c
    return mortal.letters(table.platform == voice.address.platform, table.chat == voice.chat)


def _key(letter):
    return json.loads(letter.payload)["key"]


async def _talk(mortal, accounts, on_telegram, chance):
    """Let everybody talk at once; give them with what they said when nothing is to be sent."""
    stage, unsent = mortal.stage, outbox.table.c.state <= State.ATTEMPTING
    async with aiohttp.ClientSession() as http:
        voices = [TelegramVoice(stage.world) for _ in range(on_telegram)]
        strangers = [MatrixVoice(http, stage.synapse.url, *account) for account in accounts]
        parts = [(voice, chance.choice(crowd.CONVERSATIONS)) for voice in (*voices, *strangers)]
        await asyncio.gather(*(one.open() for one in strangers))
        await asyncio.gather(*(crowd.converse(*part) for part in parts))
        while await asyncio.to_thread(mortal.letters, unsent):  # noqa: ASYNC110 - the end is rows
            await asyncio.sleep(0.05)
        await asyncio.gather(*(one.catches_up() for one in strangers))
        return parts
