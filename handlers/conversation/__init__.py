"""What somebody did (Event), what we say (Reply), and which function answers (@command)."""

from handlers.conversation.commands import (
    COMMANDS,
    ROOM_COMMANDS,
    TYPED,
    Command,
    Handler,
    Needs,
    command,
)
from handlers.conversation.events import (
    LICENCES,
    Event,
    File,
    Place,
    Recipe,
)
from handlers.conversation.replies import (
    WEB,
    Button,
    Code,
    InRoom,
    Lane,
    Lines,
    Listing,
    Name,
    Reply,
    Words,
    rows,
    say,
)

__all__ = [
    "COMMANDS",
    "LICENCES",
    "ROOM_COMMANDS",
    "TYPED",
    "WEB",
    "Button",
    "Code",
    "Command",
    "Event",
    "File",
    "Handler",
    "InRoom",
    "Lane",
    "Lines",
    "Listing",
    "Name",
    "Needs",
    "Place",
    "Recipe",
    "Reply",
    "Words",
    "command",
    "rows",
    "say",
]
