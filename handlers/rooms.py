"""What the browser may ask of a TwinSpace's rooms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Said:
    """One message in a room."""

    id: str
    #: The account that wrote it, as a full user id.
    sender: str
    at: datetime
    text: str


@dataclass(frozen=True)
class Page:
    """Some messages of a room, the oldest first."""

    messages: Sequence[Said]
    #: Where the older ones begin, to ask for them; empty if there are none.
    older: str


@dataclass(frozen=True)
class Account:
    """A new account on our homeserver and the token that opens it once."""

    user: str
    login_token: str


class Rooms(Protocol):
    """The rooms of the homeserver, as the portal sees them. Everything raises `Away` alike."""

    async def messages(self, room: str, before: str = "", most: int = 30) -> Page:
        """Read the newest messages of a room, or those before a place in it."""
        ...

    async def guard_is_loaded(self) -> bool:
        """Tell whether the homeserver itself keeps pupils from rooms of their own."""
        ...

    async def login_token(self, localpart: str) -> str:
        """Make a single-use token that logs a Matrix app in, for two minutes."""
        ...

    async def open_account(self) -> Account:
        """Make an account for a visitor who wants to use Matrix."""
        ...


class Away(Exception):
    """The homeserver does not answer now; nothing was changed."""


class NoRooms:
    """The rooms of an installation without a homeserver: there are none to see."""

    async def messages(self, room: str, before: str = "", most: int = 30) -> Page:
        """Raise Away."""
        raise Away

    async def guard_is_loaded(self) -> bool:
        """Say no: nothing keeps pupils safe where there is nothing."""
        return False

    async def login_token(self, localpart: str) -> str:
        """Raise Away."""
        raise Away

    async def open_account(self) -> Account:
        """Raise Away."""
        raise Away
