"""How often one visitor's address may do something that could be abused."""

from collections import deque
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from aiohttp import web

from bot.portal.parts import parts_of

#: Beyond this many visitors, those who did nothing lately are forgotten.
_MANY = 10_000


class Pace:
    """Counts what each visitor did in the last while; in this process only."""

    def __init__(self, most: int, per: timedelta) -> None:
        self.most = most
        self.per = per
        self._done: dict[str, deque[datetime]] = {}

    def is_spent(self, visitor: str, now: datetime) -> bool:
        """Tell whether this visitor has done it as often as one may."""
        done = self._done.get(visitor, ())
        return sum(at > now - self.per for at in done) >= self.most

    def count(self, visitor: str, now: datetime) -> None:
        """Note that the visitor did it now."""
        if len(self._done) >= _MANY:
            recent = {who: done for who, done in self._done.items() if done[-1] > now - self.per}
            self._done = recent
        self._done.setdefault(visitor, deque(maxlen=self.most)).append(now)


def visitor_of(request: web.Request) -> str:
    """Name where a request comes from: its address, or for IPv6 the network of its household."""
    address = _plain(request.remote or "")
    if address in parts_of(request).settings.proxies:
        address = _plain(request.headers.get("X-Forwarded-For", address).split(",")[-1])
    return str(ip_network(f"{address}/64", strict=False)) if ":" in address else address


def _plain(address: str) -> str:
    """Write an address in one way; what is none is no visitor that we can tell from others."""
    try:
        parsed = ip_address(address.strip())
    except ValueError:
        return ""
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    return parsed.compressed
