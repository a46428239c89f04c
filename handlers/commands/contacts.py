"""/contacts: ask, accept, decline, list, and write to each other through the bot."""

from datetime import timedelta
from typing import Any

from handlers import cards, forms, numbers, questions
from handlers.conversation import (
    Button,
    Code,
    Event,
    Lane,
    Lines,
    Needs,
    Reply,
    Words,
    command,
    rows,
    say,
)
from handlers.forms import Question, form
from storage import codes, contacts, people
from storage.codes import Purpose
from storage.contacts import State
from storage.db import Db
from storage.people import Person

#: How many contacts are shown with a button each.
SHOWN = 8
#: How long a code made for a meeting can be typed.
CODE_DAYS = 7


@command("contacts", needs=Needs.TEACHER, rank=2)
def list_(event: Event, db: Db) -> list[Reply]:
    """Show requests that wait and the contacts there are.

    Source: docs/rules.md, PAR-5.
    """
    me = event.actor.id
    waiting = contacts.requests_to(db, me)
    if waiting:
        first = waiting[0]
        asker = people.by_id(db, first.asker_id)
        assert asker is not None, "a request points to its asker"
        return [_request(db, first.id, asker, first.words)]
    known = people.of_ids(db, set(contacts.of_person(db, me)))
    found = [known[number] for number in contacts.of_person(db, me) if number in known]
    asked = len(contacts.requests_by(db, me))
    if not found:
        search = Button(Words("help.partners"), "/partners")
        return [say("contacts.none", asked=asked).with_buttons((search,))]
    lines = Lines(tuple(cards.contact(db, person) for person in found[:SHOWN]))
    buttons = [
        Button(Words("contacts.write", {"name": person.name}), f"/write {person.id}")
        for person in found[:SHOWN]
    ]
    new = Button(Words("project.new"), "/project new")
    reply = say("contacts.all", count=len(found), contacts=lines, asked=asked)
    return [reply.with_buttons(*rows([*buttons, new]))]


@command("mycode", needs=Needs.TEACHER, rank=8)
def my_code(event: Event, db: Db) -> list[Reply]:
    """Give a code to show at a meeting: whoever types it asks this teacher, available or not.

    Source: docs/rules.md, PAR-5.
    """
    code = event.fresh("contact")
    lasts = timedelta(days=CODE_DAYS)
    me = event.actor.id
    codes.make(db, code, Purpose.CONTACT, "", at=event.at, lasts=lasts, person_id=me)
    return [say("contacts.code", command=Code(f"/contact {code}"), days=CODE_DAYS).secretly()]


@command("contact", needs=Needs.TEACHER, listed=False)
def ask(event: Event, db: Db) -> list[Reply]:
    """Ask a teacher to be a contact: found among the partners, or met, by their code."""
    other = _found(event, db)
    if other is None or other.id == event.actor.id:
        return [say("contacts.not_found")]
    if problem := _between(db, event.actor.id, other):
        return [problem]
    return forms.begin(event, db, "contact", {"to": other.id})


