"""My data: what we hold about somebody, for them to see, take along, correct, and have erased.

Source: docs/rules.md, REG-6, REG-8 and POR-2.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.portal.acts import event_of, nonce, typed
from bot.portal.answers import Answer, answer_of
from bot.portal.cookies import end
from bot.portal.guests import Guest, Place, only
from bot.portal.languages import language_of
from bot.portal.parts import parts_of
from bot.portal.rendering import show, tell
from handlers import cards, making, mypage
from handlers.conversation import Name, Recipe, Reply, Words
from handlers.mypage import Section
from storage import Db, erasing, moves, people, sessions
from storage.people import Person, Standing

HERE = Place.ME.here
#: What a reply of /forget may offer that is done on the page too.
_ABLE = ("forget",)
_STANDINGS = {
    Standing.WAITING: Words("page.me_waiting"),
    Standing.ASKED: Words("page.me_asked"),
    Standing.VALIDATED: Words("page.me_validated"),
    Standing.REFUSED: Words("page.me_refused"),
    Standing.STAFF: Words("page.me_staff"),
    Standing.SUSPENDED: Words("page.me_suspended"),
    Standing.GONE: Words("card.gone"),
}

routes = web.RouteTableDef()
for_me = only(Place.ME)


@dataclass(frozen=True)
class Mine:
    """What stands on the page."""

    #: The answers of the profile, by the name under which each is corrected.
    profile: Sequence[tuple[str, Words, Any]]
    standing: Words
    #: Until when nothing is given out or erased; None if nothing hinders it.
    held: datetime | None
    #: When all of it will be erased at the latest; None if nobody asked for that.
    erased: datetime | None
    sections: Sequence[Section]


@routes.get(HERE)
@for_me
async def look(request: web.Request, guest: Guest) -> web.Response:
    """Show all of it."""
    done = "page.me_changed" if "changed" in request.query else ""
    return await page(request, guest, done=done)


@routes.post(f"{HERE}/file")
@for_me
async def take(request: web.Request, guest: Guest) -> web.Response:
    """Hand over the file of /mydata."""
    form, parts = await request.post(), parts_of(request)
    words, key = str(guest.address_id), typed(form, "nonce") + nonce()
    for reply in await parts.act(event_of(request, guest, "takedata", words, key)):
        if not isinstance(reply.file, Recipe):
            return await page(request, guest, [answer_of(request, reply, guest.zone)])
        made = await parts.read(making.make, reply.file, language_of(request), guest.zone)
        if made is not None:
            how = f'attachment; filename="{made.name}"'
            headers = {"Content-Disposition": how, "Content-Type": made.mime}
            return web.Response(body=made.content, headers=headers)
    return await page(request, guest)


@routes.post(f"{HERE}/forget")
@for_me
async def forget(request: web.Request, guest: Guest) -> web.Response:
    """Ask whether all is to be erased; then erase it, or take the wish back."""
    form, parts = await request.post(), parts_of(request)
    words = typed(form, "words") if typed(form, "words") in {"yes", "no"} else ""
    # To ask changes nothing, and may be repeated as often as one likes.
    key = typed(form, "nonce") if words else nonce()
    replies = await parts.act(event_of(request, guest, "forget", words, key))
    if any(one.key == "forget.done" for one in replies):
        return await _erased(request)
    return await page(request, guest, [_answer(request, guest, one) for one in replies])


def _answer(request: web.Request, guest: Guest, reply: Reply) -> Answer:
    """Show a reply, without the command that this page is the answer to."""
    shown = answer_of(request, reply, guest.zone, _ABLE)
    return replace(
        shown, choices=tuple(one for one in shown.choices if one.typed != Place.ME.command)
    )


@routes.post(f"{HERE}/leave")
async def leave(request: web.Request) -> web.Response:
    """End the visit."""
    response = tell(request, 200, "page.own_left_title", "page.own_left", command=Place.ME.command)
    await end(request, response, Place.ME)
    return response


@routes.post(f"{HERE}/everywhere/leave")
@for_me
async def leave_everywhere(request: web.Request, guest: Guest) -> web.Response:
    """End all visits of theirs, in whatever browser they were left open."""
    await parts_of(request).write(sessions.close_person, guest.person.id)
    command = Place.ME.command
    response = tell(request, 200, "page.own_left_title", "page.me_left_everywhere", command=command)
    await end(request, response, Place.ME)
    return response


async def _erased(request: web.Request) -> web.Response:
    """Say goodbye. The session went with the person."""
    response = tell(request, 200, "page.me_erased_title", "page.me_erased")
    await end(request, response, Place.ME)
    return response


async def page(
    request: web.Request, guest: Guest, answers: Sequence[Answer] = (), done: str = ""
) -> web.Response:
    """Show the page, with what was just done."""
    parts = parts_of(request)
    mine: Mine = await parts.read(_mine, guest, parts.now())
    return show(
        request,
        "me.html",
        zone=guest.zone,
        guest=guest,
        here=HERE,
        mine=mine,
        answers=answers,
        done=done,
        nonce=nonce(),
    )


def _mine(db: Db, guest: Guest, at: datetime) -> Mine:
    me = people.by_id(db, guest.person.id) or guest.person  # it may have changed just now
    held = moves.held_until(db, me.id, at)
    wish = erasing.of_person(db, me.id)
    return Mine(
        profile=_profile(db, me),
        standing=_STANDINGS[me.standing],
        held=held,
        erased=wish.due_at if wish else None,
        sections=() if held else mypage.sections(db, me.id),
    )


def _profile(db: Db, me: Person) -> list[tuple[str, Words, Any]]:
    none = Words("page.me_none")
    has_ages = me.age_min is not None
    ages = cards.ages(me.age_min, me.age_max) if has_ages else none
    return [
        ("name", Words("page.me_name"), me.name),
        ("school", Words("page.me_school"), cards.school(db, me.school_id)),
        ("role", Words("page.me_role"), Name("role", me.role) if me.role else none),
        (
            "subjects",
            Words("page.me_subjects"),
            cards.subjects(me.subjects) if me.subjects else none,
        ),
        (
            "languages",
            Words("page.me_languages"),
            cards.languages(me.languages) if me.languages else none,
        ),
        ("ages", Words("page.me_ages"), ages),
        ("about", Words("page.me_about"), me.about or none),
    ]
