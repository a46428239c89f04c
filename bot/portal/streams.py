"""What happens in a room, told to the pages that show it, as it happens.

A stream is told what the room looks like and tells the page what differs from what it shows:
nothing is missing after a break, and nothing comes twice. Who looks is looked up again before
anything is told, and every few seconds; an open page does not count as using it.
Source: docs/decisions/0019-live-classroom.md.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.portal.lines import digest, html_of
from bot.portal.live import Watch
from bot.portal.parts import parts_of
from bot.portal.rendering import piece
from bot.portal.spots import Spot
from bot.portal.talk import WINDOW
from bot.portal.visits import Visit, looked_up, looked_up_together
from handlers.rooms import Away, Page, Said
from storage.db import DatabaseAway

#: How often a page is looked after though nothing was heard, in seconds; and how long a stream
#: rests after it told something, so that much at once is told at once.
LOOK_SECONDS, REST_SECONDS = 5.0, 0.2
#: How soon a browser comes back after a break, in milliseconds.
_BACK = 2000
_HEADERS = {"Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no"}


@dataclass
class _Told:
    """What a page shows, as far as its stream knows."""

    #: The name of the state that the page began with, and its newest message.
    state: str
    newest: str
    #: The messages that the stream has looked at itself; None before it did.
    messages: Mapping[str, Said] | None = field(default=None)
    is_closed: bool | None = field(default=None)


@dataclass(frozen=True)
class _Room:
    """What a room looks like at one moment."""

    page: Page
    state: str
    #: The messages by their ids, the oldest first.
    known: Mapping[str, Said]


async def follow(request: web.Request, spot: Spot) -> web.StreamResponse:
    """Tell a page what happens in its room, until its visit ends or it goes away."""
    known = request.headers.get("Last-Event-ID") or request.query.get("shown", "")
    state, _, newest = known.partition("~")
    visit = await looked_up(request, spot.kind)
    answer = web.StreamResponse(headers=_HEADERS)
    await answer.prepare(request)
    try:
        await answer.write(f"retry: {_BACK}\n\n".encode())
        if visit is None:
            await _end(request, answer, spot)
        elif room := spot.room_of(visit):
            with parts_of(request).live.watching(room, visit.user) as watch:
                await _tell(request, answer, spot, visit, watch, _Told(state, newest))
    except ConnectionError:
        pass  # the page was left
    return answer


async def _tell(
    request: web.Request,
    answer: web.StreamResponse,
    spot: Spot,
    before: Visit,
    watch: Watch,
    told: _Told,
) -> None:
    while not watch.is_over:
        touched = _take(watch)
        try:
            visit = await _again(request, spot, before)
            if visit is None:
                await _end(request, answer, spot)
                return
            await answer.write(await _news(request, visit, spot, told, touched))
        except (Away, DatabaseAway):
            watch.touched |= touched
        await _wait(watch)


async def _again(request: web.Request, spot: Spot, visit: Visit) -> Visit | None:
    together = None
    if visit.pupil is not None:
        together = await looked_up_together(request, visit, spot.room_of(visit))
    # Whoever has only just come in is not among those whom the others were looked up with.
    return together or await looked_up(request, spot.kind)


def _take(watch: Watch) -> set[str]:
    """Note that what was heard so far is looked at now."""
    watch.woken.clear()
    touched, watch.touched = watch.touched, set()
    return touched


async def _wait(watch: Watch) -> None:
    await asyncio.sleep(REST_SECONDS)
    try:
        async with asyncio.timeout(LOOK_SECONDS):
            await watch.woken.wait()
    except TimeoutError:
        return


async def _room(request: web.Request, room: str) -> _Room:
    """Read a room, once for all who have it open."""
    parts = parts_of(request)

    async def read() -> _Room:
        page = await parts.rooms.messages(room, "", WINDOW)
        return _Room(page, digest(page.messages), {one.id: one for one in page.messages})

    now = asyncio.get_running_loop().time()
    return await parts.live.shared(room, "messages", read, now, LOOK_SECONDS / 2)


async def _news(
    request: web.Request, visit: Visit, spot: Spot, told: _Told, touched: set[str]
) -> bytes:
    """Write what differs from what the page shows; a sign of life if nothing does."""
    room = await _room(request, spot.room_of(visit))
    data: dict[str, Any] = {}
    if told.messages is not room.known and (told.messages is not None or room.state != told.state):
        data = await _differences(request, visit, spot, told, room)
    if others := touched - room.known.keys():
        data["others"] = await _others(request, visit, spot, others, room.page)
    if visit.pupil and told.is_closed != visit.is_muted:
        told.is_closed = visit.is_muted
        data["closed"] = _closed(request, visit)
    told.state, told.messages = room.state, room.known
    if not data:
        return b":\n\n"
    newest = room.page.messages[-1].id if room.page.messages else ""
    return _event("news", json.dumps(data), f"{room.state}~{newest}")


async def _differences(
    request: web.Request, visit: Visit, spot: Spot, told: _Told, room: _Room
) -> dict[str, Any]:
    """Say which messages there are, and how those read that are new or read otherwise."""
    known, messages = told.messages or {}, room.page.messages
    changed = {one.id for one in messages if known.get(one.id) != one}
    gone = known.keys() - room.known.keys()
    if told.messages is not None and not changed and not gone:
        return {}
    stale = changed | gone
    anew = [one for one in messages if one.id in changed or one.answers in stale]
    html = await html_of(request, visit, spot, anew, messages)
    data: dict[str, Any] = {"ids": list(room.known), "html": html}
    before = known.keys() or {told.newest} - {""}
    if before and not before & room.known.keys():
        # So much was missed that there may be a gap: the page shows the newest alone.
        data |= {"reset": True, "older": room.page.older}
    return data


async def _others(
    request: web.Request, visit: Visit, spot: Spot, ids: set[str], page: Page
) -> dict[str, str | None]:
    """Render older messages that were changed; None for those taken back."""
    rooms, room = parts_of(request).rooms, spot.room_of(visit)
    found = {one: await rooms.message(room, one) for one in ids}
    there = [said for said in found.values() if said is not None]
    html = await html_of(request, visit, spot, there, page.messages)
    return {one: html.get(one) for one in ids}


def _closed(request: web.Request, visit: Visit) -> str:
    """Say why the box is closed; empty if it is open."""
    return piece(request, "sentence.html", key="classroom.muted") if visit.is_muted else ""


async def _end(request: web.Request, answer: web.StreamResponse, spot: Spot) -> None:
    """Say that the visit is over; the page stays as it is, with what was typed."""
    said = piece(request, "ended.html", spot=spot)
    await answer.write(_event("ended", json.dumps({"said": said}), ""))


def _event(name: str, data: str, number: str) -> bytes:
    return f"event: {name}\nid: {number}\ndata: {data}\n\n".encode()
