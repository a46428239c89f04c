"""Cards decided on the desk: one, or several that were ticked, each in a turn of its own.

Source: docs/rules.md, NSS-1.
"""

from collections.abc import Sequence

from aiohttp import web

from bot.portal.acts import event_of, nonce, typed
from bot.portal.guests import Guest
from bot.portal.pages import desk
from bot.portal.pages.desk import Done
from bot.portal.parts import parts_of
from bot.portal.rendering import show
from handlers import queuing
from handlers.commands import deskwork
from handlers.conversation import Event, Words
from handlers.deskview import SHOWN, VERBS
from storage import Db

#: What each is called where a page does it.
_COMMANDS = {
    "approve": "deskapprove",
    "ask": "deskask",
    "refuse": "deskrefuse",
    "noted": "desknoted",
}
_WITH_WORDS = {"ask", "refuse"}

routes = web.RouteTableDef()


@routes.post(f"{desk.HERE}/decide")
@desk.for_coordinators
async def decide(request: web.Request, guest: Guest) -> web.Response:
    """Decide what was ticked, and say of each what came of it."""
    form = await request.post()
    ticked = list(dict.fromkeys(str(one)[:40] for one in form.getall("card", [])))[:SHOWN]
    verb, words = typed(form, "verb"), _words(typed(form, "reason"), typed(form, "words"))
    wrong: Words | None = None
    if "back" in form:
        return await desk.queue(request, guest, ticked=ticked, typed=words)
    if not ticked or verb not in VERBS:
        wrong = Words("page.desk_none_ticked")
    elif verb in _WITH_WORDS:
        wrong = deskwork.wrong(verb, words)
    if wrong is not None:
        return await desk.queue(request, guest, problem=wrong, ticked=ticked, typed=words)
    if verb == "approve" and "sure" not in form:
        return await _ask(request, guest, ticked, words)
    done = [await _decide(request, guest, one, verb, words) for one in ticked]
    return await desk.queue(request, guest, done=done)


async def _ask(
    request: web.Request, guest: Guest, ticked: Sequence[str], words: str
) -> web.Response:
    """Ask once whether all that is ticked is to be approved: a key pressed in a box would do it."""
    asked = desk.narrowed(request)
    found = await parts_of(request).read(desk.view_of, desk.event(request, guest), asked)
    names = {row.about: row.words for row in found.rows}
    return show(
        request,
        "desksure.html",
        zone=guest.zone,
        guest=guest,
        here=desk.HERE,
        asked=asked,
        cards=[(one, names.get(one)) for one in ticked],
        typed=words,
        nonce=nonce(),
    )


@routes.post(desk.CARD)
@desk.for_coordinators
async def decide_one(request: web.Request, guest: Guest) -> web.Response:
    """Decide the card that is looked at."""
    form, name = await request.post(), request.match_info["card"]
    verb, about = typed(form, "verb"), typed(form, "about")[:40]
    said = {"typed": typed(form, "words"), "chosen": typed(form, "reason")}
    is_it = verb in VERBS and about.split(" ")[0] == name
    if not is_it:
        return await desk.card(request, guest, **said)
    done = await _decide(request, guest, about, verb, _words(said["chosen"], said["typed"]))
    if done.waits:
        return await desk.card(request, guest, problem=done.outcome, **said)
    return await desk.queue(request, guest, done=[done])


def _words(chosen: str, typed_: str) -> str:
    """Take what was typed, else the reason that was chosen."""
    return typed_.strip() or chosen


async def _decide(request: web.Request, guest: Guest, about: str, verb: str, words: str) -> Done:
    """Decide one card. It may be pressed again with the same page: then it is done already."""
    parts, form = parts_of(request), await request.post()
    name = about.split(" ")[0]
    said = f"{about}\n{words}" if verb in _WITH_WORDS else about
    event = event_of(request, guest, _COMMANDS[verb], said, typed(form, "nonce"))
    replies = await parts.act(event)
    outcome = replies[0].fields["outcome"] if replies else Words("page.desk_twice")
    waits: bool = await parts.read(_waits, desk.event(request, guest), name)
    return Done(name, outcome, waits)


def _waits(db: Db, looking: Event, name: str) -> bool:
    return queuing.find(looking, db, name) is not None
