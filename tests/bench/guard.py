"""What the guard costs: a pupil's messages in a class of thirty, with it and without."""

import os
import statistics
import tempfile
from contextlib import ExitStack
from pathlib import Path

from bot.sandbox.synapse import Synapse
from matrix_bridge.registration import registration, snippet
from tests.adversary.world import AS_TOKEN, HS_TOKEN, SERVER, World, pupil, teacher
from tests.bench import show

PUPILS, ROUNDS, MESSAGES, UNCOUNTED = 30, 9, 20, 1


def main() -> None:
    """Send by turns to one homeserver with the guard and one without."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        classes = [
            _open(Path(folder, name), name == "guarded", stack) for name in ("guarded", "bare")
        ]
        rates: list[list[float]] = [[], []]
        for _ in range(ROUNDS):
            for (world, room, fox), rate in zip(classes, rates, strict=True):
                started = _cpu_seconds(world)
                for _ in range(MESSAGES):
                    assert world.as_service(fox).say(room).status == 200
                rate.append(MESSAGES / (_cpu_seconds(world) - started))
    guarded, bare = (statistics.median(rate[UNCOUNTED:]) for rate in rates)
    show("guard_sends", guarded, "messages/s of the homeserver's CPU", bare)


def _cpu_seconds(world) -> float:
    """Read what a homeserver has computed so far: other programs do not count."""
    words = Path(f"/proc/{world.synapse.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def _open(folder: Path, is_guarded: bool, stack: ExitStack):
    settings = snippet(SERVER)
    if not is_guarded:
        del settings["modules"]
    synapse = Synapse(
        folder,
        SERVER,
        registration=registration(AS_TOKEN, HS_TOKEN, "", SERVER, "etwin") | {"url": None},
        snippet=settings,
        production_limits=False,
    )
    synapse.start()
    stack.callback(synapse.stop)
    world = World(synapse)
    room, ana = world.room(), world.account("t")
    foxes = [world.account("p") for _ in range(PUPILS)]
    members = {fox.user: pupil() for fox in foxes} | {ana.user: teacher()}
    world.record(room, **members)
    world.let_in(room, ana, *foxes)
    return world, room, foxes[0]


if __name__ == "__main__":
    main()
