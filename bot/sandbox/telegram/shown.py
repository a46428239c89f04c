"""What a person sees in a chat: frozen messages with their buttons."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .chats import Chat, Json


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a message; exactly one of `data` and `url` says what it does."""

    text: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """A message as the people in a chat see it; `text` is a file's caption too."""

    id: int
    from_bot: bool
    sender_id: int | None
    text: str
    entities: tuple[Json, ...]
    buttons: tuple[tuple[Button, ...], ...]
    edited: bool
    deleted: bool
    reply_to: int | None
    file_id: str
    file_name: str
    pinned: bool
    reactions: tuple[str, ...]
    raw: Json

    def button(self, name: str) -> Button:
        """Find a button by its callback data or its label; ValueError if it does not show."""
        every = [button for row in self.buttons for button in row]
        for button in every:
            if name in (button.data, button.text):
                return button
        raise ValueError(f"no button {name!r} below message {self.id}, only {every}")


def shown(chat: Chat, message: Json, bot_id: int, *, deleted: bool = False) -> ShownMessage:
    """Make the frozen view of a stored message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    sender_id = message.get("from", {}).get("id")
    file = message.get("document") or (message.get("photo") or [{}])[-1]
    return ShownMessage(
        id=message["message_id"],
        from_bot=sender_id == bot_id,
        sender_id=sender_id,
        text=message.get("text") or message.get("caption") or "",
        entities=tuple(message.get("entities") or message.get("caption_entities") or ()),
        buttons=tuple(tuple(_button(button) for button in row) for row in rows),
        edited="edit_date" in message,
        deleted=deleted,
        reply_to=message.get("reply_to_message", {}).get("message_id"),
        file_id=file.get("file_id", ""),
        file_name=file.get("file_name", ""),
        pinned=chat.pinned == message["message_id"],
        reactions=_reactions(chat, message["message_id"]),
        raw=message,
    )


def _reactions(chat: Chat, message_id: int) -> tuple[str, ...]:
    return tuple(emoji for each in chat.reactions.get(message_id, {}).values() for emoji in each)


def _button(button: dict[str, Any]) -> Button:
    url = button.get("url") or button.get("web_app", {}).get("url", "")
    return Button(button["text"], button.get("callback_data", ""), url)


def listing(chat: Chat, bot_id: int, *, deleted: bool = False) -> list[ShownMessage]:
    """Give what a chat shows, oldest first; or what was deleted from it."""
    messages = chat.deleted if deleted else chat.messages
    return [shown(chat, message, bot_id, deleted=deleted) for message in messages.values()]


async def wanted(
    chat: Chat,
    bot_id: int,
    reader_id: int,
    what: str | Callable[[ShownMessage], bool],
    seconds: float,
) -> ShownMessage:
    """Wait for the bot's message that fits and is newer than the reader's last act."""

    def fits(message: ShownMessage) -> bool:
        return what in message.text if isinstance(what, str) else what(message)

    def look() -> ShownMessage | None:
        mark = chat.acted.get(reader_id, 0)
        for message_id, message in chat.messages.items():
            if chat.revisions.get(message_id, 0) > mark:
                seen = shown(chat, message, bot_id)
                if seen.from_bot and fits(seen):
                    return seen
        return None

    found = await chat.changed.until(look, seconds)
    if found is None:
        raise AssertionError(_complaint(chat, bot_id, what, seconds))
    return found


def _complaint(
    chat: Chat, bot_id: int, what: str | Callable[[ShownMessage], bool], seconds: float
) -> str:
    last = "\n".join(
        f"  {message.id} {'bot' if message.from_bot else message.sender_id}: {message.text[:200]}"
        for message in listing(chat, bot_id)[-8:]
    )
    return f"{what!r} did not show within {seconds} s; the chat's end:\n{last or '  (empty)'}"
