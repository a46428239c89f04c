"""All the phones on the page: who has one, and when one of them has something new."""

import asyncio
import urllib.error
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import aiohttp

from bot.sandbox.cast import CAST, KNOWN, MATRIX, TELEGRAM, Part
from bot.sandbox.memory import Memory
from bot.sandbox.page.client import Client, sign_in
from bot.sandbox.page.matrix_phone import BOT, MatrixPhone
from bot.sandbox.page.sending import Sent
from bot.sandbox.page.telegram_phone import TelegramPhone
from bot.sandbox.synapse import Synapse
from bot.sandbox.telegram import TelegramWorld
from bot.sandbox.telegram.signal import Signal
from storage.words import fold

Phone = TelegramPhone | MatrixPhone
Json = dict[str, Any]

#: Numbers on Telegram of those who are added on the page.
_FIRST_NUMBER = 700_001_001


class Phones:
    """The table that they lie on. `pick_up` comes first, `put_down` last."""

    def __init__(self, memory: Memory, world: TelegramWorld, synapse: Synapse, bot: str) -> None:
        #: Rings when any phone has something new.
        self.changed = Signal()
        self._memory = memory
        self._world = world
        self._synapse = synapse
        self._bot = bot
        self._phones: dict[str, Phone] = {}
        self._following: list[asyncio.Task[None]] = []
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60))
        self._adding = asyncio.Lock()

    async def pick_up(self) -> None:
        """Sign everybody in, and wait until each phone knows what was there."""
        added = [Part(**values) for values in self._memory.kept("people", [])]
        for part in (*CAST, *added):
            await self._pick_up(part)

    async def put_down(self) -> None:
        """Stop following what happens; safe to repeat."""
        for following in self._following:
            following.cancel()
        await asyncio.gather(*self._following, return_exceptions=True)
        await self._session.close()

    def __iter__(self) -> Iterator[Phone]:
        return iter(self._phones.values())

    def of(self, id_: str) -> Phone | None:
        """Find a person's phone; None if there is no such person."""
        return self._phones.get(id_)

    async def greet(self) -> None:
        """Let those whom the bot knows from the start say hello to it, once."""
        for part in KNOWN:
            phone = self._phones[part.id]
            if not phone.has_begun:
                await say(phone, BOT, "/start")

    async def add(self, name: str, platform: str, language: str) -> Part:
        """Put one more phone on the page. Raises ValueError if something is missing."""
        name = " ".join(name.split())
        if not 1 <= len(name) <= 40:
            raise ValueError("Please give a name of at most 40 letters.")
        if platform not in {TELEGRAM, MATRIX}:
            raise ValueError("Please choose Telegram or Matrix.")
        async with self._adding:
            added = self._memory.kept("people", [])
            part = Part(
                self._free_id(name),
                name,
                "added by you",
                platform,
                language if platform == TELEGRAM else "",
                _FIRST_NUMBER + len(added) if platform == TELEGRAM else 0,
            )
            self._memory.keep("people", [*added, asdict(part)])
            await self._pick_up(part)
        self.changed.ring()
        return part

    def _free_id(self, name: str) -> str:
        letters = "".join(sign for sign in fold(name) if sign.isascii() and sign.isalnum())
        base = letters[:20] or "person"
        taken = self._phones.keys() | {self._bot[1:].split(":")[0]}
        numbered = (f"{base}{number}" for number in range(2, len(taken) + 3))
        return next(one for one in (base, *numbered) if one not in taken)

    async def _pick_up(self, part: Part) -> None:
        phone: Phone
        if part.platform == TELEGRAM:
            phone = TelegramPhone(part, self._world, self.changed.ring)
        else:
            phone = MatrixPhone(part, await self._client(part), self._bot, self.changed.ring)
        self._following.append(asyncio.create_task(phone.run()))
        if isinstance(phone, MatrixPhone):
            await phone.ready.wait()
        self._phones[part.id] = phone

    async def _client(self, part: Part) -> Client:
        """Sign in as the person; the first time on a new account."""
        token = self._memory.kept(f"token of {part.id}", "")
        if token:
            return Client(self._session, self._synapse.url, part.user, token)
        password = self._memory.secret(f"password of {part.id}")
        url = self._synapse.url
        try:
            _, token = await asyncio.to_thread(self._synapse.register_user, part.id, password)
        except urllib.error.HTTPError:
            # The account was made, and the sandbox ended before it had noted that.
            token = await sign_in(self._session, url, part.user, password)
        client = Client(self._session, url, part.user, token)
        await client.set_name(part.name)
        self._memory.keep(f"token of {part.id}", token)
        return client


async def say(phone: Phone, room: str, text: str, answers: str = "") -> None:
    """Write with a phone. Raises ValueError if that cannot be."""
    if isinstance(phone, MatrixPhone):
        await phone.say(room, text, answers)
    else:
        phone.say(text, answers)


async def change(phone: Phone, room: str, message: str, text: str) -> None:
    """Change what was written with a phone. Raises ValueError if that cannot be."""
    if isinstance(phone, MatrixPhone):
        await phone.change(room, message, text)
    else:
        phone.change(message, text)


async def send(phone: Phone, room: str, file: Sent, caption: str, answers: str = "") -> None:
    """Send a file with a phone. Raises ValueError, or what the platform says to it."""
    if isinstance(phone, MatrixPhone):
        await phone.send(room, file, caption, answers)
    else:
        phone.send(file, caption, answers)
