"""The coordinator's desk: what waits, many cards on a page, and each in full.

Source: docs/rules.md, NSS-1 and POR-2.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from aiohttp import web

from bot.portal.acts import event_of, is_looked_at, nonce
from bot.portal.cookies import end
from bot.portal.guests import Guest, Place, only
from bot.portal.pages.report import opened
from bot.portal.parts import parts_of
from bot.portal.rendering import show, tell
from handlers import deskview, numbers, queuing, reportabout, reportreading
from handlers.commands.claiming import service
from handlers.conversation import Event, Words
from handlers.deskview import Row, View
from handlers.forms import Option
from storage import Db, assignments, coordinators, countries, room_reports

HERE = Place.DESK.here
CARD = HERE + "/cards/{card:[a-z][0-9]{1,9}(?:[A-Z]{2})?}"

routes = web.RouteTableDef()
for_coordinators = only(Place.DESK)


@dataclass(frozen=True)
class Done:
    """What became of one card that was ticked."""

    name: str
    outcome: object
    #: Whether it waits still.
    waits: bool


@routes.get(HERE)
@for_coordinators
async def look(request: web.Request, guest: Guest) -> web.Response:
    """Show what waits, the oldest first."""
    return await queue(request, guest)


async def queue(
    request: web.Request,
    guest: Guest,
    *,
    done: Sequence[Done] = (),
    problem: object = None,
    ticked: Sequence[str] = (),
    typed: str = "",
) -> web.Response:
    """Show the queue, with what was just done; what was ticked and typed in vain is there still."""
    asked = narrowed(request)
    found: View = await parts_of(request).read(view_of, event(request, guest), asked)
    verbs = {verb for row in found.rows if row.may_be_ticked for verb in row.can}
    return show(
        request,
        "desk.html",
        422 if problem else 200,
        zone=guest.zone,
        guest=guest,
        here=HERE,
        view=found,
        asked=asked,
        kinds=[
            (one, Words(queuing.KINDS[one].counted, {"count": count}))
            for one, count in found.counted.items()
        ],
        places=[(one, service(one), n) for one, n in sorted(found.countries.items())],
        verbs=verbs,
        done=done,
        problem=problem,
        ticked=ticked,
        typed=typed,
        nonce=nonce(),
    )


def narrowed(request: web.Request) -> Mapping[str, str]:
    """Read to what the queue is narrowed: a country, a kind, and the card behind which to begin."""
    country, kind = request.query.get("country", ""), request.query.get("kind", "")
    is_place = country == coordinators.ALL or countries.by_code(country) is not None
    return {
        "country": country if is_place else "",
        "kind": kind if kind in queuing.KINDS else "",
        "after": request.query.get("after", "")[:20],
    }


def event(request: web.Request, guest: Guest) -> Event:
    """Make an event that only looks: the queue is read as whoever looks at it."""
    return replace(event_of(request, guest, "", "", ""), person=guest.person)


def view_of(db: Db, looking: Event, asked: Mapping[str, str]) -> View:
    """Read the queue, as far as it is asked for."""
    return deskview.view(looking, db, asked["country"], asked["kind"], asked["after"])


@routes.get(CARD)
@for_coordinators
async def look_at_card(request: web.Request, guest: Guest) -> web.Response:
    """Show a card in full; others see that somebody looks at it."""
    return await card(request, guest)


async def card(
    request: web.Request,
    guest: Guest,
    *,
    problem: object = None,
    typed: str = "",
    chosen: str = "",
) -> web.Response:
    """Show a card, with why it could not be decided as was wished, and what was said then."""
    name = request.match_info["card"]
    holds = is_looked_at(request)
    row, reasons, why = await parts_of(request).write(_card, event(request, guest), name, holds)
    if row is None:
        return gone(request, guest)
    return show(
        request,
        "deskcard.html",
        422 if problem else 200,
        zone=guest.zone,
        guest=guest,
        here=HERE,
        row=row,
        reasons=reasons,
        chosen=chosen,
        whys=reportreading.REASONS if row.is_report else {},
        why=why,
        problem=problem,
        typed=typed,
        nonce=nonce(),
    )


def gone(request: web.Request, guest: Guest) -> web.Response:
    """Say that a card is not there any more, with the way to those that wait."""
    return show(request, "deskgone.html", 404, zone=guest.zone, guest=guest, here=HERE)


def _card(
    db: Db, looking: Event, name: str, holds: bool
) -> tuple[Row | None, Sequence[Option], str]:
    """Find a card, the likely reasons of a refusal, and how a report's reader is asked why."""
    row = deskview.one(looking, db, name)
    if row is None:
        return None, (), ""
    if holds and not row.lines:
        assignments.look(db, name, looking.actor.id, "", looking.at)
    report = room_reports.by_id(db, numbers.read(name.removeprefix("r"))) if row.is_report else None
    return row, deskview.reasons(looking, db, name), reportabout.why_asked(db, report)


@routes.post(CARD + "/report")
@for_coordinators
async def read_report(request: web.Request, guest: Guest) -> web.StreamResponse:
    """Open a report out of a TwinSpace, with the reason for reading it, which is written down."""
    name, form = request.match_info["card"], await request.post()
    number = numbers.read(name.removeprefix("r"))
    answer = await opened(request, guest.person, number, str(form.get("reason", "")))
    if answer is None:
        return await card(request, guest, problem=Words("page.report_why_needed"))
    return answer


@routes.post(f"{HERE}/leave")
async def leave(request: web.Request) -> web.Response:
    """End the visit."""
    command = Place.DESK.command
    response = tell(request, 200, "page.own_left_title", "page.own_left", command=command)
    await end(request, response, Place.DESK)
    return response
