"""A phone with Telegram: the private chat with the bot, its buttons and its menu."""

from collections.abc import Callable
from functools import partial
from typing import Any

from bot.sandbox.cast import Part
from bot.sandbox.page.pieces import of_telegram
from bot.sandbox.telegram import Person, ShownMessage, TelegramWorld

Json = dict[str, Any]

#: How long a pressed button waits for what the bot says to it.
ANSWER_SECONDS = 10.0
#: How long the phone sleeps at most; the menu changes without any sign.
LOOK_SECONDS = 5.0


class TelegramPhone:
    """Somebody's Telegram. `ring` is called whenever there is something new to see."""

    def __init__(self, part: Part, world: TelegramWorld, ring: Callable[[], None]) -> None:
        self.part = part
        self._world = world
        self._ring = ring
        self._person: Person = world.person(
            part.number, first_name=part.name, language_code=part.language
        )
        self._chat = world.private_chat(part.number)

    @property
    def has_begun(self) -> bool:
        """Whether this person ever wrote to the bot."""
        return self._person.user.started

    @property
    def revision(self) -> str:
        """What changes with everything that the phone shows."""
        return f"{self._chat.revision} {hash((self._welcome(), *self._person.menu.items()))}"

    async def run(self) -> None:
        """Follow what happens, until cancelled."""
        seen = ""
        while True:
            await self._chat.changed.until(partial(self._is_new, seen), LOOK_SECONDS)
            seen = self.revision
            self._ring()

    def say(self, text: str) -> None:
        """Write to the bot. Raises ValueError if Telegram does not let one."""
        self._person.send(text)

    async def press(self, message: int, data: str) -> str:
        """Press a button, and wait for what the bot says to it at once, usually nothing.

        Raises ValueError if the button does not show any more.
        """
        pressed = self._person.press(message, data)
        try:
            return (await pressed.answered(ANSWER_SECONDS)).text
        except AssertionError:
            return ""

    def view(self) -> Json:
        """Show Telegram as it is now."""
        messages = [self._message(one) for one in self._person.messages]
        chat = {"id": "bot", "kind": "bot", "name": "Bot", "is_invited": False}
        menu = [{"command": name, "what": what} for name, what in self._person.menu.items()]
        return {
            "welcome": "" if self.has_begun else self._welcome(),
            "can_start": not self.has_begun,
            "menu": menu,
            "rooms": [chat | {"messages": messages}],
        }

    def _is_new(self, seen: str) -> bool | None:
        return self.revision != seen or None

    def _welcome(self) -> str:
        return self._world.profile.about("description", self._person.user.language_code)

    def _message(self, message: ShownMessage) -> Json:
        return {
            "id": str(message.id),
            "is_mine": not message.from_bot,
            "sender": message.raw["from"]["first_name"],
            "at": message.raw["date"],
            "pieces": of_telegram(message.text, message.entities),
            "is_edited": message.edited and not message.from_bot,
            "buttons": [
                [{"text": one.text, "data": one.data, "url": one.url} for one in row]
                for row in message.buttons
            ],
        }
