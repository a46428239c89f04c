"""Who looks at pages of their own in a browser, and whether they still may at this moment.

A one-time link opens one of the three places, and a session of one opens no other: what is found
in a browser at school is never more than its owner opened there.
Source: docs/rules.md, POR-2.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from aiohttp import web

from bot.portal import known
from bot.portal.again import fields_of, offer_again
from bot.portal.cookies import cookie
from bot.portal.parts import parts_of
from bot.portal.rendering import tell
from handlers.conversation import Code
from handlers.zones import zone_of
from storage import Db, addresses, coordinators, people, sessions
from storage.people import Person


class Place(StrEnum):
    """What a session of one's own opens."""

    ME = sessions.OWN_DATA
    TWINSPACES = "twinspaces"
    DESK = "desk"

    @property
    def here(self) -> str:
        """The address of its first page."""
        return f"/{self}"

    @property
    def command(self) -> Code:
        """What one writes to the bot for a new link."""
        return _COMMANDS[self]


_COMMANDS = {
    Place.ME: Code("/mydata"),
    Place.TWINSPACES: Code("/twinspace"),
    Place.DESK: Code("/queue"),
}
#: How long each stays open without a click. Where others' data is read, or pupils' stands behind
#: it, as long as anywhere.
IDLE = {
    Place.ME: sessions.LASTS,
    Place.TWINSPACES: sessions.IDLE,
    Place.DESK: sessions.IDLE,
}


@dataclass(frozen=True)
class Guest:
    """Somebody at pages of their own."""

    person: Person
    place: Place
    #: The chat that asked for the link.
    address_id: int
    zone: tzinfo
    #: When it was used before, to the minute.
    seen_at: datetime
    #: When it ends if nothing is pressed; None where that is in a day only.
    ends_at: datetime | None

    @property
    def stay(self) -> str:
        """The address of the button that puts the end off."""
        return f"{self.place.here}/stay"

    @property
    def user(self) -> str:
        """The guest as an actor: "person:7"."""
        return f"person:{self.person.id}"


Page = Callable[[web.Request, Guest], Awaitable[web.StreamResponse]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def only(place: Place) -> Callable[[Page], Handler]:
    """Show a page only to who may see it now, by what the database says at each request."""

    def guard(page: Page) -> Handler:
        async def guarded(request: web.Request) -> web.StreamResponse:
            guest = await guest_of(request, place)
            return await _out(request, place) if guest is None else await page(request, guest)

        return guarded

    return guard


async def guest_of(request: web.Request, place: Place) -> Guest | None:
    """Find whose session this is; None if it has ended or may not be any more."""
    parts, token = parts_of(request), request.cookies.get(cookie(request, place), "")
    if not token:
        return None
    found: Guest | None = await parts.read(_find, token, place, parts.now())
    if found is None:
        return None
    known.know(request, token)
    if parts.now() - found.seen_at >= sessions.SEEN_EVERY:
        await parts.write(sessions.use, token, parts.now())
    return found


async def _out(request: web.Request, place: Place) -> web.Response:
    """Say that the visit is over, and how to begin another; a form waits in the page until then."""
    heading, command = "page.own_over_title", place.command
    if any(name != "nonce" for name, _ in await fields_of(request)):
        return await offer_again(request, 403, heading, "page.own_kept", command=command)
    return tell(request, 403, heading, "page.own_over", command=command)


def may_enter(db: Db, place: Place, person: Person) -> bool:
    """Tell whether somebody has business there now."""
    match place:
        case Place.ME:
            return not person.is_gone
        case Place.TWINSPACES:
            return person.is_validated
    return bool(coordinators.countries_of(db, person.id))


def whose(db: Db, place: Place, person_id: int | None, address_id: int | None) -> Person | None:
    """Find who may enter by a link or session; None if nobody may, or the chat is not theirs."""
    person = people.by_id(db, person_id) if person_id is not None else None
    if person is None or person.id != person_id or not may_enter(db, place, person):
        return None
    chats = {one.id for one in addresses.of_person(db, person.id)}
    return person if address_id in chats else None


def _find(db: Db, token: str, place: Place, at: datetime) -> Guest | None:
    idle: timedelta = IDLE[place]
    session = sessions.find_own(db, token, place, at, idle)
    if session is None:
        return None
    person = whose(db, place, session.person_id, session.address_id)
    if person is None or session.address_id is None:
        return None
    used = at if at - session.seen_at >= sessions.SEEN_EVERY else session.seen_at
    return Guest(
        person=person,
        place=place,
        address_id=session.address_id,
        zone=zone_of(person),
        seen_at=session.seen_at,
        ends_at=session.ends_at(used) if idle < sessions.LASTS else None,
    )
