"""What a platform is to us: how messages leave, what may go wrong, and the gate before it."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from handlers.conversation import WEB, File, Recipe
from handlers.rich import Rich

#: While an upstream is away, one call in so many seconds asks whether it is back.
PROBE_SECONDS = 3.0
#: The biggest file that goes across. Source: https://core.telegram.org/bots/api#getfile
MOST_FILE_BYTES = 20 * 1024 * 1024


class Unreachable(Exception):
    """This chat will never take the message; `why` is a short fixed word, e.g. "blocked"."""

    def __init__(self, why: str, new_chat: str = "") -> None:
        super().__init__(why)
        self.why = why
        #: Where the chat moved to, when that is the reason (a group that became a supergroup).
        self.new_chat = new_chat


class TryLater(Exception):
    """Nothing was sent; ask again after `seconds`. `for_all` stops every send on the platform."""

    def __init__(self, seconds: float, for_all: bool = False) -> None:
        super().__init__(f"try again in {seconds} s")
        self.seconds = seconds
        self.for_all = for_all


class OutcomeUnknown(Exception):
    """The call was made and no answer came: the message may have arrived or not."""


class FileGone(Exception):
    """The file is not there any more, or the platform will not give or take it."""


@dataclass(frozen=True)
class Upload:
    """A file in our hands, for a platform that does not have it."""

    name: str
    mime: str
    content: bytes = field(repr=False)
    is_photo: bool
    #: Whoever uploads it adds what the platform calls it now, so that it need not be done again.
    places: list[File] = field(default_factory=list, repr=False, compare=False)


@dataclass(frozen=True)
class Choice:
    """A button in words: what it says and the command that pressing it gives.

    Or the address in the web that it opens.
    """

    label: str
    command: str

    @property
    def is_link(self) -> bool:
        return self.command.startswith(WEB)


@dataclass(frozen=True)
class Outgoing:
    """One message for one chat, in words."""

    chat: str
    text: Rich
    choices: tuple[tuple[Choice, ...], ...] = ()
    #: The account that speaks; empty for our bot.
    sender: str = ""
    #: The same id gives the same message, however often it is sent (where the platform can).
    transaction: str = ""
    #: The hint after the list of choices, on platforms without buttons.
    hint: str = ""
    #: Whether a number is the answer itself, so that the choices have none.
    by_words: bool = False
    #: What comes with it. Before it is sent, delivery makes an `Upload` of what the platform
    #: does not have.
    file: File | Recipe | Upload | None = None
    #: The platform's id of the message that it answers; empty if none.
    replies_to: str = ""


class Platform(Protocol):
    """Somewhere messages go."""

    #: Whether the same transaction id, sent twice, gives one message.
    exactly_once: bool

    def split(self, message: Outgoing) -> Sequence[Outgoing]:
        """Cut a message into parts that the platform takes, buttons on the last."""
        ...

    async def send(self, part: Outgoing) -> str:
        """Send one part and return its id there.

        Raises Unreachable, TryLater or OutcomeUnknown; FileGone if it does not take the file,
        and then nothing was sent.
        """
        ...

    async def edit(self, part: Outgoing, remote_id: str) -> None:
        """Change the text of a message sent earlier; an unknown or equal one counts as done."""
        ...

    async def delete(self, chat: str, remote_id: str, instead: Rich) -> None:
        """Take back a message sent earlier, or let it say `instead` where it has to stay.

        One that can be neither any more counts as done.
        """
        ...

    async def fetch(self, file: File) -> bytes:
        """Get a file that somebody sent here. Raises FileGone or TryLater."""
        ...


class Gate:
    """Open while an upstream answers; after a failure one caller in three seconds may try.

    Keeps its own state only, so that it serves callers in any thread or loop:
    ask `wait_seconds(now)` before each call and sleep for what it says, then
    report the outcome. `now` is any monotonic clock, in seconds.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._next_probe: float | None = None
        #: How often the upstream came back.
        self.times_opened = 0

    @property
    def is_open(self) -> bool:
        return self._next_probe is None

    def wait_seconds(self, now: float) -> float:
        """Say how long to wait before calling; 0 allows the call at once."""
        with self._lock:
            if self._next_probe is None:
                return 0.0
            if now >= self._next_probe:
                self._next_probe = now + PROBE_SECONDS
                return 0.0
            return self._next_probe - now

    def failed(self, now: float) -> None:
        """Close: the upstream did not answer, or answered that it cannot."""
        with self._lock:
            if self._next_probe is None:
                self._next_probe = now + PROBE_SECONDS

    def answered(self) -> None:
        """Open: the upstream is there."""
        with self._lock:
            if self._next_probe is not None:
                self.times_opened += 1
            self._next_probe = None
