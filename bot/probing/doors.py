"""A door of ours while `etwin run` does not hold it, to see whether others reach it."""

import errno
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web


class CannotListen(Exception):
    """Nothing can listen there; the text says why."""


@asynccontextmanager
async def opened(app: web.Application, host: str, port: int) -> AsyncIterator[bool]:
    """Serve an application while the block runs; give False if somebody serves there already.

    Raises CannotListen.
    """
    app.middlewares.insert(0, _closing)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        yield await _listens(runner, host, port)
    finally:
        await runner.cleanup()


@web.middleware
async def _closing(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Keep no connection: Synapse (1.163) fails once over each to a door that is gone."""
    response = await handler(request)
    response.force_close()
    return response


async def _listens(runner: web.AppRunner, host: str, port: int) -> bool:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return False
        raise CannotListen(error.strerror or type(error).__name__) from None
    return True
