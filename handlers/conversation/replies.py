"""What we say: texts by their keys, with fields, buttons and whom they go to."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import IntEnum
from typing import Any

from handlers.conversation.events import File, Recipe
from storage.addresses import Address


@dataclass(frozen=True)
class Name:
    """A country, month, subject … by its code, put into words in the reader's language."""

    kind: str
    code: str


@dataclass(frozen=True)
class Words:
    """A text inside a text: its key and fields."""

    key: str
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Listing:
    """Several values, joined as the reader's language joins them ("a, b and c")."""

    items: tuple[Any, ...]


@dataclass(frozen=True)
class Lines:
    """Several values, one a line."""

    items: tuple[Any, ...]


@dataclass(frozen=True)
class Code:
    """Something to copy or type exactly: a code, a command, an address."""

    text: str


#: What an address in the web begins with.
WEB = ("https://", "http://")
#: No button's command has more bytes, and no address behind one.
LONGEST_COMMAND, LONGEST_LINK = 64, 500


def is_link(text: str) -> bool:
    """Tell whether this can be the address behind a button."""
    host = text.partition("://")[2].partition("/")[0].strip(".")
    is_short = len(text.encode()) <= LONGEST_LINK
    return text.startswith(WEB) and "." in host and is_short


@dataclass(frozen=True)
class Button:
    """A choice: what it says (any field value), and the command that pressing it gives.

    Or a way into the web: then `command` is the address that it opens.
    """

    label: Any
    command: str

    def __post_init__(self) -> None:
        most = LONGEST_LINK if self.is_link else LONGEST_COMMAND
        if not 1 <= len(self.command.encode()) <= most:
            raise ValueError(f"a button's command has 1 to {most} bytes")

    @property
    def is_link(self) -> bool:
        return self.command.startswith(WEB)


class Lane(IntEnum):
    """What goes first when much is waiting."""

    REPLY = 0
    REMINDER = 1
    BULK = 2


@dataclass(frozen=True)
class InRoom:
    """A room of a TwinSpace, or a group, as the place a message goes to, and who speaks there."""

    room: str
    #: The account's localpart; empty for the service itself. In a group our bot speaks, and this
    #: is for whom: an account, as a full user id.
    localpart: str
    language: str
    #: The id of a message there whose place it takes; an empty text takes that message back.
    changes: str = ""
    #: "telegram" for a group there.
    platform: str = "room"


@dataclass(frozen=True)
class Reply:
    """A text to send: its key and fields, the buttons under it, and whom it goes to."""

    key: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    buttons: tuple[tuple[Button, ...], ...] = ()
    #: A person's id, an Address, a room, or None for the one who acted.
    to: int | Address | InRoom | None = None
    lane: Lane = Lane.REPLY
    #: At most one message with this key is ever sent.
    once: str = ""
    #: What kind of notice it is (storage/notices.py), so that its reader can have such ones
    #: later, daily or not at all; empty for what answers, and for what nobody may miss.
    notice: str = ""
    #: A file that comes with it.
    file: File | Recipe | None = None
    #: What it is a copy of (storage/bulk.py), so that it follows when that is edited.
    batch: str = ""
    #: The platform's id of a message where it goes that it answers; or "=" and a `batch`, of
    #: whose copy there it is an answer once it leaves.
    replies_to: str = ""
    #: From then on it makes no sense any more and is not sent; None if it always does.
    until: datetime | None = None
    #: Whether it takes the place of the message whose button was pressed.
    edits: bool = False
    #: A room whose newest messages are its field `said`, read when it is sent; empty if none.
    reads: str = ""
    #: A project: it is not sent any more to who is no teacher there by then; 0 for none.
    only_in: int = 0
    #: Whether its fields hold a link or code for one person: they are forgotten once it is sent.
    is_secret: bool = False
    #: Whether a number is the answer itself: its buttons are then answered by their words only.
    by_words: bool = False

    def secretly(self) -> "Reply":
        """Give the same reply as one whose words are forgotten once they are sent."""
        return replace(self, is_secret=True)

    def noticed(self, kind: str) -> "Reply":
        """Give the same reply as a notice of this kind, told as its reader chose."""
        return replace(self, notice=kind)

    def with_buttons(self, *rows: tuple[Button, ...]) -> "Reply":
        """Give the same reply with these rows of buttons."""
        return replace(self, buttons=rows)


def say(key: str, *, to: int | Address | InRoom | None = None, **fields: Any) -> Reply:
    """Make a reply out of a text key and its fields."""
    return Reply(key, fields, to=to)


def rows(buttons: list[Button], wide: int = 1) -> tuple[tuple[Button, ...], ...]:
    """Lay buttons out in rows of `wide`."""
    return tuple(tuple(buttons[i : i + wide]) for i in range(0, len(buttons), wide))
