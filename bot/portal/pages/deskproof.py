"""The proof of whom a card is about, on the desk: shown by a press, and written down.

Source: docs/rules.md, REG-2 and POR-2.
"""

import secrets
from datetime import datetime

from aiohttp import web

from bot.portal.guests import Guest
from bot.portal.pages import desk
from bot.portal.pages.proof import fetched, handed_out, note
from bot.portal.parts import parts_of
from bot.portal.rendering import show
from handlers import browsing, numbers, proving
from handlers.conversation import File
from storage import Db, codes, people, proofs
from storage.codes import Purpose
from storage.people import Person

_HERE = desk.CARD + "/proof"

routes = web.RouteTableDef()


@routes.get(_HERE)
@desk.for_coordinators
async def ask(request: web.Request, guest: Guest) -> web.Response:
    """Say whose proof it is. To look at the page is not to look at the proof."""
    found = await parts_of(request).read(_found, guest, request.match_info["card"])
    if found is None:
        return desk.gone(request, guest)
    person, _ = found
    card = request.path.removesuffix("/proof")
    return show(request, "proof.html", name=person.name, here=request.path, card=card)


@routes.post(_HERE)
@desk.for_coordinators
async def see(request: web.Request, guest: Guest) -> web.Response:
    """Show it to who may decide about them at this moment, and write down who looked."""
    parts, card = parts_of(request), request.match_info["card"]
    found = await parts.read(_found, guest, card)
    if found is None:
        return desk.gone(request, guest)
    person, file = found
    content = await fetched(request, file)
    if isinstance(content, web.Response):
        return content
    if not await parts.write(_look, guest, card, secrets.token_hex(20), parts.now()):
        return desk.gone(request, guest)
    note(guest.person.id, person.id)
    return handed_out(file, content)


def _found(db: Db, guest: Guest, card: str) -> tuple[Person, File] | None:
    person = people.by_id(db, numbers.read(card.removeprefix("p")))
    if person is None or not proving.may_see(db, guest.person.id, person):
        return None
    kept = proofs.of_person(db, person.id)
    is_file = kept is not None and kept.kind == proofs.Kind.CERTIFICATE
    return (person, proving.file_of(kept)) if kept is not None and is_file else None


def _look(db: Db, guest: Guest, card: str, code: str, at: datetime) -> bool:
    """Use up a code as that of a link, made in the same moment: it keeps who looked at whom."""
    found = _found(db, guest, card)
    if found is None:
        return False
    subject, who = str(found[0].id), guest.person.id
    codes.make(db, code, Purpose.PROOF, subject, at=at, lasts=browsing.LASTS, person_id=who)
    return codes.use(db, code, Purpose.PROOF, at) is not None
