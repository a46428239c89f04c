"""Telegram's updates read as events: what somebody did, in our own words."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.telegram import groupevents, written
from handlers.conversation import Event

#: What we ask Telegram for; it keeps everything else to itself.
ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "chat_member",
)


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
    if update.chat_member is not None:
        return groupevents.member(update.chat_member, event_id, at)
    return None


def pressed(raw: Any) -> str:
    """Give the id by which a pressed button is answered; empty if the update is none."""
    query = raw.get("callback_query") if isinstance(raw, dict) else None
    found = query.get("id") if isinstance(query, dict) else None
    return found if isinstance(found, str) and found.isascii() else ""


def _message(message: Message, me: Me, event_id: str, at: datetime) -> Event | Moved | None:
    chat = written.number(message.chat.id)
    if message.migrate_to_chat_id:
        return Moved(chat, written.number(message.migrate_to_chat_id))
    if message.migrate_from_chat_id:
        return Moved(written.number(message.migrate_from_chat_id), chat)
    sender = message.from_user
    # Channels and anonymous administrators write through an account that is nobody's.
    if sender is None or sender.is_bot or message.sender_chat is not None:
        return None
    if message.chat.type != ChatType.PRIVATE:
        return groupevents.message(message, sender, me.username, event_id, at)
    said: dict[str, Any] = {
        "message": written.number(message.message_id),
        "about": _answered(message, me),
    }
    if message.effective_attachment is not None:
        caption = written.rich(message.caption or "", message.caption_entities)
        said |= {"words": caption.text.strip(), "rich": caption, "file": written.file(message)}
        return written.event(event_id, sender, at, kind="file", **said)
    if message.text is None:
        return None
    said |= written.said(message.text, message.entities)
    return written.event(event_id, sender, at, **said)


def _edit(message: Message, event_id: str, at: datetime) -> Event | None:
    """Read that somebody changed what they wrote to us, or the words under a file."""
    sender = message.from_user
    if sender is None or sender.is_bot or message.sender_chat is not None:
        return None
    if message.chat.type != ChatType.PRIVATE:
        return groupevents.edit(message, sender, event_id, at)
    if message.text is None:
        said = written.said(message.caption or "", message.caption_entities)
    else:
        said = written.said(message.text, message.entities)
    said |= {"message": written.number(message.message_id)}
    return written.event(event_id, sender, at, kind="edit", **said)


def _press(query: CallbackQuery, event_id: str, at: datetime) -> Event:
    """Read a pressed button. Whoever pressed acts and is answered, wherever the button stands."""
    command = written.COMMAND.match(query.data or "")
    name, words = (command[1].lower(), (query.data or "")[command.end() :]) if command else ("", "")
    message = query.message
    is_private = message is not None and message.chat.id == query.from_user.id
    about = written.number(message.message_id) if message is not None and is_private else ""
    return written.event(
        event_id, query.from_user, at, kind="press", command=name, words=words, about=about
    )


def _membership(change: ChatMemberUpdated, event_id: str, at: datetime) -> Event | None:
    """Read that somebody blocked us or took us back, or what we are in a group from now on."""
    if change.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP):
        return groupevents.standing(change, event_id, at)
    if change.chat.type != ChatType.PRIVATE:
        return None
    is_gone = change.new_chat_member.status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
    return written.event(event_id, change.from_user, at, kind="gone" if is_gone else "back")


def _answered(message: Message, me: Me) -> str:
    """Give the id of our message that this one answers; empty if it answers none."""
    answered = message.reply_to_message
    if answered is None or answered.from_user is None or answered.from_user.id != me.id:
        return ""
    return written.number(answered.message_id)
