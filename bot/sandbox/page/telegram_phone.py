"""A phone with Telegram: the private chat with the bot, its buttons and its menu."""

from collections.abc import Callable
from functools import partial
from typing import Any

from bot.sandbox.cast import Part
from bot.sandbox.page.pieces import of_telegram
from bot.sandbox.page.sending import Sent, short
from bot.sandbox.telegram import ApiError, Person, ShownMessage, TelegramWorld

Json = dict[str, Any]

#: What Telegram takes as a photo.
_PHOTOS = frozenset({"image/png", "image/jpeg"})
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

    def say(self, text: str, answers: str = "") -> None:
        """Write to the bot. Raises ValueError if Telegram does not let one."""
        self._person.send(text, reply_to=int(answers) if answers else None)

    def change(self, message: str, text: str) -> None:
        """Change what was written. Raises ValueError if Telegram does not let one."""
        self._person.edit(int(message), text)

    def send(self, file: Sent, caption: str, answers: str = "") -> None:
        """Send a file, a picture as one where it can be. Raises ValueError or ApiError."""
        reply_to = int(answers) if answers else None
        if file.mime in _PHOTOS:
            try:
                self._person.send_photo(file.content, caption, reply_to=reply_to)
                return
            except ApiError:
                pass  # too big, too wide, or broken: Telegram's own apps send it as a file
        self._person.send_document(file.content, file.name, file.mime, caption, reply_to=reply_to)

    async def fetch(self, ref: str) -> Sent:
        """Open a file of the chat. Raises ValueError if there is no such."""
        if not any(one.file_id == ref for one in self._person.messages):
            raise ValueError("There is no such file here.")
        file = self._world.files.by_id(ref)
        return Sent(file.name or "photo.jpg", file.mime, self._world.files.read(file))

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
            "is_edited": message.edited,
            "can_edit": not message.from_bot,
            "file": _file(message),
            "answers": _answered(message),
            "buttons": [
                [{"text": one.text, "data": one.data, "url": one.url} for one in row]
                for row in message.buttons
            ],
        }


def _file(message: ShownMessage) -> Json | None:
    if not message.file_id:
        return None
    is_photo = "photo" in message.raw
    return {"ref": message.file_id, "name": message.file_name, "is_picture": is_photo}


def _answered(message: ShownMessage) -> str:
    """Say how the message begins that this one answers; empty if it answers none."""
    quoted = message.raw.get("reply_to_message")
    if quoted is None:
        return ""
    return short(quoted.get("text") or quoted.get("caption") or "…")
