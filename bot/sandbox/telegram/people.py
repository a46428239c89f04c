"""A person as tests and the sandbox move them: she writes, presses, blocks, and looks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .chats import Chat, Json, User
from .entities import MAX_CAPTION, MAX_TEXT
from .shown import ShownMessage, listing, shown, wanted
from .texts import utf16_length

if TYPE_CHECKING:
    from .groups import Group
    from .world import TelegramWorld


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot answered to a pressed button."""

    text: str
    show_alert: bool
    url: str


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button; `answered` waits for what the bot says to it."""

    world: "TelegramWorld"
    id: str

    @property
    def answer(self) -> Answer | None:
        """The bot's answer so far."""
        return self.world.queries.answers.get(self.id)

    async def answered(self, seconds: float = 10) -> Answer:
        """Wait for the answer; AssertionError if none comes in time."""
        answer = await self.world.queries.changed.until(lambda: self.answer, seconds)
        assert answer is not None, f"no answer to the pressed button within {seconds} s"
        return answer


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a Telegram account. Every act happens at once and makes the bot's update."""

    world: "TelegramWorld"
    user: User

    @property
    def id(self) -> int:
        """The account's id, which is also the id of the private chat."""
        return self.user.id

    def send(
        self,
        text: str,
        reply_to: int | None = None,
        entities: list[Json] | None = None,
        to: "Group | None" = None,
    ) -> int:
        """Write a message, to the bot or into a group, and give its id."""
        if not text.strip():
            raise ValueError("Telegram lets nobody send an empty text")
        _check_length(text, MAX_TEXT)
        return self.world.acts.write(self.user, self._chat(to), text, reply_to, entities)

    def start(self, payload: str = "") -> int:
        """Press Start, as a link with a payload (`t.me/bot?start=payload`) makes one do."""
        if self.user.blocked:
            self.unblock()
        return self.send(f"/start {payload}".strip())

    def edit(self, message_id: int, text: str, to: "Group | None" = None) -> None:
        """Change an own text, or the caption of an own file."""
        has_text = "text" in self._chat(to).messages.get(message_id, {})
        _check_length(text, MAX_TEXT if has_text else MAX_CAPTION)
        self.world.acts.edit(self.user, self._chat(to), message_id, text)

    def delete(self, message_id: int, to: "Group | None" = None) -> None:
        """Delete a message; Telegram tells bots nothing of it."""
        self.world.acts.delete(self._chat(to), message_id)

    def press(self, message_id: int, button: str, to: "Group | None" = None) -> Press:
        """Press a button that shows now, named by its callback data or its label."""
        chat = self._chat(to)
        message = chat.messages.get(message_id)
        if message is None:
            raise ValueError(f"message {message_id} does not show")
        found = shown(chat, message, self.world.me.id).button(button)
        if not found.data:
            raise ValueError(f"the button {button!r} makes no callback query")
        return self.forge(message_id, found.data, to)

    def forge(self, message_id: int, data: str, to: "Group | None" = None) -> Press:
        """Press a button that may not show (any more): an old screen or a forged client."""
        return Press(self.world, self.world.acts.press(self.user, self._chat(to), message_id, data))

    def send_photo(
        self,
        data: bytes,
        caption: str = "",
        to: "Group | None" = None,
        album: str = "",
        reply_to: int | None = None,
    ) -> int:
        """Send a picture (PNG or JPEG), perhaps as one of an album, and give the message's id."""
        _check_length(caption, MAX_CAPTION)
        media: Json = {"photo": self.world.files.photo(data)}
        if album:
            media["media_group_id"] = album
        return self.world.acts.send_media(self.user, self._chat(to), media, caption, reply_to)

    def send_document(
        self,
        data: bytes,
        name: str,
        mime: str = "application/octet-stream",
        caption: str = "",
        to: "Group | None" = None,
        reply_to: int | None = None,
    ) -> int:
        """Send a file and give the message's id."""
        _check_length(caption, MAX_CAPTION)
        media = {"document": self.world.files.document(data, name, mime)}
        return self.world.acts.send_media(self.user, self._chat(to), media, caption, reply_to)

    def react(self, message_id: int, *emoji: str, to: "Group | None" = None) -> None:
        """Set the own reactions to a message; none takes them back."""
        self.world.acts.react(self.user, self._chat(to), message_id, list(emoji))

    def block(self) -> None:
        """Block the bot. Safe to repeat."""
        self.world.acts.block(self.user, blocked=True)

    def unblock(self) -> None:
        """Unblock the bot. Safe to repeat."""
        self.world.acts.block(self.user, blocked=False)

    def deactivate(self) -> None:
        """Delete the account at Telegram; the bot gets no update."""
        self.user.deactivated = True
        self.world.keep_user(self.user)

    @property
    def messages(self) -> list[ShownMessage]:
        """What the private chat with the bot shows now, oldest first."""
        return listing(self._chat(None), self.world.me.id)

    @property
    def deleted_messages(self) -> list[ShownMessage]:
        """What was deleted from the private chat, as it showed last."""
        return listing(self._chat(None), self.world.me.id, deleted=True)

    @property
    def keyboard(self) -> list[list[str]]:
        """The reply keyboard that shows below the private chat; empty when there is none."""
        return self._chat(None).keyboard

    @property
    def menu(self) -> dict[str, str]:
        """The commands that the private chat offers in the person's language, described."""
        offered = self.world.profile.menu(self.id, self.user.language_code)
        return {each["command"]: each["description"] for each in offered}

    def catches_up(self, to: "Group | None" = None) -> None:
        """Look at everything, so that `waits_for` finds only what comes or changes from now on."""
        chat = self._chat(to)
        chat.acted[self.id] = chat.revision

    async def waits_for(
        self,
        what: str | Callable[[ShownMessage], bool],
        seconds: float = 10,
        to: "Group | None" = None,
    ) -> ShownMessage:
        """Give the first message of the bot that fits and came or changed since the last own act.

        `what` is a part of the text or a test of the message. AssertionError if none comes.
        """
        return await wanted(self._chat(to), self.world.me.id, self.id, what, seconds)

    def _chat(self, group: "Group | None") -> Chat:
        return self.world.private_chat(self.id) if group is None else group.chat


def _check_length(text: str, most: int) -> None:
    if utf16_length(text) > most:
        raise ValueError(f"Telegram lets nobody write more than {most} units here")
