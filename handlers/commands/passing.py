"""/pass: give a card of the queue to a colleague, or to central support, with a word.

About a report out of a TwinSpace no word is asked for: of what it says nothing goes through a chat.
"""

from dataclasses import replace
from typing import Any

from handlers import forms, numbers, questions, queuecard, queuing
from handlers.conversation import Button, Event, Lane, Needs, Reply, Words, command, rows, say
from handlers.forms import Question, form
from handlers.queuing import Card
from storage import assignments, coordinators, people
from storage.db import Db
from storage.people import Person

#: So many colleagues are offered.
MOST = 8


@command("pass", needs=Needs.COORDINATOR, listed=False)
def pass_on(event: Event, db: Db) -> list[Reply]:
    """Choose who should decide: "p12" asks, "p12 to 5" is person 5, "p12 to *" central support.

    Source: docs/rules.md, NSS-1.
    """
    name, _, to = event.words.strip().partition(" to ")
    card = queuing.find(event, db, name)
    if card is None:
        return [queuecard.after(event, db, Words("queue.not_there"))]
    if to and _readers(event, db, card, to):
        if queuing.is_wordless(db, name):
            return _pass(event, db, name, to, "")
        return forms.begin(event, db, "pass", {"card": name, "to": to})
    buttons = [
        Button(one.name, f"/pass {name} to {one.id}") for one in _colleagues(event, db, card)
    ]
    if _central(event, db, card):
        buttons.append(Button(Words("claim.central"), f"/pass {name} to {coordinators.ALL}"))
    back = Button(Words("queue.back"), "/queue")
    key = "queue.pass_to" if buttons else "queue.pass_nobody"
    return [say(key).with_buttons(*rows(buttons), (back,))]


@form("pass", Question("words", questions.Paragraph, "queue.pass_words"), needs=Needs.COORDINATOR)
def passed(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Put the card before the one who was chosen; whoever presses first still decides."""
    return _pass(event, db, str(answers["card"]), str(answers["to"]), answers["words"])


def _pass(event: Event, db: Db, name: str, to: str, words: str) -> list[Reply]:
    card = queuing.find(event, db, name)
    readers = _readers(event, db, card, to) if card else []
    if card is None or not readers:
        return [queuecard.after(event, db, Words("queue.not_there"))]
    is_central = to == coordinators.ALL
    me = event.actor
    narrowed = assignments.narrowed(db, me.id, event.at)
    theirs = None if is_central else readers[0].id
    assignments.pass_on(db, name, theirs, me.id, words, event.at)
    named = Words("claim.central") if is_central else readers[0].name
    outcome = Words("queue.passed", {"name": named})
    told = [_told(event, db, name, one, words) for one in readers]
    return [queuecard.next_(event, db, outcome, queuecard.read(narrowed)[0]), *told]


def _told(event: Event, db: Db, name: str, reader: Person, words: str) -> Reply:
    card = queuing.find(replace(event, person=reader), db, name)
    assert card is not None, "only who has the card is a reader"
    shown, buttons = card.draw()
    fields: dict[str, Any] = {"name": event.actor.name, "card": shown}
    key = "queue.passed_you_plain"
    if words:
        key, fields["words"] = "queue.passed_you", words
    return Reply(key, fields, buttons, to=reader.id, lane=Lane.REMINDER)


def _readers(event: Event, db: Db, card: Card, to: str) -> list[Person]:
    """List whom a card is passed on to: one colleague, or all of central support."""
    if to == coordinators.ALL:
        return _central(event, db, card)
    return [one for one in _colleagues(event, db, card) if one.id == numbers.read(to)]


def _colleagues(event: Event, db: Db, card: Card) -> list[Person]:
    return _who_have(event, db, card, coordinators.of_country(db, card.country))[:MOST]


def _central(event: Event, db: Db, card: Card) -> list[Person]:
    if card.country == coordinators.ALL:
        return []
    return _who_have(event, db, card, coordinators.of_country(db, coordinators.ALL))


def _who_have(event: Event, db: Db, card: Card, ids: list[int]) -> list[Person]:
    """Keep those on whose own desk the card is: they may decide about it."""
    found = [people.by_id(db, one) for one in ids if one != event.actor.id]
    return [
        one
        for one in found
        if one is not None and queuing.find(replace(event, person=one), db, card.name)
    ]
