"""How soon a search among 52,000 projects begins to arrive, over HTTP, on both databases.

Visitors come from a process of their own, 50 a second; the 95th of 100 counts.
"""

import asyncio

from storage.db import Database
from tests.bench import _searches, show
from tests.bench._databases import on_both
from tests.bench._portal_data import fill
from tests.bench._portal_site import served
from tests.bench._visitors import visit

PER_SECOND, SECONDS = 50, 8
#: What 95 of 100 searches may take at most, in milliseconds.
MOST_MS = 50.0


def main() -> None:
    """Measure on both databases and print what was found."""
    on_both(measure)


def measure(url: str, name: str) -> None:
    """Fill a database, search in it and print how long it took."""
    database = Database(url)
    fill(database)
    p95 = asyncio.run(_searched(database))
    database.close()
    show(f"portal_search_p95_{name}", p95, "ms", MOST_MS)


async def _searched(database: Database) -> float:
    async with served(database) as site:
        paths = _searches.addresses(seed=2, count=400)
        await visit(sites=[site.address], paths=paths, at_once=4, seconds=3)
        asked = _searches.addresses(seed=3, count=2_000)
        steady = {"per_second": PER_SECOND, "seconds": SECONDS}
        return (await visit(sites=[site.address], paths=asked, **steady)).p95


if __name__ == "__main__":
    main()
