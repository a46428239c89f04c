"""How many pages a second the portal makes with 52,000 projects, and how soon each arrives.

Start page, searches and pages of projects, none of them from a cache; visitors in a process of
their own, first 50 of them asking again and again, then 200 new ones each second, also while
somebody writes once a second.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from storage import projects
from storage.db import Database, Db
from tests.bench import _searches, show
from tests.bench._databases import on_both
from tests.bench._portal_data import PROJECTS, fill
from tests.bench._portal_site import Site, another, served
from tests.bench._visitors import visit

AT_ONCE, PER_SECOND, SECONDS = 50, 200, 6
#: So many pages a second are to be made, and 95 of 100 begin to arrive in so many milliseconds.
LEAST, MOST_MS = 600.0, 50.0


def main() -> None:
    """Measure on both databases and print what was found."""
    on_both(measure)


def measure(url: str, name: str) -> None:
    """Fill a database, look at its pages and print how that went."""
    database = Database(url)
    fill(database)
    asyncio.run(_measured(database, name))
    database.close()


async def _measured(database: Database, name: str) -> None:
    kinds = pages()
    every = [path for paths in kinds.values() for path in random.Random(4).sample(paths, 1_000)]
    async with served(database) as site:
        await visit(sites=[site.address], paths=every, at_once=4, seconds=4)
        for kind, paths in {"all": every, **kinds}.items():
            met = await visit(sites=[site.address], paths=paths, at_once=AT_ONCE, seconds=SECONDS)
            show(f"portal_page_{kind}_{name}", met.per_second, "pages/s", LEAST)
        if not database.is_sqlite:
            await _measured_of_two(database.url, site, name, every)
        steady = {"paths": every, "per_second": PER_SECOND, "seconds": SECONDS}
        met = await visit(sites=[site.address], **steady)
        show(f"portal_page_p95_{name}", met.p95, "ms", MOST_MS)
        async with writing(site):
            met = await visit(sites=[site.address], **steady)
        show(f"portal_page_p95_beside_writes_{name}", met.p95, "ms", MOST_MS)


async def _measured_of_two(url: str, site: Site, name: str, every: Sequence[str]) -> None:
    """Measure two processes over one database, as any number may serve the portal."""
    async with another(url) as second:
        sites = [site.address, second]
        await visit(sites=sites, paths=every, at_once=4, seconds=4)
        met = await visit(sites=sites, paths=every, at_once=AT_ONCE, seconds=SECONDS)
    show(f"portal_page_all_{name}_two_processes", met.per_second, "pages/s", LEAST)


def pages() -> Mapping[str, Sequence[str]]:
    """List addresses by kind; a query keeps the start page from being remembered."""
    chance = random.Random(3)
    return {
        "start": [f"/en/?visit={number}" for number in range(1_000)],
        "project": [f"/en/projects/{chance.randrange(1, PROJECTS)}" for _ in range(3_000)],
        "search": _searches.addresses(seed=5, count=3_000),
    }


@asynccontextmanager
async def writing(site: Site) -> AsyncIterator[None]:
    """Change a project once a second while the block runs."""

    async def write() -> None:
        for number in range(1, 1_000):
            await site.turns.write(_change, number)
            await asyncio.sleep(1)

    task = asyncio.create_task(write())
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def _change(db: Db, number: int) -> None:
    project = projects.by_id(db, number)
    assert project is not None
    projects.change(db, project, project.state, datetime.now(UTC), title=f"changed {number}")


if __name__ == "__main__":
    main()
