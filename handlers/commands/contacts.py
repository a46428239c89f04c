"""Contacts: a code to show, asking, accepting, declining, and writing through the bot."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from handlers import contactcards, following, forms, numbers, questions
from handlers.conversation import (
    Button,
    Code,
    Event,
    File,
    Needs,
    Reply,
    Words,
    command,
    say,
)
from handlers.forms import Question, form
from storage import ambassadors, blocks, codes, contacts, ideas, people
from storage.codes import Purpose
from storage.contacts import State
from storage.db import Db
from storage.people import Person

#: How long a code made for a meeting can be typed.
CODE_DAYS = 7


@command("mycode", needs=Needs.TEACHER, rank=8)
def my_code(event: Event, db: Db) -> list[Reply]:
    """Give a code to show at a meeting: whoever types it asks this teacher, available or not.

    Source: docs/rules.md, PAR-5.
    """
    code = event.fresh("contact")
    lasts = timedelta(days=CODE_DAYS)
    me = event.actor.id
    codes.make(db, code, Purpose.CONTACT, "", at=event.at, lasts=lasts, person_id=me)
    command, days = Code(f"/contact {code}"), CODE_DAYS
    if not event.bot:
        return [say("contacts.code", command=command, days=days).secretly()]
    link = f"https://t.me/{event.bot}?start=contact-{code}"
    return [say("contacts.code_link", command=command, days=days, link=link).secretly()]


@command("contact", needs=Needs.TEACHER, listed=False)
def ask(event: Event, db: Db) -> list[Reply]:
    """Ask a teacher to be a contact: found among the partners, or met, by their code."""
    other = _found(event, db)
    if other is None or other.id == event.actor.id:
        return [say("contacts.not_found")]
    if blocks.between(db, event.actor.id, other.id):
        return [say("contacts.not_found")]
    if problem := _between(db, event.actor.id, other):
        return [problem]
    return forms.begin(event, db, "contact", {"to": other.id})


@form("contact", Question("words", questions.Paragraph, "contacts.words"), is_letter=True)
def asked(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Send the request, with the sender's name, school and words."""
    other = _teacher(db, str(answers["to"]))
    if other is None or blocks.between(db, event.actor.id, other.id):
        return [say("contacts.not_found")]
    people.hold(db, min(event.actor.id, other.id))  # two who ask each other at once take turns
    if problem := _between(db, event.actor.id, other):
        return [problem]
    request = contacts.ask(db, event.actor.id, other.id, answers["words"], event.at)
    if "idea" in answers:
        ideas.bind(db, request.id, int(answers["idea"]))
    card = contactcards.request(db, request, event.actor, to=other.id)
    more = Button(Words("partners.next"), "/partners next")
    return [say("contacts.asked").with_buttons((more,)), card]


def _found(event: Event, db: Db) -> Person | None:
    """Find an available teacher by id, or an ambassador of one's country, or any by their code."""
    typed = event.words.strip()
    if code := codes.look(db, typed, Purpose.CONTACT, event.at):
        return _teacher(db, str(code.person_id))
    found = _teacher(db, typed)
    if found is None:
        return None
    is_own = found.country == event.actor.country and ambassadors.is_one(db, found.id)
    return found if found.is_available or is_own else None


def _between(db: Db, me: int, other: Person) -> Reply | None:
    """Say what there is already between two people; None if nothing."""
    contact = contacts.between(db, me, other.id)
    if contact is None or (contact.state == State.DECLINED and contact.asked_id == me):
        return None  # who declined may change their mind
    if contact.state == State.ACCEPTED:
        write_button = Button(Words("contacts.write", {"name": other.name}), f"/write {other.id}")
        return say("contacts.already", name=other.name).with_buttons((write_button,))
    if contact.state == State.WAITING and contact.asked_id == me:
        return contactcards.request(db, contact, other)
    more = Button(Words("partners.next"), "/partners next")
    key = "contacts.waiting" if contact.state == State.WAITING else "contacts.declined_before"
    return say(key).with_buttons((more,))


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
        return [contactcards.not_yours()]
    asker = people.by_id(db, contact.asker_id)
    assert asker is not None, "a request points to its asker"
    if state == State.ACCEPTED and blocks.between(db, event.actor.id, asker.id):
        return [contactcards.not_yours()]
    rest = Button(Words("help.contacts"), "/contacts")
    if not contacts.answer(db, contact, state, event.at):
        return [say("contacts.answered_already").with_buttons((rest,))]
    if state == State.DECLINED:
        more = Button(Words("help.partners"), "/partners")
        told = say("contacts.was_declined", to=asker.id).with_buttons((more,))
        return [
            say("contacts.you_declined").with_buttons((rest,)),
            told.noticed("contacts"),
        ]
    return [
        contactcards.now(db, "contacts.you_accepted", asker),
        contactcards.now(db, "contacts.was_accepted", event.actor, to=asker.id),
    ]


@command("write", needs=Needs.TEACHER, listed=False)
def write(event: Event, db: Db) -> list[Reply]:
    """Write to a contact through the bot, whatever app they use."""
    other = _teacher(db, event.words)
    if other is None or not contacts.are(db, event.actor.id, other.id):
        return [contactcards.not_yours()]
    known = {"to": other.id, "name": other.name, "about": event.about}
    return forms.begin(event, db, "letter", known)


@form(
    "letter",
    Question(
        "text",
        questions.Letter,
        "contacts.letter",
        fields=lambda asking: {"name": asking.answers["name"]},
        takes_files=True,
    ),
    is_letter=True,
)
def written(event: Event, db: Db, answers: dict[str, Any]) -> list[Reply]:
    """Bring a message to a contact, with its formatting and file; nobody's handle is shown."""
    other = _teacher(db, str(answers["to"]))
    if other is None or not contacts.are(db, event.actor.id, other.id):
        return [contactcards.not_yours()]
    me = event.actor
    about = Button(Words("contacts.more"), f"/person {me.id}")
    answer = Button(Words("contacts.answer"), f"/write {me.id}")
    key = "contacts.file" if answers.get("file") else "contacts.message"
    text = following.words_of(event, answers["text"])
    letter = replace(
        say(key, to=other.id, name=me.name, text=text).noticed("messages"),
        file=File(**answers["file"]) if answers.get("file") else None,
        batch=following.batch_of(event),
        replies_to=following.answered_by(
            event, db, (event.about, answers.get("about", "")), other.id
        ),
    )
    again = Button(Words("contacts.write", {"name": other.name}), f"/write {other.id}")
    sent = say("contacts.sent", name=other.name).with_buttons((again,))
    return [sent, letter.with_buttons((answer, about))]


def _teacher(db: Db, number: str) -> Person | None:
    """Find a validated teacher by id; None if there is none."""
    found = people.by_id(db, numbers.read(number))
    return found if found is not None and found.is_validated else None
