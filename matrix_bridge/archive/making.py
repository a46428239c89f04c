"""Exports made, one after the other, and deleted when their time is over."""

import asyncio
import errno
import re
import secrets
import shutil
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog

from handlers import exporting
from handlers.platform import TryLater
from matrix_bridge.archive import book, facts
from matrix_bridge.archive.book import Book, NoRoom
from matrix_bridge.archive.facts import Facts
from matrix_bridge.archive.pages import SCHEMA, STYLE, Pages
from matrix_bridge.archive.telling import Telling
from matrix_bridge.homeserver import Homeserver
from matrix_bridge.registration import SERVICE
from storage import exports, room_media
from storage.db import DatabaseAway, Db
from storage.exports import Export, State

_log = structlog.get_logger()

#: How often we look whether an export is wanted, or one's time is over.
LOOK_SECONDS = 2.0
#: What our files in the folder are called; nothing else there is ours to delete.
_OURS = re.compile(r"[0-9a-f]{32}\.(zip|part|json)")


class NotWanted(Exception):
    """Nobody wants this export any more, or it is to be made anew."""


class Archive:
    """The one who makes exports."""

    def __init__(
        self,
        homeserver: Homeserver,
        server_name: str,
        folder: Path,
        in_database: Callable[..., Awaitable[Any]],
        now: Callable[[], datetime],
        kick: Callable[[], None],
        spare: int = book.SPARE,
    ) -> None:
        self._homeserver = homeserver
        self._server = server_name
        self._folder = folder
        self._in_database = in_database
        self._now = now
        self._kick = kick
        self._spare = spare
        #: The export that was tried last, by its id.
        self._last = 0

    async def run(self) -> None:
        """Make what is wanted, until cancelled; what was being made when we died begins anew."""
        await self._in_database(exports.begin_again)
        while True:
            try:
                await self.look()
            except DatabaseAway:
                _log.warning("archive.database_away")
            except Exception:
                _log.exception("archive.failed")
            await asyncio.sleep(LOOK_SECONDS)

    async def look(self) -> None:
        """Delete what is to go, then make the next export that is wanted."""
        await self._in_database(exports.forget_old, self._now())
        kept = await self._in_database(exports.files, self._now())
        await asyncio.to_thread(self._delete_all_but, kept)
        export = await self._in_database(exports.waiting, self._last)
        self._last = export.id if export is not None else 0
        if export is not None and await self._in_database(exports.begin, export.id):
            await self._make(export)

    async def _make(self, export: Export) -> None:
        name = secrets.token_hex(16)
        try:
            size = await self._write(export, name)
            file = f"{name}.zip"
            done = await self._end(export, State.READY, file=file, size=size)
            _log.info("archive.made", export=export.id, bytes=size, is_wanted=done)
        except NotWanted:
            _log.info("archive.not_wanted", export=export.id)
        except TryLater:
            _log.warning("archive.homeserver_away", export=export.id)
            if self._now() - export.at < exports.KEPT:
                await self._in_database(exports.begin_again, export.id)
            else:
                await self._end(export, State.FAILED)
        except NoRoom:
            _log.warning("archive.no_room", export=export.id)
            await self._end(export, State.NO_ROOM)
        except DatabaseAway:
            raise
        except Exception:
            _log.exception("archive.broken", export=export.id)
            await self._end(export, State.FAILED)

    async def _end(self, export: Export, state: State, **values: Any) -> bool:
        ended: bool = await self._in_database(_ended, export, state, self._now(), values)
        self._kick()
        return ended

    async def _write(self, export: Export, name: str) -> int:
        """Write the zip, and give its size; nothing is left of one that is not finished."""
        found = await self._in_database(
            facts.read, export.project_id, export.asked_by, self._server, self._now()
        )
        if found is None:
            raise NotWanted
        part = self._folder / f"{name}.part"
        await asyncio.to_thread(self._prepare, found)
        zipped = await asyncio.to_thread(Book, part, self._spare)
        try:
            size = await self._fill(export, found, zipped)
            await asyncio.to_thread(part.rename, self._folder / f"{name}.zip")
        except OSError as error:
            await asyncio.to_thread(zipped.drop)
            raise NoRoom if error.errno in {errno.ENOSPC, errno.EDQUOT} else error from error
        except BaseException:
            await asyncio.shield(asyncio.to_thread(zipped.drop))
            raise
        return size

    async def _fill(self, export: Export, found: Facts, zipped: Book) -> int:
        async def reached(messages: int, percent: int) -> None:
            if not await self._in_database(exports.reach, export.id, messages, percent):
                raise NotWanted

        async def may_show(address: str, room: str) -> bool:
            may: bool = await self._in_database(room_media.may_show, address, room)
            return may

        now = self._now()
        pages, service = Pages(found, now), f"@{SERVICE}:{self._server}"
        telling = Telling(self._homeserver, service, found, pages, zipped, now, reached, may_show)
        for kind in found.rooms:
            await telling.read(kind)
        texts = {
            "index.html": pages.index(telling.sheets),
            "work.html": pages.work(),
            "materials.html": pages.materials(telling.saved),
            "written.html": pages.written(telling.saved),
            "style.css": STYLE.read_text("utf-8"),
            SCHEMA.name: SCHEMA.read_text("utf-8"),
        }
        for name, text in texts.items():
            await asyncio.to_thread(zipped.page, name, text)
        await reached(telling.messages, 100)
        return await asyncio.to_thread(zipped.finish, telling.data(), "export.json")

    def _prepare(self, found: Facts) -> None:
        """Make the folder, and see that what is filed fits. Raises NoRoom."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        wanted = sum(one.size for one in found.materials.values())
        if shutil.disk_usage(self._folder).free - wanted < self._spare:
            raise NoRoom

    def _delete_all_but(self, kept: frozenset[str]) -> None:
        if not self._folder.is_dir():
            return
        for path in self._folder.iterdir():
            if _OURS.fullmatch(path.name) and path.name not in kept:
                path.unlink(missing_ok=True)


def _ended(db: Db, export: Export, state: State, at: datetime, values: dict[str, Any]) -> bool:
    """Note how an export ended and tell who asked for it, in one transaction."""
    if not exports.end(db, export.id, state, at, **values):
        return False
    ended = exports.of_project(db, export.project_id)
    assert ended is not None, "it has just ended"
    exporting.tell(db, ended, at)
    return True
