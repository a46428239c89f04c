"""Files that people sent in chats, got from there for the portal, which knows no platform."""

from collections.abc import Mapping

from handlers.conversation import File
from handlers.files import Fetch, FileAway
from handlers.platform import FileGone, OutcomeUnknown, Platform, TryLater


def from_platforms(platforms: Mapping[str, Platform]) -> Fetch:
    """Get each file from the platform where somebody sent it."""

    async def fetch(file: File) -> bytes:
        platform = platforms.get(file.origin)
        if platform is None:
            raise FileGone(file.origin)
        try:
            return await platform.fetch(file)
        except (TryLater, OutcomeUnknown) as error:
            raise FileAway from error

    return fetch
