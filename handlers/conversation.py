"""What somebody did (Event), what we say (Reply), and which function answers (@command)."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import IntEnum
from typing import Any

from handlers.rich import Rich
from storage.addresses import Address, Known
from storage.db import Db
from storage.people import Person
from storage.pupils import Pupil

#: 30 signs that are not mistaken for one another: no I, L, O, U, 0, 1.
_CLEAR = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


class Needs(IntEnum):
    """Who may give a command; each kind may do what those before it may."""

    ANYONE = 0
    REGISTERED = 1
    TEACHER = 2
    COORDINATOR = 3


#: How somebody answers "Who made it?": we did; we did, and all may use it; somebody else did.
LICENCES = ("ours", "free", "others")


@dataclass(frozen=True)
class File:
    """A file that somebody sent, as a reference: its bytes stay where they are.

    Source: docs/decisions/0014-files.md.
    """

    #: The platform that has it: "telegram" or "matrix".
    origin: str
    #: How that platform finds it: Telegram's file_id, Matrix's `mxc://…`.
    ref: str
    #: "photo" or "file": whether the reader should see it at once.
    kind: str
    mime: str
    name: str
    #: In bytes; 0 if the platform did not say.
    size: int
    #: What the platform needs to read an encrypted one, as JSON; empty if it is not encrypted.
    key: str = ""
    #: What is to be seen or heard in it, in words, for those who cannot; empty if nobody said.
    alt: str = ""
    #: Who made it and who may use it: a key of `LICENCES`; empty if nobody was asked.
    licence: str = ""


@dataclass(frozen=True)
class Recipe:
    """A file that we make, named by what it is made of; it is made when it is sent.

    Source: handlers/making.py.
    """

    name: str
    #: The ids that the maker needs.
    ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Place:
    """A room of a TwinSpace as the place where something was said."""

    project_id: int
    #: "classroom" or "staff_room".
    kind: str
    #: The homeserver's id of the room.
    room: str
    #: In which language the service answers there.
    language: str


@dataclass(frozen=True)
class Event:
    """Something a person did on a platform.

    `id` is unique within the platform: what arrives twice counts once.
    """

    id: str
    address: Address
    #: Where the answer goes: the private chat, in the platform's own notation.
    chat: str
    at: datetime
    #: The command without its slash, in lower case; empty for a text that is none.
    command: str = ""
    #: What stands behind the command, or the whole text.
    words: str = ""
    #: The text as it was written, with its formatting.
    rich: Rich = Rich("")
    #: "text", "press" (a button), "file", "edit" (they changed what they wrote earlier),
    #: "gone" (the person left or blocked us), "back"; in a room also "taken back" (`about`);
    #: in a group also "came", "went" (who: ids in `words`), "standing" (what we are there now).
    kind: str = "text"
    #: The language the platform says its user reads, e.g. "fr"; empty if it does not.
    language: str = ""
    #: The platform's id of the message whose button was pressed, or that is answered.
    about: str = ""
    #: The platform's id of what they wrote, or changed; empty for a press.
    message: str = ""
    #: What came with the text, which is then its caption.
    file: File | None = None
    #: By what name others find the writer on their platform; empty if by none: "@ana".
    handle: str = ""
    #: The bot's own name on Telegram, for links that open it; empty if it was not told.
    bot: str = ""
    #: Chance for this event, drawn at the door: handlers derive their codes from it.
    seed: bytes = b""
    #: Whether pupils may be added now: the homeserver's guard was asked, or this is a trial.
    is_guarded: bool = False
    #: The portal's public address, for links: "https://etwinning.example.org".
    site: str = ""
    #: The address of a meeting, with "{code}" in it where each gets its own.
    meetings: str = "https://meet.jit.si/etwinning-{code}"
    #: Where it was said, if that was a room of a TwinSpace: answers without `to` go there.
    room: Place | None = None
    #: The group on Telegram where it was said or happened; empty if elsewhere.
    group: str = ""
    #: What it was, where that does not go across: "sticker", "location", "contact", "poll" …
    what: str = ""
    #: Filled in by the turn: the address as we know it; None in the browser.
    known: Known | None = None
    #: Filled in by the turn: who acts; both None for a visitor.
    person: Person | None = None
    pupil: Pupil | None = None

    @property
    def sender(self) -> Known:
        """The address that wrote, in a chat."""
        assert self.known is not None, "an event of the browser has no address"
        return self.known

    @property
    def actor(self) -> Person:
        """Who acts, where the command needs somebody registered."""
        assert self.person is not None, "the command did not say that it needs somebody"
        return self.person

    def fresh(self, what: str, length: int = 8) -> str:
        """Derive a code for one purpose: letters and digits that nobody mistakes for another."""
        assert self.seed, "the door drew no chance for this event"
        digest = hashlib.blake2b(what.encode(), key=self.seed[:64]).digest()
        return "".join(_CLEAR[byte % len(_CLEAR)] for byte in digest[:length])


@dataclass(frozen=True)
class Name:
    """A country, language, subject … by its code, put into words in the reader's language."""

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


@dataclass(frozen=True)
class Button:
    """A choice: what it says (any field value), and the command that pressing it gives."""

    label: Any
    command: str

    def __post_init__(self) -> None:
        if not 1 <= len(self.command.encode()) <= 64:
            raise ValueError("a button's command has 1 to 64 bytes")


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
    #: Whether its fields hold a link or code for one person: they are forgotten once it is sent.
    is_secret: bool = False

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


Handler = Callable[[Event, Db], list[Reply]]


@dataclass(frozen=True)
class Command:
    """A command and who may give it."""

    name: str
    needs: Needs
    answer: Handler
    #: Whether it stands in /help and in the menu; commands behind buttons do not.
    is_listed: bool
    #: Its place among the commands of the same people; the lowest is shown first.
    rank: int
    #: Whether it is an act of the browser's pages: in a chat there is no such command.
    is_for_browser: bool


#: Every command by its name; filled as handlers/commands is imported.
COMMANDS: dict[str, Command] = {}
#: Every command of the rooms ("!lock"), likewise. Needs.ANYONE: pupils may give it too.
ROOM_COMMANDS: dict[str, Command] = {}


def command(
    name: str,
    needs: Needs = Needs.ANYONE,
    listed: bool = True,
    rank: int = 50,
    browser: bool = False,
    room: bool = False,
) -> Callable[[Handler], Handler]:
    """Make the function answer to `/name`, or in a room to `!name`, for those who may."""
    known = ROOM_COMMANDS if room else COMMANDS

    def register(answer: Handler) -> Handler:
        if name in known:
            raise ValueError(f"two functions answer to {name}")
        known[name] = Command(name, needs, answer, listed, rank, browser)
        return answer

    return register
