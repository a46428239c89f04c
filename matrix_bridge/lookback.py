"""What the homeserver never pushed to us is read in the rooms where it happened.

Synapse counts an event as pushed once it stands in line in its memory, behind the one push that is
under way (1.163: handlers/appservice.py, `set_appservice_last_pos`; appservice/scheduler.py,
`_ServiceQueuer.queued_events`). What stands in line when it stops is never pushed; what was under
way when it was killed, perhaps weeks later. And our account is the registration's sender, which may
not `/sync` (handlers/sync.py, `get_app_service_by_user_id`).

Source: docs/decisions/0024-look-back.md.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from urllib.parse import quote

import structlog

from handlers.platform import Gate, OutcomeUnknown, TryLater
from matrix_bridge import missed, roomreading, transactions
from matrix_bridge.homeserver import Homeserver, Refused
from storage import rooms_heard
from storage.db import DatabaseAway

#: Runs `work(db, …)` in a transaction.
InDatabase = Callable[..., Awaitable[Any]]

#: How soon after the homeserver's return we begin, and how long after a failure.
LOOK_SECONDS = 0.5
#: However it looks, this often: a part of the homeserver may restart without our seeing it.
EVERY_SECONDS = 24 * 3600.0
#: How much is read of a room at once.
PAGE = 50
#: What we act upon. Who has read how far stands in no room: the next mark counts.
KINDS = ("m.room.message", "m.room.member", "m.room.redaction")

_log = structlog.get_logger()


class LookBack:
    """Reads every room back to when all was heard last.

    That is one short call for each room and a second one where something happened, one after the
    other, those of the projects last heard of first; then it rests as long as it took.
    """

    def __init__(
        self,
        homeserver: Homeserver,
        service: str,
        heard: transactions.Heard,
        read: InDatabase,
        write: InDatabase,
        now: Callable[[], datetime],
    ) -> None:
        self._homeserver = homeserver
        self._service = service
        self._heard = heard
        self._read = read
        self._write = write
        self._now = now

    async def run(self, gate: Gate, write: InDatabase) -> None:
        """Look back now, whenever the homeserver came back, and once a day, until cancelled.

        A homeserver that restarts closes the gate: the bot's own `/sync` waits there at any time.
        Raises what `write` raises, which notes how far we are, but for DatabaseAway.
        """
        looked_after, looked_at = -1, 0.0
        while True:
            began, opened = time.monotonic(), gate.times_opened
            is_due = opened != looked_after or began - looked_at >= EVERY_SECONDS
            if gate.is_open and is_due and await self._looked(write):
                looked_after, looked_at = opened, began
            await asyncio.sleep(max(LOOK_SECONDS, time.monotonic() - began))

    async def _looked(self, write: InDatabase) -> bool:
        try:
            await self.look(write)
        except (TryLater, OutcomeUnknown, DatabaseAway) as error:
            _log.warning("lookback.broke_off", error=type(error).__name__)
            return False
        return True

    async def look(self, write: InDatabase) -> None:
        """Hear what was missed in all rooms, and note by `write` that nothing is missing.

        Breaking off, it is begun anew: what was heard counts once. The first time of all there is
        nothing to look for.
        """
        began = self._now()
        until = await self._read(rooms_heard.until)
        rooms = await self._read(rooms_heard.rooms) if until is not None else []
        for room in rooms:
            await self._try_room(room, until - rooms_heard.MARGIN)
        await write(rooms_heard.note, began)
        seconds = round((self._now() - began).total_seconds(), 1)
        _log.info("lookback.done", rooms=len(rooms), seconds=seconds)

    async def _try_room(self, room: str, since: datetime) -> None:
        """Let a room that we fail at not hold up the others, now and for ever."""
        try:
            await self._look_in(room, since)
        except (TryLater, OutcomeUnknown, DatabaseAway):
            raise
        except Refused as refused:
            _log.warning("lookback.refused", room=room, errcode=refused.errcode)
        except Exception:
            _log.exception("lookback.failed", room=room)

    async def _look_in(self, room: str, since: datetime) -> None:
        found = await self._since(room, since) if await self._has_news(room, since) else []
        if not found:
            return
        sorted_ = await self._read(missed.sort, room, found, self._now())
        if sorted_.anew or sorted_.never:
            await self._write(missed.note, sorted_, self._now())
        if sorted_.hear:
            await transactions.hear(self._heard, sorted_.hear)

    async def _has_news(self, room: str, since: datetime) -> bool:
        """Ask whether anything at all happened in a room since then.

        That takes Synapse 2 ms, to read a page 13 (measured with 1.163 on SQLite).
        """
        path = f"/_matrix/client/v1/rooms/{quote(room, safe='')}/timestamp_to_event"
        query = {"ts": str(int(since.timestamp() * 1000)), "dir": "f"}
        try:
            await self._homeserver.call("GET", path, user=self._service, query=query)
        except Refused as refused:
            if refused.errcode == "M_NOT_FOUND":
                return False
            raise
        return True

    async def _since(self, room: str, since: datetime) -> list[dict[str, Any]]:
        """Read what happened in a room since then, the oldest first."""
        found: list[dict[str, Any]] = []
        place = ""
        while True:
            page = await self._homeserver.messages(room, self._service, place, PAGE, kinds=KINDS)
            for event in page.events:
                if roomreading.said_at(event, self._now()) < since:
                    return found[::-1]
                found.append(event)
            place = page.before
            if not place:
                return found[::-1]
