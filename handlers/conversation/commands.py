"""Which function answers to which command, and who may give it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

from handlers.conversation.events import Event
from handlers.conversation.replies import Reply
from storage.db import Db


class Needs(IntEnum):
    """Who may give a command; each kind may do what those before it may."""

    ANYONE = 0
    REGISTERED = 1
    TEACHER = 2
    COORDINATOR = 3


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
    #: Whether a page gives it too, with the same effects as in a chat.
    is_on_pages: bool = False


#: Every command by its name; filled as handlers/commands is imported.
COMMANDS: dict[str, Command] = {}
#: Every command of the rooms ("!lock"), likewise. Needs.ANYONE: pupils may give it too.
ROOM_COMMANDS: dict[str, Command] = {}
#: A command as it is typed in a chat or a room. Matrix apps keep commands with a slash to
#: themselves, so an exclamation mark does too.
TYPED = re.compile(r"[/!]([a-z]\w{0,31})(?=\s|$)\s*", re.ASCII | re.IGNORECASE)


def command(
    name: str,
    needs: Needs = Needs.ANYONE,
    listed: bool = True,
    rank: int = 50,
    browser: bool = False,
    room: bool = False,
    pages: bool = False,
) -> Callable[[Handler], Handler]:
    """Make the function answer to `/name`, or in a room to `!name`, for those who may."""
    known = ROOM_COMMANDS if room else COMMANDS

    def register(answer: Handler) -> Handler:
        if name in known:
            raise ValueError(f"two functions answer to {name}")
        known[name] = Command(name, needs, answer, listed, rank, browser, browser or pages)
        return answer

    return register
