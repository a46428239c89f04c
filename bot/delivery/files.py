"""Files on their way: fetched from where somebody sent them, or made, just before they leave."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

import structlog

from bot.delivery.journal import InDatabase
from handlers import making, words
from handlers.conversation import File, Recipe
from handlers.platform import (
    PROBE_SECONDS,
    FileGone,
    OutcomeUnknown,
    Outgoing,
    Platform,
    TryLater,
    Upload,
)
from handlers.zones import zone_of
from storage.db import DatabaseAway
from storage.outbox import Letter

#: How many files are in our hands at once: each may have 20 MB.
AT_ONCE = 4
#: What every platform shows as a picture.
_PICTURES = frozenset({"image/png", "image/jpeg"})

_log = structlog.get_logger()


class NotYet(Exception):
    """The file cannot be had now; ask again after `seconds`. Other messages need not wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"try again in {seconds} s")
        self.seconds = seconds


class Files:
    """Gets what a platform does not have. Hold `turn` from before `ready` until it was sent."""

    def __init__(self, platforms: Mapping[str, Platform], reading: InDatabase) -> None:
        self._platforms = platforms
        self._reading = reading
        self.turn = asyncio.Semaphore(AT_ONCE)
        #: The last one that was fetched: what goes to many leaves at about the same time.
        self._last: tuple[File, bytes] | None = None

    async def ready(self, part: Outgoing, letter: Letter) -> Outgoing:
        """Give the part with its file in hand, or with its words alone if there is none any more.

        Raises NotYet.
        """
        match part.file:
            case Recipe():
                return await self._made(part, part.file, letter)
            case File() if part.file.origin != letter.platform:
                return await self._fetched(part, part.file, letter)
        return part

    async def _made(self, part: Outgoing, recipe: Recipe, letter: Letter) -> Outgoing:
        zone = ZoneInfo(letter.zone) if letter.zone else zone_of(None)
        try:
            made = await self._reading(making.make, recipe, letter.language, zone)
        except DatabaseAway:
            raise NotYet(PROBE_SECONDS) from None
        except Exception:
            _log.exception("delivery.not_made", letter=letter.id, recipe=recipe.name)
            made = None
        if made is None:
            return replace(part, file=None)
        upload = Upload(made.name, made.mime, made.content, made.mime in _PICTURES)
        return replace(part, file=upload)

    async def _fetched(self, part: Outgoing, file: File, letter: Letter) -> Outgoing:
        try:
            content = await self._fetch(file)
        except FileGone:
            return without_file(part, letter)
        upload = Upload(file.name, file.mime, content, file.kind == "photo")
        return replace(part, file=upload)

    async def _fetch(self, file: File) -> bytes:
        if self._last is not None and self._last[0] == file:
            return self._last[1]
        origin = self._platforms.get(file.origin)
        if origin is None:
            raise FileGone
        try:
            content = await origin.fetch(file)
        except TryLater as later:
            raise NotYet(later.seconds) from None
        except OutcomeUnknown:
            raise NotYet(PROBE_SECONDS) from None
        except Exception as error:
            if not isinstance(error, FileGone):
                _log.exception("delivery.not_fetched", origin=file.origin)
            raise FileGone from None
        self._last = file, content
        return content


def without_file(part: Outgoing, letter: Letter) -> Outgoing:
    """Give the words alone, with a sentence about the file that should have come with them."""
    _log.info("delivery.file_gone", letter=letter.id)
    key = "files.gone" if part.text.text else "files.gone_alone"
    text = words.render(letter.language, key, {"text": part.text}, zone_of(None))
    return replace(part, file=None, text=text)
