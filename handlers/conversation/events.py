"""What somebody did, and the files that they sent."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from handlers.rich import Rich
from storage.addresses import Address, Known
from storage.people import Person
from storage.pupils import Pupil

#: 30 signs that are not mistaken for one another: no I, L, O, U, 0, 1.
_CLEAR = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
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
    #: An announcement to more people than this needs a second coordinator.
    second_above: int = 500
    #: Where it was said, if that was a room of a TwinSpace: answers without `to` go there.
    room: Place | None = None
    #: When that was, by the homeserver's clock: it may come much later.
    said_at: datetime | None = None
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
