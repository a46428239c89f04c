"""Files on their way: fetched from where somebody sent them, or made, just before they leave."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

import structlog

from bot.delivery.due import source
from bot.delivery.journal import InDatabase
from handlers import making, words
from handlers.conversation import File, Lane, Recipe
from handlers.newer import Newer
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
from storage.sending import Letter
from storage.uploads import Source

#: How many files are in our hands when one more of a lane may be taken: each may have 20 MB, and
#: the file of an answer never waits behind those of what is not urgent.
AT_ONCE = {Lane.REPLY: 4, Lane.REMINDER: 3, Lane.BULK: 2}
#: What every platform shows as a picture.
_PICTURES = frozenset({"image/png", "image/jpeg"})

_log = structlog.get_logger()


class NotYet(Exception):
    """The file cannot be had now; ask again after `seconds`. Other messages need not wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"try again in {seconds} s")
        self.seconds = seconds


class Files:
    """Gets what a platform does not have. `take` a letter's turn before anything else is begun."""

    def __init__(self, platforms: Mapping[str, Platform], reading: InDatabase) -> None:
        self._platforms = platforms
        self._reading = reading
        #: The letters whose files are in our hands, each with what is uploaded for it, and where.
        self._turns: dict[int, tuple[str, Source | None]] = {}
        #: Called when a turn is over.
        self.freed: Callable[[], None] = lambda: None
        #: The last one that was fetched: what goes to many leaves at about the same time.
        self._last: tuple[File, bytes] | None = None

    def take(self, letter: Letter) -> bool:
        """Take the turn of a letter whose file has to be in our hands; False if it has to wait.

        What is being uploaded is not uploaded beside it: then the platform has it for all.
        """
        upload = letter.platform, source(letter)
        is_under_way = upload[1] is not None and upload in self._turns.values()
        if is_under_way or len(self._turns) >= AT_ONCE[Lane(letter.lane)]:
            return False
        self._turns[letter.id] = upload
        return True

    def give_back(self, letter: Letter) -> None:
        """End the turn of a letter, if it had one."""
        if self._turns.pop(letter.id, None) is not None:
            self.freed()

    async def ready(self, part: Outgoing, letter: Letter) -> Outgoing:
        """Give the part with its file in hand, or with its words alone if there is none any more.

        Raises NotYet, and Newer if there is no such recipe.
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
            made = await asyncio.to_thread(made.finished) if made else None
        except DatabaseAway:
            raise NotYet(PROBE_SECONDS) from None
        except Newer:
            raise
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


def place_of(part: Outgoing) -> str:
    """Write down what the platform calls what was uploaded with a part; empty if nothing was."""
    places = part.file.places if isinstance(part.file, Upload) else []
    return json.dumps(vars(places[-1])) if places else ""
