"""What processes tell each other arrives, whatever people name in what they write."""

import asyncio

from bot.waking import Waking
from tests.matrix_bridge.wire import eventually


async def test_ids_that_are_none_and_many_rooms_at_once_are_told(postgresql):
    tells, hears = Waking(postgresql, "one"), Waking(postgresql, "other")
    ready, seen = [], []
    hears.kicked = lambda: ready.append(True)
    hears.seen = lambda *what: seen.append(what)
    tasks = [asyncio.create_task(one.run()) for one in (tells, hears)]
    await eventually(lambda: ready)

    tells.saw("!room:x", "$" + "9" * 60_000)
    tells.saw("!" + "x" * 9000, "$1")
    for number in range(300):
        tells.saw(f"!{number}:{'é' * 240}", f"${'é' * 250}")
    await eventually(lambda: len(seen) == 301)

    assert seen[0] == ("!room:x", "")
    assert not any(task.done() for task in tasks)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
