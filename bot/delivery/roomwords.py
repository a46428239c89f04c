"""What was said last in a staff room, put into a letter just before it leaves; kept nowhere."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

from bot.delivery.files import NotYet
from bot.delivery.journal import InDatabase
from handlers import roomnews
from handlers.conversation import Lines, Reply, Words
from handlers.packing import pack, unpack
from handlers.platform import PROBE_SECONDS
from handlers.rooms import Away, Rooms, Said
from storage.sending import Letter

#: How many messages are shown, and how much of each.
SHOWN, LONGEST = 5, 500
#: Puts into a letter what it reads in a room.
Filled = Callable[[Letter], Awaitable[Letter]]


def filling(rooms: Rooms, reading: InDatabase) -> Filled:
    """Give what puts a room's newest messages into the letters that show them."""

    async def filled(letter: Letter) -> Letter:
        """Raise NotYet while the homeserver is away."""
        room = letter.payload.get("reads")
        if not room:
            return letter
        try:
            page = await rooms.messages(room, most=SHOWN)
        except Away:
            raise NotYet(PROBE_SECONDS) from None
        names = await reading(roomnews.names, sorted({one.sender for one in page.messages}))
        payload = {**letter.payload, "fields": _fields(letter.payload, page.messages, names)}
        return replace(letter, payload=payload)

    return filled


def _fields(payload: Any, said: Sequence[Said], names: dict[str, str]) -> Any:
    reply = unpack(payload)
    lines = tuple(_line(one, names) for one in said) or (Words("room.silent"),)
    packed = pack(Reply(reply.key, {**reply.fields, "said": Lines(lines)}))
    return packed["fields"]


def _line(one: Said, names: dict[str, str]) -> Words:
    rich = one.rich.part(0, LONGEST)
    fields = {"name": names.get(one.sender, ""), "text": rich, "at": one.at}
    if one.media is not None:
        return Words("room.said_file", {**fields, "file": one.media.name})
    return Words("room.said_cut" if len(one.rich.text) > LONGEST else "room.said", fields)
