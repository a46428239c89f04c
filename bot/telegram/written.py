"""What somebody wrote on Telegram: text with its formatting, files, and the event made of it."""

import re
import secrets
from dataclasses import fields
from datetime import datetime
from typing import Any

from telegram import Message, MessageEntity, User

from handlers.conversation import Event, File
from handlers.rich import Rich, Span
from handlers.splitting import offsets
from storage.addresses import Address

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
COMMAND = re.compile(r"/(\w{1,32})(?:@(\w+))?(?=\s|$)\s*", re.ASCII)


def said(text: str, entities: tuple[MessageEntity, ...]) -> dict[str, Any]:
    """Tell a command from its words."""
    whole = rich(text, entities)
    command = COMMAND.match(whole.text)
    if command is None:
        return {"words": whole.text.strip(), "rich": whole}
    rest = whole.part(command.end(), len(whole.text))
    return {"command": command[1].lower(), "words": rest.text.strip(), "rich": rest}


def rich(text: str, entities: tuple[MessageEntity, ...]) -> Rich:
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


def file(message: Message) -> File | None:
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


def number(value: object) -> str:
    """Write the id of a person, a chat or a message. Raises TypeError if it is none.

    The library takes whatever stands there.
    """
    if type(value) is not int:
        raise TypeError("Telegram's ids are numbers")
    return str(value)


def event(event_id: str, sender: User, at: datetime, **what: Any) -> Event:
    """Make an event of what somebody did; answers to it go to their private chat.

    Raises TypeError if Telegram does not keep to its own types.
    """
    found = Event(
        id=event_id,
        address=Address("telegram", number(sender.id)),
        chat=number(sender.id),
        at=at,
        language=str(sender.language_code or ""),
        seed=secrets.token_bytes(32),
        handle=f"@{sender.username}" if sender.username else "",
        **what,
    )
    for one in (found, found.rich, found.file):
        _check(one)
    return found


def _check(one: Event | Rich | File | None) -> None:
    """Raise TypeError if a text is none, or a number: the library takes whatever stands there."""
    for known in fields(one) if one is not None else ():
        value = getattr(one, known.name)
        if known.type in {str, int} and type(value) is not known.type:
            raise TypeError(f"{known.name} is not what Telegram says that it is")
