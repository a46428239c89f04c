"""What the portal needs from the rest of the program, handed to it when it is made."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar
from urllib.parse import urlencode

from aiohttp import web
from prometheus_client import CollectorRegistry

from bot.portal.live import Live
from handlers.conversation import Event, Reply
from handlers.files import Fetch, fetch_none
from handlers.rooms import Rooms

_T = TypeVar("_T")


@dataclass(frozen=True)
class Contact:
    """How a support service is reached besides the bot; both empty if it is not."""

    site: str = ""
    mail: str = ""


@dataclass(frozen=True)
class Settings:
    """How the portal is reached, and what it tells people to open."""

    #: Where people reach the portal, without a slash at the end.
    public_url: str
    #: The homeserver's name, as it stands behind the colon of an account.
    server_name: str
    #: Where Matrix apps reach the homeserver.
    homeserver_url: str
    #: The bot's name on Telegram, without "@"; empty where there is none.
    telegram_bot: Callable[[], str] = str
    #: The bot's account on Matrix, as a full user id; empty where there is none.
    matrix_bot: str = ""
    #: The account that the service itself speaks with in rooms, as a full user id.
    service_user: str = ""
    #: A Matrix app in the browser that knows our homeserver; empty where there is none.
    matrix_client_url: str = ""
    #: Only the sandbox and the tests may add pupils without the homeserver's guard.
    pupils_without_guard: bool = False
    #: The addresses and networks that may read the numbers, besides the machine itself.
    metrics_from: tuple[str, ...] = ()
    #: Whether visitors who ask too often have to wait: only measurements do without.
    is_paced: bool = True
    #: Who runs the service and how they are reached, in one line; empty if it is not said.
    operator: str = ""
    #: How the support services are reached that tell us, by the codes of their countries.
    services: Mapping[str, Contact] = field(default_factory=dict)
    #: Whether pages are also there in a made-up language that runs from right to left: to try out.
    pseudo_rtl: bool = False
    #: The reverse proxies whose word about a visitor's address is believed.
    proxies: frozenset[str] = frozenset({"127.0.0.1", "::1"})
    #: How long a page waits for a message to leave.
    patience_seconds: float = 3.0

    @property
    def is_secure(self) -> bool:
        return self.public_url.startswith("https://")

    def login_link(self, token: str) -> str:
        """Write the address that signs in to the Matrix app in the browser, if there is one."""
        if not self.matrix_client_url:
            return ""
        joint = "&" if "?" in self.matrix_client_url else "?"
        return f"{self.matrix_client_url}{joint}{urlencode({'loginToken': token})}"


async def all_well() -> list[str]:
    """Say that nothing is missing."""
    return []


class InDatabase(Protocol):
    """Runs `work(db, *args)` in a transaction in the worker thread. Raises DatabaseAway."""

    def __call__(self, work: Callable[..., _T], *args: Any) -> Awaitable[_T]: ...


@dataclass(frozen=True)
class Parts:
    """What the portal is put together with."""

    settings: Settings
    #: Takes an event of the browser; gives the replies to the actor, none if it was taken before.
    act: Callable[[Event], Awaitable[list[Reply]]]
    read: InDatabase
    write: InDatabase
    rooms: Rooms
    now: Callable[[], datetime]
    #: Lets a project's rooms be settled now; returns when they are, or after a few seconds.
    settled: Callable[[int], Awaitable[None]]
    #: Fetches a file that somebody sent in a chat.
    fetch: Fetch = fetch_none
    #: Wakes the pages on which a room is open.
    live: Live = field(default_factory=Live)
    #: Where the exports of projects lie.
    exports: Path = Path("exports")
    #: Where the public copies of what is published lie.
    published: Path = Path("published")
    #: Why this process should not be sent visitors now, in a line each; nothing if it may.
    reasons: Callable[[], Awaitable[list[str]]] = all_well
    #: Where what is counted here stands beside the other numbers of the process.
    numbers: CollectorRegistry = field(default_factory=CollectorRegistry)
    #: What else is served at the same address, such as Telegram's webhook.
    routes: Sequence[web.AbstractRouteDef] = field(default_factory=tuple)


PARTS = web.AppKey("parts", Parts)


def parts_of(request: web.Request) -> Parts:
    """Find the parts that this request's application was made with."""
    return request.app[PARTS]
