"""Many people at once, cheaply: each goes through a written conversation and waits for answers."""

import itertools
import re
from dataclasses import dataclass

from storage.addresses import Address
from tests.story.people import BOT
from tests.story.said import said


@dataclass(frozen=True)
class Say:
    """Write something; the answer has this text key."""

    text: str
    answer: str


@dataclass(frozen=True)
class Press:
    """Press the newest button that says this, however old it is."""

    label: str
    answer: str


@dataclass(frozen=True)
class Conversation:
    """What somebody says, and how far the registration has got in the end (empty: nowhere)."""

    steps: tuple[Say | Press, ...]
    step: str = ""
    country: str | None = None


READER = Conversation(
    (
        Say("/start", "start.welcome"),
        Say("/help", "help.all"),
        Press(said("router.help"), "help.all"),
        Say("/language", "language.choose"),
        Press("English", "language.done"),
        Say("Zzz", "router.unknown"),
        Say("/partners", "router.register_first"),
    )
)
BEGINNER = Conversation(
    (
        Say("/start", "start.welcome"),
        Press(said("router.register"), "register.name"),
        Say("Ana Bell", "register.country"),
        Say("/help", "help.all"),
        Say("Romania", "register.school"),
        Say("/back", "register.country"),
        Say("Germany", "register.school"),
    ),
    "school",
    "DE",
)
WANDERER = Conversation(
    (
        Say("/register", "register.name"),
        Say("/language", "language.choose"),
        Press("français", "language.done"),
        Say("Zoé Petit", "register.country"),
        Say("/cancel", "cancel.done"),
        Say("/start", "start.unfinished"),
        Press(said("start.go_on", "fr"), "register.country"),
        Say("Allemagne", "register.school"),
    ),
    "school",
    "DE",
)
PASSER = Conversation(
    (
        Say("Zzz", "router.unknown"),
        Press(said("router.help"), "help.all"),
        Say("/stat", "router.did_you_mean"),
        Press(said("help.start"), "start.welcome"),
        Press(said("router.register"), "register.name"),
        Say("/language", "language.choose"),
        Press("English", "language.done"),
    ),
    "name",
)
CONVERSATIONS = (READER, BEGINNER, WANDERER, PASSER)


async def converse(voice, conversation: Conversation) -> None:
    """Take every step, each after the answer to the one before."""
    for step in conversation.steps:
        if isinstance(step, Say):
            await voice.say(step.text)
        else:
            await voice.press(step.label)
        await voice.hears()


class TelegramVoice:
    """Somebody on Telegram."""

    def __init__(self, world) -> None:
        self.person = world.person()
        self.address = Address("telegram", str(self.person.id))
        self.chat = str(self.person.id)

    async def say(self, text: str) -> None:
        self.person.send(text)

    async def press(self, label: str) -> None:
        while not (found := self._button(label)):
            # What was heard came twice, after a death: its answer is still to come.
            await self.person.waits_for(lambda message: _labelled(message, label), seconds=60)
        self.person.forge(*found)

    def _button(self, label: str) -> tuple[int, str] | None:
        for message in reversed(self.person.messages):
            for button in _labelled(message, label):
                return message.id, button.data
        return None

    async def hears(self) -> None:
        await self.person.waits_for(lambda _: True, seconds=120)

    def heard(self) -> list[str]:
        """List the ids of the bot's messages, in order."""
        return [str(message.id) for message in self.person.messages if message.from_bot]


def _labelled(message, label: str) -> list:
    return [button for row in message.buttons for button in row if label in button.text]


class MatrixVoice:
    """Somebody on Matrix, by plain calls."""

    def __init__(self, http, url: str, user: str, token: str) -> None:
        self._http, self._url = http, f"{url}/_matrix/client/v3"
        self._headers = {"Authorization": f"Bearer {token}"}
        self.address = Address("matrix", user)
        self.chat = ""
        self._numbers = itertools.count()
        self._since = ""
        self._is_joined = False
        self._events: list[dict] = []
        self._mark = 0

    async def open(self) -> None:
        """Open a direct chat and wait until the bot is there."""
        body = {"is_direct": True, "preset": "trusted_private_chat", "invite": [BOT]}
        self.chat = (await self._call("POST", "/createRoom", body))["room_id"]
        while not self._is_joined:
            await self._sync()

    async def say(self, text: str, answers: str = "") -> None:
        body: dict = {"msgtype": "m.text", "body": text}
        if answers:
            body["m.relates_to"] = {"m.in_reply_to": {"event_id": answers}}
        self._mark = len(self._events)
        path = f"/rooms/{self.chat}/send/m.room.message/{next(self._numbers)}"
        await self._call("PUT", path, body)

    async def press(self, label: str) -> None:
        for event in reversed(self._events):
            pattern = rf"^(\d+)\. .*{re.escape(label)}"
            if found := re.search(pattern, event["content"]["body"], re.MULTILINE):
                await self.say(found[1], event["event_id"])
                return
        raise AssertionError(f"no choice {label!r}")

    async def hears(self) -> None:
        while len(self._events) == self._mark:
            await self._sync()

    async def catches_up(self) -> None:
        """Read what has not been read yet."""
        await self._sync(0)

    def heard(self) -> list[str]:
        """List the ids of the bot's messages, in order."""
        return [event["event_id"] for event in self._events]

    async def _sync(self, wait_ms: int = 20_000) -> None:
        query = {"timeout": str(wait_ms if self._since else 0), "filter": _FILTER}
        answer = await self._call("GET", "/sync", None, query | self._from())
        self._since = answer["next_batch"]
        room = answer.get("rooms", {}).get("join", {}).get(self.chat, {})
        for event in room.get("timeline", {}).get("events", []):
            if event["type"] == "m.room.member" and event["state_key"] == BOT:
                self._is_joined = event["content"]["membership"] == "join"
            if event["type"] == "m.room.message" and event["sender"] == BOT:
                self._events.append(event)

    def _from(self) -> dict[str, str]:
        return {"since": self._since} if self._since else {}

    async def _call(self, method: str, path: str, body=None, query=None) -> dict:
        async with self._http.request(
            method, self._url + path, json=body, params=query, headers=self._headers
        ) as answer:
            answer.raise_for_status()
            return await answer.json()


_FILTER = '{"room": {"timeline": {"limit": 100}}, "presence": {"types": []}}'
