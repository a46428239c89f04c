"""The whole service between stand-ins that say anything, and what it makes of that."""

import asyncio
import json
import re
import time
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import aiohttp

from storage import events, outbox, twinspaces
from storage.db import Database
from storage.outbox import State
from tests.fuzz.crowd import Crowd, settle_in
from tests.fuzz.homeserver import Homeserver
from tests.fuzz.recordings import BOT, put
from tests.fuzz.roomrecordings import ROOM, USER
from tests.fuzz.spoiling import MARK, text_of
from tests.fuzz.throwing import Cast, Thrown
from tests.story.stage import HS_TOKEN, SECONDS, SERVER, WEBHOOK_SECRET, Stage

#: How many chats with the bot are open at once.
CHATS = 30
#: How many updates come side by side, and how many events in one push.
AT_ONCE, A_PUSH = 8, 10
#: How much of what was thrown is remembered, to say what did it.
REMEMBERED = 20_000
#: What has more brackets, Telegram's stand-in may be unable to write.
DEEP = 300
_WEBHOOK = "/telegram/webhook"
#: What of a platform that does not keep to its own rules may be logged, and nothing else.
BROKEN = {"telegram.unreadable_update", "matrix.broken_event"}


class Besieged(Stage):
    """An installation whose homeserver is a stand-in too."""

    def __init__(self, folder: Path, database_url: str, mode: str, is_for_real: bool) -> None:
        """Take where it lives, and whether it is started as an operator does: its memory counts."""
        super().__init__(folder, database_url, mode)
        self._begin = self.start_for_real if is_for_real else self.start
        self.homeserver = Homeserver(SERVER, "etwin")
        self.database = Database(database_url)
        self._update = int(time.time())
        self._event = 0
        self._read = 0
        #: What was thrown last, by the id that it then had.
        self._thrown: dict[str, Thrown] = {}

    def open(self, as_printed: bool = False) -> None:
        """Start the service with its people, and let it make its rooms and open its chats."""
        url = self.loop.run(self.homeserver.start())
        self.synapse = SimpleNamespace(
            url=url,
            folder=self.synapse.folder,
            start=lambda: None,
            stop=lambda: self.loop.run(self.homeserver.stop()),
        )
        super().open()
        self.world.limits = None
        self.crowd: Crowd = self.loop.call(settle_in, self.world, self.database)
        self._begin()
        self._wait(lambda: not self._unsettled(), "rooms are made")
        self.loop.run(self._open_chats(self.crowd.matrix))

    def write_config(self) -> None:
        """Write the configuration; Telegram's stand-in takes what Telegram takes of a big bot."""
        super().write_config()
        text = self.config.read_text()
        self.config.write_text(text.replace("mode =", "messages_per_second = 1000\nmode =", 1))

    def close(self) -> None:
        super().close()
        self.database.close()

    def cast(self) -> Cast:
        """Say who may throw now, and where."""
        rooms = self.database.read(_rooms)
        known = {room: self.homeserver.rooms[room].users() for room in rooms}
        return Cast(self.crowd.telegram, self.crowd.groups, known, self.loop.call(self._buttons))

    # Throwing

    def throw(self, things: Sequence[Thrown]) -> None:
        """Throw it all at its doors; return when all is acknowledged, or raise AssertionError."""
        self.loop.run(self._throw(things), seconds=10 * SECONDS)

    async def _throw(self, things: Sequence[Thrown]) -> None:
        doors = {name: [one for one in things if one.door == name] for name in _DOORS}
        async with aiohttp.ClientSession() as client:
            await asyncio.gather(
                self._updates(client, doors["update"]),
                self._pushes(client, doors["push"]),
                self._chats(doors["chat"], doors["device"]),
            )

    async def _updates(self, client: aiohttp.ClientSession, things: Sequence[Thrown]) -> None:
        if self.mode == "polling":
            await self._poll(things)
            return
        few = asyncio.Semaphore(AT_ONCE)

        async def post(thing: Thrown) -> None:
            headers = {"X-Telegram-Bot-Api-Secret-Token": WEBHOOK_SECRET}
            body = text_of(self._numbered(thing)).encode()
            async with (
                few,
                client.post(self.portal_url + _WEBHOOK, data=body, headers=headers) as answer,
            ):
                assert answer.status == 200, f"{answer.status} for {body[:2000]!r}"

        await asyncio.gather(*(post(thing) for thing in things))

    async def _poll(self, things: Sequence[Thrown]) -> None:
        """Let Telegram's stand-in have the updates fetched; it knows no lone halves of signs."""
        for thing in things:
            text = text_of(self._numbered(thing))
            update = json.loads(_whole(text)) if text.count("{") < DEEP else None
            if isinstance(update, dict):  # what is none, Telegram's stand-in cannot number
                self.world.inject(update)
        async with asyncio.timeout(SECONDS):
            while self.world.feed.pending:  # noqa: ASYNC110 - the service fetches
                await asyncio.sleep(0.01)

    async def _pushes(self, client: aiohttp.ClientSession, things: Sequence[Thrown]) -> None:
        url = f"http://127.0.0.1:{self.listen_port}/_matrix/app/v1/transactions/"
        headers = {"Authorization": f"Bearer {HS_TOKEN}", "Content-Type": "application/json"}
        for start in range(0, len(things), A_PUSH):
            some = [self._with_id(one) for one in things[start : start + A_PUSH]]
            lasting = [one for one in some if not _passes(one)]
            push = {"events": lasting, "ephemeral": [one for one in some if _passes(one)]}
            body = text_of(push).encode()
            async with client.put(f"{url}{self._event}", data=body, headers=headers) as answer:
                assert answer.status == 200, f"{answer.status} for {body[:5000]!r}"

    async def _chats(self, things: Sequence[Thrown], devices: Sequence[Thrown]) -> None:
        while len(self.homeserver.chats()) < CHATS:
            await self._open_chats(self.crowd.matrix[: CHATS - len(self.homeserver.chats())])
        rooms, said = self.homeserver.chats(), {}
        for thing in things:
            room = rooms[thing.chat % len(rooms)]
            places = {USER: self.homeserver.partner(room)}
            said.setdefault(room, []).append(_placed(self._with_id(thing), room, places))
        await self.homeserver.tell(said, [one.what for one in devices])

    async def _open_chats(self, users: Sequence[str]) -> None:
        for user in users:
            self.homeserver.invite(user)
        for _ in range(3):
            await self.homeserver.tell({}, [])

    def _numbered(self, thing: Thrown) -> Any:
        self._update += 1
        self._remember(f"{BOT}:{self._update}", thing)
        what = thing.what
        return {**what, "update_id": self._update} if isinstance(what, dict) else what

    def _with_id(self, thing: Thrown) -> Any:
        self._event += 1
        self._remember(f"$fuzz{self._event}", thing)
        what = thing.what
        is_whole = isinstance(what, dict) and isinstance(what.get("event_id"), str)
        return {**what, "event_id": f"$fuzz{self._event}"} if is_whole else what

    # What became of it

    def faults(self) -> list[str]:
        """Read on in the service's log, and list what should not stand there."""
        with self.log.open("rb") as log:
            log.seek(self._read)
            whole, _, _ = log.read().rpartition(b"\n")  # the last line may still be written
        if not whole:
            return []
        self._read += len(whole) + 1
        return [line for line in whole.decode("utf-8", "replace").split("\n") if _is_fault(line)]

    def parked(self) -> dict[str, str]:
        """Name the events that are put aside, and why each is."""
        return {one.event_id: one.error for one in self.database.read(events.parked)}

    def parked_by_people(self) -> list[str]:
        """Show what people threw, of what is put aside."""
        parked = self.parked()
        known = ((one, self._thrown.get(one)) for one in parked)
        return [f"{parked[one]} {one}" for one, thing in known if thing and thing.by_person]

    def culprits(self, faults: Sequence[str]) -> list[Thrown]:
        """Find what was thrown of that which faults name."""
        named = (re.search(r"\$fuzz\d+|\b\d+:\d{9,}\b", fault) for fault in faults)
        return [self._thrown[one[0]] for one in named if one and one[0] in self._thrown]

    def _remember(self, known_as: str, thing: Thrown) -> None:
        self._thrown[known_as] = thing
        if len(self._thrown) > REMEMBERED:
            del self._thrown[next(iter(self._thrown))]

    def memory(self) -> int:
        """Say how much memory the service has, in KiB."""
        assert self.is_running(), f"it ended: {self.exit_code}\n{self.log.read_text()[-4000:]}"
        status = Path(f"/proc/{self.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+)", status)
        assert found is not None
        return int(found[1])

    def _buttons(self) -> list[str]:
        """List the commands behind the buttons that were shown last."""
        shown = (call.params.get("reply_markup") for call in self.world.calls.of("sendMessage"))
        rows = [row for one in shown if isinstance(one, dict) for row in one["inline_keyboard"]]
        return sorted(
            {one["callback_data"] for row in rows for one in row if "callback_data" in one}
        )

    def draw(self) -> None:
        """Let a picture be drawn: what draws is loaded at the first, and stays."""
        coordinator = self.world.person(self.crowd.telegram[-1])
        self.loop.call(coordinator.send, "/stats * projects")
        self._wait(lambda: self.world.calls.of("sendPhoto"), "a picture comes")

    def settle_down(self) -> None:
        """Wait until all that was to be said in private is said, as fast as chats take it."""
        while left := self.database.read(_unsaid):
            self._wait(lambda left=left: self.database.read(_unsaid) < left, "more is said")

    def help_seconds(self) -> float:
        """Let somebody new ask for help, and say how long that took to be answered."""
        began = time.monotonic()
        newcomer = self.loop.call(self.world.person)
        self.loop.call(newcomer.send, "/help")
        self.loop.run(newcomer.waits_for("/register"))
        return time.monotonic() - began

    def _unsettled(self) -> list[int]:
        return self.database.read(_not_settled)

    def _wait(self, holds: Any, what: str) -> None:
        deadline = time.monotonic() + SECONDS
        while not holds():
            assert time.monotonic() < deadline, f"not in time: {what}"
            time.sleep(0.05)


