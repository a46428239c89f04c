"""Files that people sent, fetched from where they are: what the portal asks for, injected."""

from collections.abc import Awaitable
from typing import Protocol

from handlers.conversation import File
from handlers.platform import FileGone


class FileAway(Exception):
    """The platform does not give the file now; ask again later."""


class Fetch(Protocol):
    """Gets a file's bytes. Raises FileGone or FileAway."""

    def __call__(self, file: File) -> Awaitable[bytes]:
        """Fetch one file."""
        ...


async def fetch_none(file: File) -> bytes:
    """Fetch nothing: for an installation without chats."""
    raise FileGone(file.origin)
