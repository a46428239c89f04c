"""How large all this is, as it was a moment ago: counted beside the pages, never for one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from time import perf_counter

import structlog
from aiohttp import web

from bot.portal.parts import PARTS
from storage import figures
from storage.db import DatabaseAway
from storage.figures import Figures

#: How long a count is good for; one that takes long is made more seldom, for so much of the time.
SECONDS, SHARE = 60.0, 0.01
#: While nobody looks, it is made no more often than this.
UNSEEN_SECONDS = 900.0
#: How long the first page waits for the first count.
FIRST = 2.0


class Board:
    """Holds the newest count."""

    def __init__(self) -> None:
        self.figures = Figures()
        #: Whether anything was counted yet, and whether anybody has looked since.
        self.is_filled, self.is_seen = asyncio.Event(), asyncio.Event()


_BOARD = web.AppKey("figures", Board)
_log = structlog.get_logger()


def prepare(app: web.Application) -> None:
    """Let the application count, from its start to its end."""
    app[_BOARD] = Board()
    app.cleanup_ctx.append(_counting)


def figures_of(request: web.Request) -> Figures:
    """Give the newest count."""
    board = request.app[_BOARD]
    board.is_seen.set()
    return board.figures


async def _counting(app: web.Application) -> AsyncIterator[None]:
    """Count before the first page is shown, if that is quick, and again and again from then on."""
    ends = asyncio.Event()
    task = asyncio.create_task(_count_until(app, ends))
    with suppress(TimeoutError):
        await asyncio.wait_for(app[_BOARD].is_filled.wait(), FIRST)
    yield
    ends.set()
    await task


async def _count_until(app: web.Application, ends: asyncio.Event) -> None:
    board = app[_BOARD]
    while not ends.is_set():
        began = perf_counter()
        await _count(app)
        board.is_filled.set()
        rest = max(SECONDS, (perf_counter() - began) / SHARE)
        with suppress(TimeoutError):
            await asyncio.wait_for(ends.wait(), rest)
        if not ends.is_set():
            await _somebody_looks(board, ends)


async def _somebody_looks(board: Board, ends: asyncio.Event) -> None:
    """Wait until somebody has looked since the last count, though not for ever, or the end."""
    waits = [asyncio.create_task(one.wait()) for one in (board.is_seen, ends)]
    await asyncio.wait(waits, timeout=UNSEEN_SECONDS, return_when=asyncio.FIRST_COMPLETED)
    for one in waits:
        one.cancel()
    board.is_seen.clear()


async def _count(app: web.Application) -> None:
    """Count; while that does not work, what was counted before stays."""
    parts = app[PARTS]
    try:
        app[_BOARD].figures = await parts.read(figures.count, parts.now())
    except DatabaseAway:
        _log.info("figures.database_away")
    except Exception:
        _log.exception("figures.failed")
