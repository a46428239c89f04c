"""/move: a coordinator gives somebody who lost their phone a new chat; the old ones may object."""

from datetime import timedelta

from handlers import cards, numbers
from handlers.conversation import Button, Code, Event, Needs, Reply, Words, command, rows, say
from storage import addresses, codes, coordinators, moves, people, sessions, twinspaces
from storage.addresses import Address
from storage.codes import Purpose
from storage.db import Db
from storage.people import Person

#: How long the code for the new chat is good.
CODE_LASTS = timedelta(days=1)


@command("move", needs=Needs.COORDINATOR, rank=2)
def move(event: Event, db: Db) -> list[Reply]:
    """Find a person by name ("Ana Pop"), show one ("p12"), or give the code ("p12 checked").

    Source: docs/rules.md, REG-8.
    """
    name, _, checked = event.words.strip().partition(" ")
    number = numbers.read(name.removeprefix("p")) if name.startswith("p") else 0
    if not number:
        return [_named(event, db)]
    person = people.by_id(db, number)
    if person is None or not _may_move(db, event.actor.id, person):
        return [say("move.not_yours").with_buttons((_queue(),))]
    if checked != "checked":
        yes = Button(Words("move.checked"), f"/move p{person.id} checked")
        asked = say("move.check", card=cards.person(db, person))
        return [asked.with_buttons((yes, _queue()))]
    code = event.fresh("move")
    by = str(event.actor.id)
    lasts = CODE_LASTS
    codes.make(db, code, Purpose.MOVE, by, at=event.at, lasts=lasts, person_id=person.id)
    reply = say("move.code", name=person.name, command=Code(f"/link {code}"))
    return [reply.secretly()]


def _named(event: Event, db: Db) -> Reply:
    text = event.words.strip()
    mine = coordinators.countries_of(db, event.actor.id)
    found = people.named(db, text, mine) if text else []
    movable = [one for one in found if _may_move(db, event.actor.id, one)]
    if not movable:
        key = "move.nobody" if text else "move.usage"
        return say(key).with_buttons((_queue(),))
    buttons = [Button(cards.contact(db, one), f"/move p{one.id}") for one in movable]
    return say("move.whom").with_buttons(*rows(buttons))


def _may_move(db: Db, coordinator_id: int, person: Person) -> bool:
    """Nobody moves themselves, nor somebody who decides where they do not."""
    mine = coordinators.countries_of(db, coordinator_id)
    theirs = {person.country, *coordinators.every_country_of(db, person.id)}
    may = all(coordinators.may_decide(mine, country) for country in theirs)
    return may and not person.is_gone and person.id != coordinator_id


def arrive(event: Event, db: Db, typed: str) -> list[Reply] | None:
    """Give a new chat to the person behind a coordinator's code; None if it is no such code."""
    code = codes.look(db, typed, Purpose.MOVE, event.at)
    if code is None or code.person_id is None:
        return None
    if event.person is not None:
        key = "link.already" if event.person.id == code.person_id else "move.registered"
        return [say(key).with_buttons((Button(Words("router.status"), "/status"),))]
    person = people.hold(db, code.person_id)
    by = people.by_id(db, numbers.read(code.subject))
    if by is None or not _may_move(db, by.id, person):  # looked up again: a day may have passed
        return None
    if codes.use(db, typed, Purpose.MOVE, event.at) is None:
        return None
    before = addresses.of_person(db, person.id)
    done = moves.add(db, person.id, by.id, event.at)
    addresses.belong(db, event.sender.id, person.id, event.at)
    sessions.close_person(db, person.id)  # whoever has the lost phone reads on in no browser
    twinspaces.want_of(db, person.id)
    object_ = Button(Words("move.object"), f"/object {done.id}")
    told = [
        say("move.told", to=Address(one.platform, one.user), until=done.until) for one in before
    ]
    welcome = say("move.done", name=person.name, until=done.until)
    status = Button(Words("router.status"), "/status")
    return [welcome.with_buttons((status,)), *(one.with_buttons((object_,)) for one in told)]


@command("object", needs=Needs.REGISTERED, listed=False)
def object_to(event: Event, db: Db) -> list[Reply]:
    """Take a new chat off again, from an old one, within 48 hours: "7"."""
    found = moves.by_id(db, numbers.read(event.words))
    linked = event.sender.linked_at
    is_old = found is not None and linked is not None and linked < found.at
    status = Button(Words("router.status"), "/status")
    if found is None or found.person_id != event.actor.id or not is_old:
        return [say("link.not_linked").with_buttons((status,))]
    if found.objected_at is not None or event.at >= found.until:
        return [say("move.too_late").with_buttons((status,))]
    moves.object_to(db, found, event.at)
    sessions.close_person(db, event.actor.id)
    codes.forget_person(db, event.actor.id)
    twinspaces.want_of(db, event.actor.id, is_urgent=True)
    return [say("move.objected").with_buttons((status,)), *_told(event, db)]


def _told(event: Event, db: Db) -> list[Reply]:
    """Tell the coordinators, who look at it again."""
    person = event.actor
    deciders = coordinators.responsible(db, person.country, but=frozenset({person.id}))
    again = Button(Words("help.move"), f"/move p{person.id}")
    return [
        say("move.was_objected", to=one, card=cards.person(db, person)).with_buttons((again,))
        for one in deciders
    ]


def _queue() -> Button:
    return Button(Words("help.queue"), "/queue")
