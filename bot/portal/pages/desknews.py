"""Announcements on the desk: how far each is, paused, stopped or taken back with a sure question.

Source: docs/rules.md, NSS-2.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from aiohttp import web

from bot.portal.acts import event_of, nonce, typed
from bot.portal.answers import Answer, answer_of
from bot.portal.following import following, goes_on
from bot.portal.guests import Guest
from bot.portal.languages import language_of
from bot.portal.pages import desk
from bot.portal.parts import parts_of
from bot.portal.rendering import show, tell
from handlers import announcecard, announcing, campaignreport, making, numbers
from handlers.conversation import Event, Recipe, Reply, Words
from storage import Db, campaign_rows, campaigns, coordinators
from storage.campaigns import OPEN, UNDER_WAY, Campaign, State

HERE = f"{desk.HERE}/announcements"
_ONE = HERE + "/{number:[0-9]{1,9}}"
#: So many of one's own are listed.
SHOWN = 25
#: What is done with one on its page, by the command of the chat.
ABLE = ("announcepause", "announceresume", "announcestop", "announcewithdraw")

#: What is said beside the announcement itself.
_SAID = {
    "announce.sure_stop",
    "announce.sure_withdraw",
    "announce.too_old",
    "announce.author_lost",
}

routes = web.RouteTableDef()


@dataclass(frozen=True)
class Line:
    """An announcement among others."""

    campaign: Campaign
    words: Words
    #: How many of a hundred letters are dealt with; None if none has left.
    percent: int | None


@routes.get(HERE)
@desk.for_coordinators
async def look(request: web.Request, guest: Guest) -> web.Response:
    """List one's own, and for central support what others have open or under way."""
    lines = await parts_of(request).read(_lines, desk.event(request, guest))
    return show(request, "desknews.html", zone=guest.zone, guest=guest, here=HERE, lines=lines)


def _lines(db: Db, looking: Event) -> Sequence[Line]:
    me = looking.actor.id
    found = campaigns.of_author(db, me, SHOWN)
    if coordinators.ALL in coordinators.countries_of(db, me):
        found = [*announcing.of_others(db, me), *found]
    ordered = sorted(found, key=lambda one: (one.state not in UNDER_WAY, -one.id))
    return [
        Line(one, announcecard.line(looking, db, one), _percent(db, looking, one))
        for one in ordered
    ]


def _percent(db: Db, looking: Event, one: Campaign) -> int | None:
    if one.state in OPEN:
        return None
    if one.outcome and one.ended_at is not None:
        return 100  # its letters are not counted again: there may be 412,000
    return campaignreport.percent(one, campaign_rows.count(db, one, looking.at))


@routes.get(_ONE)
@desk.for_coordinators
async def look_at_one(request: web.Request, guest: Guest) -> web.Response:
    """Show one: what it says and to whom, how far it is, and what can be done."""
    return await _page(request, guest)


@routes.post(_ONE + "/{command:[a-z]{3,20}}")
@desk.for_coordinators
async def act(request: web.Request, guest: Guest) -> web.Response:
    """Pause it, go on, stop it or take it back: the last two are asked about first."""
    form, command = await request.post(), request.match_info["command"]
    if command not in ABLE:
        raise web.HTTPNotFound
    number = request.match_info["number"]
    is_sure = typed(form, "words") == f"{number} yes"
    # To ask stops or pauses at once, as in the chat, and may be pressed again.
    key = typed(form, "nonce") if is_sure else nonce()
    words = f"{number} yes" if is_sure else number
    replies = await parts_of(request).act(event_of(request, guest, command, words, key))
    ways = {f"/announcement {number}": f"{HERE}/{number}", "/announce": HERE}
    said = [one for one in replies if one.key in _SAID]
    shown = [answer_of(request, one, guest.zone, ABLE, ways) for one in said]
    return await _page(request, guest, shown)


@routes.get(_ONE + "/chart.png")
@desk.for_coordinators
async def chart(request: web.Request, guest: Guest) -> web.Response:
    """Draw what became of it."""
    parts, number = parts_of(request), numbers.read(request.match_info["number"])
    if await parts.read(_found, desk.event(request, guest), number) is None:
        raise web.HTTPNotFound
    wanted = Recipe("campaign", (number,))
    made = await parts.read(making.make, wanted, language_of(request), guest.zone)
    if made is None:
        raise web.HTTPNotFound
    made = await asyncio.to_thread(made.finished)
    return web.Response(body=made.content, content_type=made.mime)


async def _page(request: web.Request, guest: Guest, answers: Sequence[Answer] = ()) -> web.Response:
    number = numbers.read(request.match_info["number"])
    found: dict[str, Any] | None = await parts_of(request).read(
        _found, desk.event(request, guest), number
    )
    if found is None:
        return tell(request, 404, "page.desk_gone_title", "page.desk_no_news")
    here = f"{HERE}/{number}"
    page = show(
        request,
        "desknewsone.html",
        zone=guest.zone,
        guest=guest,
        here=here,
        up=HERE,
        shown=answer_of(request, found["reply"], guest.zone, ABLE),
        percent=found["percent"],
        has_chart=found["has_chart"],
        texts=found["texts"],
        follow=following(request, here) if found["is_running"] else None,
        answers=answers,
        nonce=nonce(),
    )
    return goes_on(request, page, here) if found["is_running"] else page


def _found(db: Db, looking: Event, number: int) -> dict[str, Any] | None:
    campaign = announcing.governed(looking, db, number, campaigns.by_id)
    if isinstance(campaign, Reply):
        return None
    reply = announcecard.show(looking, db, campaign)
    if reply.key == "announce.progress":
        reply = replace(reply, key="announce.progress_page")  # the page draws the bar
    return {
        "reply": reply,
        "percent": _percent(db, looking, campaign),
        "is_running": campaign.state in UNDER_WAY and campaign.state != State.PAUSED,
        "has_chart": bool(campaign.outcome),
        "texts": announcing.versions(db, campaign),
    }
