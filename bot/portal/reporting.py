"""A message reported from a room's page: frozen first, then filed.

Source: docs/rules.md, TWS-12.
"""

from collections.abc import Sequence

from aiohttp import web

from bot.portal.acts import event_of
from bot.portal.parts import Parts, parts_of
from bot.portal.visits import Visit
from handlers import roomreports
from handlers.conversation import Reply
from handlers.rooms import Away, Said
from storage import frozen
from storage.frozen import Frozen


async def report(
    request: web.Request, visit: Visit, place: str, message: str, words: str, nonce: str
) -> list[Reply]:
    """Report a message of a room ("classroom" or "staff"); give what the reporter is answered.

    With an empty `message` the words alone are reported. What the message says is read from the
    homeserver, never from the form. While the homeserver is away the report is taken all the
    same, with its words. Nothing is given if the same form came before.
    """
    parts = parts_of(request)
    head = f"{visit.project.id} {place} {message}".rstrip()
    event = event_of(request, visit, "reportmessage", f"{head}\n{words}", nonce)
    found = await _freeze(parts, _room(visit, place), message) if message else None
    if found is not None:
        await parts.write(frozen.keep, event.id, found, event.at)
    return await parts.act(event)


def _room(visit: Visit, place: str) -> str:
    if visit.twinspace is None:
        return ""
    return visit.twinspace.staff_room if place == "staff" else visit.twinspace.classroom


async def _freeze(parts: Parts, room: str, message: str) -> Frozen | None:
    """Read the message, what was said before it, and the picture in it."""
    try:
        said = await parts.rooms.message(room, message)
        if said is None:
            return None
        before: Sequence[Said] = (
            await parts.rooms.messages(room, message, roomreports.BEFORE)
        ).messages
        picture, mime = None, ""
        if said.media is not None and said.media.is_picture:
            fetched = await parts.rooms.media(room, message, True)
            if fetched is not None:
                picture, mime = fetched.content, fetched.media.mime
    except Away:
        return None
    return roomreports.freeze(room, [*before, said], picture, mime)
