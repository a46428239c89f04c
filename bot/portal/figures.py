"""How large all this is, as it was a moment ago: counted beside the pages, never for one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import structlog
from aiohttp import web

from bot.portal.parts import PARTS
from storage import figures
from storage.db import DatabaseAway
from storage.figures import Figures

#: How long a count is good for.
SECONDS = 60.0


class Board:
    """Holds the newest count."""

    def __init__(self) -> None:
        self.figures = Figures()


_BOARD = web.AppKey("figures", Board)
_log = structlog.get_logger()


def prepare(app: web.Application) -> None:
    """Let the application count, from its start to its end."""
    app[_BOARD] = Board()
    app.cleanup_ctx.append(_counting)


def figures_of(request: web.Request) -> Figures:
    """Give the newest count."""
    return request.app[_BOARD].figures


async def _counting(app: web.Application) -> AsyncIterator[None]:
    """Count before the first page is shown, and each minute from then on."""
    ends = asyncio.Event()
    await _count(app)
    task = asyncio.create_task(_count_again(app, ends))
    yield
    ends.set()
    await task


async def _count_again(app: web.Application, ends: asyncio.Event) -> None:
    while not ends.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(ends.wait(), SECONDS)
            return
        await _count(app)


async def _count(app: web.Application) -> None:
    """Count; while that does not work, what was counted before stays."""
    parts = app[PARTS]
    try:
        app[_BOARD].figures = await parts.read(figures.count, parts.now())
    except DatabaseAway:
        _log.info("figures.database_away")
    except Exception:
        _log.exception("figures.failed")
