"""What goes with a message of somebody: its copies follow when it is changed, answers point to it.

Source: docs/decisions/0014-files.md.
"""

from dataclasses import replace

from handlers import postcard, relay
from handlers.conversation import Button, Event, Reply, Words, say
from handlers.packing import pack, unpack
from handlers.rich import Rich
from storage import addresses, bulk, contacts, deliveries
from storage.db import Db


def batch_of(event: Event) -> str:
    """Name what is sent on of this message, so that it follows; empty if it cannot be changed.

    The name holds the platform and the chat, so nobody can change what others wrote.
    """
    if not event.message:
        return ""
    return f"{event.address.platform}:{event.chat}:{event.message}"


def answered_by(event: Event, db: Db, abouts: tuple[str, ...], reader_id: int) -> str:
    """Find the message of its reader, in the chat where they read, that an event answers.

    `abouts` are our messages in the writer's chat to which it may be the answer, the likeliest
    first. Empty if the reader wrote none of what they say, or reads elsewhere now.
    """
    reader = addresses.preferred(db, reader_id)
    if reader is None:
        return ""
    begins = f"{reader.platform}:{reader.chat}:"
    for about in abouts:
        batch = deliveries.batch_of(db, event.address.platform, event.chat, about)
        if about and batch.startswith(begins):
            return batch.removeprefix(begins)
    return ""


def words_of(event: Event, text: str) -> str | Rich:
    """Give what was typed, stripped, with its formatting if it has any."""
    rich = postcard.typed(event)
    return rich if rich.spans and rich.text == text else text


def edited(event: Event, db: Db) -> list[Reply]:
    """Let what was sent on of a message follow its change.

    Says nothing: who changed it sees that. A change of what nobody got changes nothing.
    """
    if event.person is None or not event.person.is_validated:
        return []
    if relay.edited(event, db):
        return []
    batch = batch_of(event)
    if (changed := postcard.edited(event, db, batch)) is not None:
        return changed
    payload = bulk.payload_of(db, batch) if batch else None
    if payload is not None:
        copy = unpack(payload)
        before = str(getattr(copy.fields.get("text"), "text", copy.fields.get("text", "")))
        if len(event.words) > (most := postcard.longest_edit(before, copy.file is not None)):
            list_ = Button(Words("help.contacts"), "/contacts")
            return [say("contacts.edit_too_long", most=most).with_buttons((list_,))]
        fields = {**copy.fields, "text": words_of(event, event.words)}
        new = replace(copy, fields=fields) if "text" in copy.fields else copy
        bulk.edit(db, batch, pack(new), event.at, to=contacts.others(event.person.id))
    return []
