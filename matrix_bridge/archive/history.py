"""Everything that was said in a room, from its beginning, page by page."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from handlers.platform import OutcomeUnknown, TryLater
from handlers.rich import Rich, Span
from matrix_bridge.homeserver import Content, Homeserver, Refused

_T = TypeVar("_T")

#: So many events are read at once.
AT_ONCE = 100
#: How often a call is made again while the homeserver is away, and how long is waited at least.
TRIES, WAIT_SECONDS = 20, 1.0
#: An account of ours in a text: a pupil's name on the homeserver is nobody's business.
_ACCOUNT = re.compile(r"@p_[a-z0-9._=/+-]+:[A-Za-z0-9.:\[\]-]*[A-Za-z0-9\]]")


async def events(
    homeserver: Homeserver, room: str, user: str
) -> AsyncIterator[list[Mapping[str, Any]]]:
    """Read a room's messages as `user`, the oldest first, some at a time.

    Raises TryLater if the homeserver stays away.
    """
    place = ""
    while True:
        page = await patiently(
            partial(homeserver.messages, room, user, place, AT_ONCE, forward=True)
        )
        yield list(page.events)
        if not page.before or page.before == place:
            return
        place = page.before


async def file(homeserver: Homeserver, mxc: str, user: str, most: int) -> Content | None:
    """Get a file; None if it is gone, or too big."""
    try:
        return await patiently(lambda: homeserver.download(mxc, user, most))
    except Refused:
        return None


async def patiently(call: Callable[[], Awaitable[_T]]) -> _T:
    """Make a call that only reads, and again while the homeserver is away."""
    for left in reversed(range(TRIES)):
        try:
            return await call()
        except (TryLater, OutcomeUnknown) as error:
            if not left:
                raise TryLater(WAIT_SECONDS) from error
            seconds = error.seconds if isinstance(error, TryLater) else WAIT_SECONDS
            await asyncio.sleep(max(WAIT_SECONDS, seconds))
    raise AssertionError("unreachable: the last try raises")


def without_accounts(rich: Rich, names: Callable[[str], str]) -> Rich:
    """Put names where pupils' accounts stand in a text, and leave links to them out."""
    spans = [one for one in rich.spans if not _ACCOUNT.search(_unquoted(one.url))]
    text = rich.text
    for found in reversed(list(_ACCOUNT.finditer(text))):
        name = names(found[0])
        spans = [_moved(one, found.start(), found.end(), len(name)) for one in spans]
        text = text[: found.start()] + name + text[found.end() :]
    return Rich(text, tuple(spans))


def _moved(span: Span, start: int, end: int, length: int) -> Span:
    """Move the ends of a span that lie in or behind a stretch which gets another length."""

    def moved(place: int) -> int:
        if place >= end:
            return place - (end - start) + length
        return min(place, start + length)

    return replace(span, start=moved(span.start), end=moved(span.end))


def _unquoted(url: str) -> str:
    return url.replace("%40", "@").replace("%3A", ":").replace("%3a", ":")
