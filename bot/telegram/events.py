"""Telegram's updates read as events: what somebody did, in our own words."""

import re
import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from telegram import CallbackQuery, ChatMemberUpdated, Message, MessageEntity, Update, User
from telegram.constants import ChatMemberStatus, ChatType

from bot.telegram.splitting import offsets
from handlers.conversation import Event, File
from handlers.rich import Rich, Span
from storage.addresses import Address

#: What we ask Telegram for; it keeps everything else to itself.
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")

_KINDS: dict[str, str] = {
    MessageEntity.BOLD: "b",
    MessageEntity.ITALIC: "i",
    MessageEntity.UNDERLINE: "u",
    MessageEntity.STRIKETHROUGH: "s",
    MessageEntity.CODE: "code",
    MessageEntity.PRE: "pre",
    MessageEntity.TEXT_LINK: "a",
    MessageEntity.BLOCKQUOTE: "blockquote",
    MessageEntity.EXPANDABLE_BLOCKQUOTE: "blockquote",
}
_COMMAND = re.compile(r"/(\w{1,32})(?:@(\w+))?(?=\s|$)\s*", re.ASCII)


@dataclass(frozen=True)
class Me:
    """The bot itself, as Telegram knows it."""

    id: int
    username: str


@dataclass(frozen=True)
class Moved:
    """A group became a supergroup and got another id."""

    chat: str
    new_chat: str


def read(raw: dict[str, Any], me: Me, at: datetime) -> Event | Moved | None:
    """Read an update as Telegram sent it; None if it is nothing to us.

    Raises whatever the parser raises on an update that is not as Telegram describes it.
    """
    found = _read(raw, me, at)
    return replace(found, bot=me.username) if isinstance(found, Event) else found


def _read(raw: dict[str, Any], me: Me, at: datetime) -> Event | Moved | None:
    # The parser is strict about the kinds that we do not want, too.
    wanted = {kind: raw[kind] for kind in ("update_id", *ALLOWED_UPDATES) if kind in raw}
    update = Update.de_json(wanted, None)
    event_id = f"{me.id}:{update.update_id}"
    if update.message is not None:
        return _message(update.message, me, event_id, at)
    if update.edited_message is not None:
        return _edit(update.edited_message, event_id, at)
    if update.callback_query is not None:
        return _press(update.callback_query, event_id, at)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member, event_id, at)
    return None


def pressed(raw: Any) -> str:
    """Give the id by which a pressed button is answered; empty if the update is none."""
    query = raw.get("callback_query") if isinstance(raw, dict) else None
    return str(query.get("id", "")) if isinstance(query, dict) else ""


def _message(message: Message, me: Me, event_id: str, at: datetime) -> Event | Moved | None:
    chat = str(message.chat.id)
    if message.migrate_to_chat_id:
        return Moved(chat, str(message.migrate_to_chat_id))
    if message.migrate_from_chat_id:
        return Moved(str(message.migrate_from_chat_id), chat)
    sender = message.from_user
    # Channels and anonymous administrators write through an account that is nobody's.
    if sender is None or sender.is_bot or message.sender_chat is not None:
        return None
    if message.chat.type != ChatType.PRIVATE:
        return _group_command(message, sender, me, event_id, at)
    said = {"message": str(message.message_id), "about": _answered(message, me)}
    if message.effective_attachment is not None:
        caption = _rich(message.caption or "", message.caption_entities)
        said |= {"words": caption.text.strip()}
        return _event(event_id, sender, at, kind="file", rich=caption, file=_file(message), **said)
    if message.text is None:
        return None
    return _event(event_id, sender, at, **said, **_said(message.text, message.entities))


def _edit(message: Message, event_id: str, at: datetime) -> Event | None:
    """Read that somebody changed what they wrote to us, or the words under a file."""
    sender = message.from_user
    if sender is None or sender.is_bot or message.chat.type != ChatType.PRIVATE:
        return None
    if message.text is None:
        said = _said(message.caption or "", message.caption_entities)
    else:
        said = _said(message.text, message.entities)
    return _event(event_id, sender, at, kind="edit", message=str(message.message_id), **said)


