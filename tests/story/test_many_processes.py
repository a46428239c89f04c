"""Three processes over one PostgreSQL: whoever dies or stops, the others go on where it was."""

import time
from contextlib import ExitStack, closing

import pytest

from bot.sandbox.telegram import Fault
from tests.story.many import Process, Watch
from tests.story.mortal import Mortal
from tests.story.people import BOT
from tests.story.said import said
from tests.story.stage import SECONDS
from tests.story.talking import Talk, failures, held_once, takeover, unnoted

#: How long Telegram takes to answer, so that something is under way at most moments.
ANSWER_SECONDS = 0.05
ON_TELEGRAM, ON_MATRIX = 8, 3
FROZEN_SECONDS = 15
#: Within so many seconds after a death another process has every seat.
TAKEOVER_SECONDS = 10
#: So long people may wait, on a machine that is busy with other things; and on Matrix longer, for
#: a device is made and every chat is read anew.
SILENCE_SECONDS, ENTERING_SECONDS = 12, 6


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
        talk = Talk(stage, ON_TELEGRAM, ON_MATRIX)
        left = list(processes)

        killed = watch.holder("telegram", left)
        left.remove(killed)
        time.sleep(2)
        killed.kill()
        took = [takeover(watch, left, mortal)]
        knows_new_device(mia)
        mia.press("router.register")
        mia.sees("register.name")

        took.append(stop_one(watch, left, mortal))
        knows_new_device(mia)
        mia.say("Mia Lund")
        mia.sees("register.country")
        time.sleep(2)

        parts = talk.end()
        print(f"all seats taken over after {took} s; longest silence {talk.silences()}")
        mortal.wait_until_all_is_sent()
        doubled = sum(unnoted(mortal, *part) for part in parts)

    print(f"{len(parts)} conversations, {doubled} of {mortal.doubtful()} in doubt doubled")
    assert max(took) <= TAKEOVER_SECONDS
    assert talk.silences()["telegram"] <= SILENCE_SECONDS
    assert talk.silences()["matrix"] <= SILENCE_SECONDS + ENTERING_SECONDS
    assert doubled <= mortal.doubtful()
    keys = ["start.welcome", "register.name", "register.country"]
    assert [key for text in mia.texts() for key in keys if said(key) in text] == keys
    held_once(watch)
    assert not failures(processes)


def stop_one(watch, left, mortal):
    """Stop the process that serves Telegram for a while; say how long its seats were nobody's."""
    stopped = watch.holder("telegram", left)
    stopped.freeze()
    since = time.monotonic()
    took = takeover(watch, [one for one in left if one is not stopped], mortal)
    time.sleep(max(0, since + FROZEN_SECONDS - time.monotonic()))
    stopped.wake()
    return took


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