@form("contact", Question("words", questions.Paragraph, "contacts.words"))
def asked(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Send the request, with the sender's name, school and words."""
    other = _teacher(db, str(answers["to"]))
    if other is None:
        return [say("contacts.not_found")]
    people.hold(db, min(event.actor.id, other.id))  # two who ask each other at once take turns
    if problem := _between(db, event.actor.id, other):
        return [problem]
    request = contacts.ask(db, event.actor.id, other.id, answers["words"], event.at)
    card = _request(db, request.id, event.actor, answers["words"], to=other.id)
    more = Button(Words("partners.next"), "/partners next")
    return [say("contacts.asked").with_buttons((more,)), card]


def _found(event: Event, db: Db) -> Person | None:
    """Find an available teacher by id, or any by the code they showed."""
    typed = event.words.strip()
    if code := codes.look(db, typed, Purpose.CONTACT, event.at):
        return _teacher(db, str(code.person_id))
    found = _teacher(db, typed)
    return found if found is not None and found.is_available else None


def _between(db: Db, me: int, other: Person) -> Reply | None:
    """Say what there is already between two people; None if nothing."""
    contact = contacts.between(db, me, other.id)
    if contact is None or (contact.state == State.DECLINED and contact.asked_id == me):
        return None  # who declined may change their mind
    if contact.state == State.ACCEPTED:
        write_button = Button(Words("contacts.write", {"name": other.name}), f"/write {other.id}")
        return say("contacts.already", name=other.name).with_buttons((write_button,))
    if contact.state == State.WAITING and contact.asked_id == me:
        return _request(db, contact.id, other, contact.words)
    more = Button(Words("partners.next"), "/partners next")
    key = "contacts.waiting" if contact.state == State.WAITING else "contacts.declined_before"
    return say(key).with_buttons((more,))


def _request(db: Db, number: int, asker: Person, words: str, to: int | None = None) -> Reply:
    accept = Button(Words("contacts.accept"), f"/accept {number}")
    decline = Button(Words("contacts.decline"), f"/decline {number}")
    card = cards.contact(db, asker)
    lane = Lane.REPLY if to is None else Lane.REMINDER
    fields = {"card": card, "words": words}
    return Reply("contacts.request", fields, ((accept, decline),), to=to, lane=lane)


@command("accept", needs=Needs.TEACHER, listed=False)
def accept(event: Event, db: Db) -> list[Reply]:
    """Accept a request: from now on both see each other's names and can write."""
    return _answer(event, db, State.ACCEPTED)


@command("decline", needs=Needs.TEACHER, listed=False)
def decline(event: Event, db: Db) -> list[Reply]:
    """Decline a request; the asker is told kindly, without a reason."""
    return _answer(event, db, State.DECLINED)


def _answer(event: Event, db: Db, state: State) -> list[Reply]:
    contact = contacts.by_id(db, numbers.read(event.words))
    if contact is None or contact.asked_id != event.actor.id:
        return [say("contacts.not_yours")]
    asker = people.by_id(db, contact.asker_id)
    assert asker is not None, "a request points to its asker"
    if not contacts.answer(db, contact, state, event.at):
        return [say("contacts.answered_already")]
    if state == State.DECLINED:
        more = Button(Words("help.partners"), "/partners")
        told = say("contacts.was_declined", to=asker.id).with_buttons((more,))
        return [say("contacts.you_declined"), told]
    return [
        _now_contacts(db, "contacts.you_accepted", asker, to=None),
        _now_contacts(db, "contacts.was_accepted", event.actor, to=asker.id),
    ]


def _now_contacts(db: Db, key: str, other: Person, to: int | None) -> Reply:
    write_button = Button(Words("contacts.write", {"name": other.name}), f"/write {other.id}")
    new = Button(Words("project.new"), "/project new")
    reply = say(key, to=to, card=cards.contact(db, other), name=other.name)
    return reply.with_buttons(*rows([write_button, new]))


@command("write", needs=Needs.TEACHER, listed=False)
def write(event: Event, db: Db) -> list[Reply]:
    """Write to a contact through the bot, whatever app they use."""
    other = _teacher(db, event.words)
    if other is None or not contacts.are(db, event.actor.id, other.id):
        return [say("contacts.not_yours")]
    return forms.begin(event, db, "letter", {"to": other.id, "name": other.name})


@form(
    "letter",
    Question(
        "text",
        questions.Letter,
        "contacts.letter",
        fields=lambda asking: {"name": asking.answers["name"]},
    ),
)
def written(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Bring a message to a contact; nobody's handle is shown."""
    other = _teacher(db, str(answers["to"]))
    if other is None or not contacts.are(db, event.actor.id, other.id):
        return [say("contacts.not_yours")]
    me = event.actor
    answer = Button(Words("contacts.answer"), f"/write {me.id}")
    letter = say("contacts.message", to=other.id, name=me.name, text=answers["text"])
    again = Button(Words("contacts.write", {"name": other.name}), f"/write {other.id}")
    sent = say("contacts.sent", name=other.name).with_buttons((again,))
    return [sent, letter.with_buttons((answer,))]


def _teacher(db: Db, number: str) -> Person | None:
    """Find a validated teacher by id; None if there is none."""
    found = people.by_id(db, numbers.read(number))
    return found if found is not None and found.is_validated else None
