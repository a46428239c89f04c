"""A phone with a Matrix app: the chat with the bot, and the rooms its person was invited to."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import aiohttp
import structlog

from bot.sandbox.cast import Part
from bot.sandbox.page.client import Client, Refused, direct_chat
from bot.sandbox.page.rooms import Room
from bot.sandbox.page.sending import Sent

Json = dict[str, Any]

#: How long the phone rests when the homeserver does not answer.
REST_SECONDS = 1.0
#: How the page calls the chat with the bot, before and after there is a room.
BOT = "bot"

_log = structlog.get_logger()


class MatrixPhone:
    """Somebody's Matrix app. `ring` is called whenever there is something new to see."""

    def __init__(self, part: Part, client: Client, bot: str, ring: Callable[[], None]) -> None:
        self.part = part
        self.revision = "0"
        #: Set once everything that was there is known.
        self.ready = asyncio.Event()
        self._client = client
        self._bot = bot
        self._ring = ring
        self._bot_room = ""
        self._rooms: dict[str, Room] = {}
        self._in_turn = asyncio.Lock()

    @property
    def has_begun(self) -> bool:
        """Whether this person ever wrote to the bot."""
        return bool(self._bot_room)

    async def run(self) -> None:
        """Follow what happens, until cancelled."""
        since = ""
        while True:
            try:
                news = await self._client.sync(since)
            except (aiohttp.ClientError, TimeoutError, Refused) as error:
                _log.info("phone.sync_failed", error=type(error).__name__)
                await asyncio.sleep(REST_SECONDS)
                continue
            since = str(news["next_batch"])
            self._take(news)
            self.ready.set()

    async def say(self, room: str, text: str, answers: str = "") -> None:
        """Write to the bot or into a room. Raises ValueError if that cannot be."""
        async with self._in_turn:
            await self._client.say(await self._place(room), text, answers)

    async def change(self, room: str, message: str, text: str) -> None:
        """Change what was written. Raises ValueError if that cannot be."""
        async with self._in_turn:
            place = await self._place(room)
            if place not in self._rooms:
                raise ValueError("That message is not here any more.")
            await self._client.change(place, message, self._rooms[place].changed(message, text))

    async def send(self, room: str, file: Sent, caption: str, answers: str = "") -> None:
        """Send a file to the bot or into a room."""
        async with self._in_turn:
            await self._client.send_file(await self._place(room), file, caption, answers)

    async def fetch(self, ref: str) -> Sent:
        """Open a file of one of the rooms. Raises ValueError if there is no such."""
        for room in self._rooms.values():
            if name := room.file_name(ref):
                return Sent(name, *await self._client.fetch(ref))
        raise ValueError("There is no such file here.")

    async def _place(self, room: str) -> str:
        """Find the room that the page means; the chat with the bot is opened if need be."""
        if room != BOT:
            return room
        if not self._bot_room:
            self._bot_room = await self._client.open_chat(self._bot)
        return self._bot_room

    async def accept(self, room: str) -> None:
        """Accept the invitation into a room."""
        await self._client.join(room)

    def view(self) -> Json:
        """Show the app as it is now."""
        chat = self._rooms.get(self._bot_room) or Room(BOT, self._client.user)
        others = [room for room in self._rooms.values() if room.id != self._bot_room]
        return {
            "welcome": "" if chat.messages else _welcome(self._bot),
            "rooms": [
                chat.view("bot", "Bot") | {"id": BOT},
                *(self._view(room) for room in sorted(others, key=_place)),
            ],
        }

    def _view(self, room: Room) -> Json:
        if not room.is_space:
            return room.view("room", room.name)
        inside = sorted(self._rooms[child].name for child in room.children & self._rooms.keys())
        return room.view("space", f"{room.name} (space)") | {"children": inside}

    def _take(self, news: Mapping[str, Any]) -> None:
        self._bot_room = direct_chat(news.get("account_data", {}), self._bot) or self._bot_room
        rooms = news.get("rooms", {})
        for room_id, joined in rooms.get("join", {}).items():
            events = [*joined["state"]["events"], *joined["timeline"]["events"]]
            self._room(room_id, "join").take(events)
        for room_id, invited in rooms.get("invite", {}).items():
            self._room(room_id, "invite").take(invited["invite_state"]["events"])
        for room_id in rooms.get("leave", {}):
            self._rooms.pop(room_id, None)
        self.revision = str(news["next_batch"])
        self._ring()

    def _room(self, room_id: str, membership: str) -> Room:
        room = self._rooms.setdefault(room_id, Room(room_id, self._client.user))
        room.membership = membership
        return room


def _place(room: Room) -> tuple[bool, str]:
    """Sort the rooms by name, and what only groups them last."""
    return room.is_space, room.name


def _welcome(bot: str) -> str:
    return (
        f"This is a new chat with the eTwinning bot, {bot}. "
        "On Matrix it waits for your first message: write /start."
    )
