"""The whole announcement to 412,000 people, sent by one process: its pace, and its memory.

Prints messages a second beside what is configured, and by how many megabytes the process grew from
the first tenth of the letters to the last, beside what it may.
"""

import asyncio
import os
import tempfile
import time
from pathlib import Path

from handlers import charts
from tests.bench import show
from tests.bench._campaign import Campaign, limited, service
from tests.bench.deliver import _telegram

TEACHERS = int(os.environ.get("ETWIN_TEACHERS", "412000"))
PER_SECOND = 1000
#: By so many megabytes it may grow.
MOST_MB = 50


def main() -> None:
    """Measure and print what was found."""
    asyncio.run(_measure())


async def _measure() -> None:
    # What draws the picture of the report is loaded once, to however many it went.
    charts.bars("Of how many", [charts.Bar("one", 1.0)])
    with _telegram() as url, tempfile.TemporaryDirectory() as folder:
        await limited(url, TEACHERS, PER_SECOND)
        async with service(url, f"{folder}/long.sqlite", TEACHERS, PER_SECOND) as campaign:
            await campaign.begin()
            await _sent(campaign, TEACHERS // 10)
            before, start = _megabytes(), time.perf_counter()
            await campaign.ended()
            seconds, after = time.perf_counter() - start, _megabytes()
    show("campaign_send_whole", TEACHERS * 0.9 / seconds, "messages/s", PER_SECOND)
    show("campaign_memory", max(0.0, after - before), "MB", MOST_MB)
    assert after - before < MOST_MB, f"grew by {after - before:.0f} MB"


async def _sent(campaign: Campaign, number: int) -> None:
    """Wait until so many letters have left."""
    while campaign.telegram.sent < number:  # noqa: ASYNC110 - a plain count
        await asyncio.sleep(0.2)


def _megabytes() -> float:
    """Say how much memory this process has now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


if __name__ == "__main__":
    main()
