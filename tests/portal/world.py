"""What stands behind the portal in tests: a small homeserver in memory, a clock, delivery."""

import asyncio
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import portal
from bot.portal.live import Live
from handlers import turn, words
from handlers.conversation import File
from handlers.files import fetch_none
from handlers.packing import unpack
from handlers.rich import Rich
from handlers.rooms import Account, Away, Fetched, Media, NotTaken, Page, Said
from storage import outbox, sending
from storage.db import Database, DatabaseAway
from storage.sending import Letter, Outcome
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
        #: Who wrote what, also of what was taken back: by room and message.
        self.senders: dict[tuple[str, str], str] = {}
        self.files: dict[str, bytes] = {}
        self.uploads: list[tuple[str, bytes, str, str]] = []
        self.live = Live()
        self.loop: asyncio.AbstractEventLoop | None = None
        self.events = 0
        self.asked_in_vain = 0
        self.is_away = False
        self.takes_files = True
        self.has_guard = True
        self.accounts = 0
        self.spent: set[str] = set()

    def say(
        self, room: str, sender: str, text: str | Rich, at: datetime = NOON, answers: str = ""
    ) -> str:
        """Let somebody say something in a room; give its id."""
        rich = text if isinstance(text, Rich) else Rich(text)
        return self._add(room, Said(self._new(), sender, at, rich, answers))

    def show(
        self, room: str, sender: str, content: bytes, media: Media, at: datetime = NOON
    ) -> str:
        """Let somebody send a file; give the id of its message."""
        new = self._new()
        said = Said(new, sender, at, Rich(""), media=replace(media, ref=f"mxc://{SERVER}/{new}"))
        self.files[said.id] = content
        return self._add(room, said)

    def change(self, room: str, message_id: str, text: str) -> None:
        """Let the author of a message change it."""
        messages = self.said[room]
        self.said[room] = [
            replace(one, rich=Rich(text), is_edited=True) if one.id == message_id else one
            for one in messages
        ]
        self._wake(room, message_id)

    def exchange(self, room: str, message_id: str, content: bytes) -> None:
        """Let the author of a message put another file into it."""
        self.files[message_id] = content
        for number, one in enumerate(self.said[room]):
            if one.id == message_id and one.media is not None:
                media = replace(one.media, ref=f"{one.media.ref}-{len(content)}")
                self.said[room][number] = replace(one, media=media, is_edited=True)

    def take_back(self, room: str, message_id: str) -> None:
        """Take a message back."""
        self.said[room] = [one for one in self.said.get(room, []) if one.id != message_id]
        self._wake(room, message_id)

    def _wake(self, room: str, touched: str = "") -> None:
        """Push: delivery is in a thread of its own."""
        if self.loop is not None:
            self.loop.call_soon_threadsafe(self.live.wake, room, touched)

    def _new(self) -> str:
        self.events += 1
        return f"${self.events - 1}"

    def _add(self, room: str, said: Said) -> str:
        self.said.setdefault(room, []).append(said)
        self.senders[room, said.id] = said.sender
        self._wake(room)
        return said.id

    async def messages(self, room: str, before: str = "", most: int = 30) -> Page:
        self._answer()
        found = self.said.get(room, [])
        ids = [one.id for one in found]
        end = ids.index(before) if before in ids else len(found)
        shown = found[max(0, end - most) : end]
        return Page(shown, shown[0].id if end > most else "")

    async def message(self, room: str, message_id: str) -> Said | None:
        self._answer()
        return next((one for one in self.said.get(room, ()) if one.id == message_id), None)

    async def sender(self, room: str, message_id: str) -> str:
        self._answer()
        return self.senders.get((room, message_id), "")

    async def media(self, room: str, message_id: str, is_small: bool) -> Fetched | None:
        said = await self.message(room, message_id)
        if said is None or said.media is None:
            return None
        return Fetched(self.files[said.id], said.media)

    async def upload(self, localpart: str, content: bytes, mime: str, name: str) -> str:
        self._answer()
        if not self.takes_files:
            raise NotTaken
        self.uploads.append((localpart, content, mime, name))
        return f"mxc://{SERVER}/{len(self.uploads) - 1}"

    async def guard_is_loaded(self) -> bool:
        self._answer()
        return self.has_guard

    async def login_token(self, localpart: str) -> str:
        self._answer()
        return f"token of {localpart}"

    async def open_account(self, once: str = "") -> Account | None:
        self._answer()
        if once and once in self.spent:
            return None
        self.spent.add(once)
        self.accounts += 1
        return Account(f"@v_{self.accounts}:{SERVER}", f"token {self.accounts}")

    def _answer(self) -> None:
        self.loop = asyncio.get_running_loop()
        if self.is_away:
            self.asked_in_vain += 1
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
        self.why = ""
        self.database_is_away = False
        #: How often the database was asked, and how often while it was away.
        self.asked, self.asked_in_vain = 0, 0
        self.fetch = fetch_none
        #: Where the exports of projects lie.
        self.exports = Path("exports")
        #: Where the public copies of pictures lie.
        self.published = Path("published")

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
            live=self.homeserver.live,
            exports=self.exports,
            published=self.published,
        )

    async def _act(self, event):
        replies = await self._in_thread(turn.act, self.database, event)
        if self.delivers:
            await self._in_thread(self.database.write, self._deliver)
        return replies

    async def _in_thread(self, work, *args):
        if self.database_is_away:
            self.asked_in_vain += 1
            raise DatabaseAway("away")
        self.asked += 1
        return await asyncio.to_thread(work, *args)

    async def _settle(self, project_id: int) -> None:
        self.settled.append(project_id)

    def _deliver(self, db) -> None:
        """Carry what waits for rooms to the homeserver, as delivery does."""
        for letter in sending.pick(db, "room", self.at, most=100):
            if self.outcome == outbox.State.SENT:
                self._arrive(letter)
            sending.mark(db, [Outcome(letter.id, self.outcome, self.why)])

    def _arrive(self, letter: Letter) -> None:
        reply = unpack(letter.payload)
        rich = words.render(letter.language, reply.key, reply.fields, ZoneInfo("UTC"))
        if letter.edits:
            self.homeserver.take_back(letter.chat, letter.edits)
            return
        said = self.homeserver.say(
            letter.chat, f"@{letter.sender}:{SERVER}", rich, self.at, letter.replies_to
        )
        if isinstance(reply.file, File):
            self._attach(letter.chat, said, reply.file)

    def _attach(self, room: str, said: str, file: File) -> None:
        homeserver, is_picture = self.homeserver, file.kind == "photo"
        media = Media(file.name, file.mime, file.size, is_picture, file.alt, ref=file.ref)
        homeserver.said[room][-1] = replace(homeserver.said[room][-1], media=media)
        homeserver.files[said] = homeserver.uploads[int(file.ref.rpartition("/")[2])][1]
