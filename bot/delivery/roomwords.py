"""What was said last in a staff room, put into a letter just before it leaves; kept nowhere."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.delivery.files import NotYet
from bot.delivery.journal import InDatabase
from handlers import roomnews
from handlers.conversation import Reply
from handlers.packing import pack, unpack
from handlers.platform import PROBE_SECONDS
from handlers.rooms import Away, Rooms
from storage.sending import Letter

#: How many messages are shown.
SHOWN = 5
#: Puts into a letter what it reads in a room; None if its reader may not read it any more.
Filled = Callable[[Letter], Awaitable[Letter | None]]


def filling(rooms: Rooms, reading: InDatabase) -> Filled:
    """Give what looks at letters of a staff room once more, and puts its newest messages in."""

    async def filled(letter: Letter) -> Letter | None:
        """Raise NotYet while the homeserver is away."""
        project_id, room = letter.payload.get("only_in"), letter.payload.get("reads")
        if not project_id:
            return letter
        if not await reading(roomnews.is_for, project_id, letter.platform, letter.chat):
            return None
        if not room:
            return letter
        try:
            page = await rooms.messages(room, most=SHOWN)
        except Away:
            raise NotYet(PROBE_SECONDS) from None
        said = await reading(roomnews.latest, project_id, page.messages)
        reply = unpack(letter.payload)
        fields = pack(Reply(reply.key, {**reply.fields, "said": said}))["fields"]
        return replace(letter, payload={**letter.payload, "fields": fields})

    return filled
