"""One id from door to delivery: it stands in every line of the logs and in the outbox."""

from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import structlog

from storage import tracing

_T = TypeVar("_T")


@contextmanager
def following(cause: str) -> Iterator[None]:
    """Let what is logged and put into the outbox meanwhile bear this id, which names nobody."""
    token = tracing.cause.set(cause)
    try:
        with structlog.contextvars.bound_contextvars(request=cause):
            yield
    finally:
        tracing.cause.reset(token)


async def followed(cause: str, work: Awaitable[_T]) -> _T:
    """Do something under this id."""
    with following(cause):
        return await work
