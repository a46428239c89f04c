"""How often one visitor may do something that could be abused."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from weakref import WeakSet

from aiohttp import web

from bot.portal.parts import PARTS, parts_of

#: Beyond this many visitors, those who did nothing lately are forgotten at once.
_MANY = 10_000
#: Else they are, so often.
SECONDS = 60.0
#: All that count, to be looked through.
_PACES: "WeakSet[Pace]" = WeakSet()


class Pace:
    """Counts what each visitor did in the last while; in this process only."""

    def __init__(self, most: int, per: timedelta) -> None:
        self.most = most
        self.per = per
        self._done: dict[str, deque[datetime]] = {}
        _PACES.add(self)

    def is_spent(self, visitor: str, now: datetime) -> bool:
        """Tell whether this visitor has done it as often as one may."""
        done = self._done.get(visitor)
        return done is not None and len(done) >= self.most and done[0] > now - self.per

    def seconds_left(self, visitor: str, now: datetime) -> int:
        """Say in how many seconds the visitor may do it again; nought if at once."""
        if not self.is_spent(visitor, now):
            return 0
        return max(1, ceil((self._done[visitor][0] + self.per - now).total_seconds()))

    def count(self, visitor: str, now: datetime) -> None:
        """Note that the visitor did it now."""
        if len(self._done) >= _MANY:
            self.forget(now)
        self._done.setdefault(visitor, deque(maxlen=self.most)).append(now)

    def forget(self, now: datetime) -> None:
        """Forget who did nothing lately: an address is kept no longer than it counts."""
        recent = {who: done for who, done in self._done.items() if done[-1] > now - self.per}
        self._done = recent


def prepare(app: web.Application) -> None:
    """Let the application forget its visitors while it runs."""
    app.cleanup_ctx.append(_forgetting)


async def _forgetting(app: web.Application) -> AsyncIterator[None]:
    task = asyncio.create_task(_forget_until_the_end(app))
    yield
    task.cancel()


async def _forget_until_the_end(app: web.Application) -> None:
    while True:
        await asyncio.sleep(SECONDS)
        for pace in tuple(_PACES):
            pace.forget(app[PARTS].now())


def visitor_of(request: web.Request) -> str:
    """Name where a request comes from: its address, or for IPv6 the network of its household."""
    address = plain_address_of(request)
    return str(ip_network(f"{address}/64", strict=False)) if ":" in address else address


def plain_address_of(request: web.Request) -> str:
    """Give the address that a request comes from, behind our own proxies the one they name."""
    address = _plain(request.remote or "")
    if address in parts_of(request).settings.proxies:
        address = _plain(request.headers.get("X-Forwarded-For", address).split(",")[-1])
    return address


def is_among(address: str, networks: Sequence[str]) -> bool:
    """Tell whether an address is one of these, or in one of these networks."""
    if not address:
        return False
    return any(ip_address(address) in ip_network(one, strict=False) for one in networks)


def _plain(address: str) -> str:
    """Write an address in one way; what is none is no visitor that we can tell from others."""
    try:
        parsed = ip_address(address.strip())
    except ValueError:
        return ""
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    return parsed.compressed
