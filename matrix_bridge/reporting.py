"""The command "!report" in a room: taken back at once, and what it means frozen.

Source: docs/rules.md, TWS-12.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import quote

import structlog

from handlers import roomreports, roomwords
from handlers.conversation import Event
from handlers.platform import OutcomeUnknown, TryLater
from matrix_bridge import roomreading
from matrix_bridge.homeserver import Homeserver, Refused
from storage import frozen
from storage.db import Db
from storage.frozen import Frozen

Take = Callable[[Sequence[Event]], Awaitable[None]]

_log = structlog.get_logger()


class Reporting:
    """The one who deals with reports before their turn: others must not read them."""

    def __init__(
        self, homeserver: Homeserver, service: str, in_database: Callable[..., Awaitable[Any]]
    ) -> None:
        self._homeserver = homeserver
        self._service = service
        self._in_database = in_database

    def before(self, take: Take) -> Take:
        """Give what takes events as `take` does, once the reports among them are prepared."""

        async def prepared(events: Sequence[Event]) -> None:
            await self.prepare(events)
            await take(events)

        return prepared

    async def prepare(self, events: Sequence[Event]) -> None:
        """Take every report back in its room and freeze what it answers. Safe to repeat.

        A report that cannot be taken back now, or whose message cannot be read, is filed all the
        same; its turn has it taken back once more.
        """
        for event in events:
            if event.room is not None and roomwords.as_report(event) is not None:
                await self._take_back(event)
                await self._freeze(event)

    async def _take_back(self, event: Event) -> None:
        try:
            txn = f"etwreport.{event.message}"
            await self._homeserver.redact(event.chat, event.message, txn, self._service)
        except (TryLater, OutcomeUnknown, Refused) as error:
            _log.warning("report.not_taken_back", error=type(error).__name__)

    async def _freeze(self, event: Event) -> None:
        if not event.about:
            return
        try:
            found = await self._around(event.chat, event.about)
        except (TryLater, OutcomeUnknown, Refused) as error:
            _log.warning("report.not_frozen", error=type(error).__name__)
            return
        await self._in_database(_keep, event, found)

    async def _around(self, room: str, message: str) -> Frozen:
        """Take a message and what was said right before it; of one taken back, who wrote it."""
        path = f"/_matrix/client/v3/rooms/{quote(room, safe='')}/context/{quote(message, safe='')}"
        query = {"limit": str(2 * roomreports.BEFORE)}
        found = await self._homeserver.call("GET", path, user=self._service, query=query)
        before = [roomreading.said(one) for one in reversed(found["events_before"])]
        shown = [one for one in before if one is not None][-roomreports.BEFORE :]
        reported = roomreading.said(found["event"])
        kept = roomreports.freeze(room, [*shown, reported]) if reported else None
        return kept or roomreports.gone(room, message, found["event"]["sender"], shown)


def _keep(db: Db, event: Event, found: Frozen) -> None:
    frozen.keep(db, event.id, found, event.at)
