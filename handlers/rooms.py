"""What the browser may ask of a TwinSpace's rooms."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from handlers.rich import Rich


@dataclass(frozen=True)
class Media:
    """A picture or another file in a message; its bytes stay with the homeserver."""

    name: str
    mime: str
    #: In bytes; 0 if the sender did not say.
    size: int
    is_picture: bool
    #: What is to be seen or heard, in words; empty if nobody said.
    alt: str = ""
    #: How big a picture is, in pixels; 0 if the sender did not say.
    width: int = 0
    height: int = 0
    #: Where the homeserver has it, "mxc://…": it is another one for each other file.
    ref: str = ""


@dataclass(frozen=True)
class Said:
    """One message in a room, as its author last changed it."""

    id: str
    #: The account that wrote it, as a full user id.
    sender: str
    at: datetime
    rich: Rich
    #: The id of the message that it answers; empty if it answers none.
    answers: str = ""
    is_edited: bool = False
    media: Media | None = None

    @property
    def text(self) -> str:
        return self.rich.text


@dataclass(frozen=True)
class Page:
    """Some messages of a room, the oldest first."""

    messages: Sequence[Said]
    #: The id of the message before which there are older ones; empty if there are none.
    older: str


@dataclass(frozen=True)
class Fetched:
    """A file got from the homeserver. What it is called there is its sender's word."""

    content: bytes = field(repr=False)
    media: Media


@dataclass(frozen=True)
class Account:
    """A new account on our homeserver and the token that opens it once."""

    user: str
    login_token: str


class Rooms(Protocol):
    """The rooms of the homeserver, as the portal sees them. Everything raises `Away` alike."""

    async def messages(self, room: str, before: str = "", most: int = 30) -> Page:
        """Read the newest messages of a room, or those before one of them.

        What was taken back is not there any more.
        """
        ...

    async def message(self, room: str, message_id: str) -> Said | None:
        """Find one message of a room; None if it is not there, or was taken back."""
        ...

    async def sender(self, room: str, message_id: str) -> str:
        """Find who wrote a message, also one that was taken back; empty if it never was there."""
        ...

    async def media(self, room: str, message_id: str, is_small: bool) -> Fetched | None:
        """Get the file of a message in this room, a picture perhaps smaller; None if none is there.

        Nor is one of more than 20 MB.
        """
        ...

    async def upload(self, localpart: str, content: bytes, mime: str, name: str) -> str:
        """Give a file to the homeserver as one of our accounts; return where it has it.

        Raises NotTaken.
        """
        ...

    async def guard_is_loaded(self) -> bool:
        """Tell whether the homeserver itself keeps pupils from rooms of their own."""
        ...

    async def login_token(self, localpart: str) -> str:
        """Make a single-use token that logs a Matrix app in, for five minutes."""
        ...

    async def open_account(self, once: str = "") -> Account | None:
        """Make an account for a visitor who wants to use Matrix.

        None if one was made for the same form before: `once` tells one form from another.
        """
        ...


class Away(Exception):
    """The homeserver does not answer now; nothing was changed."""


class NotTaken(Exception):
    """The homeserver does not take this file."""


class NoRooms:
    """The rooms of an installation without a homeserver: there are none to see."""

    async def messages(self, room: str, before: str = "", most: int = 30) -> Page:
        """Raise Away."""
        raise Away

    async def message(self, room: str, message_id: str) -> Said | None:
        """Raise Away."""
        raise Away

    async def sender(self, room: str, message_id: str) -> str:
        """Raise Away."""
        raise Away

    async def media(self, room: str, message_id: str, is_small: bool) -> Fetched | None:
        """Raise Away."""
        raise Away

    async def upload(self, localpart: str, content: bytes, mime: str, name: str) -> str:
        """Raise Away."""
        raise Away

    async def guard_is_loaded(self) -> bool:
        """Say no: nothing keeps pupils safe where there is nothing."""
        return False

    async def login_token(self, localpart: str) -> str:
        """Raise Away."""
        raise Away

    async def open_account(self, once: str = "") -> Account | None:
        """Raise Away."""
        raise Away