#: Libraries that warn of what is no fault of ours: broken events, a job that is still at work.
_WARNING = ("nio.", "apscheduler.")
_DOORS = ("update", "push", "chat", "device")


def _is_fault(line: str) -> bool:
    if MARK in line:
        return True
    try:
        entry = json.loads(line)
    except ValueError:
        return True
    is_bad = entry["level"] in {"error", "critical"} or "places" in entry
    is_bad |= entry["event"] == "library" and not entry["logger"].startswith(_WARNING)
    return is_bad and entry["event"] not in BROKEN


def _passes(event: Any) -> bool:
    kind = event.get("type") if isinstance(event, dict) else None
    return isinstance(kind, str) and kind in {"m.receipt", "m.typing", "m.presence"}


def _placed(event: Any, room: str, places: dict[Any, Any]) -> Any:
    return put(event, places | {ROOM: room})


def _whole(text: str) -> str:
    """Leave lone halves of signs out."""
    return json.dumps(json.loads(text), ensure_ascii=False).encode(errors="replace").decode()


def _rooms(db: Any) -> list[str]:
    spaces = db.execute(twinspaces.table.select()).all()
    return [room for one in spaces for room in (one.classroom, one.staff_room, one.space) if room]


def _not_settled(db: Any) -> list[int]:
    every = db.execute(twinspaces.table.select()).all()
    return [one.project_id for one in every if one.is_dirty or not one.staff_room]


def _unsaid(db: Any) -> int:
    rows = db.execute(outbox.table.select().where(outbox.table.c.state <= State.ATTEMPTING)).all()
    return sum(1 for row in rows if not row.chat.startswith("-"))
