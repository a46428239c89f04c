"""/searches: saved searches, and what is answered to the matches that they bring."""

from handlers import contactcards, matching, numbers
from handlers.commands.partners import named
from handlers.conversation import (
    Button,
    Event,
    Lines,
    Listing,
    Needs,
    Reply,
    Words,
    command,
    rows,
    say,
)
from storage import blocks, contacts, notices, partner_apart, partner_matches, people, searches
from storage.contacts import State
from storage.db import Db
from storage.notices import Way
from storage.people import Person
from storage.searches import Search


@command("searches", needs=Needs.TEACHER, listed=False)
def list_(event: Event, db: Db) -> list[Reply]:
    """List one's saved searches; "stop" and "on" switch their news, "delete 5" forgets one.

    Source: docs/rules.md, PAR-4.
    """
    me = event.actor.id
    name, _, number = event.words.strip().lower().partition(" ")
    match name:
        case "stop":
            notices.choose(db, me, "matches", Way.OFF)
            again = Button(Words("searches.on"), "/searches on")
            mine = Button(Words("searches.mine"), "/searches")
            return [say("searches.stopped").with_buttons((again, mine))]
        case "on":
            notices.choose(db, me, "matches", Way.NOW)
        case "delete":
            found = searches.by_id(db, numbers.read(number))
            if found is not None and found.person_id == me:
                searches.remove(db, found)
    return [_list(db, me)]


def _list(db: Db, person_id: int) -> Reply:
    mine = searches.of_person(db, person_id)
    find = Button(Words("help.partners"), "/partners")
    if not mine:
        return say("searches.none").with_buttons((find,))
    lines = tuple(
        Words("searches.line", {"place": place, "wishes": _wishes(one)})
        for place, one in enumerate(mine, start=1)
    )
    buttons = [
        Button(Words("searches.delete", {"place": place}), f"/searches delete {one.id}")
        for place, one in enumerate(mine, start=1)
    ]
    is_off = notices.way(db, person_id, "matches") == Way.OFF
    switch = (
        Button(Words("searches.on"), "/searches on")
        if is_off
        else Button(Words("matches.stop"), "/searches stop")
    )
    return say("searches.all", searches=Lines(lines)).with_buttons(*rows([*buttons, switch, find]))


def _wishes(one: Search) -> Listing | Words:
    wishes = named(one.wish)
    return Listing(tuple(wishes)) if wishes else Words("searches.anybody")


@command("interested", needs=Needs.TEACHER, listed=False)
def interested(event: Event, db: Db) -> list[Reply]:
    """Say that a teacher is of interest: if both say so, they are contacts.

    Neither's name is shown before.
    """
    me, other = event.actor, people.by_id(db, numbers.read(event.words))
    if other is None or other.id == me.id:
        return [_gone()]
    number = other.id
    people.hold(db, min(me.id, number))  # two who press at once take turns
    other = people.by_id(db, number)
    if other is None or not other.is_validated or blocks.between(db, me.id, number):
        return [_gone()]
    contact = contacts.between(db, me.id, number)
    if contact is not None and contact.state == State.ACCEPTED:
        return [contactcards.now(db, "contacts.you_accepted", other)]
    if contact is not None and contact.state == State.WAITING and contact.asked_id == me.id:
        return [contactcards.request(db, contact, other)]
    if not other.is_available:
        return [_gone()]
    partner_matches.answer(db, me.id, number)
    if partner_apart.is_interested(db, number, me.id):
        return _agreed(event, db, other)
    partner_apart.note_interest(db, me.id, number, event.at)
    partner_matches.add_interest(db, number, me.id, event.at)
    if not me.is_available:  # who cannot be found cannot be shown to the other either
        yes = Button(Words("available.yes"), "/available on")
        return [say("matches.noted_hidden").with_buttons((yes,))]
    return [_next(event, db, "matches.noted")]


def _agreed(event: Event, db: Db, other: Person) -> list[Reply]:
    """Make the two contacts: both see each other's names now."""
    me = event.actor
    contacts.join(db, me.id, other.id, event.at)
    for one, two in ((me.id, other.id), (other.id, me.id)):
        partner_apart.forget_interest(db, one, two)
        partner_matches.answer(db, one, two)
    return [
        contactcards.now(db, "matches.both", other),
        contactcards.now(db, "matches.both", me, to=other.id),
    ]


@command("notforme", needs=Needs.TEACHER, listed=False)
def not_for_me(event: Event, db: Db) -> list[Reply]:
    """Never show this teacher again, unless it is taken back ("12 undo"); they are told nothing."""
    typed, _, undo = event.words.strip().partition(" ")
    me, other = event.actor.id, people.by_id(db, numbers.read(typed))
    if other is None or other.id == me:
        return [_gone()]
    if undo == "undo":
        if partner_apart.show_again(db, me, other.id):
            partner_matches.answer(db, me, other.id, is_answered=False)
        return [_next(event, db, "matches.shown_again")]
    partner_apart.hide(db, me, other.id, event.at)
    partner_matches.answer(db, me, other.id)
    next_ = _next(event, db, "matches.hidden")
    back = Button(Words("matches.undo"), f"/notforme {other.id} undo")
    return [next_.with_buttons(*next_.buttons, (back,))]


def _next(event: Event, db: Db, key: str) -> Reply:
    """Show the next match, or say what was done and that this was the last."""
    shown = matching.shown(db, event.actor, event.at)
    if shown is not None:
        return shown
    find = Button(Words("help.partners"), "/partners")
    mine = Button(Words("searches.mine"), "/searches")
    return Reply(key, buttons=rows([find, mine]))


def _gone() -> Reply:
    return say("matches.gone").with_buttons((Button(Words("help.partners"), "/partners"),))
