"""How near to the configured pace one process sends an announcement to 20,000 people.

The stand-in for Telegram is a process of its own that refuses what is faster than 1,000 a second,
and more than one a second to a chat. Prints messages a second, from the first call to the last,
beside what is configured.
"""

import asyncio
import os
import tempfile
from typing import Any

from tests.bench import show
from tests.bench._campaign import limited, service
from tests.bench.deliver import _human, _telegram

TEACHERS = int(os.environ.get("ETWIN_TEACHERS", "20000"))
PER_SECOND = 1000


def main() -> None:
    """Measure and print what was found."""
    asyncio.run(_measure())


async def _measure() -> None:
    with _telegram() as url, tempfile.TemporaryDirectory() as folder:
        await limited(url, TEACHERS, PER_SECOND)
        async with service(url, f"{folder}/send.sqlite", TEACHERS, PER_SECOND) as campaign:
            await campaign.begin()
            await campaign.ended()
            seconds = campaign.telegram.last_at - campaign.telegram.first_at
        answer: dict[str, Any] = await _human("GET", url, "calls")
    sends = {status: count for method, status, count in answer["counts"] if method == "sendMessage"}
    assert sends.keys() == {200}, f"some calls were refused: {sends}"
    assert sends[200] >= TEACHERS, f"only {sends[200]} calls"
    show("campaign_send", TEACHERS / seconds, "messages/s", PER_SECOND)


if __name__ == "__main__":
    main()