def _said(text: str, entities: tuple[MessageEntity, ...]) -> dict[str, Any]:
    """Tell a command from its words."""
    rich = _rich(text, entities)
    command = _COMMAND.match(rich.text)
    if command is None:
        return {"words": rich.text.strip(), "rich": rich}
    rest = rich.part(command.end(), len(rich.text))
    return {"command": command[1].lower(), "words": rest.text.strip(), "rich": rest}


def _file(message: Message) -> File | None:
    """Read a picture or a document; None for all else, which does not go across."""
    if message.photo:
        photo = max(message.photo, key=lambda one: one.width * one.height)
        name, size = "photo.jpg", photo.file_size or 0
        return File("telegram", photo.file_id, "photo", "image/jpeg", name, size)
    document = message.document
    # An animation comes as a document too, and cannot be sent on as one.
    if document is None or message.animation is not None:
        return None
    mime = document.mime_type or "application/octet-stream"
    name = document.file_name or "file"
    return File("telegram", document.file_id, "file", mime, name, document.file_size or 0)


def _group_command(
    message: Message, sender: User, me: Me, event_id: str, at: datetime
) -> Event | None:
    """Read a command that names us; everything else in a group is not meant for the bot."""
    command = _COMMAND.match(message.text or "")
    if command is None or (command[2] or "").lower() != me.username.lower():
        return None
    rich = _rich(message.text or "", message.entities)
    rest = rich.part(command.end(), len(rich.text))
    name = command[1].lower()
    return _event(event_id, sender, at, command=name, words=rest.text.strip(), rich=rest)


def _press(query: CallbackQuery, event_id: str, at: datetime) -> Event:
    """Read a pressed button. Whoever pressed acts and is answered, wherever the button stands."""
    command = _COMMAND.match(query.data or "")
    name, words = (command[1].lower(), (query.data or "")[command.end() :]) if command else ("", "")
    message = query.message
    is_private = message is not None and message.chat.id == query.from_user.id
    about = str(message.message_id) if message is not None and is_private else ""
    return _event(
        event_id, query.from_user, at, kind="press", command=name, words=words, about=about
    )


def _membership(change: ChatMemberUpdated, event_id: str, at: datetime) -> Event | None:
    """Read that somebody blocked us, or took us back; what happens in groups is nothing yet."""
    if change.chat.type != ChatType.PRIVATE:
        return None
    is_gone = change.new_chat_member.status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
    return _event(event_id, change.from_user, at, kind="gone" if is_gone else "back")


def _event(event_id: str, sender: User, at: datetime, **what: Any) -> Event:
    return Event(
        id=event_id,
        address=Address("telegram", str(sender.id)),
        chat=str(sender.id),
        at=at,
        language=sender.language_code or "",
        seed=secrets.token_bytes(32),
        handle=f"@{sender.username}" if sender.username else "",
        **what,
    )


def _answered(message: Message, me: Me) -> str:
    """Give the id of our message that this one answers; empty if it answers none."""
    answered = message.reply_to_message
    if answered is None or answered.from_user is None or answered.from_user.id != me.id:
        return ""
    return str(answered.message_id)


def _rich(text: str, entities: tuple[MessageEntity, ...]) -> Rich:
    """Read Telegram's formatting, which counts in UTF-16 units."""
    known = [entity for entity in entities if entity.type in _KINDS]
    if not known:
        return Rich(text)
    place = {unit: index for index, unit in enumerate(offsets(text))}
    spans = (
        Span(
            place[entity.offset],
            place[entity.offset + entity.length],
            _KINDS[entity.type],
            entity.url or "",
        )
        for entity in known
    )
    return Rich(text, tuple(spans))
