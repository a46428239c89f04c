"""How long a reply takes while an announcement to many is on its way, against an idle service.

Visitors ask one after the other for help; the time runs from the event at the door until Telegram,
a strict stand-in of its own, has taken the answer. First nothing else is to be sent, then an
announcement to 20,000 leaves as fast as Telegram allows a free bot. Prints the 95th percentiles.
"""

import asyncio
import os
import tempfile
import time
from datetime import UTC, datetime
from statistics import quantiles

from handlers.conversation import Event
from storage.addresses import Address
from tests.bench import show
from tests.bench._campaign import Campaign, limited, service
from tests.bench.campaign_enqueue import FIRST_CHAT
from tests.bench.deliver import _telegram

TEACHERS = int(os.environ.get("ETWIN_TEACHERS", "20000"))
PER_SECOND = 30
ASKED = 200
#: So long after one question the next is asked.
PAUSE = 0.2


def main() -> None:
    """Measure and print what was found."""
    asyncio.run(_measure())


async def _measure() -> None:
    with _telegram() as url, tempfile.TemporaryDirectory() as folder:
        await limited(url, TEACHERS + 2 * ASKED, PER_SECOND)
        async with service(url, f"{folder}/reply.sqlite", TEACHERS, PER_SECOND) as campaign:
            first = FIRST_CHAT + TEACHERS + 1
            idle = await _ask_all(campaign, first)
            await campaign.begin()
            busy = await _ask_all(campaign, first + ASKED)
    show("reply_during_campaign", _p95(busy), "ms", _p95(idle))


async def _ask_all(campaign: Campaign, first: int) -> list[float]:
    """Let some visitors ask, each in a chat of their own; give the milliseconds of each."""
    taken = []
    for chat in range(first, first + ASKED):
        taken.append(await _ask(campaign, str(chat)))
        await asyncio.sleep(PAUSE)
    return taken


async def _ask(campaign: Campaign, chat: str) -> float:
    answered: asyncio.Future[float] = asyncio.get_running_loop().create_future()
    campaign.telegram.watched[chat] = answered
    start = time.perf_counter()
    await campaign.turns.take([_event(chat)])
    return (await answered - start) * 1000


def _event(chat: str) -> Event:
    return Event(
        id=f"4242:{chat}",
        address=Address("telegram", chat),
        chat=chat,
        at=datetime.now(UTC),
        command="help",
        language="en",
        message=chat,
        seed=bytes(32),
    )


def _p95(found: list[float]) -> float:
    return quantiles(found, n=20)[-1]


if __name__ == "__main__":
    main()
