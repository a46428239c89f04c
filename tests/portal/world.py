"""What stands behind the portal in tests: a small homeserver in memory, a clock, delivery."""

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

from bot import portal
from handlers import turn, words
from handlers.files import fetch_none
from handlers.packing import unpack
from handlers.rooms import Account, Away, Page, Said
from storage import outbox, sending
from storage.db import Database, DatabaseAway
from storage.sending import Outcome
from tests.conftest import NOON

SERVER = "school.example"
SETTINGS = portal.Settings(
    public_url="http://portal.example",
    server_name=SERVER,
    homeserver_url="https://matrix.school.example",
    telegram_bot=lambda: "etwin_bot",
    matrix_bot=f"@etwin:{SERVER}",
    service_user=f"@etwin-twinspace:{SERVER}",
    pupils_without_guard=True,
    patience_seconds=0.3,
)


class Homeserver:
    """The rooms of a homeserver, in memory; it can be away, and it may lack the guard."""

    def __init__(self) -> None:
        self.said: dict[str, list[Said]] = {}
        self.is_away = False
        self.has_guard = True
        self.accounts = 0

    def say(self, room: str, sender: str, text: str, at: datetime = NOON) -> None:
        """Let somebody say something in a room."""
        messages = self.said.setdefault(room, [])
        messages.append(Said(f"${len(messages)}", sender, at, text))

    async def messages(self, room: str, before: str = "", most: int = 30) -> Page:
        self._answer()
        found = self.said.get(room, [])
        end = int(before or len(found))
        begin = max(0, end - most)
        return Page(found[begin:end], str(begin) if begin else "")

    async def guard_is_loaded(self) -> bool:
        self._answer()
        return self.has_guard

    async def login_token(self, localpart: str) -> str:
        self._answer()
        return f"token of {localpart}"

    async def open_account(self) -> Account:
        self._answer()
        self.accounts += 1
        return Account(f"@v_{self.accounts}:{SERVER}", f"token {self.accounts}")

    def _answer(self) -> None:
        if self.is_away:
            raise Away


class World:
    """What stands behind the portal: database, homeserver, clock and delivery."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.homeserver = Homeserver()
        self.at = NOON
        self.settings = SETTINGS
        self.settled: list[int] = []
        #: Whether messages leave at once; and what becomes of those that do.
        self.delivers = True
        self.outcome = outbox.State.SENT
        self.database_is_away = False
        self.fetch = fetch_none

    def parts(self) -> portal.Parts:
        """Put the world together as the program does."""
        return portal.Parts(
            settings=self.settings,
            act=self._act,
            read=lambda work, *args: self._in_thread(self.database.read, work, *args),
            write=lambda work, *args: self._in_thread(self.database.write, work, *args),
            rooms=self.homeserver,
            now=lambda: self.at,
            settled=self._settle,
            fetch=self.fetch,
        )

    async def _act(self, event):
        replies = await self._in_thread(turn.act, self.database, event)
        if self.delivers:
            await self._in_thread(self.database.write, self._deliver)
        return replies

    async def _in_thread(self, work, *args):
        if self.database_is_away:
            raise DatabaseAway("away")
        return await asyncio.to_thread(work, *args)

    async def _settle(self, project_id: int) -> None:
        self.settled.append(project_id)

    def _deliver(self, db) -> None:
        """Carry what waits for rooms to the homeserver, as delivery does."""
        for letter in sending.pick(db, "room", self.at, most=100):
            reply = unpack(letter.payload)
            text = words.render(letter.language, reply.key, reply.fields, ZoneInfo("UTC")).text
            if self.outcome == outbox.State.SENT:
                self.homeserver.say(letter.chat, f"@{letter.sender}:{SERVER}", text, self.at)
            sending.mark(db, [Outcome(letter.id, self.outcome)])
