"""What the homeserver forgot to push when it went down comes all the same, once. RUN-5."""

import os
import signal
import time
from contextlib import contextmanager

import pytest

from tests.story.bridged import Bridged

#: How long the homeserver needs to put what was said into line.
IN_LINE_SECONDS = 1


@pytest.fixture
def bridged(stage_at):
    stage = stage_at()
    made = Bridged(stage)
    stage.start()
    made.tie()
    yield made
    made.close()


@contextmanager
def deaf(stage):
    """Let the service not answer, as when it is very busy; a push to it is under way meanwhile."""
    os.kill(stage.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(stage.pid, signal.SIGCONT)


@pytest.mark.parametrize("down", ["stop", "kill"])
def test_what_stood_in_line_when_the_homeserver_went_down_is_heard_once(bridged, down):
    room, synapse = bridged.rooms[0].staff_room, bridged.stage.synapse
    changed = bridged.ben.say(room, "At ten")
    gone = bridged.ben.say(room, "Nonsense")
    bridged.sees("Nonsense")

    with deaf(bridged.stage):
        bridged.ben.say(room, "under way")
        time.sleep(IN_LINE_SECONDS)
        bridged.ben.say(room, "first in line")
        bridged.ben.change(room, changed, "At eleven")
        bridged.ben.take_back(room, gone)
        bridged.ben.say(room, "second in line")
        time.sleep(IN_LINE_SECONDS)
        getattr(synapse, down)()
        synapse.start()

    bridged.sees("second in line")
    bridged.ben.say(room, "afterwards")
    bridged.sees("afterwards")
    texts = [one.text for one in bridged.shown()]
    words = ("At eleven", "under way", "first in line", "second in line", "afterwards")
    assert texts[-5:] == [f"Ben: {one}" for one in words]
    assert not [one for one in texts if "Nonsense" in one or "At ten" in one]
