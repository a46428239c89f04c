"""Cards decided on the desk: one, or several that were ticked, each in a turn of its own.

Source: docs/rules.md, NSS-1.
"""

from aiohttp import web

from bot.portal.acts import event_of, typed
from bot.portal.guests import Guest
from bot.portal.pages import desk
from bot.portal.pages.desk import Done
from bot.portal.parts import parts_of
from handlers import questions, queuing, validation
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
    if not ticked or verb not in VERBS:
        wrong = Words("page.desk_none_ticked")
    elif verb in _WITH_WORDS:
        wrong = validation.problem(questions.Paragraph, words)
    if wrong is not None:
        return await desk.queue(request, guest, problem=wrong, ticked=ticked, typed=words)
    done = [await _decide(request, guest, one, verb, words) for one in ticked]
    return await desk.queue(request, guest, done=done)


@routes.post(desk.CARD)
@desk.for_coordinators
async def decide_one(request: web.Request, guest: Guest) -> web.Response:
    """Decide the card that is looked at."""
    form, name = await request.post(), request.match_info["card"]
    verb, about = typed(form, "verb"), typed(form, "about")[:40]
    words = _words(typed(form, "reason"), typed(form, "words"))
    is_it = verb in VERBS and about.split(" ")[0] == name
    if not is_it:
        return await desk.card(request, guest, typed=words)
    done = await _decide(request, guest, about, verb, words)
    if done.waits:
        return await desk.card(request, guest, problem=done.outcome, typed=words)
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
