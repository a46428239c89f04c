"""How many pages a second the portal gives out again, beside a bare server with the same bytes."""

import asyncio
import tempfile

import aiohttp
from aiohttp import web

from storage import migrating
from storage.db import Database
from tests.bench import show
from tests.bench._portal_site import listening, served
from tests.bench._visitors import visit

AT_ONCE, SECONDS = 50, 6
#: A page that nobody can withdraw.
PATH = "/en/kits"


def main() -> None:
    """Measure and print what was found."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/portal.db")
        migrating.migrate(database)
        kept, bare = asyncio.run(_measured(database))
        database.close()
    show("portal_cached", kept, "pages/s", bare)


async def _measured(database: Database) -> tuple[float, float]:
    wishes = {"paths": [PATH], "at_once": AT_ONCE, "seconds": SECONDS}
    async with served(database) as site:
        kept = await visit(sites=[site.address], **wishes)
        body, headers = await _fetched(site.address)

    async def same(_request: web.Request) -> web.Response:
        return web.Response(body=body, headers=headers)

    app = web.Application()
    app.router.add_get(PATH, same)
    async with listening(app) as address:
        bare = await visit(sites=[address], **wishes)
    return kept.per_second, bare.per_second


async def _fetched(site: str) -> tuple[bytes, dict[str, str]]:
    """Get the page as visitors do: packed."""
    async with (
        aiohttp.ClientSession(site, auto_decompress=False) as session,
        session.get(PATH) as answer,
    ):
        left_out = {"date", "server", "content-length", "x-request-id"}
        headers = {
            name: value for name, value in answer.headers.items() if name.lower() not in left_out
        }
        return await answer.read(), headers


if __name__ == "__main__":
    main()
