"""How often one visitor may do something that could be abused."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from urllib.parse import urlsplit
from weakref import WeakSet

from aiohttp import web

from bot.portal.parts import PARTS, Settings, parts_of

#: Beyond this many visitors, who did nothing for the longest is forgotten at once.
_MANY = 10_000
#: Else whoever did nothing lately is, so often.
SECONDS = 60.0
#: What only a proxy writes.
_OF_PROXIES = ("Via", "Forwarded", "X-Real-Ip", "X-Forwarded-Host", "X-Forwarded-Proto")
#: All that count, to be looked through.
_PACES: "WeakSet[Pace]" = WeakSet()


class Pace:
    """Counts what each visitor did in the last while; in this process only."""

    def __init__(self, most: int, per: timedelta) -> None:
        self.most = most
        self.per = per
        #: Who did something last comes last.
        self._done: OrderedDict[str, deque[datetime]] = OrderedDict()
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
        self._done.setdefault(visitor, deque(maxlen=self.most)).append(now)
        self._done.move_to_end(visitor)
        if len(self._done) > _MANY:
            self._done.popitem(last=False)

    def forget(self, now: datetime) -> None:
        """Forget who did nothing lately: an address is kept no longer than it counts."""
        for visitor, done in tuple(self._done.items()):
            if done[-1] > now - self.per:
                return
            del self._done[visitor]


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
    """Give the address that a request comes from, behind our own proxies the one they name.

    Empty if they name none that is one.
    """
    address, settings = _plain(request.remote or ""), parts_of(request).settings
    if address not in settings.proxies:
        return address
    # Some proxies put a line of their own under what the visitor made up: the last one counts.
    if lines := request.headers.getall("X-Forwarded-For", ()):
        return _plain(lines[-1].split(",")[-1])
    return "" if _is_passed_on(request, settings) else address


def _is_passed_on(request: web.Request, settings: Settings) -> bool:
    """Tell whether a proxy handed on what somebody else asked, without saying who."""
    if any(name in request.headers for name in _OF_PROXIES):
        return True
    return settings.is_secure and request.host == urlsplit(settings.public_url).netloc


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
